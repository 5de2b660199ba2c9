// Door of the second shell: the same core and the same page in an installed Chromium, where Electron's runtime is missing, for development and for tests.
// Must never open a port, and never be packaged.
import { createCore, type Core } from '../core/index.ts';
import type { Ports } from '../core/ports.ts';
import { fileLog, nodeAgent, nodeBoot, nodeClock, nodeKeychain, nodePaths, nodePrograms, nodeRunner, openPage, osUser, silentPower, systemLanguage } from '../node-ports/index.ts';
import type { Serve } from '../shell/renderer-files.ts';
import { shellWords } from '../../shared/words/index.ts';
import { canSandbox, startBrowser } from './browser.ts';
import { fence } from './fence.ts';
import type { FoundChromium } from './find-chromium.ts';
import { connectPage, type PageAdapter, type WireRecord } from './page-adapter.ts';
import { hostClipboard } from './ports/clipboard.ts';
import { hostDialogs } from './ports/dialogs.ts';
import { browserAgree } from './ports/agree.ts';
import { createStage, type Stage } from './stage.ts';
import type { BrowserContext, Page } from 'playwright-core';

export { canSandbox } from './browser.ts';
export { findChromium, type FoundChromium } from './find-chromium.ts';
export type { WireRecord } from './page-adapter.ts';
export { claimInstance, type Instance } from './single-instance.ts';

/** Where the page lives under this host. The name can never be resolved (RFC 6761), so a request that got past the fence would find nobody. */
export const hostOrigin = 'https://coffre.invalid';

export interface HostOptions {
  readonly found: FoundChromium;
  readonly headed: boolean;
  readonly serve: Serve;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Replaces ports of this host; tests steer some of them. */
  readonly ports?: (real: Ports) => Ports;
  /** Told of every message across the boundary. Only for tests: an answer may hold a revealed value. */
  readonly record?: (line: WireRecord) => void;
  /** Called with the page while it is still blank. */
  readonly beforePage?: (page: Page) => void | Promise<void>;
}

export interface Host {
  readonly core: Core;
  readonly context: BrowserContext;
  /** The page of the moment: another one after a crash. */
  readonly page: Page;
  /** Addresses that the page asked for and did not get. */
  readonly refused: readonly string[];
  /** Settles when the window is gone, by whoever closed it. */
  readonly closed: Promise<void>;
  focus(): Promise<void>;
  /** Wipes the core's plaintext, closes the browser and removes its data folder. */
  close(): Promise<void>;
}

function hostPorts(options: HostOptions, focused: () => boolean, page: () => Page | undefined): Ports {
  const { environment, headed } = options;
  const paths = nodePaths(environment, process.platform);
  const runner = nodeRunner();
  const language = systemLanguage(environment);
  return {
    about: { version: options.version, host: 'chromium', sandboxed: canSandbox(options.found, process.getuid?.()), systemLanguage: language, user: osUser(), platform: process.platform, contentProtection: { works: false, reason: 'not-here' } },
    origin: hostOrigin,
    paths, environment, runner,
    programs: nodePrograms(),
    clock: nodeClock(),
    dialogs: { ...hostDialogs({ environment, runner, titles: shellWords(language).dialogs, home: paths.userHome, display: headed }), agree: browserAgree(page, shellWords(language)) },
    clipboard: hostClipboard(environment, runner),
    presence: { focused },
    power: silentPower(),
    // Nothing in a window prints or pipes: sinks are the command line's.
    sinks: { take: () => undefined },
    browser: { open: (address) => (headed ? openPage(address, environment, process.platform) : Promise.resolve(false)), doneText: () => Promise.resolve(shellWords(language).loginDone) },
    keychain: nodeKeychain(environment, paths, process.platform),
    boot: nodeBoot(),
    agent: nodeAgent(environment),
    session: { unlocked: () => true },
    log: fileLog(paths.profile),
  };
}

/** Starts core and browser and opens the page. Rejects if the browser cannot start; then nothing is left behind. */
export async function startHost(options: HostOptions): Promise<Host> {
  const refused: string[] = [];
  let adapter: PageAdapter | undefined;
  let shown: Stage | undefined;
  const real = hostPorts(options, () => adapter?.focused() ?? false, () => shown?.page());
  const ports = options.ports?.(real) ?? real;
  const sandbox = canSandbox(options.found, process.getuid?.());
  const browser = await startBrowser({ found: options.found, headed: options.headed, sandbox, environment: options.environment, temporary: ports.paths.temporary });
  const core = createCore(ports);
  const { context } = browser;
  const stage = createStage(context, browser.page, (line) => { ports.log(line); });
  shown = stage;
  const close = async (): Promise<void> => {
    await core.dispose();
    await browser.close();
  };
  try {
    const stayHome = await fence(context, { origin: hostOrigin, serve: options.serve, refused, own: stage.own });
    core.events((event) => {
      adapter?.emit(event);
      // SECURITY(lock-ends-page): a locked profile leaves no page behind that has ever held anything of it.
      if (event.name === 'profile.locked') stage.renew().catch(() => { ports.log('the page could not be renewed'); });
    });
    await stage.play(async (page) => {
      await options.beforePage?.(page);
      // WHY: the browser itself asks about unsaved changes when a person closes the window. Without a person nobody would answer it.
      page.on('dialog', (dialog) => {
        if (options.headed && (dialog.type() === 'beforeunload' || dialog.type() === 'confirm')) return;
        dialog.dismiss().catch(() => {
          // WHY silent: it went with its window.
        });
      });
      stayHome(page);
      adapter = await connectPage(page, core.router, { realFocus: options.headed, record: options.record });
      await page.goto(`${hostOrigin}/`);
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { core, context, get page() { return stage.page(); }, refused, closed: stage.closed, focus: () => stage.page().bringToFront(), close };
}
