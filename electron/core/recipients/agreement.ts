// Whether a change of who can open files has to be agreed to, and by what it is told then. Asked here and drawn by whoever started the core: a page that was taken over must let nobody in.
import type { AccessChange, Dialogs } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Planned } from './plan.ts';

const maxShown = 10;

/** Undefined where nobody is let in, nothing is taken from whoever is here, and no key is replaced for its own sake. */
export function accessChangeOf({ files, somebody }: Planned, place: string): AccessChange | undefined {
  const changes = files.filter(({ state }) => state === 'changes');
  const added = [...new Set(changes.flatMap((file) => file.added.map((one) => { const { name, key } = somebody(one); return name === '' ? key : name; })))];
  const newKeys = changes.filter(({ newKey }) => newKey).length;
  const lockedOut = changes.filter(({ locksOut }) => locksOut).length;
  const forItself = changes.some(({ newKey, removed }) => newKey && removed.length === 0);
  return added.length === 0 && lockedOut === 0 && !forItself ? undefined : { place, files: changes.length, added: added.slice(0, maxShown), addedCount: added.length, newKeys, lockedOut };
}

/** Refusal: `not-confirmed`. */
export async function agreeOn(plan: Planned, place: string, dialogs: Pick<Dialogs, 'agree'>): Promise<void> {
  const change = accessChangeOf(plan, place);
  // SECURITY(access-is-asked): what widens access is never taken from the caller's word.
  if (change !== undefined && !(await dialogs.agree(change))) throw new Refusal('not-confirmed');
}
