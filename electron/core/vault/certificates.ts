// Certificates and keys that a person gives for a connection: looked at before they are kept. Must never put one into an error.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Refusal } from '../refusal.ts';

/** Throws Refusal certificate-unreadable where it is none, or the key does not belong to the certificate. */
function checked(check: () => boolean): void {
  let fits = false;
  try {
    fits = check();
  } catch {
    // Whatever the library says of it, it is not what is needed.
  }
  if (!fits) throw new Refusal('certificate-unreadable');
}

export interface Certificates {
  readonly authority?: string | undefined;
  readonly own?: { readonly certificate: string; readonly key: string } | undefined;
}
export interface CertificateWish {
  /** Absent: as before; '': none. */
  readonly authority?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** Refusal: certificate-unreadable. */
export function certificatesOf({ authority, certificate, key }: CertificateWish, before: Certificates): Certificates {
  const next = authority ?? before.authority ?? '';
  if (authority !== undefined && authority !== '') checked(() => new X509Certificate(authority).subject !== undefined);
  const pair = { certificate: certificate ?? before.own?.certificate ?? '', key: key ?? before.own?.key ?? '' };
  if (pair.certificate !== '' || pair.key !== '') checked(() => new X509Certificate(pair.certificate).checkPrivateKey(createPrivateKey(pair.key)));
  return { ...(next === '' ? {} : { authority: next }), ...(pair.certificate === '' ? {} : { own: pair }) };
}
