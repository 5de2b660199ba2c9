// Which browser the tour and the tests drive: the one that was named, an installed one, or npm's.
import { existsSync } from 'node:fs';
import { findChromium, type FoundChromium } from '../electron/host/index.ts';
import { findNpmBrowser } from './npm-browser.ts';

const headlessShell = '/usr/bin/chromium-headless-shell';

/**
 * Fetches nothing: see fetchNpmBrowser. `COFFRE_BROWSER=npm` skips the installed ones, so that npm's can be tried where both are;
 * `COFFRE_BROWSER=headless` takes Debian's build without a window where it is installed.
 */
export async function findBrowser(environment: Readonly<Record<string, string | undefined>>): Promise<FoundChromium | undefined> {
  const wanted = environment['COFFRE_BROWSER'];
  const named = (environment['COFFRE_CHROMIUM'] ?? '') !== '';
  const light = wanted === 'headless' && !named && existsSync(headlessShell) ? findChromium({ COFFRE_CHROMIUM: headlessShell }) : undefined;
  const installed = wanted === 'npm' ? undefined : light ?? findChromium(environment);
  return installed ?? await findNpmBrowser();
}
