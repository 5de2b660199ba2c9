// The lock when a step of one's own went wrong before: half a file of one's own, a release that failed, a wait that was over before it began.
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { createLock, withLock } from '../../../electron/core/lock-file/index.ts';
import { hookFs, type Intercept } from '../../fakes/fs-hooks.ts';
import { refusalOf, systemError } from '../safe-file/folder.ts';
import { deadPid, lockFolder, ownContent } from './lock-folder.ts';

const nothing = (): Promise<string> => Promise.resolve('done');
const tokenOf = (n: number): string => n.toString(16).padStart(32, '0');

let unhook = (): void => undefined;
const hook = async (intercept: Intercept): Promise<void> => {
  unhook = await hookFs(intercept);
};
afterEach(() => {
  unhook();
  unhook = () => undefined;
});

it.each(['withLock', 'createLock'] as const)('lock-own-whole: what a write that broke off left of one’s own file is never the lock (%s)', async (way) => {
  const { lock, names } = lockFolder();
  const own = createLock(lock);
  const hold = (work: () => Promise<string>): Promise<string> => (way === 'withLock' ? withLock(lock, work) : own.hold(work));
  // The disk takes the name and nothing more, and does not even give it back.
  await hook((name, args, real) => {
    if (name === 'writeFileSync') {
      real();
      truncateSync(args[0] as string, 5);
      throw systemError('EIO');
    }
    if (name === 'unlinkSync') throw systemError('EIO');
    return real();
  });
  expect(await refusalOf(hold(nothing))).toBe('write-failed');
  unhook();
  expect(names()).toEqual([expect.stringMatching(/^the\.lock\.[0-9a-f]{32}\.owner$/)]);
  for (let round = 0; round < 3; round += 1) {
    expect(await hold(() => {
      expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
      return nothing();
    })).toBe('done');
  }
  own.close();
  expect(names()).toEqual([]);
});

it('who was stopped for longer than he may wait, in the middle of clearing the way, takes what is free', async () => {
  const { lock, names } = lockFolder();
  const stop = (): void => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60); };
  for (const left of ['own', 'stale'] as const) {
    writeFileSync(lock, JSON.stringify({ ...(await ownContent()), ...(left === 'own' ? {} : { token: tokenOf(21), pid: await deadPid() }) }));
    let looks = 0;
    await hook((name, args, real) => {
      if (name === 'openSync' && args[0] === lock && looks++ === 0) stop();
      return real();
    });
    expect(await withLock(lock, nothing, { waitMs: 40 }), left).toBe('done');
    unhook();
    expect([looks > 0, names()], left).toEqual([true, []]);
  }
});
