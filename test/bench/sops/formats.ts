// Every format against the sops process: opening, saving one edit, growth with the number of keys, and memory.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { identities } from '../../fakes/fixtures.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { ageSource, largeFile, type Kind } from './large-file.ts';
import { longestHold } from '../loop.ts';
import { median, paired, timed, type Row } from '../measure.ts';

const bars: readonly (readonly [kind: Kind, open: number, rounds: number])[] = [['dotenv', 0.65, 9], ['json', 0.05, 5], ['yaml', 0.35, 5], ['ini', 0.15, 5]];
const extension: Readonly<Record<Kind, string>> = { dotenv: 'env', json: 'json', yaml: 'yaml', ini: 'ini' };
const environment = { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: identities[0] };

/** Through the whole core: a fresh open against one edit and its save, disk included. */
async function saveRow(at: OpenCore, kind: Kind, path: string): Promise<Row> {
  const opens: number[] = [];
  const saves: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const { file } = await at.done('projects.refFile', { path });
    let document = '';
    opens.push(await timed(async () => { document = (await at.done('sops.openFile', { file })).document; }));
    const { entry, shape } = await at.done('sops.listEntries', { document });
    const value = entry[shape.indexOf('value', 500)] ?? -1;
    saves.push(await timed(async () => {
      const { revision } = await at.done('sops.setEntry', { document, entry: value, value: `canary-round-${String(round)}` });
      await at.done('sops.saveFile', { document, expectedRevision: revision });
    }));
    await at.done('sops.closeFile', { document });
  }
  // The first round warms up.
  const [ours, peer] = [median(saves.slice(1)), median(opens.slice(1))];
  return { what: `${kind}: one edit and its save, 10000 keys`, peerIs: 'opening the same file', bar: 1.3, ours, peer, ratio: ours / peer };
}

/** Ten times the keys may take 1.3 times ten times as long. */
async function growthRows(at: OpenCore, kind: Kind): Promise<Row[]> {
  const times: number[] = [];
  for (const count of [1000, 10_000, 100_000]) {
    const { format, bytes } = await largeFile(kind, count, at.ports);
    const runs: number[] = [];
    for (let round = 0; round < 7; round += 1) runs.push(await timed(async () => { for (const { plain } of (await openVerified(bytes, format, [ageSource(at.ports)], undefined)).leaves) plain.wipe(); }));
    // WHY the least: garbage of the run before is no part of this one.
    times.push(Math.min(...runs.slice(1)));
  }
  const [, middle = 0, large = 0] = times;
  return [{ what: `${kind}: opening 100000 keys`, peerIs: 'ten times 10000 keys', bar: 1.3, ours: large, peer: middle * 10, ratio: large / (middle * 10) }];
}

function memoryRow(kind: Kind, path: string, small: string, size: number): Row {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'open-once.ts'), path, small], { encoding: 'utf8' });
  const [grown = Number.NaN] = child.stdout.split(' ').map(Number);
  const [ours, peer] = [grown / 2 ** 20, (12 * size) / 2 ** 20 + 30];
  return { what: `${kind}: memory to open 100000 keys (${(size / 2 ** 20).toFixed(1)} MB)`, peerIs: '12 × the file + 30 MB', bar: 1, ours, peer, ratio: ours / peer, unit: 'MB' };
}

/** Of all formats, or of those that are named. */
export async function formatRows(asked: readonly string[]): Promise<Row[]> {
  if (sopsPath === undefined) throw new Error('the benches need the real sops');
  const sops = sopsPath;
  const rows: Row[] = [];
  const named = bars.filter(([kind]) => asked.includes(kind));
  for (const [kind, bar, rounds] of named.length === 0 ? bars : named) {
    const at = openCore();
    const source = ageSource(at.ports);
    const path = join(at.folder, `large.${extension[kind]}`);
    const { format, bytes } = await largeFile(kind, 10_000, at.ports);
    writeFileSync(path, bytes);
    const open = async (): Promise<void> => { for (const { plain } of (await openVerified(bytes, format, [source], undefined)).leaves) plain.wipe(); };
    // WHY: the core runs all day, and the first files after its start are compiled while they are read.
    for (let round = 0; round < 6; round += 1) await open();
    rows.push(await paired(`${kind}: open and verify 10000 keys`, 'the sops process', bar, rounds, open, () => spawnSync(sops, ['decrypt', path], { env: environment, maxBuffer: 1 << 28 })));
    rows.push(await saveRow(at, kind, path));
    rows.push(...(await growthRows(at, kind)));
    const huge = await largeFile(kind, 100_000, at.ports);
    const hugePath = join(at.folder, `huge.${extension[kind]}`);
    const small = join(at.folder, `small.${extension[kind]}`);
    writeFileSync(hugePath, huge.bytes);
    writeFileSync(small, (await largeFile(kind, 10, at.ports)).bytes);
    rows.push(memoryRow(kind, hugePath, small, huge.bytes.length));
    const holds: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await setTimeout(50);
      let document = '';
      holds.push(await longestHold(async () => { ({ document } = await at.open(hugePath)); }));
      await at.done('sops.closeFile', { document });
    }
    const held = median(holds);
    rows.push({ what: `${kind}: longest hold of the event loop while ${(huge.bytes.length / 2 ** 20).toFixed(0)} MB open`, peerIs: 'the bar in ms', bar: 1, ours: held, peer: 50, ratio: held / 50 });
    await at.close();
  }
  return rows;
}
