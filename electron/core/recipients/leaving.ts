// Whom a plan takes out of what, kept after the plan itself is gone. Public names only.
import type { Gone } from './exposed.ts';
import type { Planned } from './plan.ts';

export function leavingOf({ root, files, leave, somebody }: Planned): Gone & Pick<Planned, 'somebody'> {
  const left = files.filter(({ kind, state, removed }) => kind === 'encrypted' && state === 'changes' && removed.length > 0);
  const who = leave.length > 0 ? leave : [...new Map(left.flatMap(({ removed }) => removed).map((one) => [`${one.kind} ${one.recipient}`, one])).values()];
  return { root, who, somebody, everywhere: leave.length > 0, files: new Map(left.map(({ path, removed }) => [path, who.flatMap((one, at) => (removed.some(({ kind, recipient }) => kind === one.kind && recipient === one.recipient) ? [at] : []))])) };
}
