// What surrounds the window: who may call, one instance, closing, the ports, the page's files.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnyEvent } from '../../shared/ipc/define.ts';
import type { AppEvents } from '../../shared/ipc/events.ts';
import { shellWords } from '../../shared/words/index.ts';
import { Refusal } from '../../electron/core/refusal.ts';
import type { Sender } from '../../electron/core/gate/sender.ts';
import { appOrigin, appScheme, handleAppProtocol } from '../../electron/shell/app-protocol.ts';
import { disposeOnQuit, guardClosing } from '../../electron/shell/closing.ts';
import { csp, securityHeaders } from '../../electron/shell/headers.ts';
import { connectIpc } from '../../electron/shell/ipc-adapter.ts';
import { openPathOrSay } from '../../electron/shell/open-path.ts';
import { concealment, electronClipboard } from '../../electron/shell/ports/clipboard.ts';
import { electronDialogs } from '../../electron/shell/ports/dialogs.ts';
import { electronPresence } from '../../electron/shell/ports/presence.ts';
import { serveRendererFiles } from '../../electron/shell/renderer-files.ts';
import { currentLanguage } from '../../electron/shell/settings.ts';
import { claimSingleInstance, pathFrom } from '../../electron/shell/single-instance.ts';
import { fakeApp, fakeContents, fakeDialog, fakeEvent, fakeFrame, fakeWindow } from '../fakes/electron.ts';

const words = () => Promise.resolve(shellWords('en'));
const settle = () => new Promise((resolve) => { setImmediate(resolve); });

describe('the ipc adapter', () => {
  const setUp = () => {
    const page = fakeContents();
    const handled: (readonly [string, Sender])[] = [];
    const listeners = new Set<(event: AnyEvent<AppEvents>) => void>();
    connectIpc(page.contents, {
      router: { handle: (wire, sender) => { handled.push([wire, sender]); return Promise.resolve('{"ok":true}'); } },
      events: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    });
    const call = (frame: unknown, wire: unknown): unknown => page.handlers.get('app:call')?.({ senderFrame: frame }, wire);
    return { page, handled, listeners, call };
  };

  it('ipc-own-page: one channel of this page; the sender is the frame as Electron names it', async () => {
    const { page, handled, call } = setUp();
    expect([...page.handlers.keys()]).toEqual(['app:call']);
    const top = fakeFrame('app://coffre/');
    await call(top, 'wire');
    await call(fakeFrame('app://coffre/', top), 'wire');
    await call(null, 'wire');
    await call(top, { not: 'a string' });
    expect(handled).toEqual([
      ['wire', { role: 'window', url: 'app://coffre/', isMainFrame: true }],
      ['wire', { role: 'window', url: 'app://coffre/', isMainFrame: false }],
      ['wire', { role: 'window', url: '', isMainFrame: false }],
      ['', { role: 'window', url: 'app://coffre/', isMainFrame: true }],
    ]);
  });

  it('sends events as JSON until the page is gone', () => {
    const { page, listeners } = setUp();
    const tell = (): void => { for (const listener of listeners) listener({ name: 'clipboard.cleared', payload: {} }); };
    tell();
    page.destroyed = true;
    tell();
    expect(page.sent).toEqual([['app:event', '{"name":"clipboard.cleared","payload":{}}']]);
    page.emit('destroyed');
    expect(listeners.size).toBe(0);
  });
});

describe('one instance', () => {
  it('hands the path over and tells the first', () => {
    const fake = fakeApp();
    const told: unknown[] = [];
    expect(claimSingleInstance(fake.app, '/some/folder', (path) => { told.push(path); })).toBe(true);
    expect(fake.lockData).toEqual({ path: '/some/folder' });
    fake.events.emit('second-instance', {}, ['x', '/evil'], '/', { path: '/b' });
    fake.events.emit('second-instance', {}, [], '/', { path: '' });
    fake.events.emit('second-instance', {}, [], '/', null);
    fake.events.emit('second-instance', {}, [], '/', { path: '../relative' });
    expect(told).toEqual(['/b', undefined, undefined, undefined]);
    fake.lockFree = false;
    expect(claimSingleInstance(fake.app, undefined, () => undefined)).toBe(false);
  });
  it('finds the path on the command line, past the browser’s switches', () => {
    expect(pathFrom(['electron', '.', '--inspect', 'a/b'], 2, '/home/x')).toBe('/home/x/a/b');
    expect(pathFrom(['coffre', '/abs'], 1, '/home/x')).toBe('/abs');
    expect(pathFrom(['coffre', '--x'], 1, '/home/x')).toBeUndefined();
  });
});

