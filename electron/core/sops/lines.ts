// The draft as lines of text, out and in: every value and every comment that may hold one stands as a reference, so that text can be edited without a value ever leaving.
import type { TextLines } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import { stateOf, type Document } from './documents.ts';
import { plainOf, type Row } from './draft-rows.ts';
import { escape, unescape } from './formats/dotenv/index.ts';
import type { Referenced } from './references.ts';
import { sectionsOf } from './sections.ts';

const bad = (line: number, reason: string): Refusal => new Refusal('line-not-representable', { line: line + 1, reason });

function requireLines({ format }: Document): void {
  if (format.id !== 'dotenv') throw new Refusal('format-not-supported');
}

/** Lines as the window may see them. Refusal: `format-not-supported` for anything but dotenv. */
export function listLines(document: Document): TextLines {
  requireLines(document);
  const { comments } = sectionsOf(document.draft);
  const lines: TextLines = { ...stateOf(document), seal: document.seal, line: [], kind: [], text: [], sealed: [], version: [] };
  for (const row of document.draft.kept()) {
    if (row.kind !== 'entry' && row.kind !== 'comment' && row.kind !== 'blank') continue;
    lines.line.push(row.id);
    lines.kind.push(row.kind);
    if (row.kind === 'entry') lines.text.push(row.name);
    else if (row.kind === 'blank') lines.text.push('');
    else {
      const text = row.text.exposeBytes().toString('utf8');
      // WHY compared: what masking leaves alone holds nothing that looks like a value.
      const open = comments.get(row.id) === text.trim() && !text.includes('{{coffre:');
      lines.text.push(open ? escape(text) : '');
      lines.sealed.push(!open);
      lines.version.push(open ? 0 : document.references.versionOf(row, document.draft.saved(row.id)));
      continue;
    }
    lines.sealed.push(row.kind === 'entry');
    lines.version.push(row.kind === 'entry' ? document.references.versionOf(row, document.draft.saved(row.id)) : 0);
  }
  return lines;
}

/** One new line, read but not yet matched with what stood there. */
type Read =
  | { readonly kind: 'blank' }
  | { readonly kind: 'comment' | 'entry'; readonly name: string; readonly text: string | undefined; readonly reference: (Referenced & { readonly line: number }) | undefined };

function readLine(document: Document, line: string, at: number): Read {
  if (line === '') return { kind: 'blank' };
  const hash = line.startsWith('#');
  const equals = hash ? 0 : line.indexOf('=');
  if (equals === -1) throw bad(at, 'no-equals');
  const name = hash ? '' : line.slice(0, equals);
  const rest = line.slice(equals + 1);
  const problem = hash ? undefined : document.format.nameProblem(name, 0);
  if (!hash && name === '') throw bad(at, 'empty');
  if (problem !== undefined) throw bad(at, problem === 'reserved' ? 'name-reserved' : problem);
  const kind = hash ? 'comment' : 'entry';
  const [whole, seal, id, version] = /^\{\{coffre:([0-9a-f]+):(\d{1,9})(?::(\d{1,9}))?\}\}$/.exec(rest.trim()) ?? [];
  if (whole !== undefined) {
    const line = Number(id);
    const meant = seal === document.seal ? document.references.at(line, Number(version ?? 0), document.draft.saved(line)) : undefined;
    // SECURITY(no-value-as-comment): comments are listed; a value that could become one would be read without a reveal.
    if (meant === undefined || (hash && meant.kind !== 'comment')) throw bad(at, 'bad-reference');
    return { kind, name, text: undefined, reference: { ...meant, line } };
  }
  if (rest.includes('{{coffre:')) throw bad(at, 'bad-reference');
  if (/[\n\r]/.test(line)) throw bad(at, 'line-break');
  // WHY unescaped: this is the file as text, where the two characters \n stand for a line feed.
  const text = hash ? rest : unescape(rest);
  const wrong = document.format.valueProblem(text);
  if (wrong !== undefined && !(hash && wrong === 'backslash-n')) throw bad(at, wrong);
  return { kind, name, text, reference: undefined };
}

const rowFor = (read: Exclude<Read, { readonly kind: 'blank' }>, id: number, value: SecretBytes): Row => (
  read.kind === 'entry' ? { kind: 'entry', id, depth: 0, name: read.name, type: 'str', value, removed: false } : { kind: 'comment', id, depth: 0, text: value, inline: false, element: false, removed: false }
);

