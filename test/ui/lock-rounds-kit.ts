// Locking and unlocking again and again, for specs: each time another process draws the page, and neither the page nor the core keeps more of it.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import { encrypted } from './app-page.ts';
import type { ProfileSpecs } from './profile-page.ts';

const times = process.env['COFFRE_DEEP'] === '1' ? 56 : 1;
/** From here on everything was there once. */
const warm = 4;
const mostGrown = 5 * 1024 * 1024;
/** WHY so long: a thousand of them take a quarter of an hour. */
export const patience = 20 * 60_000;

/** So many here, 56 times as many where everything runs whole: a thousand. WHY spread over files: each takes some seconds, and they run side by side. */
export const roundsOf = (count: number): number => count * times;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export interface Round {
  /** Locks. */
  readonly lock: () => Promise<unknown> | void;
  /** What must be there before the first lock and after each unlock. */
  readonly back: () => Promise<unknown>;
}

/** A profile that the keychain opens, and a file with a row in view. */
export async function openForRounds({ app, open }: Pick<ProfileSpecs, 'app' | 'open'>): Promise<void> {
  await open({ recordWire: false });
  await app.opened();
  await app.ask('create', { keychain: true });
  await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-rounds'], ['OTHER', 'x']) });
  await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
  await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
}

export async function lockAgainAndAgain({ app }: Pick<ProfileSpecs, 'app'>, rounds: number, { lock, back }: Round): Promise<void> {
  /** Bytes of the page's scripts and nodes, and of this process, in which the core runs. */
  function coreHolds(): number {
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  }
  async function held(): Promise<{ readonly page: number; readonly core: number }> {
    const session = await app.now().context().newCDPSession(app.now());
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    // WHY the least of some: what is just being read or sent is not kept.
    const looks: number[] = [];
    for (let look = 0; look < 5; look += 1) {
      await pause(50);
      looks.push(coreHolds());
    }
    return { page: usedSize, core: Math.min(...looks) };
  }

  /** The process that draws the page of the moment. WHY by its work: the browser keeps others ready, and tells nobody which is which. */
  async function drawing(): Promise<number> {
    const ticks = (id: number): number => Number(readFileSync(`/proc/${String(id)}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[11]);
    // WHY again where it is not clear: one that is just being made ready works as hard, for a moment.
    for (let span = 80; ; span = Math.min(span * 2, 1_000)) {
      const before = [...app.renderers()].map((id) => ({ id, ticks: ticks(id) }));
      await app.now().evaluate((milliseconds) => {
        const until = performance.now() + milliseconds;
        while (performance.now() < until);
      }, span);
      const alive = app.renderers();
      const [most, next] = before.map(({ id, ticks: was }) => ({ id, by: alive.has(id) ? ticks(id) - was : 0 })).toSorted((a, b) => b.by - a.by);
      if (most !== undefined && most.by >= 4 && most.by > 3 * (next?.by ?? 0)) return most.id;
    }
  }

  await back();
  let before = await held();
  const seen = new Set([await drawing()]);
  for (let round = 1; round <= rounds; round += 1) {
    const page = app.now();
    // A page may end before its keys are let go.
    await Promise.resolve(lock()).catch(() => undefined);
    await app.renewed(page);
    await app.button('OS keychain').or(app.button('Unlock with the OS keychain')).click();
    await back();
    // All that ever drew it are gone.
    await expect.poll(() => [...app.renderers()].filter((id) => seen.has(id)), { interval: 20, timeout: 10_000 }).toEqual([]);
    seen.add(await drawing());
    if (round === warm) before = await held();
  }
  const after = await held();
  expect(seen.size).toBe(rounds + 1);
  expect({ page: after.page - before.page < mostGrown, core: after.core - before.core < mostGrown }, `grown by ${String(after.page - before.page)} and ${String(after.core - before.core)} bytes`).toEqual({ page: true, core: true });
}
