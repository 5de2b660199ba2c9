// A window over a profile, for specs: a home folder that outlives the window, a keychain that the spec steers, and the page of the moment, because each lock brings another one.
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import type { Output } from '../../shared/ipc/define.ts';
import type { AppContract } from '../../shared/ipc/contract.ts';
import type { Agent, PowerNews } from '../../electron/core/ports.ts';
import { fakeKeychain, type KeychainSteering } from '../fakes/keychain.ts';
import { identities } from '../fakes/fixtures.ts';
import { launch, type Launched, type LaunchOptions } from '../host/launch.ts';
import { writeFiles, type Files } from './app-page.ts';

export interface ProfileHome extends KeychainSteering {
  readonly folder: string;
  /** The profile's folder in it. */
  readonly profile: string;
  /** What `idleSeconds` answers. */
  idleSeconds: number;
  tell(news: PowerNews): void;
  /** The key that an agent of this session keeps, if one does. */
  agentKey: Buffer | undefined;
  /** How long the core waits for the keychain; undefined for as long as it likes. */
  keychainLimitMs: number | undefined;
  remove(): void;
}

/** A computer without a profile, whose keychain is open. */
export function profileHome(): ProfileHome & { watch(listener: (news: PowerNews) => void): () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-profile-ui-'));
  const watchers = new Set<(news: PowerNews) => void>();
  return {
    folder, profile: join(folder, '.config', 'coffre'), idleSeconds: 0, agentKey: undefined, keychainLimitMs: undefined,
    keychainLook: { state: 'ok', backend: 'GNOME Keyring' }, keychainItems: new Map(), keychainFault: undefined, keychainSilent: false, keychainAsked: 0,
    tell(news) { for (const watcher of watchers) watcher(news); },
    watch(listener) {
      watchers.add(listener);
      return () => { watchers.delete(listener); };
    },
    remove() { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); },
  };
}

export interface ProfileWindow extends Launched {
  /** The page of the moment. */
  now(): Page;
  heading(name: string | RegExp): ReturnType<Page['getByRole']>;
  button(name: string | RegExp): ReturnType<Page['getByRole']>;
  /** Asks the core as the page would. */
  ask<N extends keyof AppContract['profile']>(call: N, input: unknown): Promise<{ readonly ok: boolean; readonly value?: Output<AppContract, `profile.${N}`>; readonly error?: { readonly code: string } }>;
  /** Writes files below the home folder and opens them with the (steered) folder dialog. */
  openProject(files: Files): Promise<string>;
  /** Settles once another page has taken the place of `before`. */
  renewed(before: Page): Promise<void>;
  /** Types into the field of this name, and Enter. */
  type(label: string, value: string): Promise<void>;
  /** The window shows what it is for. */
  opened(): Promise<void>;
  /** Ids of the processes that draw pages. */
  renderers(): ReadonlySet<number>;
}

function agentOf(home: ProfileHome): Agent {
  return {
    secondsLeft: () => Promise.resolve(home.agentKey === undefined ? 0 : 600),
    look: () => Promise.resolve(home.agentKey === undefined ? undefined : { pid: 4711, since: '2026-11-27T09:00:00.000Z' }),
    fetch: () => Promise.resolve(home.agentKey === undefined ? undefined : Buffer.from(home.agentKey)),
    start(_profile, key) {
      home.agentKey = Buffer.from(key);
      return Promise.resolve(true);
    },
    stop() {
      const was = home.agentKey !== undefined;
      home.agentKey = undefined;
      return Promise.resolve(was);
    },
  };
}

/** Process ids below this one whose command line says that they draw pages. */
function renderersBelow(root: number): ReadonlySet<number> {
  const parents = new Map<number, number>();
  const drawing = new Set<number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]));
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')) drawing.add(Number(name));
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (id: number): boolean => {
    const parent = parents.get(id);
    return parent !== undefined && parent > 1 && (parent === root || isBelow(parent));
  };
  return new Set([...drawing].filter(isBelow));
}

export interface OpenedAtHome {
  readonly app: ProfileWindow;
  close(): Promise<void>;
}
/** A window whose end takes its home away, too. */
export const atHome = (home: Pick<ReturnType<typeof profileHome>, 'remove'>, app: ProfileWindow): OpenedAtHome => ({
  app,
  async close() {
    await app.close();
    home.remove();
  },
});