/** Matches new lines with the rows that they replace, so that a line that was only moved, renamed or given a new value stays the same entry. */
function match(document: Document, reads: readonly Read[], gone: readonly Row[]): { readonly rows: readonly Row[]; readonly fresh: readonly SecretBytes[] } {
  const { draft } = document;
  const goneById = new Map(gone.map((row) => [row.id, row]));
  const keptIds = new Set(draft.kept().filter(({ id }) => !goneById.has(id)).map(({ id }) => id));
  const used = new Set<number>();
  const fresh: SecretBytes[] = [];
  const claim = (id: number): boolean => !keptIds.has(id) && !used.has(id) && used.add(id) !== undefined;
  for (const { id } of reads.flatMap((read) => ('reference' in read && read.reference !== undefined ? [{ id: read.reference.line }] : []))) goneById.delete(id);
  const byName = new Map(gone.flatMap((row) => (row.kind === 'entry' && goneById.has(row.id) ? [[row.name, row] as const] : [])));
  const comments = gone.filter((row) => row.kind === 'comment' && goneById.has(row.id));
  const blanks = gone.filter(({ kind }) => kind === 'blank');
  const own = (value: SecretBytes): SecretBytes => {
    fresh.push(value);
    return value;
  };

  function secretFor(id: number, text: string): SecretBytes {
    const value = new SecretBytes(Buffer.from(text, 'utf8'));
    const present = draft.rows().find((row) => row.id === id);
    const now = plainOf(present);
    if (now?.exposeBytes().equals(value.exposeBytes()) === true) {
      value.wipe();
      return now;
    }
    const kept = draft.same(id, value);
    return kept === value ? own(value) : kept;
  }
  function referenced({ line, value }: NonNullable<Exclude<Read, { readonly kind: 'blank' }>['reference']>): { readonly id: number; readonly value: SecretBytes } {
    const mine = claim(line);
    // WHY a copy of any other: a step that this one drops may own it, and would overwrite it.
    const stays = mine && (value === plainOf(draft.saved(line)) || value === plainOf(draft.rows().find(({ id }) => id === line)));
    return { id: mine ? line : draft.newId(), value: stays ? value : own(new SecretBytes(Buffer.from(value.exposeBytes()))) };
  }
  function matching(read: Exclude<Read, { readonly kind: 'blank' }>): number | undefined {
    if (read.kind === 'entry') {
      const row = byName.get(read.name);
      return row !== undefined && claim(row.id) ? row.id : undefined;
    }
    const same = comments.find((row) => row.kind === 'comment' && !used.has(row.id) && row.text.exposeBytes().toString('utf8') === read.text) ?? comments.find(({ id }) => !used.has(id));
    return same !== undefined && claim(same.id) ? same.id : undefined;
  }
  const rows = reads.map((read): Row => {
    if (read.kind === 'blank') {
      const row = blanks.find(({ id }) => !used.has(id));
      return { kind: 'blank', id: row !== undefined && claim(row.id) ? row.id : draft.newId(), depth: 0, removed: false };
    }
    if (read.reference !== undefined) {
      const { id, value } = referenced(read.reference);
      const stays = draft.saved(id);
      // WHY a new id: a value that becomes a comment, or the other way round, is no longer the same line.
      const fits = stays === undefined || stays.kind === read.kind;
      return rowFor(read, fits ? id : draft.newId(), value);
    }
    const id = matching(read) ?? draft.newId();
    const value = secretFor(id, read.text ?? '');
    return rowFor(read, id, value);
  });
  return { rows, fresh };
}

/**
 * Replaces `remove` of the kept lines from `at` by new ones, as one step.
 * Refusals: `revision-conflict`, `line-not-representable` (line, counted from 1 in the new text of the whole draft; reason).
 */
export function spliceLines(document: Document, expectedRevision: number, at: number, remove: number, lines: readonly string[]): void {
  requireLines(document);
  const { draft } = document;
  const kept = draft.kept();
  if (expectedRevision !== draft.revision || at + remove > kept.length) throw new Refusal('revision-conflict');
  const reads = lines.map((line, index) => readLine(document, line, at + index));
  const gone = kept.slice(at, at + remove);
  const names = new Map(kept.flatMap((row, place) => (row.kind === 'entry' && (place < at || place >= at + remove) ? [[row.name, place] as const] : [])));
  const before = new Map<string, number>();
  for (const row of gone) if (row.kind === 'entry') before.set(row.name, (before.get(row.name) ?? 0) + 1);
  reads.forEach((read, index) => {
    if (read.kind !== 'entry') return;
    const had = before.get(read.name) ?? 0;
    // WHY counted: two equal names that stood there already may stay; a third may not come.
    if (had > 0) before.set(read.name, had - 1);
    else if (names.has(read.name)) throw bad(at + index, 'name-taken');
    names.set(read.name, at + index);
  });
  const { rows, fresh } = match(document, reads, gone);
  const stays = new Set(rows.map(({ id }) => id));
  const all = draft.rows();
  const from = gone[0] ?? kept[at];
  const place = from === undefined ? all.length : all.indexOf(from);
  const goneIds = new Set(gone.map(({ id }) => id));
  const left = (row: Row): Row[] => (stays.has(row.id) ? [] : !goneIds.has(row.id) ? [row] : draft.saved(row.id) === undefined ? [] : [{ ...row, removed: true }]);
  const next = [...all.slice(0, place).flatMap(left), ...rows, ...all.slice(place).flatMap(left)];
  if (next.length === all.length && next.every((row, index) => sameRow(row, all[index]))) return;
  draft.step(next, fresh);
}

function sameRow(row: Row, other: Row | undefined): boolean {
  if (row.id !== other?.id || row.removed !== other.removed) return false;
  if (row.kind === 'entry') return other.kind === 'entry' && row.name === other.name && row.value === other.value;
  return row.kind === 'comment' ? other.kind === 'comment' && row.text === other.text : other.kind === 'blank';
}
