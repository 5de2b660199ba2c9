// How an agent ends: with its time, with its session, with a signal, and when a newer one takes its place. Nothing of it answers afterwards, and no process stays.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeAgent } from '../../../electron/node-ports/index.ts';
import { builtCli } from '../../fakes/cli.ts';

const profile = 'a'.repeat(22);

describe.runIf(process.platform === 'linux')('an agent', () => {
  let runtime: string;
  let key: Buffer;
  beforeEach(() => {
    runtime = mkdtempSync(join(tmpdir(), 'coffre-agent-'));
    key = randomBytes(32);
  });
  afterEach(async () => {
    await agent().stop(profile);
    rmSync(runtime, { recursive: true, force: true });
  });
  const agent = () => nodeAgent({ XDG_RUNTIME_DIR: runtime, PATH: process.env['PATH'] }, [process.execPath, builtCli, '--be-the-agent']);
  const start = async (seconds: number): Promise<number> => {
    expect(await agent().start(profile, key, seconds)).toBe(true);
    expect((await agent().fetch(profile))?.equals(key)).toBe(true);
    return (await agent().look(profile))?.pid ?? -1;
  };
  /** A zombie of a container without an init is over, too. */
  const runs = (pid: number): boolean => {
    try {
      return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
    } catch {
      return false;
    }
  };
  const over = async (pid: number): Promise<void> => {
    await expect.poll(() => runs(pid), { timeout: 20_000 }).toBe(false);
    expect(await agent().fetch(profile)).toBeUndefined();
    expect(await agent().secondsLeft(profile)).toBe(0);
  };
  const sockets = (): readonly string[] => (existsSync(join(runtime, 'coffre')) ? readdirSync(join(runtime, 'coffre')) : []);

  test('ends with its time', async () => {
    const pid = await start(8);
    expect(await agent().secondsLeft(profile)).toBeLessThanOrEqual(8);
    await over(pid);
    expect(sockets()).toEqual([]);
  });

  test('ends with the session: the folder of its socket goes', async () => {
    const pid = await start(600);
    rmSync(join(runtime, 'coffre'), { recursive: true });
    await over(pid);
    // Asking for it has made the folder anew; nothing is in it.
    expect(sockets()).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('ends with %s, and leaves no socket', async (signal) => {
    const pid = await start(600);
    process.kill(pid, signal);
    await over(pid);
    expect(sockets()).toEqual([]);
  });

  test('gives way to a newer one, with the key of that, and answers no other profile', async () => {
    const former = await start(600);
    key = randomBytes(32);
    const pid = await start(600);
    expect(pid).not.toBe(former);
    await expect.poll(() => runs(former), { timeout: 20_000 }).toBe(false);
    expect((await agent().fetch(profile))?.equals(key)).toBe(true);
    expect(await agent().fetch('b'.repeat(22))).toBeUndefined();
    expect(sockets()).toEqual([`${profile}.sock`]);
  });
});
