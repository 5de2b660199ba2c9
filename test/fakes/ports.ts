// Every port as a fake that a test can look into and steer. Real files live in a fresh temporary folder. Must never touch the person's own profile.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports, PowerNews, Runner, Sink } from '../../electron/core/ports.ts';
import { Refusal } from '../../electron/core/refusal.ts';
import { fakeDialogs, type DialogSteering } from './dialogs.ts';
import { fakeAgent } from './agent.ts';
import { fakeBrowser, type BrowserSteering } from './browser.ts';
import { fakeClipboard, type ClipboardSteering } from './clipboard.ts';
import { fakeClock, type FakeClock } from './clock.ts';
import { fakeKeychain, type KeychainSteering } from './keychain.ts';

/** A sink that keeps what was written to it. */
export interface FakeSink {
  readonly ref: string;
  /** What the core wrote, or undefined as long as it wrote nothing. */
  written(): Buffer | undefined;
}

export interface Steering extends BrowserSteering, ClipboardSteering, DialogSteering, KeychainSteering {
  /** Which start of the machine this is, and how long ago it was when the test began. */
  bootId: string;
  bootSeconds: number;
  /** Holds everything below; removed by `remove`. */
  readonly folder: string;
  readonly clock: FakeClock;
  focused: boolean;
  unlocked: boolean;
  /** What `idleSeconds` answers. */
  idleSeconds: number;
  /** Tells everybody who watches the power port. */
  tell(news: PowerNews): void;
  /** How many watch it. */
  watching(): number;
  /** Every line for the local log. */
  readonly logged: string[];
  /** Every program the core asked for, with its arguments. */
  readonly ran: (readonly string[])[];
  mintSink(kind: Sink['kind']): FakeSink;
  /** Removes the folder; call it when the test ends. */
  remove(): void;
}

export interface FakePorts extends Ports {
  readonly fake: Steering;
}

/** Ports over a fresh folder; `overrides` replace whole ports. Time stands still unless `fake.clock.advance` moves it. */
export function fakePorts(overrides: Partial<Ports> = {}): FakePorts {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  const userHome = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  for (const made of [userHome, temporary]) mkdirSync(made, { mode: 0o700 });
  const sinks = new Map<string, Sink>();
  const clock = fakeClock();
  const watchers = new Set<(news: PowerNews) => void>();

  const fake: Steering = {
    folder, clock, chosenFolders: [], chosenFiles: [], chosenSaveFiles: [], agrees: true, askedFor: [], clipboard: undefined, copied: [], pages: [], showsPages: true, focused: true, unlocked: true, idleSeconds: 0, logged: [], ran: [], bootId: 'boot-1', bootSeconds: 5000, keychainLook: { state: 'missing', backend: '' }, keychainItems: new Map(), keychainFault: undefined, keychainSilent: false, keychainAsked: 0,
    tell(news) { for (const watcher of watchers) watcher(news); },
    watching: () => watchers.size,
    mintSink(kind) {
      const ref = randomBytes(16).toString('base64url');
      let bytes: Buffer | undefined;
      sinks.set(ref, {
        kind,
        write(secret) {
          if (bytes !== undefined) return Promise.reject(new Refusal('write-failed'));
          bytes = Buffer.from(secret.exposeBytes());
          return Promise.resolve();
        },
      });
      return { ref, written: () => bytes };
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };

  const runner: Runner = {
    run(program, args) {
      fake.ran.push([program, ...args]);
      return Promise.reject(new Error('this machine has no such program'));
    },
  };

  return {
    about: { version: '0.0.0', host: 'in-process', sandboxed: true, systemLanguage: 'en', user: 'tester', platform: 'linux', contentProtection: { works: false, reason: 'not-here' } },
    origin: 'https://coffre.invalid',
    paths: { profile: join(folder, 'profile'), userHome, temporary, configuration: join(userHome, '.config') },
    environment: {},
    clock,
    dialogs: fakeDialogs(fake),
    clipboard: fakeClipboard(fake),
    presence: { focused: () => fake.focused },
    power: {
      watch(listener) {
        watchers.add(listener);
        return () => { watchers.delete(listener); };
      },
      idleSeconds: () => fake.idleSeconds,
    },
    sinks: {
      take(ref) {
        const sink = sinks.get(ref);
        sinks.delete(ref);
        return sink;
      },
    },
    runner,
    browser: fakeBrowser(fake),
    keychain: fakeKeychain(fake),
    boot: { get id() { return fake.bootId; }, seconds: () => fake.bootSeconds + clock.monotonic() / 1000 },
    agent: fakeAgent(clock),
    session: { unlocked: () => fake.unlocked },
    log(line) {
      fake.logged.push(line);
    },
    ...overrides,
    fake,
  };
}