describe('closing', () => {
  const setUp = (pending: number) => {
    const fake = fakeWindow();
    const box = fakeDialog();
    const state = { pending };
    guardClosing(fake.window, box.dialog, { pendingTotal: () => state.pending }, words);
    const close = (): boolean => {
      const event = fakeEvent();
      fake.emit('close', event);
      return event.prevented;
    };
    return { fake, box, close };
  };

  it('asks once while changes are pending, and stays', async () => {
    const { fake, box, close } = setUp(2);
    expect([close(), close()]).toEqual([true, true]);
    await settle();
    expect(box.asked).toEqual([{ message: '2 changes were not saved.', buttons: ['Keep working', 'Close and discard'] }]);
    await box.answer(0);
    expect(fake.destroyedByUs).toBe(false);
    close();
    await settle();
    expect(box.asked).toHaveLength(2);
    await box.answer(1);
    expect(fake.destroyedByUs).toBe(true);
  });
  it('closes without a question when nothing is pending', () => {
    expect(setUp(0).close()).toBe(false);
  });
  it('asks also when only the page knows of something unsaved', async () => {
    const { fake, box } = setUp(0);
    const event = fakeEvent();
    fake.page.emit('will-prevent-unload', event);
    await settle();
    expect(event.prevented).toBe(false);
    expect(box.asked).toHaveLength(1);
  });

  it('ends only after the core has cleaned up, even if that fails', async () => {
    const fake = fakeApp();
    let fail: ((reason: Error) => void) | undefined;
    disposeOnQuit(fake.app, { dispose: () => new Promise((_resolve, reject) => { fail = reject; }) }, () => { fake.said.push('logged'); });
    fake.events.emit('window-all-closed');
    const event = fakeEvent();
    fake.events.emit('will-quit', event);
    await settle();
    expect([event.prevented, fake.said]).toEqual([true, ['quit']]);
    fail?.(new Error('x'));
    await settle();
    expect(fake.said).toEqual(['quit', 'logged', 'exit 0']);
  });
});

describe('ports', () => {
  it('concealed-clipboard: the text goes together with the marks of the platform, in one write', async () => {
    const written: Record<string, unknown>[][] = [];
    class Item {
      readonly items: Record<string, unknown>;
      readonly types: string[] = [];
      constructor(items: Record<string, unknown>) { this.items = items; }
      getType(): Promise<never> { return Promise.reject(new Error('not here')); }
    }
    const clipboard = electronClipboard({
      write: (data) => { written.push((data as unknown as Item[]).map(({ items }) => items)); return Promise.resolve(); },
      readText: () => Promise.resolve(''), clear: () => undefined,
    }, Item, 'linux');
    await clipboard.write('canary-5d1e');
    expect(written).toHaveLength(1);
    expect(Object.keys(written[0]?.[0] ?? {})).toEqual(['text/plain', 'electron application/osclipboard;format="x-kde-passwordManagerHint"']);
    expect(await clipboard.read()).toBeUndefined();
    expect(Object.keys(concealment('darwin')).join()).toContain('org.nspasteboard.ConcealedType');
    expect(Object.keys(concealment('win32')).join()).toContain('ExcludeClipboardContentFromMonitorProcessing');
    expect([...new Uint8Array(await (concealment('win32')['electron application/osclipboard;format="CanIncludeInClipboardHistory"'] ?? new Blob()).arrayBuffer())]).toEqual([0, 0, 0, 0]);
  });

  const words = () => Promise.resolve({ dialogs: { folder: 't', file: { content: 'f', backup: 'b' }, saveFile: { content: 's', backup: 'sb', 'job-key': 'sj', 'recovery-codes': 'sj' } } });
  const notAsked = { showOpenDialog: () => Promise.reject(new Error('not asked for')), showSaveDialog: () => Promise.reject(new Error('not asked for')) };
  it('the folder dialog answers a path or nothing', async () => {
    const answers = [{ canceled: false, filePaths: ['/a'] }, { canceled: true, filePaths: [] }];
    const seen: unknown[] = [];
    const dialogs = electronDialogs({ ...notAsked, showOpenDialog: (...args: unknown[]) => { seen.push(args.length); return Promise.resolve(answers.shift() ?? { canceled: true, filePaths: [] }); } }, () => undefined, words);
    expect([await dialogs.chooseFolder(), await dialogs.chooseFolder(), await dialogs.chooseFile('content')]).toEqual(['/a', undefined, undefined]);
    expect(seen).toEqual([1, 1, 1]);
  });

  it('the dialog for clear text asks before it lets something be written over, and gives a place rather than a path', async () => {
    const asked: unknown[] = [];
    const answers = [{ canceled: false, filePath: '/nowhere/clear.txt' }, { canceled: true, filePath: '' }];
    const dialogs = electronDialogs({ ...notAsked, showSaveDialog: (...args: unknown[]) => { asked.push(args[0]); return Promise.resolve(answers.shift() ?? { canceled: true, filePath: '' }); } }, () => undefined, words);
    expect(Object.keys((await dialogs.chooseSaveFile('clear.txt', 'content')) ?? {})).toEqual(['name', 'path', 'sink', 'source']);
    expect(await dialogs.chooseSaveFile('clear.txt', 'backup')).toBeUndefined();
    expect(asked[0]).toMatchObject({ title: 's', defaultPath: 'clear.txt', properties: expect.arrayContaining(['showOverwriteConfirmation']) as unknown });
    expect(asked[1]).toMatchObject({ title: 'sb' });
  });

  it('the window has attention only when shown and focused', () => {
    const fake = fakeWindow();
    const presence = electronPresence(() => fake.window);
    expect(presence.focused()).toBe(true);
    for (const change of [{ focused: false }, { visible: false }, { minimized: true }, { destroyedByUs: true }]) {
      const { window } = Object.assign(fakeWindow(), change);
      expect(electronPresence(() => window).focused()).toBe(false);
    }
    expect(electronPresence(() => undefined).focused()).toBe(false);
  });

  it('native dialogs speak the language that was chosen', async () => {
    const core = (language: string) => ({ router: { handle: () => Promise.resolve(JSON.stringify({ ok: true, value: { language, theme: 'system' } })) } });
    expect([await currentLanguage(core('fr'), 'en'), await currentLanguage(core('system'), 'fr'), await currentLanguage({ router: { handle: () => Promise.resolve('{"ok":false}') } }, 'fr')]).toEqual(['fr', 'fr', 'fr']);
  });

  it('a path that cannot be opened is told in words', async () => {
    const box = fakeDialog();
    const done = openPathOrSay({ openPath: () => Promise.reject(new Refusal('folder-not-found')) }, '/gone', fakeWindow().window, box.dialog, () => Promise.resolve('en'));
    await settle();
    expect(box.asked[0]?.message).toMatch(/folder/i);
    await box.answer(0);
    await done;
  });
});

