// Builds only if a source is newer than the last build. A folder counts too: its time changes when a file in it comes, goes or is renamed.
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShellWords } from '../shared/words/index.ts';
import { root } from './root.ts';

type Words = Pick<ShellWords['start'], 'building' | 'built'>;

const sources = ['shared', 'electron', 'renderer', 'build', 'package.json', 'package-lock.json'];

async function newest(path: string): Promise<number> {
  const own = await stat(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = await Promise.all(inside.filter((entry) => entry.isFile() || entry.isDirectory()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs));
  return times.reduce((a, b) => Math.max(a, b), own.mtimeMs);
}

/** True if dist/ of the checkout is missing or older than any source. */
export async function isStale(checkout: string = root): Promise<boolean> {
  // WHY not the stamp's own time: a source that changed while the build ran is newer than the build's start, not than its end.
  const stamp = await readFile(join(checkout, 'dist/electron/built.txt'), 'utf8').catch(() => '');
  const builtAt = Date.parse(stamp.trim());
  if (Number.isNaN(builtAt)) return true;
  const times = await Promise.all(sources.map((name) => newest(join(checkout, name))));
  return times.some((time) => time > builtAt);
}

/** Builds if needed; `say` is told before and after. Answers whether it built. */
export async function buildIfStale(words: Words, say: (line: string) => void): Promise<boolean> {
  if (!(await isStale())) return false;
  say(words.building);
  // WHY late: loading the bundler costs more than all of the look above.
  const { buildAll } = await import('./build-all.ts');
  say(words.built((await buildAll() / 1000).toFixed(1)));
  return true;
}
