// Door of the dotenv format.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import type { Branch, Comment, Item, ParsedFile } from '../../tree.ts';
import type { Changes, Format } from '../format.ts';
import { unflatten } from './flatten.ts';
import { escape, metadataPrefix, splitLines, unescape, type Line } from './lines.ts';

export { escape, utf8 } from './lines.ts';

const isMetadata = (line: Line): boolean => line.kind === 'item' && line.key.startsWith(metadataPrefix);

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const { lines, carriageReturns, byteOrderMark } = await splitLines(bytes);
  const items: (Item | Comment)[] = [];
  const flat: (readonly [string, string])[] = [];
  let id = 0;
  let encrypted = false;
  const breath = createBreath();
  for (const line of lines) {
    if (id % 512 === 511) await breath();
    if (line.kind === 'blank') continue;
    if (line.kind === 'comment') items.push({ kind: 'comment', id: id++, text: line.text });
    else if (line.key.startsWith(metadataPrefix)) flat.push([line.key.slice(metadataPrefix.length), unescape(line.value)]);
    else {
      encrypted ||= line.value.startsWith('ENC[AES256_GCM,');
      items.push({ kind: 'item', key: line.key, value: { kind: 'scalar', id: id++, type: 'str', text: unescape(line.value) } });
    }
  }
  const names = new Set(flat.map(([name]) => name));
  if (!names.has('version') && !names.has('mac')) throw new Refusal(encrypted || flat.length > 0 ? 'file-truncated' : 'not-encrypted');
  const branch: Branch = { kind: 'branch', items };
  return { branches: [branch], metadata: unflatten(flat), notes: [...(carriageReturns ? ['carriage-returns' as const] : []), ...(byteOrderMark ? ['byte-order-mark' as const] : [])] };
}

async function edit(bytes: Uint8Array, changes: Changes): Promise<Buffer> {
  const { lines, byteOrderMark } = await splitLines(bytes);
  const out: string[] = [];
  const added = changes.added.map(({ path, text }) => `${path.join('')}=${escape(text)}`);
  let id = 0;
  let lastItem = 0;
  for (const line of lines) {
    if (line.kind === 'blank') {
      out.push('');
      continue;
    }
    if (line.kind === 'item' && isMetadata(line)) {
      const field = line.key.slice(metadataPrefix.length);
      out.push(`${line.key}=${Object.hasOwn(changes.metadata, field) ? escape(changes.metadata[field] ?? '') : line.value}`);
      continue;
    }
    const own = id++;
    if (changes.removed.has(own)) continue;
    const text = changes.set.get(own);
    if (line.kind === 'comment') out.push(`#${text === undefined ? line.text : escape(text)}`);
    else out.push(`${line.key}=${text === undefined ? line.value : escape(text)}`);
    lastItem = out.length;
  }
  // WHY not at the very end: sops writes its metadata last, and so do we; where a file has it first, new items follow the old ones.
  out.splice(lastItem, 0, ...added);
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
