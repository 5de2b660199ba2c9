// What sops takes for a recipient, kind by kind, and what of it may be shown. A private key or a password that somebody put there must never come out of here.
import { readBech32 } from './bech32.ts';
import type { RecipientKind } from './model.ts';

/** `private`: a key that opens files, where one that closes them belongs. */
export type Judged = 'public' | 'bad' | 'private';

const privateKey = /AGE-SECRET-KEY|AGE-PLUGIN-[A-Z0-9]+-1|-----BEGIN|PRIVATE KEY/i;
const maxKeyLength = 8192;

/** An authorized_keys line: the type stands once more inside the key. */
function isSshKey(text: string): boolean {
  const [, type, encoded] = /^(ssh-ed25519|ssh-rsa) ([A-Za-z0-9+/]+={0,2})(?:\s.*)?$/.exec(text) ?? [];
  if (type === undefined || encoded === undefined) return false;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length < 4 + type.length || bytes.readUInt32BE(0) !== type.length || bytes.toString('latin1', 4, 4 + type.length) !== type) return false;
  return type === 'ssh-rsa' ? bytes.length > 256 : bytes.length === 51;
}

/** The dispatch of sops (spec §3.2). */
function isAge(text: string): boolean {
  if (text.startsWith('ssh-')) return isSshKey(text);
  if (!text.startsWith('age1')) return false;
  const read = readBech32(text);
  if (read === undefined || text !== text.toLowerCase()) return false;
  return read.prefix === 'age' ? read.bytes === 32 : /^age1[a-z0-9+._-]+$/.test(read.prefix);
}

/** A name and password in an address would be shown to everybody who looks at the rules. */
const isAddress = (text: string, path: RegExp): boolean => /^https?:\/\/[^/\s@]+(?:\/|$)/.test(text) && path.test(text);

const shapes: Readonly<Record<RecipientKind, (text: string) => boolean>> = {
  age: isAge,
  pgp: (text) => /^(?:0x)?[0-9A-Fa-f]{8,64}$/.test(text.replaceAll(' ', '')) || /^[^\s@<>]+@[^\s@<>]+$/.test(text),
  kms: (text) => /^arn:aws[\w-]*:kms:[^\s,]+(?:\+arn:aws[\w-]*:(?:iam|sts)::[^\s,]+)?$/.test(text),
  gcp_kms: (text) => /^projects\/[^/\s]+\/locations\/[^/\s]+\/keyRings\/[^/\s]+\/cryptoKeys\/\S+$/.test(text),
  azure_keyvault: (text) => isAddress(text, /^https:\/\/[^/\s]+\/keys\/[^/\s]+(?:\/[^/\s]*)?$/),
  hc_vault: (text) => isAddress(text, /^https?:\/\/[^/\s]+\/v1\/\S+\/keys\/[^/\s]+\/?$/),
  hckms: (text) => /^[^\s:]+:[^\s:]+$/.test(text),
};

const maxLineShown = 500;

export function judge(kind: RecipientKind, text: string): Judged {
  // SECURITY(rules-show-no-key): who puts a private key or a password among the recipients must not find it on a screen, in a log or in a list.
  if (privateKey.test(text)) return 'private';
  return text.length <= maxKeyLength && shapes[kind](text) ? 'public' : 'bad';
}

/** A line of a file of rules as it may be shown; '' where a private key stands in it. */
export const shownLine = (text: string): string => (judge('age', text) === 'private' ? '' : text.slice(0, maxLineShown));

const kinds: readonly RecipientKind[] = ['age', 'pgp', 'kms', 'gcp_kms', 'azure_keyvault', 'hc_vault', 'hckms'];
/** Of which kind a key is by its form; undefined for what is none, or must not be shown. */
export const kindOfKey = (text: string): RecipientKind | undefined => kinds.find((kind) => judge(kind, text) === 'public');

/** Kinds where sops refuses what is badly written; the others it takes as it stands, and their service refuses. */
export const refusedBySops: ReadonlySet<RecipientKind> = new Set(['age', 'hckms', 'azure_keyvault', 'hc_vault']);

export const isPostQuantum = (key: string): boolean => key.startsWith('age1pq1');

const maxNameLength = 80;
/** A comment as a name; '' for what is none or may hold a secret. */
export function nameFrom(comment: string): string {
  const text = comment.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ').trim();
  return text.length > maxNameLength || privateKey.test(text) || /^[-=#*_]+$/.test(text) ? '' : text;
}
