// A new encrypted dotenv file from scratch, for the sample project and for tests. Writes what sops 3.13 would.
import { createSecretKey, randomBytes } from 'node:crypto';
import { wrap } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import { aadOf, sealValue } from './cipher.ts';
import { dotenv, escape } from './formats/dotenv/index.ts';
import { createMacHash, sealMac } from './mac.ts';

/** The format version that new files name: one that every reader from 3.8 on accepts. */
const writtenVersion = '3.13.2';

export type PlainLine = readonly [name: string, value: string] | { readonly comment: string };

/** RFC 3339, UTC, whole seconds. */
export const stamp = (now: Date): string => now.toISOString().replace(/\.\d+Z$/, 'Z');

/** Encrypts every value for the native age recipients (`age1…`). Refusals: `name-not-representable`, `value-not-representable`. */
export async function encryptDotenv(lines: readonly PlainLine[], recipients: readonly string[], now: Date): Promise<Buffer> {
  const raw = randomBytes(32);
  const key = createSecretKey(raw);
  const wrapped = await Promise.all(recipients.map(async (recipient) => ({ recipient, enc: await wrap(raw, recipient) })));
  raw.fill(0);
  const hash = createMacHash(false);
  const body = lines.map((line) => {
    if ('comment' in line) return `#${sealValue(Buffer.from(line.comment, 'utf8'), 'comment', key, aadOf([]))}`;
    const [name, value] = line;
    if (dotenv.nameProblem(name) !== undefined) throw new Refusal('name-not-representable');
    if (dotenv.valueProblem(value) !== undefined) throw new Refusal('value-not-representable');
    const bytes = Buffer.from(value, 'utf8');
    hash.add(bytes, true);
    return `${name}=${sealValue(bytes, 'str', key, aadOf([name]))}`;
  });
  const lastModified = stamp(now);
  const keys = wrapped.flatMap(({ recipient, enc }, index) => [`sops_age__list_${index}__map_enc=${escape(enc)}`, `sops_age__list_${index}__map_recipient=${recipient}`]);
  const metadata = [...keys, `sops_lastmodified=${lastModified}`, `sops_mac=${sealMac(hash.digest(), key, lastModified)}`, 'sops_unencrypted_suffix=_unencrypted', `sops_version=${writtenVersion}`];
  return Buffer.from(`${[...body, ...metadata].join('\n')}\n`, 'utf8');
}
