// Electron's objects as recorders, typed from electron's own declarations, so that a wrong name does not compile. Must never be imported where the real thing could run.
import type { App, BrowserWindow, Dialog, Session, WebContents, WebFrameMain } from 'electron';
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
    setWindowOpenHandler: (handler: FakeContents['openHandler']) => { events.openHandler = handler; },
  } satisfies Partial<Record<keyof WebContents, unknown>>;
  return Object.assign(events, part, { sent, handlers, openHandler: undefined, destroyed: false, contents: events as unknown as WebContents });
}

export interface FakeWindow extends EventEmitter {
  readonly page: FakeContents;
  destroyedByUs: boolean;
  readonly loaded: string[];
  focused: boolean;
  visible: boolean;
  minimized: boolean;
  readonly window: BrowserWindow;
}

export function fakeWindow(): FakeWindow {
  const events = new EventEmitter() as FakeWindow;
  const page = fakeContents();
  const part = {
    webContents: page.contents,
    destroy: () => { events.destroyedByUs = true; },
    isDestroyed: () => events.destroyedByUs,
    loadURL: (url: string) => {
      events.loaded.push(url);
      return Promise.resolve();
    },
    isFocused: () => events.focused,
    isVisible: () => events.visible,
    isMinimized: () => events.minimized,
  } satisfies Partial<Record<keyof BrowserWindow, unknown>>;
  return Object.assign(events, part, { page, destroyedByUs: false, loaded: [], focused: true, visible: true, minimized: false, window: events as unknown as BrowserWindow });
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
    showMessageBox: (_window: unknown, options: { message: string; buttons?: readonly string[]; detail?: string }) => {
      asked.push({ message: options.message, buttons: options.buttons ?? [] });
      return new Promise((resolve) => { waiting.push(resolve); });
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

