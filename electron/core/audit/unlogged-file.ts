// What left without a line, kept beside the log until it has said so: the program that let it go may end first. Holds times only. Must never throw where it cannot be written: then the program itself still knows.
import { closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { readFileSync } from '../read-again.ts';
import { noFollow } from './segments.ts';

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export interface UnloggedFile {
  /** One more access; false where not even that can be written. */
  add(at: string): boolean;
  isThere(): boolean;
  /** When the accesses of all programs were; nothing where there is none. */
  times(): readonly string[];
  /** The log has said the first `said` of them. Under the lock of the log. */
  forget(said: number): void;
}

export function createUnloggedFile(folder: string): UnloggedFile {
  // WHY not in the folder of the log: often it is this folder that cannot be written.
  const path = `${folder}-unlogged`;
  const taken = `${path}.said`;

  function append(text: string): boolean {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const fd = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK | noFollow, 0o600);
      try {
        const written = writeSync(fd, text);
        fsyncSync(fd);
        return written === text.length;
      } finally {
        closeSync(fd);
      }
    } catch {
      return false;
    }
  }
  function timesIn(place: string): readonly string[] {
    try {
      return readFileSync(place).toString('latin1').split('\n').filter((line) => time.test(line));
    } catch {
      return [];
    }
  }
  return {
    add: (at) => append(`${at}\n`),
    isThere: () => existsSync(path),
    times: () => timesIn(path),
    forget(said) {
      try {
        // WHY away first: whoever adds one now begins a new file.
        renameSync(path, taken);
        const more = timesIn(taken).slice(said);
        if (more.length > 0) append(more.map((at) => `${at}\n`).join(''));
        rmSync(taken);
      } catch {
        // It is said once more rather than not at all.
      }
    },
  };
}
