// What a look at a file's name and bytes tells without any key. Used on every file of a folder: cheap, asks nothing, runs nothing.
import type { FileState } from '../../../shared/ipc/projects.ts';
import { utf8 } from './formats/dotenv/index.ts';

export type Recognised = FileState | 'not-secret';

const template = /\.(example|sample|template|dist|defaults?|schema)$/i;
const dotenvName = /(^|[/\\])\.env($|\.)|\.env$|\.env\./;
const encryptedName = /\.(enc|encrypted|sops)(\.|$)/;

/** `bytes` may be the head and the tail of a large file, joined by a line feed. */
export function recognise(name: string, bytes: Buffer): Recognised {
  if (/(^|[/\\])\.sops\.ya?ml$/.test(name)) return 'rules';
  if (bytes.length === 0) return 'not-secret';
  if (bytes.includes(0)) return encryptedName.test(name) ? 'damaged' : 'not-secret';
  const text = bytes.toString('utf8');
  const dotenv = dotenvName.test(name);
  if (/^sops_(mac|version|lastmodified)=/m.test(text)) {
    const whole = /^sops_mac=/m.test(text) && /^sops_version=/m.test(text);
    return whole && !/^(<{7}|>{7}) /m.test(text) ? 'encrypted' : 'damaged';
  }
  if (/^(<{7}|>{7}) /m.test(text) && /ENC\[AES256_GCM,data:/.test(text)) return 'damaged';
  const json = /"sops"\s*:\s*\{/.test(text) && /"(mac|lastmodified)"\s*:/.test(text);
  const yaml = /^"?sops"?:\s*$/m.test(text) && /^\s+(mac|lastmodified):/m.test(text);
  const ini = /^\[sops\]\s*$/m.test(text) && /^(mac|lastmodified)\s*=/m.test(text);
  if (json || yaml || ini) return 'encrypted';
  if (/=ENC\[AES256_GCM,data:/.test(text)) return 'damaged';
  if (!dotenv && utf8(bytes) === undefined) return 'not-secret';
  if (dotenv && template.test(name)) return 'not-secret';
  if (dotenv || (encryptedName.test(name) && !/^-----BEGIN (AGE|PGP)|^age-encryption\.org/.test(text))) return hasValue(text) ? 'clear-text' : 'not-secret';
  return 'not-secret';
}

/** At least one line that gives a name a value. */
const hasValue = (text: string): boolean => /^(?!\s*#)[^=\n]*\S[^=\n]*=\s*\S|^\s*["']?[\w.-]+["']?\s*:\s*\S/m.test(text);
