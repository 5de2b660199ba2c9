// npm start as a person meets it, run as a process: with a display, without one, with a browser that does not start, and with something in Electron's place.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedLines } from '../../build/changed-lines.ts';
import { electronBinary, fetchElectron } from '../../build/electron-runtime.ts';
import { isStale } from '../../build/build-if-stale.ts';
import { root } from '../../build/root.ts';
import { hasBrowser } from './launch.ts';

const canHaveDisplay = process.platform === 'linux' && ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb'].some((path) => existsSync(path));
if (!canHaveDisplay) console.warn('!! SKIPPED: windows on a display: Xvfb is not here');

interface Run {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves once the output matches; rejects if the process ends before. */
  until(pattern: RegExp): Promise<void>;
  ended(): Promise<number | string>;
}

let folder = '';
let runs: Run[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-start-'));
  runs = [];
  for (const name of ['home', 'tmp', 'run']) mkdirSync(join(folder, name), { mode: 0o700 });
});
afterEach(async () => {
  for (const { child } of runs) child.kill('SIGKILL');
  await Promise.all(runs.map((run) => run.ended()));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(program, args, {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp'), XDG_RUNTIME_DIR: join(folder, 'run'), LANG: 'en_GB.UTF-8', COFFRE_NO_FETCH: '1', ...(process.env['COFFRE_CHROMIUM'] === undefined ? {} : { COFFRE_CHROMIUM: process.env['COFFRE_CHROMIUM'] }), ...environment },
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString('utf8'); for (const listener of listeners) listener(); });
  const end = new Promise<number | string>((resolve) => { child.once('close', (status, signal) => { resolve(status ?? signal ?? 'gone'); }); });
  const started: Run = {
    child, output: () => text, ended: () => end,
    until: (pattern) => new Promise((resolve, reject) => {
      const look = (): void => { if (pattern.test(text)) resolve(); };
      listeners.add(look);
      look();
      void end.then(() => { reject(new Error(`ended before ${String(pattern)}:\n${text}`)); });
    }),
  };
  runs.push(started);
  return started;
}
const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run => run(process.execPath, [join(root, 'build/start.ts'), ...args], environment);
const leftInTemporary = (): readonly string[] => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('coffre-browser-'));

async function display(): Promise<string> {
  const server = run('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']);
  // A line of its own: the server's warnings hold numbers too.
  await server.until(/^\d+\n/m);
  return `:${/^\d+$/m.exec(server.output())?.[0] ?? ''}`;
}

