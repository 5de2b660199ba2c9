// How long the core holds its event loop while it opens, lists and saves a large file and scans a large folder. The bar is 50 ms.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { recipients } from '../fakes/fixtures.ts';
import { openCore } from '../fakes/open-core.ts';
import type { Row } from './measure.ts';

const barMs = 50;

/** The longest hold in milliseconds while `work` runs. */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await setTimeout(20);
  delay.reset();
  await work();
  await setTimeout(20);
  delay.disable();
  // The histogram counts the timer's own 5 ms as well.
  return Math.max(0, delay.max / 1e6 - 5);
}

export async function loopRows(): Promise<Row[]> {
  const at = openCore();
  const path = join(at.folder, 'large.env');
  writeFileSync(path, await encryptDotenv(Array.from({ length: 10_000 }, (_, key) => [`KEY_${key}`, `canary-${key}`] as const), [recipients[0]], new Date()));
  const open = await at.open(path);
  await at.done('sops.closeFile', { document: open.document });
  const held: [string, number][] = [];
  let document = '';
  held.push(['open 10000 keys', await longestHold(async () => { document = (await at.open(path)).document; })]);
  held.push(['list 10000 keys', await longestHold(() => at.done('sops.listEntries', { document }))]);
  const { revision } = await at.done('sops.setEntry', { document, entry: 77, value: 'canary-loop' });
  held.push(['save 10000 keys', await longestHold(() => at.done('sops.saveFile', { document, expectedRevision: revision }))]);
  const tree = join(at.ports.fake.folder, 'tree');
  for (let folder = 0; folder < 200; folder += 1) {
    mkdirSync(join(tree, `folder-${folder}`), { recursive: true });
    for (let file = 0; file < 100; file += 1) writeFileSync(join(tree, `folder-${folder}`, file % 10 === 0 ? `.env.${file}` : `file-${file}.txt`), 'A=1\n');
  }
  held.push(['scan 20000 files', await longestHold(async () => {
    const { project } = await at.done('projects.openPath', { path: tree });
    while ((await at.done('projects.listFiles', { project: project.project, offset: 0 })).scan === 'running') await setTimeout(10);
  })]);
  await at.close();
  return held.map(([what, ours]) => ({ what: `longest hold of the event loop: ${what}`, peerIs: 'the bar in ms', bar: 1, ours, peer: barMs, ratio: ours / barMs }));
}
