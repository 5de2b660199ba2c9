// A change of recipients that was killed in its middle: the window says so at the next start, and brings all files to one state, either way.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileName, firstOf, nextOf } from '../core/recipients/many-names.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

const [child, killer] = [join(import.meta.dirname, '../core/recipients/change-files.ts'), join(import.meta.dirname, '../core/children/kill-at.mjs')];
const count = 4;

describe.skipIf(!(await hasBrowser()))('an interrupted change', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });
  const states = (): readonly string[] => Array.from({ length: count }, (_, at) => {
    const bytes = readFileSync(join(app.project, fileName(at)));
    return bytes.equals(firstOf(at)) ? 'old' : bytes.equals(nextOf(firstOf(at))) ? 'new' : 'other';
  });
  /** Kills a change of all files once some are written. */
  function breakOff(): void {
    const profile = join(app.home, '.config/coffre');
    for (let at = 30; at < 200; at += 10) {
      rmSync(join(profile, 'transaction'), { recursive: true, force: true });
      for (let index = 0; index < count; index += 1) writeFileSync(join(app.project, fileName(index)), firstOf(index));
      spawnSync(process.execPath, ['--import', killer, child, app.project, profile, String(count)], { env: { PATH: process.env['PATH'], KILL_AT: String(at), KILL_MODE: 'before', KILL_SCOPE: app.home } });
      if (existsSync(join(profile, 'transaction/journal.json')) && states().includes('new')) return;
    }
    throw new Error('the change was never broken off');
  }

  it.each([['Finish it', 'new'], ['Put back', 'old']])('is told, and ends with “%s”', async (button, state) => {
    await app.openProject({ ...Object.fromEntries(Array.from({ length: count }, (_, at) => [fileName(at), firstOf(at)])), '.env.one': await encrypted(['A', 'x']) });
    breakOff();
    expect(new Set(states()).size).toBe(2);
    await app.page.reload();
    const banner = app.page.getByRole('alert').filter({ hasText: 'A change of recipients was interrupted' });
    await banner.waitFor();
    await banner.getByRole('button', { name: button }).click();
    await banner.waitFor({ state: 'detached' });
    expect([...new Set(states())]).toEqual([state]);
  });
});
