// npm start [PATH]: the window in Electron; else in an installed Chromium; else, where nobody could see a window, a tour without one.
// Must never hang, and never fail without saying what to do next.
import { resolve } from 'node:path';
import { findChromium } from '../electron/host/index.ts';
import { systemLanguage } from '../electron/node-ports/index.ts';
import { shellWords } from '../shared/words/index.ts';
import { buildIfStale } from './build-if-stale.ts';
import { electronBinary, fetchElectron } from './electron-runtime.ts';
import { findBrowser } from './find-browser.ts';
import { fetchNpmBrowser } from './npm-browser.ts';
import { runElectron } from './run-electron.ts';
import { runHost } from './run-host.ts';
import { tour } from './tour.ts';

const words = shellWords(systemLanguage(process.env));
const say = (line: string): void => { console.log(line); };
const isRoot = process.getuid?.() === 0;

function hasDisplay(): boolean {
  return process.platform !== 'linux' || ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

async function electron(): Promise<string | undefined> {
  const here = electronBinary(process.env);
  if (here !== undefined) return here;
  return await fetchElectron(process.env, { start: () => { say(words.start.fetchingElectron); }, beat: (seconds) => { say(words.start.fetching(seconds)); } });
}

/** Whether a window could be opened, and how that ended. */
async function openWindow(path: string | undefined): Promise<number | undefined> {
  // WHY: Electron does not run for root without giving up its sandbox, and Coffre does not run it so.
  const binary = isRoot ? undefined : await electron();
  if (binary !== undefined) {
    say(words.start.startingElectron);
    return await runElectron(binary, path);
  }
  const found = findChromium(process.env);
  if (found === undefined) return undefined;
  if (!isRoot) say(words.start.noElectron);
  say(words.start.openingIn(found.path));
  if (isRoot) say(words.start.root);
  return await runHost({ found, path, words: words.start, say });
}

async function showTour(): Promise<number> {
  let found = await findBrowser(process.env);
  if (found === undefined) {
    say(words.start.fetchingBrowser);
    if (await fetchNpmBrowser()) found = await findBrowser(process.env);
  }
  if (found === undefined) {
    say(words.start.noTour);
    return 1;
  }
  return await tour(found, words.tour, say);
}

/** The driver's message is many lines of switches; the cause is one of them. */
function browserReason(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/no usable sandbox|sandbox/i.test(message) && /failed|usable|namespace/i.test(message)) return words.start.sandboxFailed;
  return words.start.browserFailed(message.split('\n', 1)[0] ?? '');
}

async function start(): Promise<number> {
  const named = process.argv.slice(2).find((word) => !word.startsWith('-'));
  const path = named === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? process.cwd(), named);
  try {
    await buildIfStale(words.start, say);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    say(words.start.buildFailed);
    return 1;
  }
  try {
    if (hasDisplay()) {
      const status = await openWindow(path);
      if (status !== undefined) return status;
      say(words.start.noBrowser);
      say(words.start.nextForWindow);
    } else {
      say(words.start.noDisplay);
    }
    return await showTour();
  } catch (error) {
    say(browserReason(error));
    say(words.start.nextForWindow);
    return 1;
  }
}

process.exit(await start());
