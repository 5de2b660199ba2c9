// Identity files and variables as sops reads them (spec §3.3): one per line, `#` lines and empty lines skipped, no trimming.
// One bad line makes the whole source unusable. Must never put a line into an error.
import { SecretText } from '../secret/index.ts';

const native = /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/;
const plugin = /^AGE-PLUGIN-[A-Z0-9+._-]+-1[0-9A-Z]+$/;

export type IdentityText =
  | { readonly state: 'usable'; readonly identities: readonly SecretText[] }
  /** Known to age, but not opened by this program yet: passphrase-protected files and plugins. */
  | { readonly state: 'not-supported' }
  | { readonly state: 'unusable'; readonly line: number };

/** `blanks`: also split at blanks, which sops does for SOPS_AGE_KEY alone. */
export function readIdentityText(text: string, blanks: boolean): IdentityText {
  if (text.startsWith('age-encryption') || text.startsWith('-----BEGIN AGE')) return { state: 'not-supported' };
  const identities: SecretText[] = [];
  const lines = text.split('\n').flatMap((line, index) => (blanks && !line.startsWith('#') ? line.split(/\s+/) : [line.endsWith('\r') ? line.slice(0, -1) : line]).map((part) => ({ part, line: index + 1 })));
  for (const { part, line } of lines) {
    if (part === '' || part.startsWith('#')) continue;
    if (plugin.test(part)) return { state: 'not-supported' };
    if (!native.test(part)) return { state: 'unusable', line };
    identities.push(new SecretText(part));
  }
  return { state: 'usable', identities };
}
