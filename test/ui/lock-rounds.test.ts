// Locking and unlocking again and again: each time another process draws the page, and neither the page nor the core keeps more of it.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { profileSpecs } from './profile-page.ts';

const rounds = process.env['COFFRE_DEEP'] === '1' ? 1000 : 100;
/** From here on everything was there once. */
const warm = 10;
const mostGrown = 5 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

describe.skipIf(!(await hasBrowser()))('many locks', () => {
  const { app, open } = profileSpecs();

  /** Bytes of the page's scripts and nodes, and of this process, in which the core runs. */
  async function held(): Promise<{ readonly page: number; readonly core: number }> {
    const session = await app.now().context().newCDPSession(app.now());
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return { page: usedSize, core: heapUsed + external + arrayBuffers };
  }

  /** The process that draws the page of the moment. WHY by its work: the browser keeps others ready, and tells nobody which is which. */
  async function drawing(): Promise<number> {
    const ticks = (id: number): number => Number(readFileSync(`/proc/${String(id)}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[11]);
    const before = [...app.renderers()].map((id) => ({ id, ticks: ticks(id) }));
    await app.now().evaluate(() => {
      const until = performance.now() + 80;
      while (performance.now() < until);
    });
    const worked = before.map(({ id, ticks: was }) => ({ id, by: ticks(id) - was })).toSorted((a, b) => b.by - a.by);
    return worked[0]?.id ?? -1;
  }

  it(`${String(rounds)} times: another process each time, the draft back each time, and both heaps flat within 5 MB`, async () => {
    await open({ recordWire: false });
    await app.opened();
    await app.ask('create', { keychain: true });
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-rounds'], ['OTHER', 'x']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Delete');
    const pending = () => app.now().getByText('1 change not saved').first().waitFor();
    await pending();
    let before = await held();
    const seen = new Set([await drawing()]);
    for (let round = 1; round <= rounds; round += 1) {
      const page = app.now();
      await app.ask('lock', {});
      await app.renewed(page);
      await app.button('OS keychain').or(app.button('Unlock with the OS keychain')).click();
      await pending();
      // All that ever drew it are gone.
      await expect.poll(() => [...app.renderers()].filter((id) => seen.has(id)), { interval: 20, timeout: 10_000 }).toEqual([]);
      seen.add(await drawing());
      if (round === warm) before = await held();
    }
    const after = await held();
    expect(seen.size).toBe(rounds + 1);
    expect({ page: after.page - before.page < mostGrown, core: after.core - before.core < mostGrown }, `grown by ${String(after.page - before.page)} and ${String(after.core - before.core)} bytes`).toEqual({ page: true, core: true });
  }, 20 * 60_000);
});