describe.skipIf(!(await hasBrowser()))('npm start', () => {
  it.each([['en_GB.UTF-8', /No display/, /hidden again/], ['fr_FR.UTF-8', /Pas d’écran/, /puis masqué/]])('without a display (%s): the whole line as a tour, with what changed and where it lies', async (language, noDisplay, revealed) => {
    const tour = start([], { LANG: language });
    expect([await tour.ended(), tour.output()]).toEqual([0, expect.stringMatching(noDisplay)]);
    expect(tour.output()).toMatch(revealed);
    expect(tour.output()).toMatch(/^ {2}- PAYMENT_API_KEY=ENC\[.*\n {2}\+ PAYMENT_API_KEY=ENC\[/m);
    const [made = ''] = readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('coffre-tour-'));
    expect(tour.output()).toContain(made);
    expect(readdirSync(join(folder, 'tmp', made, 'screenshots'))).toEqual(['1-start.png', '2-masked.png', '3-revealed.png', '4-changed.png', '5-review.png', '6-saved.png']);
    expect(leftInTemporary()).toEqual([]);
  });

  it('a browser that does not start: the reason, the next step, status 1, nothing left', async () => {
    const broken = join(folder, 'browser');
    writeFileSync(broken, '#!/bin/sh\necho "No usable sandbox!" >&2\nexit 1\n');
    chmodSync(broken, 0o755);
    const failed = start([], { COFFRE_CHROMIUM: broken, DISPLAY: ':99' });
    expect(await failed.ended()).toBe(1);
    expect(failed.output()).toMatch(/did not start|sandbox/);
    expect(failed.output()).toContain('npx install-electron');
    expect(leftInTemporary()).toEqual([]);
  });

  describe.skipIf(!canHaveDisplay)('on a display', () => {
    it('a window; a second start hands its folder over; a signal ends everything and leaves nothing', async () => {
      const on = { DISPLAY: await display() };
      const project = join(folder, 'project');
      mkdirSync(project);
      const first = start([], on);
      await first.until(/^ready$/m);
      if (process.getuid?.() === 0) expect(first.output()).toContain('You are root');
      expect(leftInTemporary()).toHaveLength(1);
      const second = start([project], on);
      expect([await second.ended(), second.output()]).toEqual([0, expect.stringContaining('already running')]);
      const third = start([join(folder, 'no such folder')], on);
      expect(await third.ended()).toBe(0);
      await first.until(/no such folder could not be opened/);
      first.child.kill('SIGTERM');
      expect(await first.ended()).toBe(143);
      expect([leftInTemporary(), readdirSync(join(folder, 'run/coffre'))]).toEqual([[], []]);
      const fourth = start([], on);
      await fourth.until(/^ready$/m);
      fourth.child.kill('SIGINT');
      expect(await fourth.ended()).toBe(130);
      expect(leftInTemporary()).toEqual([]);
    });

    it.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('%s with unsaved changes loses nothing silently', async (signal, status) => {
      const script = `
        const { runHost } = await import(${JSON.stringify(join(root, 'build/run-host.ts'))});
        const { findBrowser } = await import(${JSON.stringify(join(root, 'build/find-browser.ts'))});
        const { shellWords } = await import(${JSON.stringify(join(root, 'shared/words/index.ts'))});
        const change = (page) => page.evaluate(async () => {
          const call = async (name, input) => { const answer = await window.bridge.call(name, input); if (!answer.ok) throw new Error(name + ' ' + answer.error.code); return answer.value; };
          const { project: { project } } = await call('projects.openSample', {});
          let found;
          for (let i = 0; i < 100 && found === undefined; i += 1) { found = (await call('projects.listFiles', { project, offset: 0 })).files.find(({ path }) => path === '.env'); await new Promise((done) => { setTimeout(done, 50); }); }
          const { document } = await call('sops.openFile', { file: found.file });
          await call('sops.setEntry', { document, entry: (await call('sops.listEntries', { document })).entry[0], value: 'x' });
        });
        const beforePage = async (page) => { page.once('load', () => { change(page).then(() => console.log('changed'), (error) => console.log('failed', error.message)); }); };
        process.exit(await runHost({ found: await findBrowser(process.env), path: undefined, words: shellWords('en').start, say: console.log, beforePage }));`;
      const host = run(process.execPath, ['--input-type=module', '--eval', script], { DISPLAY: await display() });
      await host.until(/^changed$/m);
      await host.until(/^ready$/m);
      host.child.kill(signal);
      if (signal === 'SIGINT') {
        await host.until(/1 change was not saved\. Press Ctrl\+C again/);
        expect(host.child.exitCode).toBeNull();
        host.child.kill(signal);
      }
      expect(await host.ended()).toBe(status);
      expect(host.output()).toContain('Ended with 1 change not saved.');
      expect(leftInTemporary()).toEqual([]);
    });

    it('ended while the browser starts: nothing is left either', async () => {
      const early = start([], { DISPLAY: await display() });
      await expect.poll(() => leftInTemporary().length, { timeout: 20_000, interval: 5 }).toBe(1);
      early.child.kill('SIGTERM');
      expect(await early.ended()).toBe(143);
      expect(leftInTemporary()).toEqual([]);
    });
  });
});

describe('Electron', () => {
  /** A stand-in for the runtime's program: says what it was given and waits for its end. */
  function fakeRuntime(): string {
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'electron'), '#!/bin/sh\nsleep 60 > /dev/null 2>&1 & pid=$!\ntrap \'echo asked to close; kill $pid; exit 7\' TERM INT\necho "started with $# words: $2"\necho "core limit $(ulimit -c)"\nwait\n');
    chmodSync(join(dist, 'electron'), 0o755);
    return dist;
  }

  it('is found where its runtime is, and not where it is not', () => {
    expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none') })).toBeUndefined();
    const dist = fakeRuntime();
    expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: dist }, folder, 'linux')).toBe(join(dist, 'electron'));
    expect(electronBinary({}, folder, 'linux')).toBe(join(dist, 'electron'));
    writeFileSync(join(folder, 'path.txt'), 'other');
    expect(electronBinary({}, folder, 'linux')).toBeUndefined();
  });

  it('is fetched by its own installer if the network is likely; a failed try is remembered, and no try is made without an address', async () => {
    const places = { folder: join(folder, 'package'), note: join(folder, 'cache/failed.txt') };
    mkdirSync(places.folder);
    const reachable = { ELECTRON_MIRROR: 'http://127.0.0.1/' };
    let starts = 0;
    const fetch = (environment: Readonly<Record<string, string>>): Promise<string | undefined> => fetchElectron(environment, { start: () => { starts += 1; }, beat: () => undefined }, places);

    writeFileSync(join(places.folder, 'install.js'), 'process.exit(1)');
    expect(await fetch({ ELECTRON_MIRROR: 'https://nowhere.invalid/' })).toBeUndefined();
    expect(await fetch({ ...reachable, COFFRE_NO_FETCH: '1' })).toBeUndefined();
    expect([starts, existsSync(places.note)]).toEqual([0, false]);
    expect(await fetch(reachable)).toBeUndefined();
    expect([starts, existsSync(places.note)]).toEqual([1, true]);
    expect(await fetch(reachable)).toBeUndefined();
    expect(starts).toBe(1);

    const dayAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(places.note, dayAgo, dayAgo);
    writeFileSync(join(places.folder, 'install.js'), `require('fs').mkdirSync('dist'); require('fs').writeFileSync('dist/electron', ''); require('fs').writeFileSync('path.txt', 'electron');`);
    expect(await fetch(reachable)).toBe(join(places.folder, 'dist/electron'));
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('gets the folder and no core dumps; %s asks it to close and waits for it', async (signal) => {
    const binary = join(fakeRuntime(), 'electron');
    const script = `const { runElectron } = await import(${JSON.stringify(join(root, 'build/run-electron.ts'))}); process.exit(await runElectron(${JSON.stringify(binary)}, '/some folder'));`;
    const parent = run(process.execPath, ['--input-type=module', '--eval', script]);
    await parent.until(/core limit 0/);
    expect(parent.output()).toContain('started with 2 words: /some folder');
    parent.child.kill(signal);
    expect(await parent.ended()).toBe(7);
    expect(parent.output()).toContain('asked to close');
  });
});

