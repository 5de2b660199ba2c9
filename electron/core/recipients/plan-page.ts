// A plan as the contract tells it: counts, and its rows page by page, with names. Public facts only.
import type { Plan, PlanPage } from '../../../shared/ipc/recipients.ts';
import type { Planned } from './plan.ts';

const pageSize = 1000;
const maxShown = 100;

export function countsOf({ files }: Planned): Omit<Plan, 'plan' | 'root'> {
  const changes = files.filter(({ state }) => state === 'changes');
  return {
    changes: changes.length, same: files.filter(({ state }) => state === 'same').length, stays: files.filter(({ state }) => state === 'stays').length,
    newKeys: changes.filter(({ newKey }) => newKey).length, lockedOut: changes.filter(({ locksOut }) => locksOut).length,
  };
}

/** What needs no change is counted only. */
export function pageOf({ files, somebody }: Planned, offset: number): PlanPage {
  const all = files.filter(({ state }) => state !== 'same');
  return {
    total: all.length,
    files: all.slice(offset, offset + pageSize).map(({ way, kind, state, reason, added, removed, left, newKey, locksOut, ruleLine }) => ({
      path: way, kind, state: state === 'changes' ? 'changes' : 'stays', ...(reason === undefined ? {} : { reason }),
      added: added.slice(0, maxShown).map(somebody), addedCount: added.length, removed: removed.slice(0, maxShown).map(somebody), removedCount: removed.length, left, newKey, locksOut, ruleLine,
    })),
  };
}
