// What a scan finds in real folders: every state, in the order of the list, past loops, pipes and folders that nobody may read.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, unlinkSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { fixtures } from '../../fakes/fixtures.ts';
import { runScan } from '../../fakes/run-scan.ts';
import { context, testRoom } from './room.ts';

const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const encrypted = fixture('v3.13.2/basic.enc.env');
const filler = (bytes: number): string => '# filler, made up\n'.repeat(Math.ceil(bytes / 18));

describe('states', () => {
  it('tells every state without a key', async () => {
    const at = testRoom();
    at.write({
      '.env': encrypted, '.env.local': 'A=1\n', 'prod.env': encrypted, 'a.env.encrypted': encrypted, 'b.encrypted': encrypted, 'c.enc.yaml': fixture('v3.13.2/basic.enc.yaml'),
      'd.yml': fixture('v3.13.2/basic.enc.yaml'), 'e.json': fixture('v3.13.2/basic.enc.json'), 'f.ini': fixture('v3.13.2/basic.enc.ini'), '.sops.yaml': 'creation_rules: []\n',
      'half.env': encrypted.subarray(0, encrypted.indexOf('sops_mac=')), 'plain.yaml': 'a: 1\n', 'package.json': '{"a":1}', 'g.ini': '[a]\nb=1\n', 'readme.md': 'A=1\n', 'empty.env': '',
    });
    symlinkSync('nowhere', join(at.root, 'dangling.env'));
    expect(await at.states()).toEqual({
      '.env': 'encrypted', '.env.local': 'clear-text', '.sops.yaml': 'rules', 'a.env.encrypted': 'encrypted', 'b.encrypted': 'encrypted', 'c.enc.yaml': 'encrypted', 'd.yml': 'encrypted',
      'dangling.env': 'unreadable', 'e.json': 'encrypted', 'f.ini': 'encrypted', 'half.env': 'damaged', 'prod.env': 'encrypted',
    });
    expect(at.ports.fake.ran).toEqual([]);
  });

  it('finds the marks at the end of a large file, and looks at no more than its ends', async () => {
    const at = testRoom();
    const yaml = fixture('v3.13.2/basic.enc.yaml').toString();
    at.write({ 'large.env': Buffer.concat([Buffer.from(filler(700_000)), encrypted]), 'large.yaml': `${filler(700_000)}${yaml}`, 'clear.env': `A=1\n${filler(700_000)}`, 'wide.json': `{"a":"${'é'.repeat(100_000)}"}`, 'huge.env': 'A=1\n' });
    truncateSync(join(at.root, 'huge.env'), 4 * 1024 ** 4);
    const states = await at.states();
    expect(states).toMatchObject({ 'large.env': 'encrypted', 'large.yaml': 'encrypted', 'clear.env': 'clear-text' });
    expect(states).not.toHaveProperty('wide.json');
  });

  it('scan-keeps-nothing: what was read of a clear file is overwritten', async () => {
    const at = testRoom();
    at.write({ '.env': 'A=canary-5c1f9e\n', 'large.env': `A=canary-5c1f9e\n${filler(300_000)}` });
    const read: Buffer[] = [];
    const undo = await hookFs((name, args, real) => {
      if (name === 'handle.read' && Buffer.isBuffer(args[0])) read.push(args[0]);
      return real();
    });
    onTestFinished(undo);
    await at.states();
    expect(read.length).toBeGreaterThan(2);
    for (const buffer of read) expect(buffer.includes('canary-5c1f9e')).toBe(false);
  });

  it('passes over what ordinary users may not read', async () => {
    const answer = await runScan((root, write) => {
      write({ 'open/.env': 'A=1\n', 'shut/.env': 'A=1\n', 'locked.env': 'A=1\n', 'locked.json': '{}' });
      chmodSync(join(root, 'locked.env'), 0);
      chmodSync(join(root, 'locked.json'), 0);
      chmodSync(join(root, 'shut'), 0);
    });
    expect(answer).toEqual({ scan: 'done', states: { 'open/.env': 'clear-text', 'locked.env': 'unreadable' } });
  });

  it('fails if the folder itself cannot be listed any more', async () => {
    const at = testRoom();
    at.write({ '.env': 'A=1\n' });
    const project = await at.open();
    await at.scanned(project);
    rmSync(at.root, { recursive: true });
    await at.handlers.rescan({ project: project.project }, context);
    expect(await at.scanned(project)).toBe('failed');
    expect(await at.rows(project)).toEqual([]);
  });
});

