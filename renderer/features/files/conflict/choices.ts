// Which side counts for which key, and what comes of it in numbers. Names, kinds of change and counts; no value.
import type { Conflict, SideChange } from '../../../bridge/index.ts';

export type Keep = 'mine' | 'theirs';
/** What the person chose; keys that are not named here follow their group. */
export type Choices = ReadonlyMap<number, Keep>;
/** One of them. WHY with its name: when the file on disk is read again, ids of keys that only the other side has may be given anew. */
export type Chosen = { readonly entry: number; readonly name: string; readonly keep: Keep };
export interface ConflictKey {
  readonly entry: number;
  readonly name: string;
  readonly group: Conflict['group'][number];
  readonly mine: SideChange;
  readonly theirs: SideChange;
}
export type Groups = Readonly<Record<ConflictKey['group'], readonly ConflictKey[]>>;

export function groupsOf(conflict: Conflict): Groups {
  const groups: Record<ConflictKey['group'], ConflictKey[]> = { both: [], mine: [], theirs: [], same: [] };
  for (const [index, entry] of conflict.entry.entries()) {
    const group = conflict.group[index] ?? 'same';
    groups[group].push({ entry, name: conflict.name[index] ?? '', group, mine: conflict.mine[index] ?? 'none', theirs: conflict.theirs[index] ?? 'none' });
  }
  return groups;
}

export function choicesIn(groups: Groups, chosen: readonly Chosen[]): Choices {
  const names = new Map(Object.values(groups).flat().map(({ entry, name }) => [entry, name]));
  return new Map(chosen.filter(({ entry, name }) => names.get(entry) === name).map(({ entry, keep }) => [entry, keep]));
}

export const withChoice = (chosen: readonly Chosen[], { entry, name }: ConflictKey, keep: Keep): readonly Chosen[] => [...chosen.filter((one) => one.entry !== entry), { entry, name, keep }];

/** The side that counts now; undefined where both changed it and nobody has chosen. */
export const keepOf = ({ entry, group }: ConflictKey, choices: Choices): Keep | undefined => choices.get(entry) ?? (group === 'both' ? undefined : group === 'same' ? 'mine' : group);

/** True if that side has the key at all. */
export function isThere(key: ConflictKey, side: Keep | 'before'): boolean {
  const added = key.mine === 'added' || key.theirs === 'added';
  if (side === 'before') return !added;
  return key[side] !== 'removed' && (key[side] !== 'none' || !added);
}

/** Keys of the result, how many of them differ from the version that was opened, and how many have no side yet. */
export function resultOf(groups: Groups, unchanged: number, choices: Choices): { readonly keys: number; readonly differ: number; readonly open: number } {
  const all = Object.values(groups).flat();
  const kept = all.map((key) => ({ key, keep: keepOf(key, choices) }));
  return {
    keys: unchanged + kept.filter(({ key, keep }) => isThere(key, keep ?? 'mine')).length,
    differ: kept.filter(({ key, keep }) => key[keep ?? 'mine'] !== 'none').length,
    open: kept.filter(({ keep }) => keep === undefined).length,
  };
}

/** What the core has to be told: every choice that was made, of keys that are still in question. */
export function toldOf(groups: Groups, choices: Choices): { readonly mine: readonly number[]; readonly theirs: readonly number[] } {
  const made = [...groups.both, ...groups.mine, ...groups.theirs].filter(({ entry }) => choices.has(entry));
  const of = (keep: Keep): readonly number[] => made.filter(({ entry }) => choices.get(entry) === keep).map(({ entry }) => entry);
  return { mine: of('mine'), theirs: of('theirs') };
}
