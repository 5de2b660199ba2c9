// What stands in a clear file: how many values, and which of them are to be rotated if somebody else may have read it. Names and counts; never a value.
import { clearFormat, loadFormat } from '../choose-format.ts';
import { kindOf } from '../kinds.ts';
import { linesOf } from '../tree.ts';
import { valuePaths, type ItemLine } from '../value-paths.ts';

export interface ValuesIn {
  readonly keys: number;
  /** How many look like they hold a secret. */
  readonly secrets: number;
  /** Paths of those that look so; of all that are not empty where none does. */
  readonly toRotate: readonly string[];
}

function looksSecret({ key, text }: ItemLine): boolean {
  if (text === '') return false;
  const kind = kindOf(key ?? '', Buffer.from(text, 'utf8'));
  return kind === 'token' || kind === 'password' || kind === 'pem' || (kind === 'url' && /:\/\/[^/\s]*@/.test(text));
}

/** Refusals: those of parsing a clear file. */
export async function valuesIn(path: string, bytes: Buffer): Promise<ValuesIn> {
  const format = await loadFormat(clearFormat(path));
  const lines = await linesOf((await format.parsePlain(bytes)).branches);
  const items = lines.filter((line) => line.kind === 'item');
  const secrets = items.filter(looksSecret).length;
  return { keys: items.length, secrets, toRotate: valuePaths(lines, format.shape === 'whole', secrets > 0 ? looksSecret : ({ text }) => text !== '') };
}
