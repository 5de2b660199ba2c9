// Identity files and variables as sops reads them (spec §3.3): one per line, `#` lines and empty lines skipped, no trimming. Also whole SSH keys and files behind a passphrase, for who asks for them.
// One bad line makes the whole source unusable. Must never put a line into an error.
import { createHash } from 'node:crypto';
import { SecretText } from '../secret/index.ts';
import { isSshPrivate, readSshFile } from './ssh-key-file.ts';

const native = /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/;
const plugin = /^AGE-PLUGIN-[A-Z0-9+._-]+-1[0-9A-Z]+$/;

/** What a passphrase opens. */
export interface LockedText {
  readonly kind: 'identity-file' | 'ssh-key';
  /** Tells one content from another, so that what was opened once need not be asked for again. */
  readonly mark: string;
  /** Whom it is for, where that can be told without the passphrase. */
  readonly recipient?: string;
  /** What is behind it; undefined if the passphrase is wrong. */
  unlock(passphrase: SecretText): Promise<readonly SecretText[] | undefined>;
}
export type IdentityText =
  | { readonly state: 'usable'; readonly identities: readonly SecretText[] }
  | { readonly state: 'locked'; readonly locked: LockedText }
  /** Known to age or to SSH, but of a kind that opens nothing here. */
  | { readonly state: 'not-supported' }
  | { readonly state: 'unusable'; readonly line: number };

/** True for `AGE-PLUGIN-NAME-1…`: it takes a program of somebody else to use it. */
export const isPluginIdentity = (identity: SecretText): boolean => plugin.test(identity.expose());

const markOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** One private key of SSH. */
export function readSshText(text: string): IdentityText {
  const file = readSshFile(text);
  switch (file.state) {
    case 'open': return { state: 'usable', identities: [new SecretText(text)] };
    case 'locked': return {
      state: 'locked',
      locked: {
        kind: 'ssh-key', mark: markOf(text),
        ...(file.recipient === undefined ? {} : { recipient: file.recipient }),
        async unlock(passphrase) {
          const opened = await file.unlock(passphrase);
          return opened === undefined ? undefined : [opened];
        },
      },
    };
    case 'not-supported': return { state: 'not-supported' };
    case 'unusable': return { state: 'unusable', line: 1 };
  }
}

/** Only age itself wrote it, or something that pretends to be it. */
const isAgeFile = (text: string): boolean => text.startsWith('age-encryption') || text.startsWith('-----BEGIN AGE');

/** A file of identities that is itself encrypted, with a passphrase. */
function readLockedFile(text: string): IdentityText {
  return {
    state: 'locked',
    locked: {
      kind: 'identity-file', mark: markOf(text),
      async unlock(passphrase) {
        const { openWithPassphrase } = await import('./age-file.ts');
        const opened = await openWithPassphrase(Buffer.from(text, 'latin1'), passphrase);
        if (opened.kind === 'no-match') return undefined;
        // WHY an empty list: no other passphrase would help. What is behind it is none of ours, damaged, or too costly.
        if (opened.kind !== 'opened') return [];
        try {
          const read = readIdentityText(opened.payload.toString('utf8'), false);
          return read.state === 'usable' ? read.identities : [];
        } finally {
          opened.payload.fill(0);
        }
      },
    },
  };
}

/** `blanks`: also split at blanks, which sops does for SOPS_AGE_KEY alone. `text` is Latin-1 where it may be a file of age in its binary form. */
export function readIdentityText(text: string, blanks: boolean): IdentityText {
  if (isAgeFile(text)) return readLockedFile(text);
  const identities: SecretText[] = [];
  const lines = text.split('\n').flatMap((line, index) => (blanks && !line.startsWith('#') ? line.split(/\s+/) : [line.endsWith('\r') ? line.slice(0, -1) : line]).map((part) => ({ part, line: index + 1 })));
  for (const { part, line } of lines) {
    if (part === '' || part.startsWith('#')) continue;
    if (!native.test(part) && !plugin.test(part)) return { state: 'unusable', line };
    identities.push(new SecretText(part));
  }
  return { state: 'usable', identities };
}

/** Whatever a person may hand over to be kept: a file of identities, open or encrypted, or a private key of SSH. */
export const readAnyIdentities = (text: string): IdentityText => (isSshPrivate(text.trimStart()) ? readSshText(text) : readIdentityText(text, false));
