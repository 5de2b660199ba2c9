// The local log: already redacted lines, appended to one small file that only its owner may read. Must never throw.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One older file is kept beside the newest. */
const rotateAtBytes = 1024 * 1024;

/** Answers with a function that appends one line to `coffre.log` in the profile folder, rotated at 1 MiB to `coffre.log.1`. */
export function fileLog(profileFolder: string): (line: string) => void {
  const file = join(profileFolder, 'coffre.log');
  return (line) => {
    try {
      mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= rotateAtBytes) renameSync(file, `${file}.1`);
      // SECURITY(log-owner-only): the log names files and calls; nobody else on the machine needs them.
      appendFileSync(file, `${line.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')}\n`, { mode: 0o600 });
    } catch {
      // WHY silent: a log that cannot be written must not stop the program, and there is nowhere else to say it.
    }
  };
}