describe('the page’s files', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-files-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function make(): string {
    const page = join(folder, 'page');
    mkdirSync(page);
    writeFileSync(join(folder, 'secret.txt'), 'canary-77b0');
    writeFileSync(join(page, 'index.html'), '<p>hello</p>');
    writeFileSync(join(page, 'unlisted.js'), 'canary-77b1');
    writeFileSync(join(folder, 'list.json'), JSON.stringify({ 'index.html': { mime: 'text/html; charset=utf-8', sha256: createHash('sha256').update('<p>hello</p>').digest('hex') } }));
    return page;
  }
  const serve = () => serveRendererFiles({ listFile: join(folder, 'list.json'), folder: join(folder, 'page'), origin: appOrigin });

  it('static-allow-list: a name is in the list or it does not exist', async () => {
    make();
    const files = serve();
    expect((await files('app://coffre/')).body.toString()).toBe('<p>hello</p>');
    expect((await files('app://coffre/index.html?x#y')).status).toBe(200);
    for (const url of ['app://coffre/unlisted.js', 'app://coffre/../secret.txt', 'app://coffre/%2e%2e/secret.txt', 'app://coffre/..%2fsecret.txt', 'app://coffre//etc/passwd', 'app://coffre/toString', 'app://coffre/__proto__', 'app://other/index.html', 'file:///etc/passwd', 'nonsense']) {
      const answer = await files(url);
      expect([url, answer.status >= 400, answer.body.length]).toEqual([url, true, 0]);
      expect(answer.headers['content-security-policy']).toBe(csp);
    }
  });

  it('listed-bytes: a file that is not the one the build made is not served', () => {
    const page = make();
    writeFileSync(join(page, 'index.html'), '<p>other</p>');
    expect(serve).toThrow(/index\.html is not the file/);
    rmSync(join(page, 'index.html'));
    expect(serve).toThrow(/ENOENT/);
    writeFileSync(join(folder, 'list.json'), '{"index.html":"x"}');
    expect(serve).toThrow(/damaged/);
  });

  it('protocol-get-only: the scheme is a secure origin that only answers GET, with the policy', async () => {
    make();
    let answer: ((request: Request) => Response | Promise<Response>) | undefined;
    handleAppProtocol({ handle: (_scheme, handler) => { answer = handler; } }, serve());
    const get = await answer?.({ url: 'app://coffre/', method: 'GET' } as Request);
    expect([get?.status, get?.headers.get('content-security-policy'), await get?.text()]).toEqual([200, csp, '<p>hello</p>']);
    expect((await answer?.({ url: 'app://coffre/', method: 'POST' } as Request))?.status).toBe(405);
    expect(appScheme.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true });
  });

  it('csp, permissions-policy: the headers say exactly this', () => {
    expect(csp).toBe("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
    expect(securityHeaders['permissions-policy']).toContain('clipboard-read=()');
    expect(securityHeaders).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store' });
  });
});
