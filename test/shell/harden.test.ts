// Each switch of harden.ts and window.ts, tried on objects of electron's own shape.
import type { BrowserWindowConstructorOptions, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { hardenApp, hardenContents, hardenSession, startedWithoutSandbox } from '../../electron/shell/harden.ts';
import { electronBrowser } from '../../electron/shell/ports/browser.ts';
import { shellWords } from '../../shared/words/index.ts';
import { mayOpen, linkOpener } from '../../electron/shell/open-link.ts';
import { windowOptions } from '../../electron/shell/window.ts';
import { fakeApp, fakeContents, fakeEvent, fakeSession } from '../fakes/electron.ts';

const origin = 'app://coffre';

describe('the program', () => {
  it('no-sandbox-refused: a start without the sandbox is seen', () => {
    const fake = fakeApp();
    expect(startedWithoutSandbox(fake.app)).toBe(false);
    fake.switches.add('no-sandbox');
    expect(startedWithoutSandbox(fake.app)).toBe(true);
  });

  it('sandbox-everywhere: every process of the browser gets it, every page is hardened', () => {
    const fake = fakeApp();
    hardenApp(fake.app, () => undefined);
    expect(fake.said).toEqual(['enableSandbox']);
    const page = fakeContents();
    fake.events.emit('web-contents-created', {}, page.contents);
    const event = fakeEvent();
    page.emit('will-navigate', event);
    expect(event.prevented).toBe(true);
  });
});

describe('a page', () => {
  const prevented = (name: string): boolean => {
    const page = fakeContents();
    hardenContents(page.contents, () => undefined);
    const event = fakeEvent({ url: `${origin}/other` });
    page.emit(name, event);
    return event.prevented;
  };
  it('no-navigation: going elsewhere is prevented, even on our own origin', () => { expect(prevented('will-navigate')).toBe(true); });
  it('no-frame-navigation: so is a frame', () => { expect(prevented('will-frame-navigate')).toBe(true); });
  it('no-redirect: so is being sent elsewhere', () => { expect(prevented('will-redirect')).toBe(true); });
  it('no-webview: a page inside the page is prevented', () => { expect(prevented('will-attach-webview')).toBe(true); });

  it('no-new-window: a window is denied and its address handed to the link opener', () => {
    const page = fakeContents();
    const links: string[] = [];
    hardenContents(page.contents, (url) => { links.push(url); });
    expect(page.openHandler?.({ url: 'https://getsops.io/docs/' })).toEqual({ action: 'deny' });
    expect(links).toEqual(['https://getsops.io/docs/']);
  });
});

describe('the session', () => {
  it('permission-request, permission-check, permission-device, permission-capture: everything is denied', () => {
    const fake = fakeSession();
    hardenSession(fake.session, { origin, devTools: false });
    const answers: unknown[] = [];
    fake.permissionRequest?.(fakeContents().contents, 'media', (granted) => { answers.push(granted); }, { isMainFrame: true, requestingUrl: `${origin}/` });
    fake.capture?.({} as Parameters<NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>>[0], (streams) => { answers.push(streams); });
    expect(answers).toEqual([false, null]);
    expect(fake.permissionCheck?.(null, 'clipboard-read', origin, { isMainFrame: true, requestingUrl: '' })).toBe(false);
    expect(fake.devicePermission?.({ deviceType: 'usb', origin, device: {} as never })).toBe(false);
    expect(fake.spellCheck).toBe(false);
  });

  it('no-download: a download is prevented', () => {
    const fake = fakeSession();
    hardenSession(fake.session, { origin, devTools: false });
    const event = fakeEvent();
    fake.events.emit('will-download', event);
    expect(event.prevented).toBe(true);
  });

  it('no-network: only our own files pass, and the inspector where it is allowed', () => {
    const cancelled = (url: string, devTools: boolean): boolean | undefined => {
      const fake = fakeSession();
      hardenSession(fake.session, { origin, devTools });
      let cancel: boolean | undefined;
      fake.beforeRequest?.({ url }, (response) => { cancel = response.cancel; });
      return cancel;
    };
    for (const url of ['http://x.test/', 'https://x.test/', 'ws://x.test/', 'wss://x.test/', 'file:///etc/passwd', 'ftp://x.test/', 'app://coffre.evil/', 'app://other/', 'blob:app://coffre/1', 'devtools://devtools/x']) {
      expect([url, cancelled(url, false)]).toEqual([url, true]);
    }
    for (const url of [`${origin}/index.html`, 'data:image/png;base64,AA==']) expect([url, cancelled(url, false)]).toEqual([url, false]);
    expect(cancelled('devtools://devtools/x', true)).toBe(false);
    expect(cancelled('https://x.test/', true)).toBe(true);
  });
});

describe('the window', () => {
  const options = (devTools: boolean): NonNullable<BrowserWindowConstructorOptions['webPreferences']> => windowOptions({ preload: '/p.cjs', session: fakeSession().session, devTools, dark: false, placement: { width: 1, height: 1, maximized: false } }).webPreferences ?? {};
  it('window-sandbox', () => { expect(options(true)).toMatchObject({ sandbox: true }); });
  it('context-isolation', () => { expect(options(true)).toMatchObject({ contextIsolation: true }); });
  it('no-node-integration', () => { expect(options(true)).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false }); });
  it('web-security', () => { expect(options(true)).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false }); });
  it('webview-off', () => { expect(options(true)).toMatchObject({ webviewTag: false }); });
  it('no-drop-navigation', () => { expect(options(true)).toMatchObject({ navigateOnDragDrop: false }); });
  it('no-spellcheck', () => { expect(options(true)).toMatchObject({ spellcheck: false }); });
  it('devtools-unpackaged: the inspector opens only from the sources', () => {
    expect(options(false).devTools).toBe(false);
    expect(options(true).devTools).toBe(true);
  });
});

