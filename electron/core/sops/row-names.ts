// Names among the rows of a draft: who stands beside whom, which name is free, which rows somebody means.
import { Refusal } from '../refusal.ts';
import type { Document } from './documents.ts';
import type { Draft } from './draft.ts';
import { isNamed, type NamedRow, type Row } from './draft-rows.ts';
import { documentOf, endOf, parentsOf } from './row-tree.ts';

/** The rows that stand beside one at `at`, or would if it is put into `parent` there: those that are kept, without it. */
export function siblingsOf(rows: readonly Row[], parent: number, document: number, own?: number): NamedRow[] {
  const parents = parentsOf(rows);
  const next = rows.findIndex(({ kind }, at) => at > document && kind === 'document');
  const end = parent === -1 ? (next === -1 ? rows.length : next) : endOf(rows, parent);
  const found: NamedRow[] = [];
  for (let at = Math.max(parent, document) + 1; at < end; at += 1) {
    const row = rows[at];
    if (isNamed(row) && parents[at] === parent && !row.removed && row.id !== own) found.push(row);
  }
  return found;
}

/** The same lines with some of them replaced. */
export const replaced = (rows: readonly Row[], by: ReadonlyMap<number, Row | undefined>): Row[] => rows.flatMap((row) => (by.has(row.id) ? (by.get(row.id) ?? []) : [row]));

/** A name that no sibling has: `wanted`, or with `_2`, `_3` … behind it. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${count}`;
  return name;
}

export const namesBeside = (rows: readonly Row[], parent: number, at: number): ReadonlySet<string> => new Set(siblingsOf(rows, parent, documentOf(rows, at)).map(({ name }) => name));

/** Refusal: `entry-fixed` for the branch that every file of its kind has. */
export function requireFree({ format }: Pick<Document, 'format'>, rows: readonly NamedRow[]): void {
  if (format.fixedBranch !== undefined && rows.some(({ kind, depth, name }) => kind === 'branch' && depth === 0 && name === format.fixedBranch)) throw new Refusal('entry-fixed');
}

/** Refusal: `entry-not-found`. */
export function idsOf(draft: Draft, ids: readonly number[]): NamedRow[] {
  const wanted = new Set(ids);
  const found = draft.rows().filter((row): row is NamedRow => isNamed(row) && wanted.has(row.id));
  if (found.length !== wanted.size) throw new Refusal('entry-not-found');
  return found;
}
