// The Chromium host keeps a page in: tried from a script of the page itself, so that the policy holds as it does for any page.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../electron/shell/headers.ts';
import type { Serve } from '../../electron/shell/renderer-files.ts';
import { hasBrowser, launch, type Launched } from './launch.ts';

const answer = (body: string, mime: string) => ({ status: 200, headers: { ...securityHeaders, 'content-type': mime }, body: Buffer.from(body) });

/** A page whose only script tries what a page must not do, when it is told to, in a task of its own. */
const attempts = `
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => { violations.push(event.effectiveDirective); });
const tries = {
  eval: () => eval('1'),
  Function: () => new Function('return 1')(),
  timerText: () => { setTimeout('window.timerTextRan = true'); },
  innerHTML: () => { document.createElement('div').innerHTML = '<b>x</b>'; },
  inlineScript: () => { const s = document.createElement('script'); s.textContent = 'window.inlineRan = true'; document.body.append(s); },
  inlineStyle: () => { const s = document.createElement('style'); s.textContent = 'h1 { color: rgb(1, 2, 3) }'; document.body.append(s); },
  foreignFetch: () => fetch('https://evil.test/'),
  foreignSocket: () => new Promise((resolve, reject) => { const s = new WebSocket('wss://evil.test/'); s.onopen = resolve; s.onerror = reject; }),
  ownSocket: () => new Promise((resolve, reject) => { const s = new WebSocket('wss://coffre.invalid/'); s.onopen = resolve; s.onerror = reject; }),
  foreignImage: () => new Promise((resolve, reject) => { const i = new Image(); i.onload = resolve; i.onerror = reject; i.src = 'https://evil.test/x.png'; }),
  unlisted: async () => { const r = await fetch('/secret.txt'); if (!r.ok) throw new Error('no'); },
  worker: () => new Promise((resolve, reject) => { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = resolve; w.onerror = reject; }),
  frame: () => new Promise((resolve, reject) => { const f = document.createElement('iframe'); f.src = 'https://evil.test/'; f.onload = () => { try { f.contentDocument === null ? reject(new Error('no')) : reject(new Error('blank')); } catch { reject(new Error('no')); } }; document.body.append(f); }),
  geolocation: () => new Promise((resolve, reject) => { navigator.geolocation.getCurrentPosition(resolve, reject); }),
  notification: async () => { if (await Notification.requestPermission() !== 'granted') throw new Error('no'); },
  clipboardRead: () => navigator.clipboard.readText(),
  clipboardWrite: () => navigator.clipboard.writeText('x'),
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  midi: () => navigator.requestMIDIAccess({ sysex: true }),
  serviceWorker: async () => { await navigator.serviceWorker.register('/page.js'); if ((await navigator.serviceWorker.getRegistrations()).length === 0) throw new Error('no'); },
};
window.tryAll = () => new Promise((done) => {
  setTimeout(async () => {
    const outcome = {};
    for (const [name, run] of Object.entries(tries)) {
      const late = new Promise((resolve) => { setTimeout(resolve, 3000, 'nothing happened'); });
      outcome[name] = await Promise.race([late, (async () => { try { await run(); return 'worked'; } catch { return 'refused'; } })()]);
    }
    outcome.ran = [window.timerTextRan, window.inlineRan, getComputedStyle(document.querySelector('h1')).color];
    done({ outcome, violations });
  });
});
window.evalInAnswer = async () => { await window.bridge.call('app.describe', {}); try { eval('1'); return 'worked'; } catch { return 'refused'; } };
window.events = [];
window.stop = window.bridge.on((event) => { window.events.push(event); });
window.globalsAtStart = Object.getOwnPropertyNames(window);
`;
const ownPage: Serve = (url) => {
  const { pathname } = new URL(url);
  if (pathname === '/') return answer('<!doctype html><title>fence</title><h1>fence</h1><script src="./page.js"></script>', 'text/html');
  if (pathname === '/page.js') return answer(attempts, 'text/javascript');
  return { status: 404, headers: { ...securityHeaders }, body: Buffer.alloc(0) };
};

/** What the page's script left for the test. */
interface PageWindow {
  readonly bridge: { call(name: string, input: unknown): Promise<unknown>; on: unknown; dropped(files: readonly unknown[]): Promise<unknown> };
  tryAll(): Promise<{ outcome: Record<string, unknown>; violations: string[] }>;
  evalInAnswer(): Promise<string>;
  readonly events: unknown[];
  stop(): void;
  readonly globalsAtStart: string[];
}
declare const window: PageWindow & typeof globalThis;

const canary = 'canary-91c4e7d2';