describe('links', () => {
  it('open-link: https, a known host, nothing that could carry a value', () => {
    for (const good of ['https://getsops.io/docs/', 'https://age-encryption.org/v1']) expect([good, mayOpen(good)]).toEqual([good, true]);
    for (const bad of [
      'http://getsops.io/', 'https://getsops.io.evil.test/', 'https://evil.test/', 'https://getsops.io/?v=1', 'https://getsops.io/#v', 'https://u:p@getsops.io/', 'https://getsops.io:444/',
      'file:///etc/passwd', 'javascript:alert(1)', 'getsops.io', '', `https://getsops.io/${'a'.repeat(200)}`, 'https://getsops.io/%41',
    ]) expect([bad, mayOpen(bad)]).toEqual([bad, false]);
  });
  it('login-opens-pages: what a server calls its page is one of the web, or is not opened', async () => {
    const opened: string[] = [];
    const browser = electronBrowser({ openExternal: (url) => { opened.push(url); return url.endsWith('broken') ? Promise.reject(new Error('no browser')) : Promise.resolve(); } }, () => Promise.resolve(shellWords('fr')));
    for (const bad of ['file:///etc/passwd', 'smb://evil.test/x', 'http://evil.test/', 'ms-msdt:/id', '']) expect(await browser.open(bad, '')).toBe(false);
    expect(await browser.open('https://login.example.org/?state=a', '')).toBe(true);
    expect(await browser.open('https://login.example.org/broken', '')).toBe(false);
    expect(opened).toEqual(['https://login.example.org/?state=a', 'https://login.example.org/broken']);
    expect(await browser.doneText()).toBe('Vous pouvez fermer cette page et revenir à Coffre.');
  });
  it('opens what may be opened and nothing else', () => {
    const opened: string[] = [];
    const open = linkOpener({ openExternal: (url) => { opened.push(url); return Promise.resolve(); } }, () => undefined);
    open('https://getsops.io/docs/');
    open('https://evil.test/');
    expect(opened).toEqual(['https://getsops.io/docs/']);
  });
});
