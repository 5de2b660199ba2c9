// The window that comes and the one that takes its place: crashes, hangs, hiding from screenshots, coming to the front.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMainWindow } from '../../electron/shell/main-window.ts';
import { createReviver } from '../../electron/shell/revive.ts';
import { followSettings, type Followed } from '../../electron/shell/settings.ts';
import type { AnyEvent } from '../../shared/ipc/define.ts';
import type { AppEvents } from '../../shared/ipc/events.ts';
import { shellWords } from '../../shared/words/index.ts';
import { fakeDialog, fakeSession, fakeWindow, fakeWindowClass, type FakeWindow } from '../fakes/electron.ts';

const settle = () => new Promise((resolve) => { setImmediate(resolve); });
const words = () => Promise.resolve(shellWords('en'));
const crashed = { reason: 'crashed', exitCode: 5 };

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-window-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function setUp(pending = 0) {
  const { Window, made } = fakeWindowClass();
  const box = fakeDialog();
  const listeners = new Set<(event: AnyEvent<AppEvents>) => void>();
  const disposed: string[] = [];
  const main = createMainWindow({
    Window, dialog: box.dialog, words, preload: '/p.cjs', session: fakeSession().session, devTools: false, dark: () => false, address: 'app://coffre/', placeFile: join(folder, 'window.json'),
    screen: { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) as Electron.Display },
    core: {
      router: { handle: () => Promise.resolve('{}') }, pendingTotal: () => pending,
      events: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
      dispose: () => { disposed.push('disposed'); return Promise.resolve(); },
    },
    log: () => undefined, end: () => undefined,
  });
  const at = (index: number): FakeWindow => {
    const found = made.at(index)?.[0];
    if (found === undefined) throw new Error('there is no such window');
    return found;
  };
  return { main, made, at, box, listeners, disposed };
}

describe('the window', () => {
  it('content-protection: is kept out of screenshots before it loads anything, live, and again after a crash', async () => {
    const { main, at } = setUp();
    main.protect(true);
    await main.open();
    expect(at(0).did).toEqual(['protect true', 'load']);
    main.protect(false);
    main.protect(true);
    expect(at(0).did.slice(2)).toEqual(['protect false', 'protect true']);
    at(0).page.emit('render-process-gone', {}, crashed);
    expect(at(1).did).toEqual(['protect true', 'load']);
  });

  it('a page that died gets a fresh window in the same place, made before the old one goes, and the events go there', async () => {
    const { main, made, at, listeners } = setUp(2);
    await main.open();
    at(0).bounds = { x: 300, y: 200, width: 900, height: 600 };
    at(0).maximized = true;
    at(0).emit('close', { preventDefault: () => undefined });
    const destroyed: number[] = [];
    const { destroy } = at(0).window;
    at(0).window.destroy = () => { destroyed.push(made.length); destroy(); };
    at(0).page.emit('render-process-gone', {}, crashed);
    expect(destroyed).toEqual([2]);
    expect(made[1]?.[1]).toMatchObject({ x: 300, y: 200, width: 900, height: 600 });
    expect(at(1).did).toEqual(['maximize', 'load']);
    expect(main.current()).toBe(at(1).window);
    at(0).page.destroyed = true;
    at(0).page.emit('destroyed');
    for (const listener of listeners) listener({ name: 'clipboard.cleared', payload: {} });
    expect([at(0).page.sent.length, at(1).page.sent.length]).toEqual([0, 1]);
  });

  it('SECURITY(lock-ends-page) a lock ends the page’s process and loads the page again in the same window, which is no crash', async () => {
    const { main, made, at, listeners } = setUp(2);
    await main.open();
    for (let round = 0; round < 5; round += 1) {
      for (const listener of listeners) listener({ name: 'profile.locked', payload: {} });
      // Electron forgets a page that is asked for before the old process is gone.
      expect(at(0).page.did.at(-1)).toBe('crash');
      at(0).page.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
      await nextTurn();
    }
    expect(at(0).page.did).toEqual(Array.from({ length: 5 }, () => ['crash', 'reload']).flat());
    expect([made.length, at(0).destroyedByUs]).toEqual([1, false]);
    at(0).page.emit('render-process-gone', {}, crashed);
    expect(made.length).toBe(2);
  });

  it('comes to the front, also when minimised; after it is gone there is none', async () => {
    const { main, at } = setUp();
    main.showAgain();
    expect(main.current()).toBeUndefined();
    await main.open();
    at(0).minimized = true;
    main.showAgain();
    expect(at(0).did.slice(1)).toEqual(['restore', 'show', 'focus']);
    at(0).window.destroy();
    expect(main.current()).toBeUndefined();
  });

  it('the core cleans up when the session of Windows ends', async () => {
    const { main, at, disposed } = setUp();
    await main.open();
    at(0).emit('session-end');
    expect(disposed).toEqual(['disposed']);
  });
});

