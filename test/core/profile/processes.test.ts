// Several programs with one profile: what each of them was told is written, stays written, also when holders of the lock are killed in between.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { actPorts, openRoom, prepare } from './acts.ts';

const child = fileURLToPath(new URL('../children/write-records.ts', import.meta.url));
const count = process.env['COFFRE_DEEP'] === '1' ? 1000 : 40;

/** The acknowledged writes of a child that writes `count` times two records; killed after `killAfterMs` if given. */
function writer(folder: string, name: string, killAfterMs?: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const writing = spawn(process.execPath, [child, JSON.stringify({ folder, name, count })], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    writing.stdout.on('data', (chunk: Buffer) => {
      // WHY from the first line on: how long a process takes to start says nothing.
      if (printed === '' && killAfterMs !== undefined) setTimeout(() => { writing.kill('SIGKILL'); }, killAfterMs);
      printed += chunk.toString('utf8');
    });
    writing.once('error', reject);
    writing.once('close', () => { resolve(printed.split('\n').slice(0, -1)); });
  });
}

test(`four programs write ${String(count)} records each at once, and holders are killed: nothing that was acknowledged is lost`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  await prepare(actPorts(folder));
  const written = await Promise.all([writer(folder, 'window'), writer(folder, 'agent'), writer(folder, 'one'), writer(folder, 'two'), writer(folder, 'killed-a', 60), writer(folder, 'killed-b', 200)]);
  for (const whole of written.slice(0, 4)) expect(whole.length).toBe(count);
  const room = await openRoom(actPorts(folder));
  const { damaged } = await room.store().survey();
  expect(damaged).toEqual([]);
  const shared = (await room.store().read('shared'))?.exposeBytes().toString('utf8').split('\n') ?? [];
  for (const name of written.flat()) {
    expect((await room.store().read(name))?.exposeBytes().toString('utf8')).toBe(`canary-${name}`);
    expect(shared.filter((line) => line === name).length, name).toBe(1);
  }
  await room.dispose();
});
