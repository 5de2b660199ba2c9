// Door of the INI format, as sops reads and writes it through go-ini (spec §1.5).
import { Refusal } from '../../../refusal.ts';
import type { ParsedFile } from '../../tree.ts';
import type { Format } from '../format.ts';
import { lineAt, textOf } from '../json/index.ts';
import { editText } from './edit.ts';
import { emitText } from './emit.ts';
import { itemsOf, metadataName, metadataOf, metadataSection, notesOf } from './read.ts';
import { scan } from './scan.ts';
import { hasOuterSpace, isQuoted } from './text.ts';

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const text = textOf(bytes);
  const scanned = await scan(text);
  const own = metadataSection(scanned);
  const names = new Set(own?.keys.map(({ name }) => name));
  if (own === undefined || (!names.has('version') && !names.has('mac'))) throw new Refusal(own !== undefined || text.includes('ENC[AES256_GCM,') ? 'file-truncated' : 'not-encrypted');
  const sections = scanned.sections.filter((section) => section !== own);
  return { branches: [{ kind: 'branch', items: await itemsOf(sections) }], metadata: metadataOf(own), notes: notesOf(scanned, sections) };
}

async function parsePlain(bytes: Uint8Array): Promise<ParsedFile> {
  const text = textOf(bytes);
  if (!/\S/.test(text)) throw new Refusal('empty-file');
  const scanned = await scan(text);
  if (scanned.sections.some(({ name }) => name === metadataName)) throw new Refusal('already-encrypted');
  // WHY refused: sops writes the number that go-ini gives such a key as its name, `#1`, and then reads a comment.
  const numbered = scanned.sections.flatMap(({ keys }) => keys).find((key) => key.numbered);
  if (numbered !== undefined) throw new Refusal('bad-line', { line: lineAt(text, numbered.start) });
  return { branches: [{ kind: 'branch', items: await itemsOf(scanned.sections) }], metadata: {}, notes: notesOf(scanned, scanned.sections) };
}

const hasControl = (text: string): boolean => [...text].some((c) => (c < ' ' && c !== '\t') || c === '\u007f' || c === '\uFEFF');

// SECURITY(ini-names): names that sops would write and then read as something else are refused (spec §1.5).
function nameProblem(name: string, depth: number): ReturnType<Format['nameProblem']> {
  if (!name.isWellFormed()) return 'lone-surrogate';
  if (/[\n\r]/.test(name)) return 'line-break';
  if (hasControl(name)) return 'control-character';
  if (depth === 0) return name === metadataName ? 'reserved' : name === '' ? 'edge-blank' : undefined;
  if (/^[#;]/.test(name)) return 'hash-first';
  if (name === '' || hasOuterSpace(name)) return 'edge-blank';
  if (name === '-' || /^(?:[<>|]{7} |={7})/.test(name)) return 'reserved';
  if (name.startsWith('[')) return 'bracket-first';
  return name.includes('`') && /["=:]/.test(name) ? 'two-quotes' : undefined;
}

// SECURITY(ini-values): values that sops would print and then read as others are refused (spec §1.5).
function valueProblem(value: string): ReturnType<Format['valueProblem']> {
  if (!value.isWellFormed()) return 'lone-surrogate';
  if (value.includes('\u0000')) return 'control-character';
  if (/[\n`]/.test(value)) return value.slice(0, Math.max(0, value.lastIndexOf('\n'))).includes('"""') ? 'triple-quote' : undefined;
  if (/[#;]/.test(value)) return undefined;
  if (hasOuterSpace(value)) return value.includes('"') ? 'outer-quotes' : undefined;
  if (value.startsWith('"""')) return 'triple-quote';
  if (value.endsWith('\\')) return 'backslash-last';
  return isQuoted(value) ? 'outer-quotes' : undefined;
}

export const ini: Format = {
  id: 'ini',
  types: ['str'],
  shape: 'sections',
  fixedBranch: 'DEFAULT',
  commentsFollow: true,
  parse,
  parsePlain,
  edit: async (bytes, changes) => editText(await scan(textOf(bytes)), changes),
  emit: emitText,
  nameProblem,
  valueProblem,
};
