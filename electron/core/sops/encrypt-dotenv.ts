// A new encrypted dotenv file from names and values, for the sample project and for tests: encryptFile for those who have no file yet.
import { wrap } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import { encryptFile } from './encrypt-file.ts';
import { dotenv } from './formats/dotenv/index.ts';
import type { Line } from './tree.ts';

export type PlainLine = readonly [name: string, value: string] | { readonly comment: string };

function lineOf(line: PlainLine): Line {
  if ('comment' in line) return { kind: 'comment', old: undefined, depth: 0, text: line.comment, inline: false };
  const [key, text] = line;
  if (dotenv.nameProblem(key, 0) !== undefined) throw new Refusal('name-not-representable');
  if (dotenv.valueProblem(text) !== undefined) throw new Refusal('value-not-representable');
  return { kind: 'item', old: undefined, depth: 0, key, type: 'str', text };
}

/** Encrypts every value for the native age recipients (`age1…`). Refusals: `name-not-representable`, `value-not-representable`. */
export async function encryptDotenv(lines: readonly PlainLine[], recipients: readonly string[], now: Date): Promise<Buffer> {
  const groups = [recipients.map((recipient) => ({ kind: 'age' as const, recipient }))];
  return encryptFile({ format: dotenv, lines: lines.map(lineOf), groups, sources: [{ kind: 'age', wrap }], now });
}
