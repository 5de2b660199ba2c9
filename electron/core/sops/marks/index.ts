// Door of the marks: what somebody should look at in a name or a value, told as classes. Must never tell a value, a part of one, or a length.
import type { EntryMark } from '../../../../shared/ipc/sops.ts';
import { createBreath } from '../breath.ts';
import type { Format } from '../formats/format.ts';
import { kindOf } from '../kinds.ts';
import { isPlaceholder } from './placeholder.ts';
import { hasUnquotedHash, hasWhatOthersExpand, isGoodName, quoteOf, startsOrEndsBlank } from './reading.ts';
import { isWeak } from './weak.ts';

export interface MarkedEntry {
  readonly entry: number;
  readonly marks: EntryMark[];
}

const asksForSecret = new Set(['token', 'password']);
const noWord = Buffer.from('a b');
/** Beyond this, a value is no password and nobody's placeholder. */
const looked = 4096;

/** What the name alone makes of a value: a password of digits alone is a number to `kindOf`, and still a password. */
const isSecret = (name: string, value: Buffer): boolean => {
  const kind = kindOf(name, value);
  return asksForSecret.has(kind) || (kind === 'number' && kindOf(name, noWord) === 'password');
};

/** What the marks of an entry depend on. Names are the same only within one `scope`. `crooked`: it stands in a list, or right in a branch that does. */
export interface MarkableEntry {
  readonly id: number;
  readonly name: string;
  readonly scope?: number;
  readonly crooked?: boolean;
  readonly value: Buffer | undefined;
}
type MarkingFormat = Pick<Format, 'id' | 'misprinted'>;

/** WHY kept: ten thousand values after each change would cost more than the change. A value is the same bytes for as long as it lives. */
const known = new WeakMap<Buffer, { readonly name: string; readonly crooked: boolean; readonly marks: readonly EntryMark[] }>();

function valueMarks(name: string, value: Buffer, crooked: boolean, format: MarkingFormat): readonly EntryMark[] {
  const found = known.get(value);
  if (found?.name === name && found.crooked === crooked) return found.marks;
  const marks = value.length === 0 ? [] : lookAt(name, value, crooked, format);
  known.set(value, { name, crooked, marks });
  return marks;
}

function lookAt(name: string, value: Buffer, crooked: boolean, format: MarkingFormat): EntryMark[] {
  const marks: EntryMark[] = [];
  // In a dotenv file every reader has rules of its own.
  const lines = format.id === 'dotenv';
  const quote = quoteOf(value);
  if (lines && hasUnquotedHash(value, quote)) marks.push('unquoted-hash');
  // WHY not both: that sops keeps it is only true of the file.
  const misprinted = format.misprinted?.(value, crooked) === true;
  if (startsOrEndsBlank(value) && !misprinted) marks.push('trailing-space');
  if (lines && hasWhatOthersExpand(value, quote)) marks.push('unexpanded-dollar');
  if (lines && quote.mark !== '') marks.push('quotes-kept');
  if (misprinted) marks.push('misprinted');
  if (value.length > looked) return marks;
  const bare = value.toString('utf8').trim().replace(/^(["'`])(.*)\1$/s, '$2');
  // WHY not both: one thing to do about it is enough, and the placeholder says it better.
  if (isPlaceholder(bare)) marks.push('placeholder');
  else if (isSecret(name, value) && isWeak(name, bare)) marks.push('weak');
  return marks;
}

/**
 * The marks of every entry that has any, in the order given and each in the order of the contract. Never throws for a name or a value, whatever its bytes.
 * The bytes of a value may not change between calls, other than by being wiped. Works in slices: with ten thousand entries the event loop stays free.
 */
export async function marksOf(entries: readonly MarkableEntry[], format: MarkingFormat = { id: 'dotenv' }): Promise<MarkedEntry[]> {
  const breath = createBreath();
  const lines = format.id === 'dotenv';
  const times = new Map<string, number>();
  const placed = ({ name, scope = -1 }: { readonly name: string; readonly scope?: number }): string => `${String(scope)}:${name}`;
  for (const entry of entries) times.set(placed(entry), (times.get(placed(entry)) ?? 0) + 1);
  const found: MarkedEntry[] = [];
  for (const entry of entries) {
    const { id, name, crooked = false, value } = entry;
    const marks: EntryMark[] = [];
    if ((times.get(placed(entry)) ?? 0) > 1) marks.push('duplicate');
    if (lines && !isGoodName(name)) marks.push('bad-name');
    if (value !== undefined && format.id !== 'binary') marks.push(...valueMarks(name, value, crooked, format));
    if (marks.length > 0) found.push({ entry: id, marks });
    await breath();
  }
  return found;
}
