// What the build made, tried without Electron: what each bundle knows, that the core needs no Electron, and that main starts in the right order.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../build/root.ts';

const dist = join(root, 'dist');
const read = (name: string): string => readFileSync(join(dist, name), 'utf8');
const filesIn = (folder: string): readonly string[] => readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(dist, folder, name)).isFile());

let home = '';
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'coffre-bundles-')); });
afterEach(() => { rmSync(home, { recursive: true, force: true }); });

function runMain(environment: Readonly<Record<string, string>> = {}): unknown[] {
  const out = execFileSync(process.execPath, [join(import.meta.dirname, 'fake-electron.ts'), join(dist, 'electron/main.js')], {
    encoding: 'utf8', timeout: 20_000, env: { PATH: process.env['PATH'] ?? '', HOME: home, COFFRE_HOME: join(home, 'profile'), LANG: 'en_GB.UTF-8', ...environment },
  });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '[]') as unknown[];
}

describe('the page', () => {
  it('knows neither electron nor Node, and holds no map and no inline code', () => {
    const names = filesIn('renderer');
    expect(names.filter((name) => name.endsWith('.map'))).toEqual([]);
    for (const name of names.filter((file) => file.endsWith('.js'))) expect([name, /(?:\bfrom|\brequire\(|\bimport\(?)\s*["'`]electron|["'`]node:[a-z/]+["'`]|sourceMappingURL/.exec(read(`renderer/${name}`))?.[0]]).toEqual([name, undefined]);
    const html = read('renderer/index.html');
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i);
  });

  it('is exactly the list of files that the shell serves', () => {
    const list = JSON.parse(read('electron/renderer-files.json')) as Record<string, { mime: string; sha256: string }>;
    expect(Object.keys(list).toSorted()).toEqual([...filesIn('renderer')].toSorted());
    for (const [name, { sha256 }] of Object.entries(list)) expect([name, createHash('sha256').update(readFileSync(join(dist, 'renderer', name))).digest('hex')]).toEqual([name, sha256]);
  });
});

describe('the first view', () => {
  it('brings no grid, no editor, no palette, no comparison and no French: each is a file of its own, loaded when it is needed', () => {
    const first = [...read('renderer/index.html').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((found) => read(`renderer/${found[1] ?? ''}`)).join('\n');
    expect(first.length).toBeGreaterThan(100_000);
    for (const [what, sign] of [['grid', 'grid-env'], ['editor', 'cm-gutters'], ['palette', 'cmdk-'], ['comparison', 'conflict-detail'], ['French', 'Enregistrer']] as const) {
      expect(first.includes(sign), what).toBe(false);
      expect(filesIn('renderer').some((name) => name.endsWith('.js') && read(`renderer/${name}`).includes(sign)), what).toBe(true);
    }
  });
});

describe('the licences', () => {
  it('lie in a file of their own that comes with their dialog, one for each package in any bundle', () => {
    const [file = ''] = filesIn('renderer').filter((name) => /licences-dialog-.*\.js$/.test(name));
    const written = /JSON\.parse\(([`'"])([\s\S]*?)\1\)/.exec(read(`renderer/${file}`))?.[0] ?? '';
    // Of the page, of the shell and of the command line alone, and what is in no bundle.
    for (const name of ['Coffre', 'react-dom', 'cmdk', '@codemirror/view', 'age-encryption', 'undici', 'otpauth', '@noble/ciphers', 'electron', '@napi-rs/keyring', 'IBM Plex Sans', 'Lucide']) expect(written.includes(`"name":"${name}"`), name).toBe(true);
    expect(written).not.toContain('SHIPPED_LICENCES');
    for (const name of filesIn('renderer').filter((other) => other.endsWith('.js') && other !== file)) expect([name, read(`renderer/${name}`).includes('WARRANTIES OF MERCHANTABILITY')]).toEqual([name, false]);
  });
});

describe('the preload', () => {
  it('preload-surface: is CommonJS, requires electron alone, and exposes three functions that hide it', async () => {
    const code = read('electron/preload.cjs');
    expect([...code.matchAll(/require\(["'`]([^"'`]+)/g)].map((match) => match[1])).toEqual(['electron']);
    expect(code).not.toMatch(/^\s*(?:import|export)\s/m);
    const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
    const sent: unknown[] = [];
    const listeners = new Set<(event: unknown, wire: string) => void>();
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: Record<string, (...args: unknown[]) => unknown>) => { exposed[name] = value; } },
      ipcRenderer: {
        invoke: (...args: unknown[]) => { sent.push(args); return Promise.resolve('{"ok":true}'); },
        on: (_channel: string, listener: (event: unknown, wire: string) => void) => listeners.add(listener),
        off: (_channel: string, listener: (event: unknown, wire: string) => void) => listeners.delete(listener),
      },
      webUtils: { getPathForFile: (file: { name: string }) => `/dropped/${file.name}` },
    };
    const run = runInThisContext(`(function (require, module, exports) {${code}\n})`) as (...args: unknown[]) => void;
    run(() => electron, { exports: {} }, {});
    expect(Object.keys(exposed)).toEqual(['bridge']);
    const { bridge = {} } = exposed;
    expect(Object.keys(bridge)).toEqual(['call', 'on', 'dropped']);
    expect(await bridge['call']?.('a.b', { x: 1 })).toEqual({ ok: true });
    await bridge['dropped']?.([{ name: 'folder' }]);
    expect(sent).toEqual([['app:call', '{"call":"a.b","input":{"x":1}}'], ['app:call', '{"dropped":["/dropped/folder"]}']]);
    const heard: unknown[][] = [];
    const stop = bridge['on']?.((...args: unknown[]) => { heard.push(args); }) as () => void;
    for (const listener of listeners) listener({ sender: 'electron object' }, '{"name":"x"}');
    expect(heard).toEqual([[{ name: 'x' }]]);
    stop();
    expect(listeners.size).toBe(0);
  });
});

describe('main', () => {
  it('starts in the right order: hardened before ready, nothing awaited in the entry, the window last', () => {
    const said = runMain();
    const names = said.map((entry) => (Array.isArray(entry) ? entry.join(' ') : String(entry)));
    const order = ['setPath userData', 'enableSandbox', 'schemes app', 'lock', 'entry finished', 'session coffre false', 'permissionRequest', 'onBeforeRequest', 'protocol.handle app', 'window true true preload.cjs', 'ipc.handle app:call', 'window.on close', 'loadURL app://coffre/'];
    expect(order.map((step) => names.indexOf(step))).toEqual(order.map((step) => names.indexOf(step)).toSorted((a, b) => a - b));
    expect(order.filter((step) => !names.includes(step))).toEqual([]);
  });

  it('refuses to start without the sandbox, with words, and makes no window', () => {
    const said = runMain({ FAKE_SWITCHES: 'no-sandbox' });
    expect(said).toEqual([['errorBox', 'Coffre does not start without its sandbox', expect.stringContaining('--no-sandbox')], ['exit', 1], 'entry finished']);
    expect(JSON.stringify(runMain({ FAKE_SWITCHES: 'no-sandbox', LANG: 'fr_FR.UTF-8' }))).toContain('bac à sable');
  });

  it('a second start ends at once', () => {
    const said = runMain({ FAKE_SECOND: '1' });
    expect(said).toContainEqual(['exit', 0]);
    expect(JSON.stringify(said)).not.toContain('loadURL');
  });

  it('is one file that needs nothing but electron and Node', () => {
    const imports = [...read('electron/main.js').matchAll(/^import\s[^;]*?from\s*["']([^"']+)["']/gm)].map((match) => match[1] ?? '');
    expect(imports.length).toBeGreaterThan(3);
    expect(imports.filter((name) => name !== 'electron' && !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  });
});

describe('without Electron', () => {
  const forbidden = (entry: string, args: readonly string[] = []): string =>
    execFileSync(process.execPath, ['--import', `data:text/javascript,import { registerHooks } from 'node:module'; registerHooks({ resolve(s, c, n) { if (/^electron(\\/|$)/.test(s)) throw new Error('electron is imported'); return n(s, c); } });`, entry, ...args], {
      encoding: 'utf8', timeout: 20_000, cwd: home, env: { PATH: process.env['PATH'] ?? '', HOME: home, COFFRE_HOME: join(home, 'profile') },
    });

  it('the core loads and answers where an import of electron throws', () => {
    expect(forbidden(join(import.meta.dirname, 'load-core.ts'))).toContain('"host":"in-process"');
  });

  it('the built command line runs in plain Node, from another folder and out of the checkout', () => {
    const copy = join(home, 'cli');
    cpSync(join(dist, 'electron'), copy, { recursive: true });
    expect(forbidden(join(copy, 'cli.js'), ['--version'])).toMatch(/\d+\.\d+\.\d+/);
    const loaded = [...read('electron/cli.js').matchAll(/(?:from|import)\s*\(?["'](\.[^"']+)["']/g)].map((match) => match[1] ?? '');
    expect(loaded.filter((name) => !name.startsWith('./chunks/'))).toEqual([]);
  });
});
