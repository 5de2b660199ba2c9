// Removing the lock of a process that is gone. Must never remove a lock that is not exactly the one that was judged, whoever else is trying at the same moment.
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { claim, look, remove, type Claimant, type Sight } from './claim.ts';
import { isGone } from './owner.ts';

/** How long something unreadable must have stood there unchanged before it counts as left behind. */
const graceMs = 3000;
const oldFileMs = 60_000;

/** Milliseconds since this one was seen for the first time. */
export type SeenFor = (id: string) => number;

/** The id of what may be removed, or undefined. */
export function staleId(sight: Sight, seenFor: SeenFor): string | undefined {
  if (sight.kind === 'owned') return isGone(sight.owner) ? sight.id : undefined;
  return sight.kind === 'unreadable' && seenFor(sight.id) >= graceMs ? sight.id : undefined;
}

/** Removes what gone processes left beside the lock, of the kinds that `which` picks by the rest of their names. */
function sweep(lock: string, which: (rest: string) => boolean): void {
  const prefix = `${basename(lock)}.`;
  for (const name of readdirSync(dirname(lock))) {
    if (!name.startsWith(prefix) || !which(name.slice(prefix.length))) continue;
    const path = join(dirname(lock), name);
    const sight = look(path);
    const old = sight.kind === 'unreadable' && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > oldFileMs;
    if (old || (sight.kind === 'owned' && isGone(sight.owner))) remove(path);
  }
}

const isOwnFile = (rest: string): boolean => /^[0-9a-f]{32}\.owner$/.test(rest);

/** Removes the own files of claimants that are gone. They do no harm, at any time. */
export function sweepOwnFiles(lock: string): void {
  sweep(lock, isOwnFile);
}

// SECURITY(lock-break-elected): between the last look at a stale lock and its removal nobody else may act on it.
/**
 * Removes the lock `id` at `lock`, if nobody else is at it. Whoever creates the seat `<lock>.break.<id>.<level>` may act; the next level opens only
 * when the holder of this one is itself gone, and so can never act again. An id whose owner is gone never comes back: a seat for a lock that was removed does no harm.
 */
export function breakStale(lock: string, id: string, claimant: Claimant, seenFor: SeenFor): void {
  const seat = (level: number): string => `${lock}.break.${id}.${String(level)}`;
  for (let level = 0; ; level += 1) {
    if (!claim(seat(level), claimant)) {
      if (staleId(look(seat(level)), seenFor) === undefined) return;
      continue;
    }
    // WHY only this seat if something fails: the lock may still stand, and a freed lower level would let in a second one beside the next at this level.
    let lowest = level;
    try {
      const now = look(lock);
      if ((now.kind === 'owned' || now.kind === 'unreadable') && now.id === id) {
        // WHY before: as long as this lock stands, elections about any other are over, and their seats do nothing any more.
        sweep(lock, (rest) => isOwnFile(rest) || (rest.startsWith('break.') && !rest.startsWith(`break.${id}.`)));
        remove(lock);
      }
      if (now.kind !== 'closed') lowest = 0;
    } finally {
      for (let at = level; at >= lowest; at -= 1) remove(seat(at));
    }
    return;
  }
}
