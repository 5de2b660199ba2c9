// The folders that were opened before, in one small file of the profile. Must never hold more than paths and times, nor fail because its file is damaged.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { RecentProject } from '../../../shared/ipc/projects.ts';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { shownPath } from './folder-path.ts';
import { createRefs } from './refs.ts';

const maxFolders = 20;
const stored = v.looseObject({ folders: v.array(v.looseObject({ path: v.pipe(v.string(), v.minLength(1)), openedAt: v.pipe(v.string(), v.isoTimestamp()) })) });
type Stored = readonly { readonly path: string; readonly openedAt: string }[];

export interface Recent {
  /** Puts a folder (real path) first. Never refuses: a list that cannot be written is not worth a word. */
  opened(path: string): void;
  /** The last one first. */
  list(): Promise<RecentProject[]>;
  /** Their paths, whether they are there or not. */
  paths(): Promise<readonly string[]>;
  /** The path behind a ref. Refusal: folder-not-found. */
  pathOf(ref: string): string;
  /** Refusals: folder-not-found, disk-full, write-failed. */
  forget(ref: string): Promise<void>;
  /** Waits for what is being written. */
  settled(): Promise<void>;
}

/** `file` is absolute. */
export function createRecent({ file, userHome, now, failed }: { readonly file: string; readonly userHome: string; now(): Date; failed(error: unknown): void }): Recent {
  const refs = createRefs();
  /** WHY one after the other: each reads what the one before has written. */
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Stored> {
    try {
      return v.parse(stored, JSON.parse((await readFile(file)).toString('utf8'))).folders.slice(0, maxFolders);
    } catch {
      // WHY silent: no file and a damaged one both mean that nothing is known.
      return [];
    }
  }
  function change(next: (old: Stored) => Stored): Promise<void> {
    const write = last.then(async () => writeOwnFile(file, Buffer.from(`${JSON.stringify({ folders: next(await read()).slice(0, maxFolders) }, undefined, 2)}\n`)));
    last = write.catch(() => undefined);
    return write;
  }
  function pathOf(ref: string): string {
    const path = refs.pathOf(ref);
    if (path === undefined) throw new Refusal('folder-not-found');
    return path;
  }
  return {
    pathOf,
    opened(path) {
      const openedAt = now().toISOString();
      change((old) => [{ path, openedAt }, ...old.filter((known) => known.path !== path)]).catch(failed);
    },
    async paths() {
      await last;
      return (await read()).map(({ path }) => path);
    },
    async list() {
      await last;
      const found: RecentProject[] = [];
      for (const { path, openedAt } of await read()) {
        // WHY one by one: a dead network folder may hold up each question, and there are few threads for them.
        const exists = await stat(path).then((facts) => facts.isDirectory(), () => false);
        found.push({ recent: refs.of(path), name: basename(path) || path, path: shownPath(path, userHome), openedAt, exists });
      }
      return found;
    },
    async forget(ref) {
      const path = pathOf(ref);
      await change((old) => old.filter((known) => known.path !== path));
    },
    async settled() {
      await last;
    },
  };
}
