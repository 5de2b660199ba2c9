// What a person changed and has not saved: every state of the file's lines since it was opened, so that each step can be undone. Write-only from outside; holds no file and no key.
import type { EntryChange, PendingCounts } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import { changeOf, countsOf, isNamed, movedIn, nothingPending, plainOf, savedFrom, wasOf, type NamedRow, type Row, type Saved } from './draft-rows.ts';

export interface Draft {
  /** Goes up with every change, undone or redone ones too. */
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Every line in order; removed ones stand where they stood. */
  rows(): readonly Row[];
  /** What would be saved. */
  kept(): readonly Row[];
  /** The row of an entry: a value, a branch or a list. Refusal: `entry-not-found`. */
  entry(id: number): NamedRow;
  savedRows(): readonly Row[];
  /** The row as it was saved. */
  saved(id: number): Row | undefined;
  /** The place of a row among the saved ones. */
  savedPlace(id: number): number | undefined;
  /** The id of what held a saved row, -1 for nothing. */
  savedParent(id: number): number;
  changeOf(row: NamedRow): EntryChange;
  wasOf(row: NamedRow): string;
  moved(): ReadonlySet<number>;
  counts(): PendingCounts;
  newId(): number;
  /** The saved value if it is the same as `value`, which is wiped then: typing the old value again is no change. */
  same(id: number, value: SecretBytes): SecretBytes;
  /** One more step: the new lines, and the plaintext that came with them. */
  step(rows: readonly Row[], fresh?: readonly SecretBytes[]): void;
  undo(): void;
  redo(): void;
  /** The present lines are what the file holds now. */
  markSaved(kept: readonly Row[], now: Saved): void;
  /** Overwrites every value that this draft was given, but those that the file or `held` holds. */
  wipe(held?: ReadonlySet<SecretBytes>): void;
}

interface Step {
  readonly rows: readonly Row[];
  readonly fresh: readonly SecretBytes[];
}
/** So many steps back; the values of older ones are overwritten when the file is closed. */
const maxSteps = 100;

/** A draft that begins as `rows`, the saved lines. `firstNewId` is above every id of them. */
export function createDraft(initial: readonly Row[], firstNewId: number, startRevision: number, savedBefore = savedFrom(initial)): Draft {
  let saved: Saved = savedBefore;
  let steps: Step[] = [{ rows: initial, fresh: [] }];
  let at = 0;
  let revision = startRevision;
  let nextId = firstNewId;
  const owned = new Set<SecretBytes>();
  let facts: { readonly rows: readonly Row[]; readonly saved: Saved; readonly shown: readonly Row[]; readonly moved: ReadonlySet<number>; readonly counts: PendingCounts } | undefined;

  /** WHY without removed lines that no file holds: they were removed and saved, or never saved. */
  function look(): NonNullable<typeof facts> {
    const { rows } = steps[at] ?? { rows: initial };
    if (facts !== undefined && facts.rows === rows && facts.saved === saved) return facts;
    // WHY asked first: a hundred thousand rows that were just read would hold the loop to tell nothing.
    if (rows === saved.of) {
      facts = { rows, saved, shown: rows, moved: new Set(), counts: nothingPending };
      return facts;
    }
    const shown = rows.some(({ id, removed }) => removed && !saved.rows.has(id)) ? rows.filter(({ id, removed }) => !removed || saved.rows.has(id)) : rows;
    const moved = movedIn(shown, saved);
    facts = { rows, saved, shown, moved, counts: countsOf(shown, saved, moved) };
    return facts;
  }
  /** Values that only dropped steps held. */
  function wipeFresh(dropped: readonly Step[]): void {
    const fresh = dropped.flatMap((step) => step.fresh);
    if (fresh.length === 0) return;
    const inFile = new Set([...saved.rows.values()].flatMap((row) => plainOf(row) ?? []));
    for (const value of fresh) {
      if (inFile.has(value)) continue;
      value.wipe();
      owned.delete(value);
    }
  }

  return {
    get revision() {
      return revision;
    },
    get canUndo() {
      return at > 0;
    },
    get canRedo() {
      return at < steps.length - 1;
    },
    rows: () => look().shown,
    kept: () => look().shown.filter(({ removed }) => !removed),
    entry(id) {
      const row = look().shown.find((candidate) => candidate.id === id);
      if (!isNamed(row)) throw new Refusal('entry-not-found');
      return row;
    },
    savedRows: () => [...saved.rows.values()],
    saved: (id) => saved.rows.get(id),
    savedPlace: (id) => saved.placeOf.get(id),
    savedParent: (id) => saved.parentOf.get(id) ?? -1,
    changeOf: (row) => changeOf(row, saved),
    wasOf: (row) => wasOf(row, saved),
    moved: () => look().moved,
    counts: () => look().counts,
    newId() {
      nextId += 1;
      return nextId - 1;
    },
    same(id, value) {
      const plain = plainOf(saved.rows.get(id));
      if (plain === undefined || plain === value || !plain.exposeBytes().equals(value.exposeBytes())) return value;
      value.wipe();
      return plain;
    },
    step(rows, fresh = []) {
      const dropped = steps.splice(at + 1);
      for (const value of fresh) owned.add(value);
      steps.push({ rows, fresh });
      if (steps.length > maxSteps + 1) steps = steps.slice(1);
      at = steps.length - 1;
      revision += 1;
      wipeFresh(dropped);
    },
    undo() {
      if (at === 0) return;
      at -= 1;
      revision += 1;
    },
    redo() {
      if (at >= steps.length - 1) return;
      at += 1;
      revision += 1;
    },
    markSaved(kept, now) {
      // WHY owned from now on: older steps may still need the values that the file held before.
      for (const row of saved.rows.values()) {
        const plain = plainOf(row);
        if (plain !== undefined) owned.add(plain);
      }
      saved = now;
      steps[at] = { rows: kept, fresh: steps[at]?.fresh ?? [] };
      revision += 1;
    },
    wipe(held) {
      const inFile = new Set([...saved.rows.values()].flatMap((row) => plainOf(row) ?? []));
      for (const value of owned) if (!inFile.has(value) && held?.has(value) !== true) value.wipe();
      owned.clear();
    },
  };
}