describe('order and bounds', () => {
  it('lists folders before files, each in natural order', async () => {
    const at = testRoom();
    at.write(Object.fromEntries(['.env.10', '.env.2', 'b/.env', 'a10/.env', 'a2/.env', 'a2/z/.env', 'A3/.env', 'z.env'].map((name) => [name, 'A=1\n'])));
    expect(Object.keys(await at.states())).toEqual(['a2/z/.env', 'a2/.env', 'A3/.env', 'a10/.env', 'b/.env', '.env.2', '.env.10', 'z.env']);
  });

  it('skips .git and node_modules at any depth, and nothing that is only called alike', async () => {
    const at = testRoom();
    at.write(Object.fromEntries(['.git/.env', 'a/.git/.env', 'node_modules/x/.env', 'a/node_modules/.env', '.github/.env', 'node_modules2/.env'].map((name) => [name, 'A=1\n'])));
    expect(Object.keys(await at.states())).toEqual(['.github/.env', 'node_modules2/.env']);
  });

  it('follows links to files, never to folders, so that nothing loops', async () => {
    const at = testRoom();
    at.write({ 'a/.env': 'A=1\n', 'a/b/.env': 'A=1\n' });
    symlinkSync('..', join(at.root, 'a/b/up'));
    symlinkSync('a', join(at.root, 'again.env'));
    symlinkSync('a/.env', join(at.root, 'linked.env'));
    symlinkSync('y.env', join(at.root, 'x.env'));
    symlinkSync('x.env', join(at.root, 'y.env'));
    linkSync(join(at.root, 'a/.env'), join(at.root, 'hard.env'));
    expect(await at.states()).toEqual({ 'a/b/.env': 'clear-text', 'a/.env': 'clear-text', 'hard.env': 'clear-text', 'linked.env': 'clear-text', 'x.env': 'unreadable', 'y.env': 'unreadable' });
  });

  it('does not wait for a pipe, and descends into a folder called .env', { timeout: 5000 }, async () => {
    const at = testRoom();
    at.write({ '.env/.env.local': 'A=1\n' });
    execFileSync('mkfifo', [join(at.root, 'pipe.env')]);
    symlinkSync('pipe.env', join(at.root, 'piped.env'));
    symlinkSync('/dev/zero', join(at.root, 'zero.env'));
    expect(await at.states()).toEqual({ '.env/.env.local': 'clear-text' });
  });

  it('goes on when a file or a folder is deleted in the middle', async () => {
    const at = testRoom();
    at.write({ 'a/.env': 'A=1\n', 'b/.env': 'A=1\n', 'c/.env': 'A=1\n', 'c/.env.gone': 'A=1\n' });
    const undo = await hookFs((name, args, real) => {
      if (name === 'opendir' && String(args[0]).endsWith('/a')) rmSync(join(at.root, 'b'), { recursive: true, force: true });
      if (name === 'open' && String(args[0]).endsWith('.env.gone')) rmSync(String(args[0]), { force: true });
      return real();
    });
    onTestFinished(undo);
    expect(await at.states()).toEqual({ 'a/.env': 'clear-text', 'c/.env': 'clear-text' });
  });

  it('copes with a deep chain of folders and odd names', async () => {
    const at = testRoom();
    const deep = `${'d/'.repeat(400)}.env`;
    at.write({ [deep]: 'A=1\n', 'line\nbreak/.env': 'A=1\n', '-rf/.env': 'A=1\n', '✓ é/.env': 'A=1\n' });
    expect(Object.keys(await at.states()).toSorted()).toEqual([deep, 'line\nbreak/.env', '-rf/.env', '✓ é/.env'].toSorted());
  });
});

describe('.gitignore', () => {
  const found = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
    const at = testRoom();
    at.write(files);
    return Object.keys(await at.states());
  };
  const inFolders = (...folders: readonly string[]): Record<string, string> => Object.fromEntries(folders.map((folder) => [`${folder}/.env`, 'A=1\n']));

  it('saves the way into ignored folders', async () => {
    const folders = inFolders('dist', 'a/dist', 'build', 'a/build', 'x-cache', 'keep', 'a/b/c', 'v1', 'v12');
    expect(await found({ ...folders, '.gitignore': '# made\ndist/\n/build\n*-cache\r\na/b/c/\nv?\n\n   \n' })).toEqual(['a/build/.env', 'keep/.env', 'v12/.env']);
  });

  it('never hides a candidate in a folder that is visited', async () => {
    expect(await found({ ...inFolders('a'), '.gitignore': '.env*\n*.enc.*\n', '.env': 'A=1\n', '.env.local': 'A=1\n' })).toEqual(['a/.env', '.env', '.env.local']);
  });

  it('lets the last pattern and the nearest file decide', async () => {
    expect(await found({ ...inFolders('out', 'out2', 'a/out', 'b/out'), '.gitignore': 'out*\n!out2\n', 'a/.gitignore': '!out\n' })).toEqual(['a/out/.env', 'out2/.env']);
  });

  it('looks at what it does not understand', async () => {
    expect(await found({ ...inFolders('ab', 'cd', 'ef'), '.gitignore': 'a[b]\n**/cd\ne\\f\n' })).toEqual(['ab/.env', 'cd/.env', 'ef/.env']);
  });

  it('is not read through a link, and costs nothing however it is written', { timeout: 10_000 }, async () => {
    const at = testRoom();
    at.write({ ...inFolders('out', 'a'.repeat(200)), 'rules': 'out\n', 'b/.gitignore': `${'a*'.repeat(100)}b\n`.repeat(1000), [`b/${'a'.repeat(250)}/.env`]: 'A=1\n' });
    symlinkSync('rules', join(at.root, '.gitignore'));
    expect(Object.keys(await at.states())).toHaveLength(3);
  });
});