describe('the build', () => {
  it('a difference shows only the lines that changed', () => {
    expect(changedLines('A=1\nB=2\nC=3\n', 'A=1\nB=5\nD=4\nC=3\n')).toEqual(['- B=2', '+ B=5', '+ D=4']);
    expect(changedLines('A=1\n', 'A=1\n')).toEqual([]);
  });
  it('is stale when a source was changed, came, went or was renamed after it began, and not otherwise', async () => {
    const checkout = join(folder, 'checkout');
    for (const name of ['shared', 'electron/core', 'renderer', 'build', 'dist/electron']) mkdirSync(join(checkout, name), { recursive: true });
    const source = join(checkout, 'electron/core/a.ts');
    for (const file of [source, join(checkout, 'package.json'), join(checkout, 'package-lock.json')]) writeFileSync(file, '');
    expect(await isStale(checkout)).toBe(true);
    const built = (at: number): void => { writeFileSync(join(checkout, 'dist/electron/built.txt'), `${new Date(at).toISOString()}\n`); };
    const later = Date.now() + 60_000;
    built(later);
    expect(await isStale(checkout)).toBe(false);
    utimesSync(source, new Date(later + 1000), new Date(later + 1000));
    expect(await isStale(checkout)).toBe(true);
    built(later + 2000);
    expect(await isStale(checkout)).toBe(false);
    utimesSync(join(checkout, 'electron/core'), new Date(later + 3000), new Date(later + 3000));
    expect(await isStale(checkout)).toBe(true);
  });
  it('says what to do when Node is too old', async () => {
    const old = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path));
    const script = readFileSync(join(root, 'build/task.mjs'), 'utf8').replaceAll('process.versions.node', "'20.20.2'").replaceAll('process.version', "'v20.20.2'");
    writeFileSync(join(folder, 'task.mjs'), script);
    const told = run(old ?? process.execPath, [join(folder, 'task.mjs'), 'build']);
    expect([await told.ended(), told.output()]).toEqual([1, expect.stringMatching(/v20\.20\.2; Coffre needs Node 22\.19[\s\S]*npm ci/)]);
  });
});
