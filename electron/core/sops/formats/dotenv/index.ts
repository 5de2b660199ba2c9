// Door of the dotenv format.
import { Refusal } from '../../../refusal.ts';
import type { Blank, Branch, Comment, Item, ParsedFile } from '../../tree.ts';
import type { Changes, Format, Line } from '../format.ts';
import { unflatten } from './flatten.ts';
import { escape, metadataPrefix, readLines, unescape } from './lines.ts';

export { escape, unescape, utf8 } from './lines.ts';

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const items: (Item | Comment | Blank)[] = [];
  let id = 0;
  let beforeMetadata = -1;
  const flat: (readonly [string, string])[] = [];
  let encrypted = false;
  const { carriageReturns, byteOrderMark } = await readLines(bytes, (kind, key, value) => {
    if (kind === 'blank') items.push({ kind: 'blank' });
    else if (kind === 'comment') items.push({ kind: 'comment', id: id++, text: key });
    else if (key.startsWith(metadataPrefix)) {
      flat.push([key.slice(metadataPrefix.length), unescape(value)]);
      beforeMetadata = items.length;
    } else {
      encrypted ||= value.startsWith('ENC[AES256_GCM,');
      items.push({ kind: 'item', key, value: { kind: 'scalar', id: id++, type: 'str', text: unescape(value) } });
    }
  });
  items.splice(contentEnd(beforeMetadata, items));
  const names = new Set(flat.map(([name]) => name));
  if (!names.has('version') && !names.has('mac')) throw new Refusal(encrypted || flat.length > 0 ? 'file-truncated' : 'not-encrypted');
  const branch: Branch = { kind: 'branch', items };
  return { branches: [branch], metadata: unflatten(flat), notes: [...(carriageReturns ? ['carriage-returns' as const] : []), ...(byteOrderMark ? ['byte-order-mark' as const] : [])] };
}

/** Empty lines behind the metadata belong to it: content that is added must not end up behind them. */
function contentEnd(beforeMetadata: number, items: readonly { readonly kind: string }[]): number {
  return beforeMetadata >= 0 && items.slice(beforeMetadata).every(({ kind }) => kind === 'blank') ? beforeMetadata : items.length;
}

interface Frame {
  /** Metadata lines by the place of the content line that they stand behind; -1 for those at the top. */
  readonly behind: ReadonlyMap<number, readonly string[]>;
  /** Metadata lines at the end, with the empty lines after them. */
  readonly tail: readonly string[];
  readonly byteOrderMark: boolean;
}

/** Everything but the content. */
async function frameOf(bytes: Uint8Array, metadata: Changes['metadata']): Promise<Frame> {
  const behind = new Map<number, string[]>();
  const items: { kind: string }[] = [];
  let beforeMetadata = -1;
  const { byteOrderMark } = await readLines(bytes, (kind, key, value) => {
    if (kind !== 'item' || !key.startsWith(metadataPrefix)) {
      items.push({ kind });
      return;
    }
    const field = key.slice(metadataPrefix.length);
    const place = items.length - 1;
    const line = `${key}=${Object.hasOwn(metadata, field) ? escape(metadata[field] ?? '') : value}`;
    const known = behind.get(place);
    if (known === undefined) behind.set(place, [line]);
    else known.push(line);
    beforeMetadata = items.length;
  });
  const end = contentEnd(beforeMetadata, items);
  const last = behind.get(end - 1);
  // WHY only where content stands before it: a file that has its metadata first keeps it there.
  if (last === undefined || end === 0) return { behind, tail: [], byteOrderMark };
  behind.delete(end - 1);
  return { behind, tail: [...last, ...items.slice(end).map(() => '')], byteOrderMark };
}

const written = (line: Line): string => (line.kind === 'blank' ? '' : line.kind === 'comment' ? `#${escape(line.text)}` : `${line.key}=${escape(line.text)}`);

async function edit(bytes: Uint8Array, { lines, metadata }: Changes): Promise<Buffer> {
  const { behind, tail, byteOrderMark } = await frameOf(bytes, metadata);
  const places = [...behind.keys()].toSorted((a, b) => a - b);
  const out: string[] = [];
  let reached = -1;
  /** Metadata whose line was passed, or is gone. */
  const passMetadata = (): void => {
    while (places[0] !== undefined && places[0] <= reached) out.push(...(behind.get(places.shift() ?? -1) ?? []));
  };
  passMetadata();
  for (const line of lines) {
    // WHY before it: metadata that stood between two lines stays between them, whatever is put in or taken out there.
    if (line.old !== undefined && line.old - 1 > reached) {
      reached = line.old - 1;
      passMetadata();
    }
    out.push(written(line));
    if (line.old !== undefined && line.old > reached) {
      reached = line.old;
      passMetadata();
    }
  }
  reached = Number.MAX_SAFE_INTEGER;
  passMetadata();
  out.push(...tail);
  return Buffer.from(`${byteOrderMark ? '\uFEFF' : ''}${out.map((line) => `${line}\n`).join('')}`, 'utf8');
}

/** Control characters but the tab, and the byte order mark. */
const hasControl = (text: string): boolean => [...text].some((c) => (c < ' ' && c !== '\t') || c === '\u007f' || c === '\uFEFF');

// SECURITY(dotenv-names): names that sops would write and could then not read again are refused (spec §1.2.4).
function nameProblem(name: string): ReturnType<Format['nameProblem']> {
  if (name.includes('=')) return 'equals-sign';
  if (/[\n\r]/.test(name)) return 'line-break';
  if (name.startsWith('#')) return 'hash-first';
  if (name.startsWith(metadataPrefix)) return 'reserved';
  return hasControl(name) || !name.isWellFormed() ? 'control-character' : undefined;
}

function valueProblem(value: string): ReturnType<Format['valueProblem']> {
  if (!value.isWellFormed()) return 'lone-surrogate';
  if (value.includes('\u0000')) return 'control-character';
  return value.includes('\\n') ? 'backslash-n' : undefined;
}

export const dotenv: Format = { id: 'dotenv', parse, edit, nameProblem, valueProblem };
