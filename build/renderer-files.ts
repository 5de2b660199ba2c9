// Lists what the build made for the page: the only files that a window can ever ask for. Fails on a kind of file it does not know.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { RendererFileList } from '../electron/shell/renderer-files.ts';

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Writes the list of every file under `folder` to `target`. */
export async function listRendererFiles(folder: string, target: string): Promise<RendererFileList> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const list: Record<string, RendererFileList[string]> = {};
  for (const name of names.toSorted()) {
    const mime = kinds[extname(name)];
    if (mime === undefined) throw new Error(`${name}: no kind is known for this file, so the window could not be given it; add it to build/renderer-files.ts`);
    list[name] = { mime, sha256: createHash('sha256').update(await readFile(join(folder, name))).digest('hex') };
  }
  if (list['index.html'] === undefined) throw new Error('the build made no index.html');
  await writeFile(target, `${JSON.stringify(list, null, 2)}\n`);
  return list;
}
