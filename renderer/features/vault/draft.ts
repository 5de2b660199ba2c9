// Changes of one secret that are not saved: which fields, and what becomes of them. Names only; what was typed stays in the field that it was typed into.
import type { FieldKind } from '../../bridge/index.ts';

export interface FieldDraft {
  /** Names the row as long as the secret is in view. */
  readonly row: number;
  /** As it is on the server; undefined for a new one. */
  readonly was: string | undefined;
  readonly name: string;
  readonly removed: boolean;
  /** Its value is being typed, or was. */
  readonly edited: boolean;
  /** What is typed is JSON: a number, a list. */
  readonly json: boolean;
  /** What the server has there, once that is known: asked when editing begins. */
  readonly kind?: FieldKind | undefined;
  /** What was typed before the page was made anew is with the core alone. */
  readonly kept?: boolean | undefined;
}
export type FieldChange = 'none' | 'added' | 'changed' | 'renamed' | 'removed';

export const fieldsFrom = (names: readonly string[]): readonly FieldDraft[] => names.map((name, row) => ({ row, was: name, name, removed: false, edited: false, json: false }));

export function changeOf({ was, name, removed, edited }: FieldDraft): FieldChange {
  if (was === undefined) return 'added';
  if (removed) return 'removed';
  if (edited) return 'changed';
  return was === name ? 'none' : 'renamed';
}
export const changedIn = (fields: readonly FieldDraft[]): readonly FieldDraft[] => fields.filter((field) => changeOf(field) !== 'none');

export const withField = (fields: readonly FieldDraft[], row: number, part: Partial<FieldDraft>): readonly FieldDraft[] => fields.map((field) => (field.row === row ? { ...field, ...part } : field));
/** What stands there is no text: it is edited as what it is, unless that was given up meanwhile. */
export const withKind = (fields: readonly FieldDraft[], row: number, kind: FieldKind): readonly FieldDraft[] => fields.map((field) => (field.row === row && field.edited ? { ...field, kind, json: kind !== 'text' } : field));
export const withNew = (fields: readonly FieldDraft[], name: string): readonly FieldDraft[] => [...fields, { row: Math.max(-1, ...fields.map(({ row }) => row)) + 1, was: undefined, name, removed: false, edited: true, json: false }];
/** A new field goes; one that is there is as it was. */
export const takenBack = (fields: readonly FieldDraft[], row: number): readonly FieldDraft[] => fields.flatMap((field) => (field.row !== row ? [field] : field.was === undefined ? [] : [{ ...field, name: field.was, removed: false, edited: false, json: false, kept: false }]));
export const isTaken = (fields: readonly FieldDraft[], name: string, row?: number): boolean => fields.some((field) => field.row !== row && !field.removed && field.name === name);

export type Sent = { readonly act: 'set'; readonly name: string; readonly value: string } | { readonly act: 'set-json'; readonly name: string; readonly json: string } | { readonly act: 'set-typed'; readonly name: string; readonly row: number; readonly json: boolean } | { readonly act: 'remove'; readonly name: string } | { readonly act: 'rename'; readonly name: string; readonly to: string };

/** As the core takes them: what goes makes room for what is renamed, which makes room for what is new. */
export function sentOf(fields: readonly FieldDraft[], valueOf: (row: number) => string): readonly Sent[] {
  const changed = changedIn(fields);
  return [
    ...changed.flatMap(({ was, removed }): readonly Sent[] => (removed && was !== undefined ? [{ act: 'remove', name: was }] : [])),
    ...changed.flatMap(({ was, name, removed }): readonly Sent[] => (!removed && was !== undefined && was !== name ? [{ act: 'rename', name: was, to: name }] : [])),
    ...changed.flatMap(({ row, name, removed, edited, json, kept }): readonly Sent[] => (removed || !edited ? [] : [kept === true ? { act: 'set-typed', name, row, json } : json ? { act: 'set-json', name, json: valueOf(row) } : { act: 'set', name, value: valueOf(row) }])),
  ];
}

/** The fields of another version with what is changed here put on top, for those rows that `keeps` says. */
export function rebased(fields: readonly FieldDraft[], names: readonly string[], keeps: (field: FieldDraft) => boolean): readonly FieldDraft[] {
  const mine = changedIn(fields).filter(keeps);
  const first = Math.max(-1, ...fields.map(({ row }) => row)) + 1;
  const there = names.map((name, at): FieldDraft => {
    const own = mine.find((field) => (field.was ?? field.name) === name);
    return own === undefined ? { row: first + at, was: name, name, removed: false, edited: false, json: false } : { ...own, was: name };
  });
  const rest = mine.filter((field) => !field.removed && field.edited && !names.includes(field.was ?? field.name)).map((field): FieldDraft => ({ ...field, was: undefined }));
  return [...there, ...rest];
}
