// Starts the browser so that it keeps nothing and knows nothing: a fresh data folder, off the record, without the network, with an environment of a few names.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { FoundChromium } from './find-chromium.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a browser needs to find its fonts, its display and its language. */
const allowedNames = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TZ|LANG|LANGUAGE|LC_[A-Z]+|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_[A-Z_]+|DBUS_SESSION_BUS_ADDRESS|TMPDIR|TEMP|TMP|FONTCONFIG_[A-Z]+|GTK_[A-Z_]+|GDK_[A-Z_]+|QT_[A-Z_]+|XCURSOR_[A-Z]+|XMODIFIERS|SYSTEMROOT|SYSTEMDRIVE|WINDIR|PROGRAMFILES|PROGRAMFILES\(X86\)|PROGRAMDATA|LOCALAPPDATA|APPDATA|USERPROFILE|COMSPEC)$/i;

// SECURITY(browser-environment): a key in our own environment, SOPS_AGE_KEY for one, never reaches the browser.
export function browserEnvironment(environment: Environment, extra: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && allowedNames.test(entry[0]));
  return { ...Object.fromEntries(kept), ...extra };
}

/** The browser's own socket lies below its temporary folder, and no socket's path may be longer than 107 bytes (unix(7)): it would not start. */
const longestTemporary = 107 - '/org.chromium.Chromium.XXXXXX/SingletonSocket'.length;

/** The temporary folder for the browser's environment: the system's own where the one of `environment` is too deep. */
export function browserTemporary(environment: Environment): Record<string, string> {
  const wanted = environment['TMPDIR'];
  return wanted !== undefined && Buffer.byteLength(wanted) > longestTemporary ? { TMPDIR: '/tmp' } : {};
}

/** Root cannot use the browser's sandbox, and a browser that came through npm has none that it could use. */
export function canSandbox(found: FoundChromium, userId: number | undefined): boolean {
  return userId !== 0 && !found.headlessOnly;
}

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Closes the browser if it still runs and removes its data folder. */
  close(): Promise<void>;
}

const switches = [
  // SECURITY(browser-incognito): a browser that restores windows would write down what was typed.
  '--incognito',
  // SECURITY(browser-no-network): no name resolves and no proxy answers, whatever asks.
  '--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=socks5://127.0.0.1:9', '--proxy-bypass-list=<-loopback>',
  // SECURITY(browser-no-prompts): a permission is denied without asking.
  '--deny-permission-prompts',
  '--disable-spell-checking', '--disable-domain-reliability', '--disable-client-side-phishing-detection', '--no-pings', '--disk-cache-size=1',
  '--disable-features=Translate,AutofillServerCommunication,PasswordManagerOnboarding',
];

/** Where the driver's defaults fit a test and not a person. */
const unwanted = ['--enable-automation', '--disable-popup-blocking', '--unsafely-disable-devtools-self-xss-warnings', '--disable-hang-monitor'];

export interface BrowserOptions {
  readonly found: FoundChromium;
  readonly headed: boolean;
  readonly sandbox: boolean;
  readonly environment: Environment;
  /** Where the data folder is made. */
  readonly temporary: string;
}

/** Starts the browser with one blank page. Its data folder is gone when it ends, also if this process ends first. */
export async function startBrowser({ found, headed, sandbox, environment, temporary }: BrowserOptions): Promise<Browser> {
  const folder = mkdtempSync(join(temporary, 'coffre-browser-'));
  // SECURITY(browser-folder-removed): nothing of the browser outlives it.
  const remove = (): void => { rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }); };
  process.once('exit', remove);
  try {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: found.path,
      headless: !headed,
      chromiumSandbox: sandbox,
      // SECURITY(browser-no-dumps): what a crashing browser writes about itself goes the way of its folder, not into the person's.
      env: browserEnvironment(environment, { ...found.environment, ...browserTemporary(environment), BREAKPAD_DUMP_LOCATION: folder }),
      acceptDownloads: false,
      serviceWorkers: 'block',
      // WHY by ourselves: our own signal handling asks about unsaved changes first.
      handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
      viewport: headed ? null : { width: 1280, height: 800 },
      ignoreDefaultArgs: [...unwanted],
      args: [...switches, ...(headed ? ['--app=data:text/html,', '--window-size=1280,800'] : ['--font-render-hinting=none'])],
    });
    // WHY again: listeners run in order, and the driver's own, which ends the browser, has come behind ours.
    process.removeListener('exit', remove);
    process.once('exit', remove);
    const page = context.pages()[0] ?? await context.newPage();
    return {
      context, page,
      async close() {
        await context.close().catch(() => {
          // WHY silent: the person closed the window first.
        });
        remove();
        process.removeListener('exit', remove);
      },
    };
  } catch (error) {
    process.removeListener('exit', remove);
    remove();
    throw error;
  }
}