describe('large folders', () => {
  const many = (at: ReturnType<typeof testRoom>, count: number): void => {
    at.write({ 'f0/.env.0': encrypted });
    const first = join(at.root, 'f0/.env.0');
    for (let n = 1; n < count; n += 1) {
      if (n % 100 === 0) mkdirSync(join(at.root, `f${String(n / 100)}`));
      linkSync(first, join(at.root, `f${String(Math.floor(n / 100))}/.env.${String(n)}`));
    }
  };

  it('answers in pages of 1,000, whose refs are the same after another scan', async () => {
    const at = testRoom();
    many(at, 2500);
    const project = await at.open();
    const rows = await at.rows(project);
    expect(rows).toHaveLength(2500);
    expect(new Set(rows.map(({ file }) => file)).size).toBe(2500);
    expect(rows.map(({ path }) => Number(path.split('.').at(-1)))).toEqual(Array.from({ length: 2500 }, (_, n) => n));
    expect((await at.handlers.listFiles({ project: project.project, offset: 2000 }, context)).files).toHaveLength(500);
    await at.handlers.rescan({ project: project.project }, context);
    expect((await at.rows(project)).map(({ file }) => file)).toEqual(rows.map(({ file }) => file));
  });

  it('sorts one folder of 5,000 files naturally', async () => {
    const at = testRoom();
    at.write({ '.env.0': 'A=1\n' });
    for (let n = 1; n < 5000; n += 1) linkSync(join(at.root, '.env.0'), join(at.root, `.env.${String((n * 7919) % 5000)}`));
    const project = await at.open();
    expect((await at.rows(project)).map(({ path }) => Number(path.split('.').at(-1)))).toEqual(Array.from({ length: 5000 }, (_, n) => n));
  });

  it('stops at once when it is cancelled among 20,000 files, and keeps what it had', async () => {
    const at = testRoom();
    many(at, 20_000);
    const project = await at.open();
    const list = async () => at.handlers.listFiles({ project: project.project, offset: 0 }, context);
    while ((await list()).total < 500) await pause();
    let opened = 0;
    const undo = await hookFs((name, _args, real) => {
      if (name === 'open' || name === 'opendir') opened += 1;
      return real();
    });
    onTestFinished(undo);
    await at.handlers.cancelScan({ project: project.project }, context);
    const { scan, total } = await list();
    expect(scan).toBe('cancelled');
    expect(total).toBeLessThan(20_000);
    // WHY so often: a walk that went on would open a folder at almost every round trip to the disk.
    for (let turn = 0; turn < 300; turn += 1) await stat(at.root);
    expect(opened).toBeLessThanOrEqual(8);
    expect((await list()).total).toBe(total);
    expect(at.events.at(-1)).toMatchObject({ name: 'projects.scanProgressed', payload: { running: false, files: total } });
    expect(at.events.filter(({ payload }) => 'running' in payload && !payload.running)).toHaveLength(1);
    undo();
    await at.handlers.rescan({ project: project.project }, context);
    expect(await at.rows(project)).toHaveLength(20_000);
  });

  it('tells how far it is at most five times a second, and once at the end', async () => {
    const at = testRoom();
    many(at, 2000);
    const project = await at.open();
    await at.scanned(project);
    // The clock stands still, so only the first message and the last may come.
    expect(at.events).toHaveLength(2);
    expect(at.events[0]).toMatchObject({ payload: { running: true, project: project.project } });
    expect(at.events[1]).toEqual({ name: 'projects.scanProgressed', payload: { project: project.project, files: 2000, folders: 21, running: false } });
    await at.handlers.rescan({ project: project.project }, context);
    const undo = await hookFs((name, _args, real) => {
      if (name === 'opendir') at.ports.fake.clock.advance(100);
      return real();
    });
    onTestFinished(undo);
    await at.scanned(project);
    const more = at.events.length - 2;
    expect(more).toBeGreaterThan(5);
    expect(more).toBeLessThanOrEqual(12);
  });

  it('drops an older scan when a newer one starts', async () => {
    const at = testRoom();
    many(at, 1000);
    const project = await at.open();
    for (let again = 0; again < 5; again += 1) {
      await pause();
      await at.handlers.rescan({ project: project.project }, context);
    }
    unlinkSync(join(at.root, 'f0/.env.0'));
    await at.handlers.rescan({ project: project.project }, context);
    expect(await at.rows(project)).toHaveLength(999);
  });
});

it('the fixtures of sops are all recognised', async () => {
  const at = testRoom();
  cpSync(fixtures, at.root, { recursive: true });
  const states = await at.states();
  for (const version of ['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2']) {
    expect(states[`${version}/basic.enc.env`]).toBe('encrypted');
    for (const kind of ['yaml', 'json', 'ini']) expect(states[`${version}/basic.enc.${kind}`]).toBe('encrypted');
  }
  expect(states['plain/basic.env']).toBe('clear-text');
  expect(states).not.toHaveProperty('plain/basic.yaml');
});
