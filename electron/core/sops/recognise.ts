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

/** A name and a value on this line. WHY no expression over the whole text: blanks and line breaks without end would cost a minute. */
function givesValue(line: string): boolean {
  const text = line.trim();
  const at = text.indexOf('=');
  if (text.startsWith('#')) return false;
  if (at > 0 && text.length > at + 1) return true;
  return /^["']?[\w.-]+["']?[ \t]*:[ \t]*\S/.test(text) || /^- [ \t]*\S/.test(text) || /^-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/.test(text);
}

/** At least one value: on a line of its own, or anywhere in JSON. */
const hasValue = (text: string): boolean => text.split('\n').some(givesValue) || (/^\s*[[{]/.test(text) && /[[:]\s*(?:"[^"]|-?\d|true\b|false\b)/.test(text));
