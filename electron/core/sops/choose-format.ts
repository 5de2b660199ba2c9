// Which format a file is in, by its bytes: names mislead (`.env.local` is binary for sops, spec §1.1). The code of a format is loaded when a file asks for it.
import { Refusal } from '../refusal.ts';
import { formatByName } from './format-by-name.ts';
import { dotenv } from './formats/dotenv/index.ts';
import type { Format } from './formats/format.ts';

const loaders: Readonly<Record<Format['id'], () => Promise<Format>>> = {
  dotenv: () => Promise.resolve(dotenv),
  yaml: async () => (await import('./formats/yaml/index.ts')).yaml,
  json: async () => (await import('./formats/json/index.ts')).json,
  ini: async () => (await import('./formats/ini/index.ts')).ini,
  binary: async () => (await import('./formats/binary/index.ts')).binary,
};

export const loadFormat = (id: Format['id']): Promise<Format> => loaders[id]();

const standsAt = (bytes: Buffer, text: string, at: number): boolean => bytes.toString('latin1', at, at + text.length) === text;
/** Begins a line, or the file. WHY from the end: what sops adds stands last in most files. */
const beginsLine = (bytes: Buffer, text: string): boolean => standsAt(bytes, text, 0) || (bytes[0] === 0xef && standsAt(bytes, text, 3)) || bytes.lastIndexOf(`\n${text}`) !== -1;

/** By what sops writes into each (spec §1.1), surest first; undefined for a file without a word of sops. */
export function formatByContent(bytes: Buffer): Exclude<Format['id'], 'binary'> | undefined {
  // WHY asked first what they have in common: each search goes through all of a large file.
  if (beginsLine(bytes, 'sops_') && ['sops_mac=', 'sops_version=', 'sops_lastmodified='].some((line) => beginsLine(bytes, line))) return 'dotenv';
  const head = bytes.toString('latin1', 0, 4096).replace(/^\xef\xbb\xbf/, '').trimStart();
  if (head.startsWith('{') && bytes.includes('"sops"')) return 'json';
  if (beginsLine(bytes, '[sops]')) return 'ini';
  return beginsLine(bytes, 'sops:') || beginsLine(bytes, '"sops":') ? 'yaml' : undefined;
}

/** The format of an encrypted file. Refusals: `empty-file`, `not-encrypted`, `binary-file`, and those of the parser that tells a JSON file from a binary one. */
export async function chooseFormat(path: string, bytes: Buffer): Promise<Format> {
  if (bytes.length === 0) throw new Refusal('empty-file');
  if (bytes.includes(0)) throw new Refusal('binary-file');
  const found = formatByContent(bytes);
  if (found === 'json') {
    const json = await loadFormat('json');
    // WHY the head first: only a file that begins like an envelope is worth reading twice.
    if (!/^[\s\xef\xbb\xbf]*\{\s*"(?:data|sops)"\s*:/.test(bytes.toString('latin1', 0, 4096))) return json;
    const { isEnvelope } = await import('./formats/binary/index.ts');
    return isEnvelope((await json.parse(bytes)).branches) ? loadFormat('binary') : json;
  }
  if (found !== undefined) return loadFormat(found);
  // WHY the parser still has a look: it tells a binary file, a conflict and a cut-off file from a clear one.
  const byName = formatByName(path);
  if (bytes.includes('ENC[AES256_GCM,') || beginsLine(bytes, '<<<<<<< ') || beginsLine(bytes, '>>>>>>> ')) return loadFormat(byName === 'binary' ? 'dotenv' : byName);
  throw new Refusal('not-encrypted');
}

const dotenvName = /(^|[/\\])\.env($|\.)|\.env$|\.env\./;

/** The format in which a clear file is read, by its name; `.env.local` and its like are dotenv here, though sops needs `--input-type` for them (sops #725). */
export function clearFormat(path: string): Format['id'] {
  const bare = path.replace(/\.(enc|encrypted|sops|dec|decrypted)$/i, '');
  return dotenvName.test(bare) && formatByName(bare) === 'binary' ? 'dotenv' : formatByName(bare);
}
