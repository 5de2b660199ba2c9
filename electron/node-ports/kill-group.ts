// Ends a child with everything that it started. Must never end anything else.
import type { ChildProcess } from 'node:child_process';

/** True where a child can lead a group of its own. */
export const ownGroup = process.platform !== 'win32';

/** The child was started with `detached: ownGroup`. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // WHY silent: the group ended by itself in this moment.
  }
}
