// Writes dotenv files: new lines between the metadata of an old file, or a file from scratch.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import { spelledInText } from '../../scalars.ts';
import type { RawMetadata } from '../../tree.ts';
import type { Changes, Line } from '../format.ts';
import { flatten } from './flatten.ts';
import { escape, escapeBytes, metadataPrefix, readLines } from './lines.ts';

/** Empty lines behind the metadata belong to it: content that is added must not end up behind them. */
export function contentEnd(beforeMetadata: number, items: readonly { readonly kind: string }[]): number {
  return beforeMetadata >= 0 && items.slice(beforeMetadata).every(({ kind }) => kind === 'blank') ? beforeMetadata : items.length;
}

interface Frame {
  /** Metadata lines by the place of the content line that they stand behind; -1 for those at the top. */
  readonly behind: ReadonlyMap<number, readonly string[]>;
  /** Metadata lines at the end, with the empty lines after them. */
  readonly tail: readonly string[];
  readonly byteOrderMark: boolean;
}

const top = (name: string): string => name.split('__', 1)[0] ?? name;
const fieldLines = (metadata: Changes['metadata'], field: string): readonly string[] => {
  const value = metadata[field];
  return value === undefined ? [] : flatten(value, field).map(([name, text]) => `${metadataPrefix}${name}=${escape(text)}`);
};

/** Everything but the content. A field that changes stands where its first line stood; a new one at the end. */
async function frameOf(bytes: Uint8Array, metadata: Changes['metadata']): Promise<Frame> {
  const behind = new Map<number, string[]>();
  const items: { kind: string }[] = [];
  const written = new Set<string>();
  let beforeMetadata = -1;
  let lastPlace = -1;
  const put = (place: number, ...lines: readonly string[]): void => {
    const known = behind.get(place);
    if (known === undefined) behind.set(place, [...lines]);
    else known.push(...lines);
  };
  const { byteOrderMark } = await readLines(bytes, (kind, key, value) => {
    if (kind !== 'item' || !key.startsWith(metadataPrefix)) {
      items.push({ kind });
      return;
    }
    const field = top(key.slice(metadataPrefix.length));
    lastPlace = items.length - 1;
    beforeMetadata = items.length;
    if (!Object.hasOwn(metadata, field)) put(lastPlace, `${key}=${value}`);
    else if (!written.has(field)) put(lastPlace, ...fieldLines(metadata, field));
    written.add(field);
  });
  for (const field of Object.keys(metadata)) if (!written.has(field)) put(lastPlace, ...fieldLines(metadata, field));
  const end = contentEnd(beforeMetadata, items);
  const last = behind.get(end - 1);
  // WHY only where content stands before it: a file that has its metadata first keeps it there.
  if (last === undefined || end === 0) return { behind, tail: [], byteOrderMark };
  behind.delete(end - 1);
  return { behind, tail: [...last, ...items.slice(end).map(() => '')], byteOrderMark };
}

/** A line as it stands in the file. WHY null refused: sops writes `<nil>` for it, and reads that back as text. */
function written(line: Line): string {
  if (line.kind === 'blank') return '';
  if (line.kind === 'comment') return `#${escape(line.text)}`;
  if (line.kind !== 'item' || line.key === undefined || line.type === 'null') throw new Refusal('not-in-this-format', { key: line.kind === 'item' || line.kind === 'branch' || line.kind === 'list' ? (line.key ?? '').slice(0, 200) : '', reason: line.kind === 'item' ? 'null' : 'nested' });
  return `${line.key}=${escape(spelledInText(line.type, line.text))}`;
}

/** Between the metadata of the very bytes that were parsed. */
export async function edit(bytes: Uint8Array, { lines, metadata }: Changes): Promise<Buffer> {
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

/** From scratch. Refusal: `not-in-this-format` (key, reason). */
export async function emit(lines: readonly Line[], metadata: RawMetadata | undefined): Promise<Buffer> {
  const breath = createBreath();
  const parts: Buffer[] = [];
  for (const line of lines) {
    await breath();
    // WHY two ways: bytes that are no UTF-8 must leave as they are.
    if (line.kind === 'item' && line.bytes !== undefined && line.key !== undefined) parts.push(Buffer.from(`${line.key}=`, 'utf8'), escapeBytes(line.bytes), Buffer.from('\n'));
    else if (line.kind !== 'blank') parts.push(Buffer.from(`${written(line)}\n`, 'utf8'));
  }
  for (const [name, text] of metadata === undefined ? [] : flatten(metadata, '')) parts.push(Buffer.from(`${metadataPrefix}${name}=${escape(text)}\n`, 'utf8'));
  return Buffer.concat(parts);
}
