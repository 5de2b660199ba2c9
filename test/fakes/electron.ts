// Electron's objects as recorders, typed from electron's own declarations, so that a wrong name does not compile. Must never be imported where the real thing could run.
import type { App, BrowserWindow, BrowserWindowConstructorOptions, Dialog, Rectangle, Session, WebContents, WebFrameMain } from 'electron';
import { EventEmitter } from 'node:events';

/** An event that notes whether it was prevented. */
export interface FakeEvent {
  prevented: boolean;
  preventDefault(): void;
}
export function fakeEvent<E extends object>(facts: E = {} as E): FakeEvent & E {
  const event = { ...facts, prevented: false, preventDefault: () => { event.prevented = true; } };
  return event;
}

export type FakeContents = EventEmitter & {
  readonly sent: (readonly [channel: string, wire: unknown])[];
  readonly handlers: Map<string, (event: unknown, ...args: unknown[]) => unknown>;
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  destroyed: boolean;
  /** What the shell asked of it: undo, redo, an end by force. */
  readonly did: string[];
  readonly contents: WebContents;
};

/** A page's web contents. `emit` plays Electron's part. */
export function fakeContents(): FakeContents {
  const events = new EventEmitter() as FakeContents;
  const sent: (readonly [string, unknown])[] = [];
  const handlers: FakeContents['handlers'] = new Map();
  const part = {
    ipc: { handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) => { handlers.set(channel, handler); } },
    send: (channel: string, wire: unknown) => { sent.push([channel, wire]); },
    isDestroyed: () => events.destroyed,
    undo: () => { events.did.push('undo'); },
    redo: () => { events.did.push('redo'); },
    forcefullyCrashRenderer: () => { events.did.push('crash'); },
    reload: () => { events.did.push('reload'); },
    isCrashed: () => false,
    setWindowOpenHandler: (handler: FakeContents['openHandler']) => { events.openHandler = handler; },
  } satisfies Partial<Record<keyof WebContents, unknown>>;
  return Object.assign(events, part, { sent, handlers, openHandler: undefined, destroyed: false, did: [], contents: events as unknown as WebContents });
}

export interface FakeWindow extends EventEmitter {
  readonly page: FakeContents;
  destroyedByUs: boolean;
  readonly loaded: string[];
  focused: boolean;
  visible: boolean;
  minimized: boolean;
  maximized: boolean;
  fullScreen: boolean;
  bounds: Rectangle;
  /** What was done to it, in order. */
  readonly did: string[];
  readonly window: BrowserWindow;
}

export function fakeWindow(): FakeWindow {
  const events = new EventEmitter() as FakeWindow;
  const page = fakeContents();
  const part = {
    webContents: page.contents,
    destroy: () => {
      events.destroyedByUs = true;
      events.did.push('destroy');
    },
    isDestroyed: () => events.destroyedByUs,
    loadURL: (url: string) => {
      events.loaded.push(url);
      events.did.push('load');
      return Promise.resolve();
    },
    isFocused: () => events.focused,
    isVisible: () => events.visible,
    isMinimized: () => events.minimized,
    isMaximized: () => events.maximized,
    isFullScreen: () => events.fullScreen,
    getNormalBounds: () => events.bounds,
    maximize: () => { events.did.push('maximize'); },
    setContentProtection: (on: boolean) => { events.did.push(`protect ${String(on)}`); },
    restore: () => { events.did.push('restore'); },
    show: () => { events.did.push('show'); },
    focus: () => { events.did.push('focus'); },
  } satisfies Partial<Record<keyof BrowserWindow, unknown>>;
  return Object.assign(events, part, { page, destroyedByUs: false, loaded: [], focused: true, visible: true, minimized: false, maximized: false, fullScreen: false, bounds: { x: 10, y: 20, width: 1000, height: 700 }, did: [], window: events as unknown as BrowserWindow });
}

/** A class of windows that keeps each one it made, with its options. */
export function fakeWindowClass(): { readonly Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow; readonly made: (readonly [FakeWindow, BrowserWindowConstructorOptions])[] } {
  const made: (readonly [FakeWindow, BrowserWindowConstructorOptions])[] = [];
  function make(options: BrowserWindowConstructorOptions): BrowserWindow {
    const fake = fakeWindow();
    made.push([fake, options]);
    return fake.window;
  }
  return { Window: make as unknown as new (options: BrowserWindowConstructorOptions) => BrowserWindow, made };
}

