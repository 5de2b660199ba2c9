// Which browser the tour and the tests drive: the one that was named, an installed one, or npm's.
import { findChromium, type FoundChromium } from '../electron/host/index.ts';
import { findNpmBrowser } from './npm-browser.ts';

/** Fetches nothing: see fetchNpmBrowser. `COFFRE_BROWSER=npm` skips the installed ones, so that npm's can be tried where both are. */
export async function findBrowser(environment: Readonly<Record<string, string | undefined>>): Promise<FoundChromium | undefined> {
  const installed = environment['COFFRE_BROWSER'] === 'npm' ? undefined : findChromium(environment);
  return installed ?? await findNpmBrowser();
}