describe('a page that dies or hangs', () => {
  const watch = (pending = 0) => {
    const box = fakeDialog();
    const state = { now: 0, ended: 0 };
    const windows: FakeWindow[] = [];
    const logged: string[] = [];
    const next = (): FakeWindow => {
      const fake = fakeWindow();
      windows.push(fake);
      revive(fake.window);
      return fake;
    };
    const revive = createReviver({
      dialog: box.dialog, words, core: { pendingTotal: () => pending }, now: () => state.now, log: (line) => { logged.push(line); },
      afresh: (old) => { old.destroy(); next(); }, end: () => { state.ended += 1; },
    });
    next();
    const die = (reason = 'crashed'): void => { windows.at(-1)?.page.emit('render-process-gone', {}, { reason, exitCode: 5 }); };
    const last = (): FakeWindow => windows.at(-1) ?? next();
    return { box, state, windows, die, last, logged };
  };

  it('is replaced three times without a word, then asks; the answer may be one more, or the end', async () => {
    const { box, windows, die, state, logged } = watch(2);
    die('clean-exit');
    expect(windows).toHaveLength(1);
    for (let i = 0; i < 3; i += 1) die();
    expect([windows.length, box.asked.length]).toEqual([4, 0]);
    die();
    await settle();
    expect(windows).toHaveLength(4);
    expect(box.asked).toEqual([{ message: 'The window has ended by itself several times within a few minutes.', buttons: ['Try a fresh window', 'End Coffre'] }]);
    await box.answer(0);
    expect(windows).toHaveLength(5);
    for (let i = 0; i < 4; i += 1) die('oom');
    await settle();
    await box.answer(1);
    expect([windows.length, state.ended]).toEqual([8, 1]);
    expect(logged).toHaveLength(9);
  });
  it('counts what happens within ten minutes', () => {
    const { box, windows, die, state } = watch();
    for (let i = 0; i < 12; i += 1) {
      die();
      state.now += 4 * 60_000;
    }
    expect([windows.length, box.asked.length]).toEqual([13, 0]);
  });

  it('asks while it hangs: wait, or a fresh window and an end by force for the old one', async () => {
    const { box, windows, last } = watch(1);
    const first = last();
    first.emit('unresponsive');
    first.emit('unresponsive');
    await settle();
    expect(box.asked).toEqual([{ message: 'The window has not answered for a while.', buttons: ['Wait', 'Start a fresh window'] }]);
    await box.answer(0);
    expect(windows).toHaveLength(1);
    first.emit('unresponsive');
    await settle();
    await box.answer(1);
    expect([windows.length, first.page.did]).toEqual([2, ['crash']]);
    first.page.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    expect(windows).toHaveLength(2);
  });
  it('takes the question back when it answers again, or dies meanwhile', async () => {
    const { box, windows, last, die } = watch();
    last().emit('unresponsive');
    await settle();
    last().emit('responsive');
    await settle();
    await box.answer(1);
    expect(windows).toHaveLength(1);
    last().emit('unresponsive');
    await settle();
    expect(box.asked).toHaveLength(2);
    die();
    await settle();
    await box.answer(1);
    expect(windows).toHaveLength(2);
  });
});

describe('the settings that the shell follows', () => {
  it('tells what holds at the start, and each change of language or hiding once', async () => {
    const listeners = new Set<(event: AnyEvent<AppEvents>) => void>();
    const told: Followed[] = [];
    const core = {
      router: { handle: () => Promise.resolve('{"ok":true,"value":{"language":"fr","contentProtection":true}}') },
      events: (listener: (event: AnyEvent<AppEvents>) => void) => { listeners.add(listener); return () => listeners.delete(listener); },
    };
    await followSettings(core, 'en', (now) => { told.push(now); });
    const change = (language: 'system' | 'fr', contentProtection: boolean, theme: 'dark' | 'light' = 'dark'): void => {
      for (const listener of listeners) listener({ name: 'settings.changed', payload: { language, contentProtection, theme, density: 'compact', paneWidth: 0, profileLater: false } });
    };
    change('fr', true);
    change('fr', true, 'light');
    change('system', true);
    change('system', false);
    expect(told).toEqual([{ language: 'fr', contentProtection: true }, { language: 'en', contentProtection: true }, { language: 'en', contentProtection: false }]);
  });
});
