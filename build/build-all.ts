// Makes everything in dist/ from the sources. A build that fails leaves the last one standing: it is made beside it and then put in its place.
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { listRendererFiles } from './renderer-files.ts';
import { root } from './root.ts';
import { electronConfigs } from './vite.electron.ts';
import { collectModules, putLicences } from './vite.licences.ts';
import { rendererConfig } from './vite.renderer.ts';

const dist = join(root, 'dist');

async function replace(made: string, name: string, bin: string): Promise<void> {
  const target = join(dist, name);
  await rename(target, join(bin, name)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await rename(made, target);
}

/** Builds page, shell and command line; answers with the milliseconds it took. */
export async function buildAll(): Promise<number> {
  const started = performance.now();
  await mkdir(dist, { recursive: true });
  const work = await mkdtemp(join(dist, '.making-'));
  try {
    const startedAt = new Date();
    const [renderer, electron, bin] = [join(work, 'renderer'), join(work, 'electron'), join(work, 'old')];
    await mkdir(bin);
    // WHY first: the page shows the licences of all that went into them.
    const modules = new Set<string>();
    for (const config of electronConfigs(electron, [collectModules(modules)])) await build(config);
    await build(rendererConfig(renderer, [putLicences(modules)]));
    await chmod(join(electron, 'cli.js'), 0o755);
    await listRendererFiles(renderer, join(electron, 'renderer-files.json'));
    await writeFile(join(electron, 'built.txt'), `${startedAt.toISOString()}\n`);
    await replace(renderer, 'renderer', bin);
    await replace(electron, 'electron', bin);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return Math.round(performance.now() - started);
}
