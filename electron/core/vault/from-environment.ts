// The connection that the environment describes, by the variables of Vault's own program. Must never take what makes it less careful (VAULT_SKIP_VERIFY), nor a token from anywhere else.
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { SecretText } from '../secret/index.ts';

export interface FromEnvironment {
  readonly address: string;
  readonly namespace: string;
  readonly token: SecretText | undefined;
  readonly authorities?: string;
  readonly own?: { readonly certificate: string; readonly key: string };
}

async function pem(path: string): Promise<string> {
  const text = (await readFile(path).catch(() => { throw new Refusal('certificate-unreadable'); })).toString('latin1');
  if (!text.includes('-----BEGIN ')) throw new Refusal('certificate-unreadable');
  return text;
}

/** Refusals: no-connection, certificate-unreadable. */
export async function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Promise<FromEnvironment> {
  const said = (name: string): string => (environment[name] ?? '').trim();
  const address = said('VAULT_ADDR');
  if (address === '') throw new Refusal('no-connection');
  const [authorities, certificate, key] = [said('VAULT_CACERT'), said('VAULT_CLIENT_CERT'), said('VAULT_CLIENT_KEY')];
  if ((certificate === '') !== (key === '')) throw new Refusal('certificate-unreadable');
  const token = said('VAULT_TOKEN');
  return {
    address, namespace: said('VAULT_NAMESPACE').replaceAll(/^\/+|\/+$/g, ''), token: token === '' ? undefined : new SecretText(token),
    ...(authorities === '' ? {} : { authorities: await pem(authorities) }), ...(certificate === '' ? {} : { own: { certificate: await pem(certificate), key: await pem(key) } }),
  };
}
