// The way to an entry that a person typed: where it leads in an open file, and what is missing on it. Knows names and places, never a value.
import type { EntryColumns, Opened } from '../../shared/ipc/sops.ts';
import { findPath, pathsOf, readPath, type Step } from '../../shared/text/index.ts';
import { failure, Failure } from './failure.ts';
import type { Session } from './session.ts';

export interface Way {
  readonly columns: EntryColumns;
  /** Index of the entry in the columns, -1 if it is not there. */
  readonly at: number;
  readonly typed: string;
}

/** Where levels are unknown a name is all of the way, whatever stands in it. */
const isFlat = ({ shape }: Pick<Opened, 'shape'>): boolean => shape === 'flat' || shape === 'whole';

export async function findWay(session: Session, opened: Opened, typed: string, file: string): Promise<Way> {
  const columns = await session.call('sops.listEntries', { document: opened.document }, file);
  return { columns, typed, at: isFlat(opened) ? columns.name.indexOf(typed) : findPath(columns, typed) };
}

/** The id of the entry. Throws Failure `entry-not-found`. */
export function entryAt({ columns, at }: Way, file: string): number {
  const entry = columns.entry[at];
  if (entry === undefined) throw new Failure('entry-not-found', {}, file);
  return entry;
}

const isStart = (steps: readonly Step[], of: readonly Step[]): boolean => steps.length < of.length && steps.every((step, at) => step === of[at]);

interface Missing {
  /** Index of what is there and holds the rest, -1 for the top. */
  readonly holder: number;
  /** From there on. */
  readonly steps: readonly Step[];
}

function missingOn({ columns, typed }: Way, flat: boolean): Missing {
  const steps = flat ? [typed] : readPath(typed);
  if (steps === undefined) throw failure('bad-path');
  const paths = pathsOf(columns);
  let holder = -1;
  for (const [at, path] of paths.entries()) if (path.length > (holder === -1 ? 0 : (paths[holder]?.length ?? 0)) && isStart(path, steps)) holder = at;
  return { holder, steps: steps.slice(holder === -1 ? 0 : (paths[holder]?.length ?? 0)) };
}

/** How many entries the list at `holder` has. */
function lengthOf({ depth }: EntryColumns, holder: number): number {
  const own = depth[holder] ?? 0;
  let count = 0;
  for (let at = holder + 1; (depth[at] ?? 0) > own; at += 1) if (depth[at] === own + 1) count += 1;
  return count;
}

/** Refuses before anything is asked or changed. Throws Failure: `no-place-for-it`, `list-gap`. */
function check({ columns }: Way, { holder, steps }: Missing, file: string): void {
  for (const [at, step] of steps.entries()) {
    const shape = at > 0 ? (typeof step === 'number' ? 'list' : 'branch') : holder === -1 ? 'branch' : columns.shape[holder];
    if (shape !== (typeof step === 'number' ? 'list' : 'branch')) throw new Failure('no-place-for-it', {}, file);
    const next = at === 0 && holder !== -1 ? lengthOf(columns, holder) : 0;
    if (typeof step === 'number' && step !== next) throw failure('list-gap', { length: next });
  }
}

/** Where something new at the top goes: into the first document, as sops does it. */
function atTop({ entry, depth, shape }: EntryColumns): { readonly after?: number } {
  const second = shape.indexOf('document');
  const last = second === -1 ? -1 : depth.findLastIndex((each, at) => at < second && each === 0);
  const neighbour = entry[last];
  return neighbour === undefined ? {} : { after: neighbour };
}

/** A way that ends in the open: what `add` will put there. */
export function prepareWay(way: Way, opened: Opened, file: string): (value: string, type: EntryColumns['type'][number] | undefined, session: Session) => Promise<number> {
  const missing = missingOn(way, isFlat(opened));
  check(way, missing, file);
  const { columns } = way;
  const { holder, steps } = missing;
  const { document } = opened;
  return async (value, type, session) => {
    const held = columns.entry[holder];
    let place: { readonly after?: number; readonly inside?: number } = held === undefined ? atTop(columns) : { inside: held };
    let { revision } = columns;
    for (const [at, step] of steps.entries()) {
      const name = typeof step === 'string' ? { name: step } : {};
      const next = steps[at + 1];
      const what = next === undefined ? { value, ...(type === undefined ? {} : { type }) } : { value: '', shape: typeof next === 'number' ? 'list' as const : 'branch' as const };
      const added = await session.call('sops.addEntry', { document, ...name, ...what, ...place }, file);
      place = { inside: added.entry };
      ({ revision } = added);
    }
    return revision;
  };
}
