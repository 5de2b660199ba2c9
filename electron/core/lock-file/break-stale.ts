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

/**
 * Removes what gone processes left beside the lock: their own files, and seats of elections about locks before the one called `id`.
 * Only while that lock stands and cannot go: then every other election is over, and its seats do nothing any more.
 */
export function sweep(lock: string, id: string): void {
  const prefix = `${basename(lock)}.`;
  for (const name of readdirSync(dirname(lock))) {
    const rest = name.slice(prefix.length);
    if (!name.startsWith(prefix) || !/^(?:[0-9a-f]{32}\.owner$|break\.)/.test(rest) || rest.startsWith(`break.${id}.`)) continue;
    const path = join(dirname(lock), name);
    const sight = look(path);
    const old = sight.kind === 'unreadable' && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > oldFileMs;
    if (old || (sight.kind === 'owned' && isGone(sight.owner))) remove(path);
  }
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
        sweep(lock, id);
        remove(lock);
      }
      if (now.kind !== 'closed') lowest = 0;
    } finally {
      for (let at = level; at >= lowest; at -= 1) remove(seat(at));
    }
    return;
  }
}
