// Door of the dotenv format.
import { Refusal } from '../../../refusal.ts';
import type { Blank, Comment, Item, ParsedFile } from '../../tree.ts';
import type { Format } from '../format.ts';
import { unflatten } from './flatten.ts';
import { metadataPrefix, readLines, unescape, type Oddities } from './lines.ts';
import { contentEnd, edit, emit } from './write.ts';

export { flatten, unflatten } from './flatten.ts';
export { escape, unescape, utf8 } from './lines.ts';

type Notes = ParsedFile['notes'];
const notesOf = ({ carriageReturns, byteOrderMark }: Oddities): Notes => [...(carriageReturns ? ['carriage-returns' as const] : []), ...(byteOrderMark ? ['byte-order-mark' as const] : [])];

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const items: (Item | Comment | Blank)[] = [];
  let id = 0;
  let beforeMetadata = -1;
  const flat: (readonly [string, string])[] = [];
  let encrypted = false;
  const oddities = await readLines(bytes, (kind, key, value) => {
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
  return { branches: [{ kind: 'branch', items }], metadata: unflatten(flat), notes: notesOf(oddities) };
}

async function parsePlain(bytes: Uint8Array): Promise<ParsedFile> {
  const items: (Item | Comment | Blank)[] = [];
  let id = 0;
  const oddities = await readLines(bytes, (kind, key, value) => {
    if (kind === 'blank') items.push({ kind: 'blank' });
    else if (kind === 'comment') items.push({ kind: 'comment', id: id++, text: key });
    else if (key.startsWith(metadataPrefix)) throw new Refusal('already-encrypted');
    else items.push({ kind: 'item', key, value: { kind: 'scalar', id: id++, type: 'str', text: unescape(value) } });
  }, 'clear');
  if (items.every(({ kind }) => kind === 'blank')) throw new Refusal('empty-file');
  return { branches: [{ kind: 'branch', items }], metadata: {}, notes: notesOf(oddities) };
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

export const dotenv: Format = { id: 'dotenv', types: ['str'], shape: 'flat', parse, parsePlain, edit, emit, nameProblem, valueProblem };
