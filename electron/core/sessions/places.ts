// Which windows have the profile open, as one small file for each, beside the profile and shared by every program. Must never hold a place for a process that has ended, nor a secret.
import { randomBytes } from 'node:crypto';
import { readdirSync, unwatchFile, watch, watchFile } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { isGone, parseOwner, thisProcess, withLock } from '../lock-file/index.ts';
import { readFile } from '../read-again.ts';
import { writeOwnFile } from '../safe-file/index.ts';

const name = /^([A-Za-z0-9_-]{22})\.json$/;
const stored = v.object({ since: v.string() });

export interface Place {
  readonly session: string;
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}
export interface Places {
  /** Those of processes that run; what others left is removed. */
  list(): Promise<readonly Place[]>;
  /** Runs `work` while nobody else takes or frees a place. Refusals: file-busy, disk-full, write-failed, and what `work` throws. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Takes one for this process, and calls back once somebody else has taken it away. The answer gives it back. */
  take(since: Date, gone: () => void): Promise<{ readonly session: string; free(): Promise<void> }>;
  /** Takes one away; its process notices. Answers whether it was there. */
  free(session: string): Promise<boolean>;
}

/** Calls back when something in the folder changed; where the system watches no more folders for this person, it looks at the file itself every other second. */
function onChange(folder: string, file: string, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on('error', changed);
    return () => { watcher.close(); };
  } catch {
    // WHY not refused: whoever has the key is let in, however much else is being watched on this computer.
    watchFile(file, { persistent: false, interval: 2000 }, changed);
    return () => { unwatchFile(file, changed); };
  }
}

/** `folder`: the profile's. */
export function createPlaces(folder: string): Places {
  const places = join(folder, 'sessions');
  const fileOf = (session: string): string => join(places, `${session}.json`);

  function names(): readonly string[] {
    try {
      return readdirSync(places).flatMap((file) => name.exec(file)?.[1] ?? []);
    } catch {
      // WHY silent: there was none yet.
      return [];
    }
  }

  const free = (session: string): Promise<boolean> => unlink(fileOf(session)).then(() => true, () => false);

  async function read(session: string): Promise<Place | undefined> {
    const text = (await readFile(fileOf(session)).catch(() => undefined))?.toString('utf8');
    if (text === undefined) return undefined;
    const owner = parseOwner(text);
    // SECURITY(dead-session-frees): a process that was killed gives nothing back by itself.
    if (owner === undefined || isGone(owner)) {
      await free(session);
      return undefined;
    }
    const facts = v.safeParse(stored, JSON.parse(text));
    return { session, pid: owner.pid, since: facts.success ? facts.output.since : '' };
  }

  return {
    async list() {
      const all = await Promise.all(names().map(read));
      return all.filter((one) => one !== undefined).toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.pid - b.pid));
    },
    alone: (work) => withLock(join(folder, 'locks', 'sessions'), work),
    async take(since, gone) {
      const session = randomBytes(16).toString('base64url');
      await writeOwnFile(fileOf(session), Buffer.from(`${JSON.stringify({ ...thisProcess(), since: since.toISOString() })}\n`));
      let stop: (() => void) | undefined;
      const end = (): void => {
        stop?.();
        stop = undefined;
      };
      const look = (): void => {
        if (stop === undefined || names().includes(session)) return;
        end();
        gone();
      };
      stop = onChange(places, fileOf(session), look);
      // It may have been taken away before anybody watched.
      setImmediate(look);
      return {
        session,
        async free() {
          end();
          await free(session);
        },
      };
    },
    free,
  };
}
