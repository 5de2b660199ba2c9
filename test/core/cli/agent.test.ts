// How an agent ends: with its time, with its session, with a signal, and when a newer one takes its place. Nothing of it answers afterwards, and no process stays. And whom it answers at all: its own user.
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeAgent } from '../../../electron/node-ports/index.ts';
import { builtCli } from '../../fakes/cli.ts';
import { hasStrace } from '../../fakes/strace.ts';

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
  const agent = (under: readonly string[] = []) => {
    const [program, ...args] = [...under, process.execPath, builtCli, '--be-the-agent'];
    return nodeAgent({ XDG_RUNTIME_DIR: runtime, COFFRE_HOME: join(runtime, 'profile'), PATH: process.env['PATH'] }, [program, ...args]);
  };
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

  const folder = (): string => join(runtime, 'coffre');
  /** What a peer gets that puts this where the agent looks, and then says a word. */
  const askWith = (put: (path: string) => void, word = 'key', hear = (): void => undefined): Promise<Buffer> => new Promise((resolve, reject) => {
    const peer = createConnection(join(folder(), `${profile}.sock`));
    let greeting = '';
    const got: Buffer[] = [];
    peer.on('error', reject);
    peer.on('data', (chunk: Buffer) => {
      if (greeting !== '') {
        hear();
        got.push(chunk);
        return;
      }
      greeting = chunk.toString('latin1');
      put(join(folder(), `.${profile}.${greeting}`));
      peer.end(word);
    });
    peer.on('close', () => { resolve(Buffer.concat(got)); });
  });
  const make = (path: string): void => { writeFileSync(path, '', { flag: 'wx' }); };

  test.runIf(hasStrace())('says that it goes once its name is gone: what stands there next is not its own to take away', async () => {
    // WHY slowed down: a name that goes right after the answer is gone, too, before anybody can look.
    expect(await agent(['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'inject=unlink,unlinkat:delay_enter=500000']).start(profile, key, 600)).toBe(true);
    const there: (readonly string[])[] = [];
    expect((await askWith(make, 'stop', () => { there.push(sockets()); })).toString()).toBe('ok');
    expect(there).toEqual([[]]);
  });

  describe('agent-peer:', () => {
    const said = (): string => (existsSync(join(runtime, 'profile', 'coffre.log')) ? readFileSync(join(runtime, 'profile', 'coffre.log'), 'utf8') : '');

    test('whoever makes a file as its user gets the key, and the file goes', async () => {
      await start(600);
      expect((await askWith(make)).equals(key)).toBe(true);
      expect(sockets()).toEqual([`${profile}.sock`]);
      expect(said()).toBe('');
    });

    test.each<readonly [string, (path: string) => void]>([
      ['no file', () => undefined],
      ['a link to a file of its user', (path) => { symlinkSync(join(runtime, 'own'), path); }],
      ['a second name of a file of its user', (path) => { linkSync(join(runtime, 'own'), path); }],
      ['a file that was there before', (path) => { writeFileSync(path, 'content'); }],
      ['a file of its user in a folder that others may enter', (path) => {
        make(path);
        chmodSync(folder(), 0o777);
      }],
    ])('%s gets nothing, and the log says so', async (_, put) => {
      await start(600);
      writeFileSync(join(runtime, 'own'), '');
      expect(await askWith(put)).toHaveLength(0);
      chmodSync(folder(), 0o700);
      expect(sockets()).toEqual([`${profile}.sock`]);
      expect(said()).toMatch(/^\S+Z agent\.peer did not show that it is this user: 1 refused\n$/);
      expect((await agent().fetch(profile))?.equals(key)).toBe(true);
    });

    test.runIf(userInfo().uid === 0)('a file of another user gets nothing', async () => {
      await start(600);
      expect(await askWith((path) => {
        make(path);
        chownSync(path, 65534, 65534);
      })).toHaveLength(0);
      expect(sockets()).toEqual([`${profile}.sock`]);
    });

    test('one that says nothing is sent away, and the log does not grow with those who try again and again', async () => {
      await start(600);
      const silent = createConnection(join(folder(), `${profile}.sock`)).resume();
      await expect.poll(() => silent.closed, { timeout: 20_000 }).toBe(true);
      for (let tried = 2; tried <= 9; tried += 1) expect(await askWith(() => undefined)).toHaveLength(0);
      expect(said().match(/\d+ refused/g)).toEqual(['1 refused', '2 refused', '4 refused', '8 refused']);
    });

    test('what a killed peer left goes with the next agent, and that of another profile stays', async () => {
      await start(600);
      const [own, other] = [`.${profile}.${'0'.repeat(24)}`, `.${'b'.repeat(22)}.${'0'.repeat(24)}`];
      for (const name of [own, other]) make(join(folder(), name));
      await start(600);
      expect(sockets()).toEqual([other, `${profile}.sock`]);
    });
  });
});