describe.skipIf(!(await hasBrowser()))('the Chromium host', () => {
  let host: Launched;
  beforeAll(async () => { host = await launch({ serve: ownPage, recordWire: true, env: { SOPS_AGE_KEY: canary, COFFRE_TEST_TOKEN: canary } }); });
  afterAll(async () => { await host.close(); });

  const browserFolders = (): readonly string[] => readdirSync(join(dirname(host.home), 'tmp')).filter((name) => name.startsWith('coffre-browser-'));
  /** Every process whose command line names this browser's folder, and their children. */
  function browserProcesses(): readonly string[] {
    const [folder = 'none'] = browserFolders();
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
      try {
        const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
        return [{ pid, parent, ours: readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) }];
      } catch {
        return []; // It ended while we looked.
      }
    });
    const found = new Set(all.filter(({ ours }) => ours).map(({ pid }) => pid));
    for (let before = -1; before !== found.size;) {
      before = found.size;
      for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
    }
    return [...found];
  }

  it('csp, host-fence, browser-no-network, browser-no-prompts: what a page must not do is refused, in a task of its own', async () => {
    const { outcome, violations } = await host.page.evaluate(() => window.tryAll());
    const { ran, ...tries } = outcome;
    // These are refused without telling the script.
    const silent = ['timerText', 'inlineScript', 'inlineStyle'];
    const notRefused = Object.entries(tries).filter(([name, result]) => result !== 'refused' && !silent.includes(name));
    expect(notRefused).toEqual([]);
    expect(ran).toEqual([undefined, undefined, 'rgb(0, 0, 0)']);
    expect(new Set(violations)).toEqual(new Set(['script-src', 'require-trusted-types-for', 'script-src-elem', 'style-src-elem', 'connect-src', 'img-src', 'worker-src', 'frame-src'].filter((name) => violations.includes(name))));
    for (const name of ['connect-src', 'img-src', 'style-src-elem', 'require-trusted-types-for']) expect(violations).toContain(name);
  });

  it('host-fence, browser-no-network: without any policy of its own a page still reaches nobody', async () => {
    const bare: Serve = (url) => (new URL(url).pathname === '/' ? { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<h1>bare</h1>') } : { status: 404, headers: {}, body: Buffer.alloc(0) });
    const other = await launch({ serve: bare });
    // A socket is the one thing that the fence cannot hold: only the browser's own lack of a network does.
    let connections = 0;
    const server = createServer((socket) => { connections += 1; socket.destroy(); });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => { resolve(null); }); });
    try {
      const outcome = await other.page.evaluate(async (port) => {
        const worked = (run: Promise<unknown>): Promise<boolean> => Promise.race([run.then(() => true, () => false), new Promise<boolean>((resolve) => { setTimeout(resolve, 3000, false); })]);
        const image = new Promise((resolve, reject) => { const i = new Image(); i.onload = resolve; i.onerror = reject; i.src = 'https://evil.test/x.png'; });
        const socket = new Promise((resolve, reject) => { const s = new WebSocket(`ws://127.0.0.1:${String(port)}/`); s.onopen = resolve; s.onerror = reject; });
        const frame = document.createElement('iframe');
        frame.src = 'https://evil.test/frame';
        document.body.append(frame);
        return [await worked(fetch('https://evil.test/fetch', { mode: 'no-cors' })), await worked(image), await worked(socket), navigator.sendBeacon('https://evil.test/beacon')];
      }, (server.address() as AddressInfo).port);
      expect(connections).toBe(0);
      expect(outcome.slice(0, 3)).toEqual([false, false, false]);
      await expect.poll(() => [...other.refused].toSorted()).toEqual(['https://evil.test/beacon', 'https://evil.test/fetch', 'https://evil.test/frame', 'https://evil.test/x.png']);
    } finally {
      server.close();
      await other.close();
    }
  });

  it('the policy also holds right after an answer of the core', async () => {
    expect(await host.page.evaluate(() => new Promise((done) => { setTimeout(() => { void window.evalInAnswer().then(done); }); }))).toBe('refused');
  });

  it('host-bridge-frozen: three functions, frozen; nothing else of the host is on the page', async () => {
    const seen = await host.page.evaluate(() => {
      'use strict';
      const replaced = (() => {
        try {
          (window as unknown as Record<string, unknown>)['bridge'] = {};
          return true;
        } catch {
          return false;
        }
      })();
      return { keys: Object.keys(window.bridge), frozen: Object.isFrozen(window.bridge), replaced, names: window.globalsAtStart.filter((name) => /coffre|playwright|^__|cdp/i.test(name)) };
    });
    expect(seen).toEqual({ keys: ['call', 'on', 'dropped'], frozen: true, replaced: false, names: [] });
  });

  it('a frame has no bridge and no way to the core', async () => {
    const seen = await host.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as Record<string, unknown>;
      return [typeof inner['bridge'], Object.getOwnPropertyNames(inner).filter((name) => /coffre|bridge|playwright/i.test(name))];
    });
    expect(seen).toEqual(['undefined', []]);
  });

  it('calls, refusals and events cross; dropped folders have no paths in a browser', async () => {
    expect(await host.page.evaluate(() => window.bridge.call('app.describe', {}))).toMatchObject({ ok: true, value: { host: 'chromium' } });
    expect(await host.page.evaluate(() => window.bridge.call('__proto__.toString', {}))).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
    expect(await host.page.evaluate(() => window.bridge.dropped([new File([], 'x')]))).toMatchObject({ ok: false, error: { code: 'nothing-dropped' } });
    await host.core.openPath(host.home);
    await host.page.waitForFunction(() => window.events.length > 0);
    expect(await host.page.evaluate(() => window.events[0])).toMatchObject({ name: 'projects.opened' });
    await host.page.evaluate(() => { window.stop(); window.events.length = 0; });
    await host.core.openPath(dirname(host.home));
    expect(await host.page.evaluate(() => window.bridge.call('projects.list', {}).then(() => window.events.length))).toBe(0);
    expect(host.wire.some(({ request }) => request.includes('app.describe'))).toBe(true);
  });

  it('host-navigation, host-stays-home: the window stays on its page', async () => {
    for (const target of ['https://evil.test/', 'https://coffre.invalid/other', 'http://127.0.0.1:1/', 'file:///etc/passwd']) {
      const before = await host.page.evaluate(() => performance.timeOrigin);
      await host.page.evaluate((url) => new Promise((done) => { setTimeout(() => { window.location.href = url; setTimeout(done, 300, null); }); }), target);
      expect([host.page.url(), await host.page.evaluate(() => performance.timeOrigin)]).toEqual(['https://coffre.invalid/', before]);
    }
    await host.page.evaluate(() => { setTimeout(() => { window.location.href = 'about:blank'; }); });
    await host.page.waitForURL('about:blank');
    await host.page.waitForURL('https://coffre.invalid/');
    await host.page.waitForFunction(() => Object.isFrozen(window.bridge));
    expect(host.refused).toEqual(expect.arrayContaining(['https://evil.test/', 'https://coffre.invalid/other', 'about:blank']));
  });

  it('host-one-window: a new window is closed and gets nothing', async () => {
    await host.page.evaluate(() => { window.open('https://coffre.invalid/'); });
    await expect.poll(() => host.context.pages().length).toBe(1);
    await host.page.evaluate(() => { const link = document.createElement('a'); link.href = 'https://evil.test/'; link.target = '_blank'; document.body.append(link); link.click(); });
    await expect.poll(() => host.context.pages().length).toBe(1);
    expect(host.page.url()).toBe('https://coffre.invalid/');
  });

  it('a download is denied and leaves no file', async () => {
    const failed = host.page.waitForEvent('download', { timeout: 5000 }).then((download) => download.failure(), () => 'never started');
    await host.page.evaluate(() => { const link = document.createElement('a'); link.href = URL.createObjectURL(new Blob(['x'])); link.download = 'canary-download.txt'; document.body.append(link); link.click(); });
    expect(await failed).toMatch(/acceptDownloads: true|never started/);
    const files = readdirSync(dirname(host.home), { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.includes('canary-download'))).toEqual([]);
  });

  it('browser-environment: a key in our environment reaches no process of the browser', () => {
    const processes = browserProcesses();
    expect(processes.length).toBeGreaterThan(2);
    const environments = processes.map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8');
      } catch {
        return ''; // It ended, or belongs to the sandbox.
      }
    });
    expect(environments.some((text) => text.includes('PATH='))).toBe(true);
    expect(environments.filter((text) => text.includes(canary))).toEqual([]);
  });

  it('browser-incognito: the browser was started off the record, without a port', () => {
    const lines = browserProcesses().map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      } catch {
        return [];
      }
    });
    const main = lines.find((words) => words.includes('--remote-debugging-pipe')) ?? [];
    expect(main).toContain('--incognito');
    expect(lines.flat().filter((word) => word.startsWith('--remote-debugging-port'))).toEqual([]);
  });

  it('browser-no-dumps: what a crash would leave behind lies in the data folder', () => {
    const dumps = browserProcesses().flatMap((pid) => {
      try {
        return [/(?:^|\0)--database=([^\0]*)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? ''];
      } catch {
        return []; // It ended.
      }
    }).filter((path) => path !== '');
    expect(dumps.filter((path) => !path.includes('/coffre-browser-'))).toEqual([]);
    expect(existsSync(join(host.home, '.config/chromium'))).toBe(false);
  });

  it('browser-folder-removed: the data folder is ours alone, and gone when the host is closed', async () => {
    const other = await launch({ serve: ownPage });
    const temporary = join(dirname(other.home), 'tmp');
    const [folder = ''] = readdirSync(temporary);
    expect(statSync(join(temporary, folder)).mode & 0o077).toBe(0);
    await other.close();
    expect(() => statSync(temporary)).toThrow(/ENOENT/);
  });
});
