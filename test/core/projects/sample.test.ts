// The sample project: made on the spot, private, readable by the real sops, and its identity good for nothing else.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { openCore } from '../../fakes/open-core.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';
import { refusalOf, systemError } from '../safe-file/folder.ts';
import { context, testRoom } from './room.ts';

let unhook = (): void => undefined;
afterEach(() => {
  unhook();
  unhook = () => undefined;
});
const openSample = async (at: ReturnType<typeof testRoom>) => at.handlers.openSample({}, context);

it('sample-owner-only: a fresh folder of its own, with an identity that only its owner reads', async () => {
  const at = testRoom();
  const { project } = await openSample(at);
  expect(project.sample).toBe(true);
  const [name, ...others] = readdirSync(at.ports.paths.temporary);
  expect(others).toEqual([]);
  expect(name).toMatch(/^coffre-sample-/);
  const root = join(at.ports.paths.temporary, name ?? '');
  expect(statSync(root).mode & 0o777).toBe(0o700);
  expect(statSync(join(root, 'keys.txt')).mode & 0o777).toBe(0o600);
  expect(readdirSync(root).toSorted()).toEqual(['.env', '.env.production', '.sops.yaml', 'keys.txt']);
  expect(readFileSync(join(root, 'keys.txt'), 'utf8')).toMatch(/^# created: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n# public key: age1[0-9a-z]{58}\nAGE-SECRET-KEY-1[0-9A-Z]{58}\n$/);
  expect((await at.rows(project)).map(({ path, state }) => [path, state])).toEqual([['.env', 'encrypted'], ['.env.production', 'encrypted'], ['.sops.yaml', 'rules']]);
  expect(at.ports.fake.ran).toEqual([]);
});

it('offers its identity to its own files only, and only in the run that made it', async () => {
  const at = testRoom();
  at.write({ '.env': 'A=1\n' });
  const sample = (await openSample(at)).project;
  const identityOf = (room: ReturnType<typeof testRoom>, ref: string | undefined) => room.room.resolveFile(ref ?? '')?.extraIdentityFile;
  const [own] = await at.rows(sample);
  const path = at.room.resolveFile(own?.file ?? '')?.path ?? '';
  expect(identityOf(at, own?.file)).toBe(join(path, '../keys.txt'));
  expect(identityOf(at, (await at.rows(await at.open()))[0]?.file)).toBeUndefined();
  const later = testRoom();
  const opened = await later.open(join(path, '..'));
  expect(opened.sample).toBe(false);
  expect(identityOf(later, (await later.rows(opened))[0]?.file)).toBeUndefined();
});

it('is made once, also by two clicks, and anew when its folder was removed', async () => {
  const at = testRoom();
  const [one, two] = await Promise.all([openSample(at), openSample(at)]);
  expect(one).toEqual(two);
  expect((await openSample(at)).project).toEqual(one.project);
  const [name] = readdirSync(at.ports.paths.temporary);
  rmSync(join(at.ports.paths.temporary, name ?? ''), { recursive: true });
  expect((await openSample(at)).project).not.toEqual(one.project);
});

it.each([['ENOSPC', 'disk-full'], ['EIO', 'write-failed']])('leaves nothing behind when the disk says %s', async (system, code) => {
  const at = testRoom();
  let writes = 0;
  unhook = await hookFs((name, _args, real) => {
    if (name !== 'handle.writeFile') return real();
    writes += 1;
    return writes === 3 ? Promise.reject(systemError(system)) : real();
  });
  expect(await refusalOf(openSample(at))).toBe(code);
  unhook();
  expect(readdirSync(at.ports.paths.temporary)).toEqual([]);
});

it('refuses where nothing can be made', async () => {
  const at = testRoom();
  rmSync(at.ports.paths.temporary, { recursive: true });
  expect(await refusalOf(openSample(at))).toBe('write-failed');
});

it('opens in a whole core with no other identity around, and shows every kind of value', async () => {
  const at = openCore({ environment: {} });
  try {
    const { project } = await at.done('projects.openSample', {}, 'window');
    let page = await at.done('projects.listFiles', { project: project.project, offset: 0 }, 'window');
    while (page.scan === 'running') {
      await pause();
      page = await at.done('projects.listFiles', { project: project.project, offset: 0 }, 'window');
    }
    const kinds = new Set<string>();
    for (const { file, state } of page.files) {
      if (state !== 'encrypted') continue;
      const { document } = await at.done('sops.openFile', { file }, 'window');
      const entries = await at.done('sops.listEntries', { document }, 'window');
      expect(entries.name).toHaveLength(10);
      expect(entries.encrypted.every(Boolean)).toBe(true);
      expect(entries.groups).toContain('Database');
      for (const kind of entries.kind) kinds.add(kind);
    }
    expect([...kinds].toSorted()).toEqual(['boolean', 'empty', 'json', 'number', 'password', 'pem', 'text', 'token', 'url']);
  } finally {
    await at.close();
  }
});

it('is read by the real sops with keys.txt', async ({ skip }) => {
  if (sopsPath === undefined) {
    console.warn('!! SKIPPED: the sample project and the real sops');
    skip();
  }
  const at = testRoom();
  await openSample(at);
  const root = join(at.ports.paths.temporary, readdirSync(at.ports.paths.temporary)[0] ?? '');
  const identity = readFileSync(join(root, 'keys.txt'), 'utf8').split('\n').find((line) => line.startsWith('AGE-SECRET-KEY')) ?? '';
  const values: string[] = [];
  for (const name of ['.env', '.env.production']) {
    const { status, stdout, stderr } = sopsDecrypt(join(root, name), identity);
    expect(stderr).not.toContain('rror');
    expect(status).toBe(0);
    expect(stdout.toString()).toContain('# Database\nDATABASE_URL=postgres://shop:made-up-');
    expect(stdout.toString()).toContain('-----BEGIN PUBLIC KEY-----\\n');
    values.push(/^PAYMENT_API_KEY=(.*)$/m.exec(stdout.toString())?.[1] ?? '');
  }
  expect(new Set(values).size).toBe(2);
});
