// How the program ends when nobody closes its window: signals, a shutdown, the end of a session. And what it hears of the machine before.
import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { describe, expect, it } from 'vitest';
import { endOnSignals, guardClosing, quitOnShutdown, type Signal } from '../../electron/shell/closing.ts';
import { contentProtectionAbility } from '../../electron/shell/electron-ports.ts';
import { electronPower } from '../../electron/shell/ports/power.ts';
import { shellWords } from '../../shared/words/index.ts';
import { fakeApp, fakeDialog, fakeEvent, fakeWindow } from '../fakes/electron.ts';

const settle = () => new Promise((resolve) => { setImmediate(resolve); });
const words = () => Promise.resolve(shellWords('en'));

describe('a signal', () => {
  const setUp = (pending: number, dispose = (): Promise<void> => Promise.resolve()) => {
    const signals = new EventEmitter();
    const fake = fakeApp();
    const told: string[] = [];
    endOnSignals((signal, listener) => signals.on(signal, listener), {
      app: fake.app, words, say: (line) => { told.push(line); }, log: (line) => { told.push(`log: ${line}`); },
      core: { pendingTotal: () => pending, dispose: () => { fake.said.push('dispose'); return dispose(); } },
    });
    const send = async (signal: Signal): Promise<void> => {
      signals.emit(signal);
      await settle();
    };
    return { fake, told, send };
  };
  it.each([['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130]] as const)('%s: the core cleans up, then the program ends with %i', async (signal, status) => {
    const { fake, told, send } = setUp(0);
    await send(signal);
    expect([fake.said, told]).toEqual([['dispose', `exit ${String(status)}`], []]);
  });
  it('says what is lost', async () => {
    const { fake, told, send } = setUp(3);
    await send('SIGTERM');
    await send('SIGTERM');
    expect(fake.said).toEqual(['dispose', 'exit 143']);
    expect(told).toEqual(['Ended with 3 changes not saved.', 'log: ended by SIGTERM with 3 unsaved']);
  });
  it('a first Ctrl+C asks in the window, a second one ends', async () => {
    const { fake, told, send } = setUp(1);
    await send('SIGINT');
    expect(fake.said).toEqual(['quit']);
    await send('SIGINT');
    expect(fake.said).toEqual(['quit', 'dispose', 'exit 130']);
    expect(told[0]).toMatch(/1 change was not saved\. Press Ctrl\+C again/);
  });
  it('ends also when cleaning up fails', async () => {
    const { fake, told, send } = setUp(0, () => Promise.reject(new Error('x')));
    await send('SIGTERM');
    expect([fake.said, told]).toEqual([['dispose', 'exit 143'], ['log: the core did not end cleanly']]);
  });
});

describe('the end of the session', () => {
  it('a shutdown waits for the program to quit, which asks about unsaved changes as ever', () => {
    const fake = fakeApp();
    const monitor = new EventEmitter();
    quitOnShutdown(monitor as unknown as PowerMonitor, fake.app);
    const event = fakeEvent();
    monitor.emit('shutdown', event);
    expect([event.prevented, fake.said]).toEqual([true, ['quit']]);
  });
  it('Windows is held up by a question while changes are pending, and not otherwise', async () => {
    const fake = fakeWindow();
    const box = fakeDialog();
    const state = { pending: 2 };
    guardClosing(fake.window, box.dialog, { pendingTotal: () => state.pending }, words);
    const ends = (): boolean => {
      const event = fakeEvent();
      fake.emit('query-session-end', event);
      return event.prevented;
    };
    expect(ends()).toBe(true);
    await settle();
    expect(box.asked).toHaveLength(1);
    state.pending = 0;
    expect(ends()).toBe(false);
  });
});

describe('the machine', () => {
  it('tells of sleep and locks until nobody watches, and how long nobody touched it', () => {
    const monitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 42 });
    const power = electronPower(monitor as unknown as PowerMonitor);
    const heard: string[] = [];
    const stop = power.watch((news) => { heard.push(news); });
    for (const name of ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'on-battery']) monitor.emit(name);
    stop();
    expect(monitor.eventNames()).toEqual([]);
    expect(heard).toEqual(['suspend', 'resume', 'screen-locked', 'screen-unlocked']);
    expect(power.idleSeconds()).toBe(42);
  });
  it('hides a window from screenshots on macOS and Windows only', () => {
    expect(['darwin', 'win32', 'linux', 'freebsd'].map((platform) => contentProtectionAbility(platform).works)).toEqual([true, true, false, false]);
    expect(contentProtectionAbility('linux').reason).toBe('not-here');
  });
});
