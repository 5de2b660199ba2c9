// The whole line without a window: open, reveal, change one value, save, on a fresh sample project, with screenshots. For machines where nobody could see a window.
// Must never read the person's own keys, profile or files.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hostOrigin, startHost, type FoundChromium } from '../electron/host/index.ts';
import { nodeRunner, systemLanguage } from '../electron/node-ports/index.ts';
import { serveRendererFiles } from '../electron/shell/renderer-files.ts';
import { words as allWords } from '../shared/words/both.ts';
import type { ShellWords } from '../shared/words/index.ts';
import { changedLines } from './changed-lines.ts';
import { findSops } from './find-sops.ts';
import { root } from './root.ts';
import { version } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Say = (line: string) => void;

const stepTimeoutMs = 20_000;
const [shownKey, changedKey, newValue] = ['DATABASE_URL', 'PAYMENT_API_KEY', 'changed-by-the-tour'];

/** Ours without anything that could lead to a person's keys. */
function tourEnvironment(folder: string): Environment {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('SOPS_') && !name.startsWith('XDG_'));
  return { ...Object.fromEntries(kept), HOME: folder, USERPROFILE: folder, COFFRE_HOME: join(folder, 'profile'), XDG_CONFIG_HOME: join(folder, 'config'), TMPDIR: folder, TEMP: folder };
}

/** Drives the page as a person would, by the words on it. Answers how many keys the file has. */
async function drive(page: Page, language: 'en' | 'fr', step: (name: string) => void, shot: (name: string) => Promise<void>, words: ShellWords['tour'], say: Say): Promise<void> {
  const { start, files, review } = allWords(language);
  page.setDefaultTimeout(stepTimeoutMs);
  const button = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  /** The buttons of a row are there when the row is pointed at. */
  const row = (key: string): Promise<void> => page.getByRole('rowheader', { name: key, exact: true }).hover();
  step(start.openSample);
  await page.getByRole('button', { name: start.openSample, exact: true }).waitFor();
  await shot('1-start');
  await button(start.openSample);
  step('.env');
  await page.getByRole('treeitem').filter({ hasText: /^\.env(?!\.)/ }).click();
  const rows = page.getByRole('grid').getByRole('rowheader');
  await rows.filter({ hasText: shownKey }).waitFor();
  say(words.opened('.env', await rows.count()));
  await shot('2-masked');
  step(files.reveal(shownKey));
  await row(shownKey);
  await button(files.reveal(shownKey));
  await page.getByRole('button', { name: files.hide(shownKey), exact: true }).waitFor();
  await shot('3-revealed');
  await button(files.hide(shownKey));
  say(words.revealed(shownKey));
  step(files.edit(changedKey));
  await row(changedKey);
  await button(files.edit(changedKey));
  await page.getByRole('textbox', { name: files.newValueOf(changedKey), exact: true }).fill(newValue);
  await page.keyboard.press('Enter');
  const look = page.getByRole('button', { name: review.bar, exact: true });
  await look.waitFor();
  await shot('4-changed');
  step(review.bar);
  await look.click();
  const save = page.getByRole('button', { name: review.save(1), exact: true });
  await save.waitFor();
  await shot('5-review');
  step(review.save(1));
  await save.click();
  await page.getByText(files.saved(1, '.env')).first().waitFor();
  await shot('6-saved');
  say(words.changed(changedKey));
}

/** Asks the real sops whether it reads the new value. */
async function askSops(file: string, keys: string, words: ShellWords['tour'], say: Say): Promise<boolean> {
  const sops = findSops(process.env);
  if (sops === undefined) {
    say(words.noSops);
    return true;
  }
  const options = { env: { PATH: process.env['PATH'], SOPS_AGE_KEY_FILE: keys, SOPS_DISABLE_VERSION_CHECK: '1' }, timeoutMs: stepTimeoutMs, maxBytes: 1024 * 1024 };
  const { stdout } = await nodeRunner().run(sops, ['--version'], options);
  const { status, stdout: clear } = await nodeRunner().run(sops, ['decrypt', '--input-type', 'dotenv', '--output-type', 'dotenv', file], options);
  const agrees = status === 0 && clear.toString('utf8').split('\n').includes(`${changedKey}=${newValue}`);
  say(agrees ? words.agrees(/\d+\.\d+\.\d+/.exec(stdout.toString('utf8'))?.[0] ?? '') : words.disagrees);
  return agrees;
}

/** Runs the tour and tells each step; answers the exit status. The folder that it names stays. */
export async function tour(found: FoundChromium, words: ShellWords['tour'], say: Say): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-tour-'));
  const shots = join(folder, 'screenshots');
  mkdirSync(shots);
  say(words.title);
  let at = '';
  const environment = tourEnvironment(folder);
  const serve = serveRendererFiles({ listFile: join(root, 'dist/electron/renderer-files.json'), folder: join(root, 'dist/renderer'), origin: hostOrigin });
  const host = await startHost({ found, headed: false, serve, environment, version });
  const endAtOnce = (): void => { process.exit(130); };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, endAtOnce);
  try {
    let before = '';
    const sampleFolder = (): string => join(folder, readdirSync(folder).find((name) => name.startsWith('coffre-sample-')) ?? '');
    await drive(host.page, systemLanguage(environment), (step) => { at = step; }, async (name) => {
      if (name === '2-masked') before = readFileSync(join(sampleFolder(), '.env'), 'utf8');
      await host.page.screenshot({ path: join(shots, `${name}.png`) });
    }, words, say);
    const file = join(sampleFolder(), '.env');
    const agrees = await askSops(file, join(sampleFolder(), 'keys.txt'), words, say);
    say(words.difference);
    for (const line of changedLines(before, readFileSync(file, 'utf8'))) say(`  ${line}`);
    return agrees ? 0 : 1;
  } catch {
    // WHY no reason: the driver's own message is its log; the step and the last screenshots say more.
    say(words.failed(at));
    await host.page.screenshot({ path: join(shots, 'stopped.png') }).catch(() => undefined);
    return 1;
  } finally {
    await host.close();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, endAtOnce);
    say(words.folder(folder));
  }
}
