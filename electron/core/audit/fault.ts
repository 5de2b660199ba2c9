// Why the log could not be written, in the few kinds that a person can do something about.
import { constants, accessSync, lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AuditFault } from '../../../shared/ipc/audit.ts';
import { Refusal } from '../refusal.ts';
import { codeOf, logPath } from './log-file.ts';
import { NobodyToSealFor } from './sealing.ts';

const byCode: Readonly<Record<string, AuditFault>> = {
  'ENOSPC': 'full', 'EDQUOT': 'full', 'disk-full': 'full',
  'EACCES': 'no-right', 'EROFS': 'no-right', 'EPERM': 'no-right',
  'ELOOP': 'foreign', 'ENXIO': 'foreign', 'EISDIR': 'foreign', 'ENOTDIR': 'foreign',
  'file-busy': 'busy',
};

/** True if what stands at the path of the log is no file of this person. */
function isForeign(folder: string): boolean {
  try {
    const there = lstatSync(logPath(folder), { throwIfNoEntry: false });
    return there !== undefined && (!there.isFile() || (process.getuid !== undefined && there.uid !== process.getuid()));
  } catch {
    // Not even that can be seen: the code tells.
    return false;
  }
}

/** What keeps the folder, or the nearest one above it that is there, from being written. */
function ofFolder(folder: string): AuditFault {
  for (let at = folder; ; at = dirname(at)) {
    try {
      // WHY the dot: a file in its place is no folder.
      accessSync(`${at}/.`, constants.W_OK | constants.X_OK);
      return 'other';
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || dirname(at) === at) return byCode[codeOf(error)] ?? 'other';
    }
  }
}

/** Never throws. */
export function faultOf(folder: string, error: unknown): AuditFault {
  if (error instanceof NobodyToSealFor) return 'no-key';
  const known = byCode[codeOf(error)];
  if (known === 'full' || known === 'busy') return known;
  if (isForeign(folder)) return 'foreign';
  // WHY a look: the lock says only that it could not be written.
  return known ?? (error instanceof Refusal ? ofFolder(folder) : 'other');
}