export async function openWindow(home: ReturnType<typeof profileHome>, options: LaunchOptions = {}): Promise<ProfileWindow> {
  const app = await launch({
    recordWire: true, home: home.folder, ...options, env: { SOPS_AGE_KEY: identities[0], ...options.env },
    ports: (real) => {
      const ports = options.ports?.(real) ?? real;
      return {
        ...ports, keychain: fakeKeychain(home), agent: agentOf(home),
        clock: { ...ports.clock, after: (ms, run) => ports.clock.after(ms === 15_000 || ms === 3000 ? home.keychainLimitMs ?? ms : ms, run) },
         power: { idleSeconds: () => home.idleSeconds, watch: (listener) => home.watch(listener) },
      };
    },
  });
  const self: ProfileWindow = {
    ...app,
    now: () => app.page,
    heading: (name: string | RegExp) => app.page.getByRole('heading', { name }),
    button: (name: string | RegExp) => app.page.getByRole('button', { name }),
    async ask(call: string, input: unknown) {
      return JSON.parse(await app.core.router.handle(JSON.stringify({ call: `profile.${call}`, input }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true })) as never;
    },
    async openProject(files: Files) {
      const folder = join(home.folder, 'projects', 'shop');
      mkdirSync(folder, { recursive: true });
      writeFiles(folder, files);
      app.fake.chosenFolders.push(folder);
      await app.page.getByRole('button', { name: 'Open a folder' }).first().click();
      await app.page.getByRole('treeitem').first().waitFor();
      return folder;
    },
    async renewed(before) {
      while (app.page === before) await new Promise((resolve) => { setTimeout(resolve, 20); });
    },
    async type(label, value) {
      await app.page.getByLabel(label, { exact: true }).fill(value);
      await app.page.keyboard.press('Enter');
    },
    opened: () => app.page.getByRole('button', { name: 'Open a folder' }).first().waitFor(),
    renderers: () => renderersBelow(process.pid),
  };
  return self;
}

/** A protector's file as a program of the next version would write it: with its own number, and whole. */
export function asNewer(text: string): string {
  const body = text.replace(/"version":\s*1,/, '"version":2,');
  const end = body.lastIndexOf(',"checksum":');
  return `${body.slice(0, end)},"checksum":"${createHash('sha256').update(body.slice(0, end)).digest('hex')}"}\n`;
}

export const passphrase = 'canary-lock correct horse';

/** A profile made by the core, `between`, and a window that begins with it. `key`: its recovery key, where there is one. */
export async function beginWith(home: ReturnType<typeof profileHome>, opens: { readonly passphrase?: boolean; readonly keychain?: boolean; readonly recovery?: boolean }, between: (first: ProfileWindow) => Promise<void> | void = () => undefined, options: LaunchOptions = {}): Promise<{ readonly app: ProfileWindow; readonly key: string }> {
  const first = await openWindow(home, options);
  let key = '';
  try {
    await first.opened();
    const made = await first.ask('create', { ...(opens.passphrase === true ? { value: passphrase } : {}), keychain: opens.keychain === true });
    if (!made.ok) throw new Error(`no profile: ${made.error?.code ?? ''}`);
    if (opens.recovery === true) key = (await first.ask('revealRecoveryKey', {})).value?.value ?? '';
    await between(first);
  } finally {
    await first.close();
  }
  return { app: await openWindow(home, options), key };
}

export interface LockActs {
  /** Settles when the page that `act` locked is gone and its successor asks to be unlocked. */
  locked(act?: () => Promise<void> | void): Promise<void>;
  unlock(): Promise<void>;
}
export const lockActs = (app: Pick<ProfileWindow, 'now' | 'renewed' | 'heading' | 'type'>): LockActs => ({
  async locked(act = () => app.now().keyboard.press('Control+l')) {
    const before = app.now();
    // The page may end before the keys are let go.
    await Promise.resolve(act()).catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
  },
  unlock: () => app.type('Passphrase', passphrase),
});

/** Stands for whatever `current` answers at the moment it is asked for something. */
export function standIn<T extends object>(current: () => T): T {
  return new Proxy({} as T, { get: (_none, name) => Reflect.get(current(), name) as unknown, set: (_none, name, value) => Reflect.set(current(), name, value) });
}

type AfterHome<F extends (home: ReturnType<typeof profileHome>, ...rest: never) => unknown> = F extends (home: never, ...rest: infer Rest) => unknown ? Rest : never;
export interface ProfileSpecs {
  /** The computer of the spec that runs. */
  readonly home: ProfileHome;
  /** The window that was opened last. */
  readonly app: ProfileWindow;
  /** Opens a window; a former one is closed by then. */
  open(options?: LaunchOptions): Promise<void>;
  /** See `beginWith`; answers the recovery key. */
  begin(...how: AfterHome<typeof beginWith>): Promise<string>;
}

/** For the specs of the suite that calls it: a computer of its own for each, closed and removed after it. */
export function profileSpecs(): ProfileSpecs {
  let home = profileHome();
  let app: ProfileWindow | undefined;
  home.remove();
  beforeEach(() => { home = profileHome(); });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    home.remove();
  });
  return {
    home: standIn(() => home),
    app: standIn(() => {
      if (app === undefined) throw new Error('no window yet: open one, or begin');
      return app;
    }),
    async open(options) { app = await openWindow(home, options); },
    async begin(...how) {
      const begun = await beginWith(home, ...how);
      ({ app } = begun);
      return begun.key;
    },
  };
}
