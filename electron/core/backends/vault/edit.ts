// What edits make of the fields of a secret, and which fields two states of it have that differ. Pure; names may go further, values may not.
import { Refusal } from '../../refusal.ts';
import { readJson, writeJson, type Fields } from './json.ts';

export type FieldChange =
  | { readonly name: string; readonly act: 'set'; readonly value: string }
  /** Any value, as JSON. */
  | { readonly name: string; readonly act: 'set-json'; readonly json: string }
  | { readonly name: string; readonly act: 'remove' }
  /** Its value goes along, whatever it is. */
  | { readonly name: string; readonly act: 'rename'; readonly to: string };

/** Refusal: not-json. */
export function valueOf(change: Extract<FieldChange, { readonly act: 'set' | 'set-json' }>): unknown {
  if (change.act === 'set') return change.value;
  try {
    return readJson(change.json);
  } catch {
    // WHY none of its words: they hold a part of the value.
    throw new Refusal('not-json');
  }
}

/** Refusals: not-json, field-not-found (gone, or never there), field-exists (a name that another one has). */
export function edited(before: Fields, changes: readonly FieldChange[]): Fields {
  const fields = new Map(Object.entries(before));
  for (const change of changes) {
    if (change.act === 'set' || change.act === 'set-json') {
      fields.set(change.name, valueOf(change));
      continue;
    }
    if (!fields.has(change.name)) throw new Refusal('field-not-found');
    const value = fields.get(change.name);
    if (change.act === 'rename') {
      if (fields.has(change.to)) throw new Refusal('field-exists');
      fields.set(change.to, value);
    }
    fields.delete(change.name);
  }
  // WHY so: `__proto__` is a name like any other on the server.
  return Object.fromEntries(fields);
}

export interface Difference {
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** By name; what is the same in both is not in it. */
export function differences(from: Fields, to: Fields): readonly Difference[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted();
  return names.flatMap((name): readonly Difference[] => {
    if (!Object.hasOwn(from, name)) return [{ name, change: 'added' }];
    if (!Object.hasOwn(to, name)) return [{ name, change: 'removed' }];
    return writeJson(from[name]) === writeJson(to[name]) ? [] : [{ name, change: 'changed' }];
  });
}
