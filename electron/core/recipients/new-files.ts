// Files that a change begins: empty before it, so that the one way in which many files are written holds for them, too. Leaves none of them behind where the change is not made.
import { stat, unlink } from 'node:fs/promises';
import { createFile } from '../safe-file/index.ts';

/** Refusals: those of createFile and of `run`. */
export async function withNewFiles<T>(changes: readonly { readonly path: string; readonly fresh?: true }[], run: () => Promise<T>): Promise<T> {
  const made: string[] = [];
  try {
    for (const { path, fresh } of changes) {
      if (fresh !== true) continue;
      await createFile(path, Buffer.alloc(0), 0o644);
      made.push(path);
    }
    return await run();
  } catch (error) {
    for (const path of made) if ((await stat(path).catch(() => undefined))?.size === 0) await unlink(path);
    throw error;
  }
}
