// One random act of a person upon an open file, by the very functions that window and command line call. What the format refuses is no act.
import { Refusal } from '../../../electron/core/refusal.ts';
import type { Document } from '../../../electron/core/sops/documents.ts';
import { isNamed, type NamedRow } from '../../../electron/core/sops/draft-rows.ts';
import { addEntry, duplicateEntry, removeEntries, renameEntry, retypeEntry, setEntry } from '../../../electron/core/sops/edit-entry.ts';
import { moveEntries } from '../../../electron/core/sops/row-place.ts';
import type { ScalarType } from '../../../electron/core/sops/tree.ts';
import { oddTexts } from './random-files.ts';

/** A number from 0 to one below. */
export type Roll = (below: number) => number;

const fresh = ['fresh', 'fresh_a', 'new_secret', 'PUB_new', 'n 2', 'é'];
const typed: Readonly<Record<ScalarType, readonly string[]>> = {
  str: oddTexts, int: ['0', '-5', '9007199254740992'], float: ['0.5', '-0.25', '1e-7'], bool: ['true', 'false'], null: [''], time: ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.5+02:00'],
};
const one = <T>(all: readonly T[], roll: Roll): T | undefined => all[roll(all.length)];

function act(document: Document, named: readonly NamedRow[], roll: Roll): void {
  const { format } = document;
  const type = one(format.types, roll) ?? 'str';
  const value = one(typed[type], roll) ?? '';
  const target = one(named, roll);
  const what = target === undefined ? 6 : roll(9);
  const entries = named.filter(({ kind }) => kind === 'entry');
  const id = (what < 3 ? one(entries, roll) : target)?.id ?? -1;
  const name = one(fresh, roll) ?? '';
  switch (what) {
    case 0:
    case 1: setEntry(document, id, value, type); break;
    case 2: retypeEntry(document, id, type); break;
    case 3: renameEntry(document, id, name); break;
    case 4: removeEntries(document, [id]); break;
    case 5: duplicateEntry(document, id); break;
    case 6:
    case 7: {
      const inside = roll(2) === 0 ? id : undefined;
      const shape = roll(4) === 0 ? (['branch', 'list'] as const)[roll(2)] : 'value';
      addEntry(document, { name: roll(3) === 0 ? undefined : name, value, type, shape }, { before: undefined, after: inside === undefined && target !== undefined ? id : undefined, inside });
      break;
    }
    default: {
      const other = one(named, roll)?.id ?? -1;
      const side = roll(3);
      moveEntries(document, [id], { before: side === 0 ? other : undefined, after: side === 1 ? other : undefined, inside: side === 2 ? other : undefined });
    }
  }
}

/** False where nothing came of it: the format has no place for such a thing, or the file was as it should be. */
export function editAtRandom(document: Document, roll: Roll): boolean {
  const { draft } = document;
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      act(document, draft.kept().filter((row): row is NamedRow => isNamed(row)), roll);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    if (Object.values(draft.counts()).some((count) => count > 0)) return true;
  }
  return false;
}