export interface FakeSession {
  readonly session: Session;
  readonly events: EventEmitter;
  permissionRequest: Parameters<Session['setPermissionRequestHandler']>[0];
  permissionCheck: Parameters<Session['setPermissionCheckHandler']>[0];
  devicePermission: Parameters<Session['setDevicePermissionHandler']>[0];
  capture: Parameters<Session['setDisplayMediaRequestHandler']>[0];
  spellCheck: boolean;
  beforeRequest: ((details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void) | undefined;
}

export function fakeSession(): FakeSession {
  const events = new EventEmitter();
  const fake: FakeSession = { session: events as unknown as Session, events, permissionRequest: null, permissionCheck: null, devicePermission: null, capture: null, spellCheck: true, beforeRequest: undefined };
  const part = {
    setPermissionRequestHandler: (handler: FakeSession['permissionRequest']) => { fake.permissionRequest = handler; },
    setPermissionCheckHandler: (handler: FakeSession['permissionCheck']) => { fake.permissionCheck = handler; },
    setDevicePermissionHandler: (handler: FakeSession['devicePermission']) => { fake.devicePermission = handler; },
    setDisplayMediaRequestHandler: (handler: FakeSession['capture']) => { fake.capture = handler; },
    setSpellCheckerEnabled: (on: boolean) => { fake.spellCheck = on; },
    webRequest: { onBeforeRequest: (handler: NonNullable<FakeSession['beforeRequest']>) => { fake.beforeRequest = handler; } },
  } satisfies Partial<Record<keyof Session, unknown>>;
  Object.assign(events, part);
  return fake;
}

export interface FakeApp {
  readonly app: App;
  readonly events: EventEmitter;
  readonly said: string[];
  readonly switches: Set<string>;
  lockFree: boolean;
  lockData: unknown;
}

export function fakeApp(): FakeApp {
  const events = new EventEmitter();
  const fake: FakeApp = { app: events as unknown as App, events, said: [], switches: new Set(), lockFree: true, lockData: undefined };
  const part = {
    enableSandbox: () => { fake.said.push('enableSandbox'); },
    commandLine: { hasSwitch: (name: string) => fake.switches.has(name) },
    requestSingleInstanceLock: (data: unknown) => {
      fake.lockData = data;
      return fake.lockFree;
    },
    exit: (status: number) => { fake.said.push(`exit ${String(status)}`); },
    quit: () => { fake.said.push('quit'); },
  } satisfies Partial<Record<keyof App, unknown>>;
  Object.assign(events, part);
  return fake;
}

/** A message box that answers with `response` once it is set free. */
export function fakeDialog(): { readonly dialog: Dialog; readonly asked: { readonly message: string; readonly buttons: readonly string[] }[]; answer(response: number): Promise<void> } {
  const asked: { message: string; buttons: readonly string[] }[] = [];
  const waiting: ((value: { response: number; checkboxChecked: boolean }) => void)[] = [];
  const part = {
    showMessageBox: (...given: readonly unknown[]) => {
      const options = given.at(-1) as { message: string; buttons?: readonly string[]; signal?: AbortSignal };
      asked.push({ message: options.message, buttons: options.buttons ?? [] });
      return new Promise((resolve) => {
        waiting.push(resolve);
        options.signal?.addEventListener('abort', () => { resolve({ response: 0, checkboxChecked: false }); });
      });
    },
  } satisfies Partial<Record<keyof Dialog, unknown>>;
  return {
    dialog: part as unknown as Dialog, asked,
    async answer(response) {
      waiting.shift()?.({ response, checkboxChecked: false });
      await new Promise((resolve) => { setImmediate(resolve); });
    },
  };
}

/** A frame as Electron vouches for it. */
export const fakeFrame = (url: string, parent: WebFrameMain | null = null): WebFrameMain => ({ url, parent }) satisfies Partial<Record<keyof WebFrameMain, unknown>> as unknown as WebFrameMain;

