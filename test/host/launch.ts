// The real page on the real core in a real browser, for specs. Everything it touches lies in a fresh home folder that `close` removes.
// Must never touch the person's own profile, keys or clipboard.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findBrowser } from '../../build/find-browser.ts';
import { root } from '../../build/root.ts';
import { version } from '../../build/version.ts';
import type { Ports } from '../../electron/core/ports.ts';
import { hostOrigin, startHost, type FoundChromium, type Host, type WireRecord } from '../../electron/host/index.ts';
import { serveRendererFiles, type Serve } from '../../electron/shell/renderer-files.ts';
import { fakeBrowser, type BrowserSteering } from '../fakes/browser.ts';
import { fakeClipboard, type ClipboardSteering } from '../fakes/clipboard.ts';
import { fakeDialogs, type DialogSteering } from '../fakes/dialogs.ts';

export interface LaunchOptions {
  /** Files that are there already: home folder of the person, made fresh if absent. `close` removes only what it made. */
  readonly home?: string;
  /** Added to a nearly empty environment; nothing of the test's own environment is inherited but where programs and fonts lie. */
  readonly env?: Readonly<Record<string, string>>;
  readonly headed?: boolean;
  /** Keep every message across the boundary in `wire`. */
  readonly recordWire?: boolean;
  /** Another page than the built one. */
  readonly serve?: Serve;
  /** Real ports instead of steered ones: dialogs, clipboard and focus of this machine. */
  readonly realPorts?: boolean;
  readonly ports?: (ports: Ports) => Ports;
}

export interface Steering extends BrowserSteering, ClipboardSteering, DialogSteering {
  focused: boolean;
}

export interface Launched extends Host {
  readonly home: string;
  readonly fake: Steering;
  readonly wire: readonly WireRecord[];
  /** What the page said on its console, errors included; a policy violation is one of them. */
  readonly consoleLines: readonly string[];
  close(): Promise<void>;
}

/** The browser for specs, looked for once. */
const browser: Promise<FoundChromium | undefined> = findBrowser(process.env);

/** The program that draws the page, by the name of its file: how letters are drawn differs between a browser and its build without a window. */
export async function browserProgram(): Promise<string> {
  return basename((await browser)?.path ?? '');
}

/** False after saying so loudly, where no browser is; throws then under REQUIRE_CHROMIUM=1. Use as `describe.skipIf(!(await hasBrowser()))`. */
export async function hasBrowser(): Promise<boolean> {
  const found = await browser;
  if (found === undefined && process.env['REQUIRE_CHROMIUM'] === '1') throw new Error('REQUIRE_CHROMIUM=1, but no browser was found');
  if (found === undefined) console.warn('!! SKIPPED: no browser: install chromium, set COFFRE_CHROMIUM, or run npm ci --prefix test/browser');
  return found !== undefined;
}

/** The page as it was built last. */
export function builtPage(): Serve {
  return serveRendererFiles({ listFile: join(root, 'dist/electron/renderer-files.json'), folder: join(root, 'dist/renderer'), origin: hostOrigin });
}

const passedOn = ['PATH', 'DISPLAY', 'XAUTHORITY', 'FONTCONFIG_FILE', 'LANG'];

function steered(fake: Steering): (real: Ports) => Ports {
  return (real) => ({
    ...real,
    dialogs: fakeDialogs(fake),
    browser: fakeBrowser(fake),
    clipboard: fakeClipboard(fake),
    presence: { focused: () => fake.focused },
  });
}

/** Starts everything; `close` ends everything and leaves nothing behind. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const found = await browser;
  if (found === undefined) throw new Error('no browser; guard the suite with hasBrowser()');
  const made = mkdtempSync(join(tmpdir(), 'coffre-host-test-'));
  const home = options.home ?? join(made, 'home');
  const [temporary, runtime] = [join(made, 'tmp'), join(made, 'run')];
  for (const folder of [home, temporary, runtime]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const inherited = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const environment = { LANG: 'en_GB.UTF-8', ...inherited, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_RUNTIME_DIR: runtime, TMPDIR: temporary, ...options.env };

  const fake: Steering = { chosenFolders: [], chosenFiles: [], chosenSaveFiles: [], agrees: true, askedFor: [], clipboard: undefined, copied: [], pages: [], showsPages: true, focused: true };
  const wire: WireRecord[] = [];
  const consoleLines: string[] = [];
  const steer = options.realPorts === true ? (real: Ports): Ports => real : steered(fake);
  const removeMade = (): void => { rmSync(made, { recursive: true, force: true, maxRetries: 5 }); };
  try {
    const host = await startHost({
      found, environment, version, headed: options.headed ?? false,
      serve: options.serve ?? builtPage(),
      ports: (real) => options.ports?.(steer(real)) ?? steer(real),
      beforePage(page) {
        page.on('console', (line) => consoleLines.push(`${line.type()}: ${line.text()}`));
        page.on('pageerror', (error) => consoleLines.push(`uncaught: ${String(error)}`));
      },
      ...(options.recordWire === true ? { record: (line: WireRecord) => { wire.push(line); } } : {}),
    });
    return {
      ...host, home, fake, wire, consoleLines,
      // WHY: spreading would keep the first page for ever.
      get page() { return host.page; },
      async close() {
        await host.close();
        removeMade();
      },
    };
  } catch (error) {
    removeMade();
    throw error;
  }
}
