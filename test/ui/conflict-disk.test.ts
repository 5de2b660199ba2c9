// A file that another program changed while it is open: read again by itself, and kept with its draft when the version on disk cannot be compared.
import { spawnSync } from 'node:child_process';
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { identities } from '../fakes/fixtures.ts';
import { sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther, openApp, type AppPage } from './app-page.ts';
import { changeDraft } from './draft-by-wire.ts';

const before = { stripe: 'canary-changed-before-stripe' };
const yours = { stripe: 'canary-changed-yours-stripe' };

describe.skipIf(!(await hasBrowser()))('changed on disk', () => {
  let app: AppPage;
  let file: string;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['STRIPE', before.stripe], ['LEVEL', 'info']), '.env.two': await encrypted(['SECOND', 'y']) });
    file = join(app.project, '.env');
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  const banner = (): Locator => app.page.getByText('This file changed on disk', { exact: true });
  const heading = (): Locator => app.page.getByRole('heading', { name: 'Two versions of .env' });
  const take = (): Locator => app.page.getByRole('button', { name: /^Take it over/ });

  it('reads a file again by itself when another program changed it and nothing is pending', async () => {
    const { page } = app;
    await page.getByRole('rowheader', { name: 'LEVEL', exact: true }).click();
    writeFileSync(file, await encrypted(['STRIPE', before.stripe], ['NEWER', 'y']));
    await page.getByText('.env changed on disk and was read again').waitFor();
    await app.row('NEWER').waitFor();
    expect(await app.row('LEVEL').count()).toBe(0);
    expect(await heading().count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
    writeFileSync(file, await encrypted(['STRIPE', before.stripe], ['NEWEST', 'y']));
    await app.row('NEWEST').waitFor();
  });

  it.skipIf(sopsPath === undefined)('does so after the real sops wrote it, too', async () => {
    const answer = spawnSync(sopsPath ?? '', ['set', '--input-type', 'dotenv', '--output-type', 'dotenv', file, '["BY_SOPS"]', '"new"'], { env: { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: identities[0] } });
    expect(answer.status, answer.stderr.toString()).toBe(0);
    await app.row('BY_SOPS').waitFor();
  });

  for (const [what, code, spoil] of [
    ['is gone', 'file-gone', (path: string) => { unlinkSync(path); }],
    ['is in the middle of a merge', 'merge-conflict', (path: string) => { writeFileSync(path, `<<<<<<< HEAD\n${readFileSync(path, 'utf8')}=======\n>>>>>>> theirs\n`); }],
    ['was cut off', 'file-truncated', (path: string) => { const bytes = readFileSync(path); writeFileSync(path, bytes.subarray(0, bytes.indexOf('sops_'))); }],
    ['is for somebody else now', 'no-matching-key', async (path: string) => { writeFileSync(path, await encryptedForOther(['A', 'x'])); }],
  ] as const) {
    it(`keeps the draft and says what to do when their file ${what}`, async () => {
      const { page } = app;
      const good = readFileSync(file);
      const draft = await changeDraft(app);
      await draft.set('STRIPE', yours.stripe);
      await app.pending(1);
      await spoil(file);
      await banner().waitFor();
      await page.getByRole('button', { name: 'Look at both' }).click();
      const alert = page.getByRole('alert');
      await alert.getByText(code, { exact: true }).waitFor();
      expect(await alert.innerText()).toContain('Your 1 change is kept here.');
      await app.pending(1);
      writeFileSync(file, good);
      await alert.getByRole('button', { name: 'Look again' }).click();
      await heading().waitFor();
      await take().click();
      await page.getByRole('dialog', { name: 'Review 1 change' }).waitFor();
      await page.keyboard.press('Control+s');
      await page.getByText('Saved 1 change to .env').waitFor();
    });
  }
});
