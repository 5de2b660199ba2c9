// Sessions: how many windows and agents may have the profile open at once, which ones do, and ending one of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { profileKit, unlock, type FactorKit } from '../factor/kit.ts';

type Program = ReturnType<FactorKit['again']>;
const codeOf = (reply: Awaited<ReturnType<typeof unlock>>) => (reply.ok ? 'opens' : reply.error.code);
const listed = async (program: Pick<Program, 'call'>) => {
  const reply = await program.call('sessions.list', {});
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.sessions;
};

describe('session-limit', () => {
  test('the fourth window is refused in words, opens nothing, and finds a place once one has locked', async () => {
    const kit = await profileKit();
    const more = [kit.again(), kit.again(), kit.again()] as const;
    expect(await Promise.all(more.map(async (one) => codeOf(await unlock(one))))).toSatisfy((codes: readonly string[]) => codes.toSorted().join(' ') === 'opens opens too-many-sessions');
    expect(await listed(kit)).toHaveLength(3);
    expect((await listed(kit)).filter(({ own }) => own)).toHaveLength(1);
    await kit.done('profile.lock', {});
    const states = await Promise.all(more.map(async (one) => {
      await unlock(one);
      const reply = await one.call('profile.getState', {});
      return reply.ok ? reply.value.state : '';
    }));
    expect(states).toEqual(['unlocked', 'unlocked', 'unlocked']);
    expect(codeOf(await unlock(kit))).toBe('too-many-sessions');
    expect((await kit.done('profile.getState', {})).state).toBe('locked');
    expect((await kit.refused('profile.listIdentities', {})).code).toBe('locked');
    for (const one of more) await one.dispose();
    expect(await listed(kit)).toEqual([]);
  });

  test('the agent takes one place, however often it is started, and none where there is none', async () => {
    const kit = await profileKit();
    for (let round = 0; round < 2; round += 1) await kit.done('profile.startAgent', { seconds: 600 });
    expect((await listed(kit)).map(({ kind }) => kind)).toEqual(['window', 'agent']);
    const second = kit.again();
    const third = kit.again();
    expect([codeOf(await unlock(second)), codeOf(await unlock(third))]).toEqual(['opens', 'too-many-sessions']);
    await kit.done('sessions.end', { session: 'agent' });
    expect(codeOf(await unlock(third))).toBe('opens');
    expect((await kit.refused('profile.startAgent', { seconds: 600 })).code).toBe('too-many-sessions');
    await second.dispose();
    await third.dispose();
  });

  test('a command of the command line that ends by itself counts for nothing', async () => {
    const kit = await profileKit();
    const command = kit.again({ about: { ...kit.ports.about, host: 'cli' } });
    expect(codeOf(await unlock(command))).toBe('opens');
    expect(await listed(command)).toHaveLength(1);
    await command.dispose();
  });
});

test('dead-session-frees: the place of a process that was killed is free again, as is one that nobody can read', async () => {
  const kit = await profileKit();
  const folder = join(kit.ports.paths.profile, 'sessions');
  const own = readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  await once(child, 'spawn');
  const alive = JSON.stringify({ ...(JSON.parse(own) as object), pid: child.pid, start: 0 });
  for (const name of ['A', 'B']) writeFileSync(join(folder, `${name.repeat(22)}.json`), alive);
  expect(await listed(kit)).toHaveLength(3);
  const other = kit.again();
  expect(codeOf(await unlock(other))).toBe('too-many-sessions');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(codeOf(await unlock(other))).toBe('opens');
  writeFileSync(join(folder, `${'C'.repeat(22)}.json`), '{"pid":');
  expect(await listed(kit)).toHaveLength(2);
  expect(readdirSync(folder)).toHaveLength(2);
  await other.dispose();
});

test('another number after the same process number is another process', async () => {
  const kit = await profileKit();
  const folder = join(kit.ports.paths.profile, 'sessions');
  const own = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8')) as { readonly start: number };
  writeFileSync(join(folder, `${'A'.repeat(22)}.json`), JSON.stringify({ ...own, start: own.start - 1 }));
  expect(await listed(kit)).toHaveLength(1);
});

test('ending a session locks its window wherever it is, needs no key, and leaves the others', async () => {
  const kit = await profileKit();
  const other = kit.again();
  await unlock(other);
  const watcher = kit.again();
  expect((await watcher.call('profile.lock', {})).ok).toBe(true);
  const victim = (await listed(other)).find(({ own }) => own)?.session ?? '';
  expect((await watcher.call('sessions.end', { session: victim }, 'window')).ok).toBe(true);
  await expect.poll(async () => {
    const reply = await other.call('profile.getState', {});
    return reply.ok && reply.value.state;
  }).toBe('locked');
  expect((await kit.done('profile.getState', {})).state).toBe('unlocked');
  expect(await listed(kit)).toHaveLength(1);
  expect(await watcher.call('sessions.end', { session: victim })).toMatchObject({ ok: false, error: { code: 'session-not-found' } });
  await other.dispose();
  await watcher.dispose();
});

describe('a full disk', () => {
  /** Nothing new can be written to the files of sessions, while `work` runs. */
  async function full<T>(work: () => Promise<T>): Promise<T> {
    const undo = await hookFs((name, args, real) => {
      if (name === 'open' && /sessions[^/]*\.json|sessions\/\./.test(String(args[0])) && args[1] !== 'r') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return real();
    });
    try {
      return await work();
    } finally {
      undo();
    }
  }

  test('lets no window in that could not be counted, says so, and loses nothing that was being changed', async () => {
    const kit = await profileKit();
    const path = join(kit.folder, '.env');
    writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-sessions-1']], [recipients[0]], new Date()));
    const { document } = await kit.open(path);
    const { entry: [token = -1] } = await kit.done('sops.listEntries', { document });
    await kit.done('sops.setEntry', { document, entry: token, value: 'canary-sessions-2' });
    const before = readFileSync(path, 'utf8');
    // What is there is given back even so.
    await full(async () => { await kit.done('profile.lock', {}); });
    expect(readdirSync(join(kit.ports.paths.profile, 'sessions'))).toEqual([]);
    await full(async () => {
      expect(codeOf(await unlock(kit))).toBe('disk-full');
      expect((await kit.done('profile.getState', {})).state).toBe('locked');
      expect(codeOf(await kit.call('sops.listDocuments', {}) as never)).toBe('locked');
    });
    expect(readdirSync(join(kit.ports.paths.profile, 'sessions'))).toEqual([]);
    expect(codeOf(await unlock(kit))).toBe('opens');
    expect(await kit.done('sops.listDocuments', {})).toMatchObject([{ document, pending: { changed: 1 } }]);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(kit.ports.fake.logged.join('\n')).not.toContain('canary');
  });
});

test('where the system watches no more folders, a window opens all the same, and notices its end a little later', async () => {
  const kit = await profileKit();
  const { watch } = fs;
  fs.watch = (() => { throw Object.assign(new Error('too many'), { code: 'ENOSPC' }); }) as never;
  syncBuiltinESMExports();
  const other = kit.again();
  try {
    expect(codeOf(await unlock(other))).toBe('opens');
  } finally {
    fs.watch = watch;
    syncBuiltinESMExports();
  }
  const own = (await listed(other)).find((one) => one.own)?.session ?? '';
  expect(existsSync(join(kit.ports.paths.profile, 'sessions', `${own}.json`))).toBe(true);
  await kit.done('sessions.end', { session: own });
  await expect.poll(async () => {
    const reply = await other.call('profile.getState', {});
    return reply.ok && reply.value.state;
  }, { timeout: 20_000 }).toBe('locked');
  await other.dispose();
});
