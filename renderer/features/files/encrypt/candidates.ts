// Who could be chosen to open a file: those who open others of the project, the identities of this computer, and whom somebody added by hand. Public keys only. Pure.
import { bareKey } from '../../../../shared/text/index.ts';
import type { Access, ClearFile } from '../../../bridge/index.ts';

export interface Candidate {
  readonly key: string;
  readonly name: string;
  /** How many files of the project they can open. */
  readonly opens: number;
  readonly you: boolean;
}

/** Whom a rule names, and how many of its groups it takes. */
export type Ruled = Pick<ClearFile['targets'][number], 'groups' | 'threshold'>;

/** You first, then those who can open most. `own`: recipients of the identities of this computer. */
export function candidatesFrom(access: Access | undefined, own: readonly string[], added: readonly Candidate[]): readonly Candidate[] {
  const mine = new Set(own.map(bareKey));
  const found = (access?.key ?? []).flatMap((key, at): readonly Candidate[] => (access?.kind[at] === 'age' ? [{ key, name: access.name[at] ?? '', opens: access.opens[at] ?? 0, you: mine.has(bareKey(key)) }] : []));
  const known = new Set([...found, ...added].map(({ key }) => bareKey(key)));
  const unmet = own.filter((key) => !known.has(bareKey(key))).map((key): Candidate => ({ key, name: '', opens: 0, you: true }));
  const order = (one: Candidate, other: Candidate): number => Number(other.you) - Number(one.you) || other.opens - one.opens || one.name.localeCompare(other.name);
  return [...[...found, ...unmet].toSorted(order), ...added];
}

/** Yourself, and whoever can open more than half of the files. */
export function usualChoice(candidates: readonly Candidate[], files: number): ReadonlySet<string> {
  const [self] = candidates.filter(({ you }) => you);
  return new Set([...(self === undefined ? [] : [self.key]), ...candidates.filter(({ opens }) => opens * 2 > files).map(({ key }) => key)]);
}

/** The names of a rule with those that the people of the project have. */
export function namedGroups(ruled: Ruled, access: Access | undefined): readonly (readonly { readonly key: string; readonly name: string }[])[] {
  const names = new Map((access?.key ?? []).map((key, at) => [bareKey(key), access?.name[at] ?? '']));
  return ruled.groups.map(({ key, name }) => key.map((each, at) => {
    const known = names.get(bareKey(each)) ?? '';
    return { key: each, name: known === '' ? (name[at] ?? '') : known };
  }));
}
