// Door of the dotenv format.
import { Refusal } from '../../../refusal.ts';
import type { Branch, Comment, Item, ParsedFile } from '../../tree.ts';
import type { Changes, Format } from '../format.ts';
import { unflatten } from './flatten.ts';
import { escape, metadataPrefix, readLines, unescape } from './lines.ts';

export { escape, utf8 } from './lines.ts';

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const items: (Item | Comment)[] = [];
  const flat: (readonly [string, string])[] = [];
  let encrypted = false;
  const { carriageReturns, byteOrderMark } = await readLines(bytes, (kind, key, value) => {
    if (kind === 'blank') return;
    if (kind === 'comment') items.push({ kind: 'comment', id: items.length, text: key });
    else if (key.startsWith(metadataPrefix)) flat.push([key.slice(metadataPrefix.length), unescape(value)]);
    else {
      encrypted ||= value.startsWith('ENC[AES256_GCM,');
      items.push({ kind: 'item', key, value: { kind: 'scalar', id: items.length, type: 'str', text: unescape(value) } });
    }
  });
  const names = new Set(flat.map(([name]) => name));
  if (!names.has('version') && !names.has('mac')) throw new Refusal(encrypted || flat.length > 0 ? 'file-truncated' : 'not-encrypted');
  const branch: Branch = { kind: 'branch', items };
  return { branches: [branch], metadata: unflatten(flat), notes: [...(carriageReturns ? ['carriage-returns' as const] : []), ...(byteOrderMark ? ['byte-order-mark' as const] : [])] };
}

async function edit(bytes: Uint8Array, changes: Changes): Promise<Buffer> {
  const out: string[] = [];
  let id = 0;
  let lastItem = 0;
  const { byteOrderMark } = await readLines(bytes, (kind, key, value) => {
    if (kind === 'blank') {
      out.push('');
      return;
    }
    if (kind === 'item' && key.startsWith(metadataPrefix)) {
      const field = key.slice(metadataPrefix.length);
      out.push(`${key}=${Object.hasOwn(changes.metadata, field) ? escape(changes.metadata[field] ?? '') : value}`);
      return;
    }
    const own = id++;
    if (changes.removed.has(own)) return;
    const text = changes.set.get(own);
    if (kind === 'comment') out.push(`#${text === undefined ? key : escape(text)}`);
    else out.push(`${key}=${text === undefined ? value : escape(text)}`);
    lastItem = out.length;
  });
  // WHY not at the very end: sops writes its metadata last, and so do we; where a file has it first, new items follow the old ones.
  out.splice(lastItem, 0, ...changes.added.map(({ path, text }) => `${path.join('')}=${escape(text)}`));
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
