// Two versions of one file side by side: chosen by key, reviewed and saved; then what sops reads.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { Lang } from '../../shared/words/index.ts';
import { identities } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeInBothThemes } from './axe.ts';
import { changeDraft, speakFrench } from './draft-by-wire.ts';

const before = { stripe: 'canary-conflict-before-stripe' };
const yours = { stripe: 'canary-conflict-yours-stripe' };
const theirs = { stripe: 'canary-conflict-theirs-stripe', dsn: 'canary-conflict-theirs-dsn' };

describe.skipIf(!(await hasBrowser()))('two versions', () => {
  let app: AppPage;
  let file: string;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['STRIPE', before.stripe], ['LEVEL', 'info'], ['SENTRY_DSN', 'old-dsn'], ['GONE', 'x'], ['SECURE', 'no'], ['STAYS', 'same']), '.env.two': await encrypted(['SECOND', 'y']) });
    file = join(app.project, '.env');
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  const banner = (): Locator => app.page.getByText('This file changed on disk', { exact: true });
  const heading = (): Locator => app.page.getByRole('heading', { name: 'Two versions of .env' });
  const card = (key: string): Locator => app.page.getByRole('group', { name: `${key}: which value to keep` });
  const listed = (key: string): Locator => app.page.getByRole('row').filter({ has: app.page.getByRole('rowheader', { name: key, exact: true }) });
  const take = (): Locator => app.page.getByRole('button', { name: /^Take it over/ });

  /** Mine: STRIPE and LEVEL changed, GONE removed, MINE added, SECURE changed. Theirs: STRIPE, SENTRY_DSN and SECURE changed, GONE changed, THEIRS added. */
  async function bothChange(): Promise<void> {
    const draft = await changeDraft(app);
    await draft.set('STRIPE', yours.stripe);
    await draft.set('LEVEL', 'debug');
    await draft.set('SECURE', 'yes');
    await draft.remove('GONE');
    await draft.add('MINE', 'm');
    await app.pending(5);
    writeFileSync(file, await encrypted(['STRIPE', theirs.stripe], ['LEVEL', 'info'], ['SENTRY_DSN', theirs.dsn], ['GONE', 'changed by them'], ['SECURE', 'yes'], ['STAYS', 'same'], ['THEIRS', 't']));
  }
  async function plain(): Promise<string[] | undefined> {
    if (sopsPath === undefined) return undefined;
    const answer = sopsDecrypt(file, identities[0]);
    expect(answer.status, answer.stderr).toBe(0);
    return answer.stdout.toString('utf8').trimEnd().split('\n').toSorted();
  }

  it('says that the file changed while something is pending, keeps it, and shows both on request', async () => {
    await bothChange();
    await banner().waitFor();
    await app.pending(5);
    expect(await app.page.getByText('Your 5 changes are kept here').count()).toBe(1);
    await app.page.getByRole('button', { name: 'Look at both' }).click();
    await heading().waitFor();
    await expect.poll(() => heading().evaluate((title) => title === document.activeElement)).toBe(true);
    await app.page.getByRole('button', { name: 'Decide later' }).click();
    await app.pending(5);
    await banner().waitFor();
    await expect.poll(() => app.page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
  });

  it('opens the comparison when a save is refused for it; what is chosen is reviewed, saved, and what sops reads', async () => {
    const { page } = app;
    await bothChange();
    await app.review();
    await page.keyboard.press('Control+s');
    await heading().waitFor();
    const disk = readFileSync(file);
    expect(await page.getByRole('alert').count()).toBe(0);
    for (const key of ['STRIPE', 'GONE']) expect(await card(key).count(), key).toBe(1);
    expect(await page.getByRole('button', { name: /^Only you changed 2 LEVEL, MINE$/ }).count()).toBe(1);
    expect(await page.getByRole('button', { name: /^Only they changed 2/ }).count()).toBe(1);
    expect(await page.getByRole('button', { name: /^Both made the same change 1 SECURE$/ }).count()).toBe(1);
    expect(await page.getByText('Unchanged').locator('..').innerText()).toMatch(/1/);
    expect(await card('STRIPE').ariaSnapshot()).toBe([
      `- 'group "STRIPE: which value to keep"':`, '  - text: "STRIPE: which value to keep STRIPE choose one"', '  - button "Another value · STRIPE"',
      '  - text: Before as you opened it', '  - img "hidden value"', '  - button "Reveal the value of STRIPE before"',
      '  - radio "Yours"', '  - text: Yours changed by you', '  - img "hidden value"', '  - button "Reveal your value of STRIPE"',
      '  - radio "Theirs"', '  - text: Theirs changed on disk', '  - img "hidden value"', '  - button "Reveal their value of STRIPE"',
    ].join('\n'));
    expect(await take().getAttribute('aria-disabled')).toBe('true');
    expect(await take().innerText()).toBe('Take it over, 2 to choose');

    await card('STRIPE').getByRole('radio', { name: 'Theirs' }).check();
    expect(await take().innerText()).toBe('Take it over, 1 to choose');
    await card('GONE').getByRole('radio', { name: 'Yours' }).check();
    expect(await take().innerText()).toBe('Take it over');
    expect(await page.getByRole('complementary', { name: 'The result' }).innerText()).toContain('7 keys, 7 differ from the version that you opened');
    await listed('THEIRS').getByRole('button', { name: 'Yours', exact: true }).click();
    expect(await page.getByRole('complementary', { name: 'The result' }).innerText()).toContain('6 keys, 6 differ');
    await take().click();
    const dialog = page.getByRole('dialog', { name: /^Review / });
    await dialog.waitFor();
    expect((await dialog.getByRole('rowheader').allInnerTexts()).toSorted()).toEqual(['GONE', 'LEVEL', 'MINE', 'THEIRS']);
    expect(readFileSync(file)).toEqual(disk);
    await page.keyboard.press('Control+s');
    await page.getByText('Saved 4 changes to .env').waitFor();
    expect(await banner().count()).toBe(0);
    const told = await plain();
    if (told !== undefined) expect(told).toEqual(['LEVEL=debug', 'MINE=m', 'SECURE=yes', `SENTRY_DSN=${theirs.dsn}`, 'STAYS=same', `STRIPE=${theirs.stripe}`]);
  });

  it('can be decided with the keyboard alone', async () => {
    const { page } = app;
    await bothChange();
    await banner().waitFor();
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
    const tabTo = async (what: RegExp): Promise<void> => {
      for (let stop = 0; stop < 60; stop += 1) {
        if (what.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no tab stop like ${String(what)}; the focus is on ${await focused()}`);
    };
    await page.getByRole('button', { name: 'Look at both' }).focus();
    await page.keyboard.press('Enter');
    await heading().waitFor();
    await tabTo(/^Reveal the value of STRIPE before/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await card('STRIPE').getByRole('radio', { name: 'Yours' }).isChecked()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await card('STRIPE').getByRole('radio', { name: 'Theirs' }).isChecked()).toBe(true);
    await tabTo(/^Reveal the value of GONE before/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tabTo(/^SENTRY_DSN/);
    await page.keyboard.press('Space');
    await expect.poll(() => listed('SENTRY_DSN').locator('.secret-value').allInnerTexts()).toEqual([theirs.dsn]);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toMatch(/^THEIRS/);
    await page.keyboard.press('Enter');
    expect(await listed('THEIRS').getByRole('button', { name: 'Yours', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Tab');
    await tabTo(/^Take it over$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^Review / }).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved \d changes to \.env$/).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
    const told = await plain();
    if (told !== undefined) expect(told).toEqual(['LEVEL=debug', 'MINE=m', 'SECURE=yes', `SENTRY_DSN=${theirs.dsn}`, 'STAYS=same', `STRIPE=${theirs.stripe}`]);
  });

  it('shows one side at a time, and only that one crosses the wire', async () => {
    const { page } = app;
    await bothChange();
    await banner().waitFor();
    await page.getByRole('button', { name: 'Look at both' }).click();
    await heading().waitFor();
    const from = app.wire.length;
    const crossed = (): string => JSON.stringify(app.wire.slice(from));
    const sides = [['Reveal their value of STRIPE', theirs.stripe], ['Reveal the value of STRIPE before', before.stripe], ['Reveal your value of STRIPE', yours.stripe]] as const;
    for (const [at, [name, value]] of sides.entries()) {
      await page.waitForTimeout(350);
      await page.getByRole('button', { name }).click();
      await expect.poll(() => page.locator('.secret-value').allInnerTexts()).toEqual([value]);
      for (const [, later] of sides.slice(at + 1)) expect(crossed()).not.toContain(later);
    }
    await page.getByRole('button', { name: 'Decide later' }).click();
    await app.pending(5);
    expect(await page.evaluate(() => document.body.innerHTML.includes('canary-conflict'))).toBe(false);
  });

  it('takes another value for a key that both changed', async () => {
    const { page } = app;
    await bothChange();
    await banner().waitFor();
    await page.getByRole('button', { name: 'Look at both' }).click();
    for (const key of ['STRIPE', 'GONE']) {
      await card(key).getByRole('button', { name: 'Another value' }).click();
      const field = page.getByRole('textbox', { name: `Another value for ${key}` });
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
      await field.fill(`third ${key}`);
      await field.press('Enter');
      await field.waitFor({ state: 'detached' });
      expect(await card(key).getByRole('radio', { name: 'Yours' }).isChecked()).toBe(true);
    }
    await take().click();
    await page.getByRole('dialog', { name: /^Review / }).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved \d changes to \.env$/).waitFor();
    const told = await plain();
    if (told !== undefined) expect(told).toEqual(['GONE=third GONE', 'LEVEL=debug', 'MINE=m', 'SECURE=yes', `SENTRY_DSN=${theirs.dsn}`, 'STAYS=same', 'STRIPE=third STRIPE', 'THEIRS=t']);
  });

  it('joins a rename of one side with a new value of the other, and a key that they removed and I changed', async () => {
    const { page } = app;
    const draft = await changeDraft(app);
    await draft.rename('LEVEL', 'LOG_LEVEL');
    await draft.set('GONE', 'mine after all');
    await app.pending(2);
    writeFileSync(file, await encrypted(['STRIPE', before.stripe], ['LEVEL', 'info'], ['DSN', 'old-dsn'], ['SECURE', 'no'], ['STAYS', 'same']));
    await banner().waitFor();
    await page.getByRole('button', { name: 'Look at both' }).click();
    await heading().waitFor();
    expect(await card('GONE').getByText('removed on disk').count()).toBe(1);
    expect(await card('GONE').getByText('nothing').count()).toBe(1);
    await card('GONE').getByRole('radio', { name: 'Yours' }).check();
    await take().click();
    await page.getByRole('dialog', { name: /^Review / }).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved \d changes to \.env$/).waitFor();
    const told = await plain();
    if (told !== undefined) expect(told).toEqual(['DSN=old-dsn', 'GONE=mine after all', 'LOG_LEVEL=info', 'SECURE=no', 'STAYS=same', `STRIPE=${before.stripe}`]);
  });

  it('leaves nothing to save when all of theirs is taken', async () => {
    const { page } = app;
    const draft = await changeDraft(app);
    await draft.set('STRIPE', yours.stripe);
    await app.pending(1);
    writeFileSync(file, await encrypted(['STRIPE', theirs.stripe]));
    await banner().waitFor();
    await page.getByRole('button', { name: 'Look at both' }).click();
    await card('STRIPE').getByRole('radio', { name: 'Theirs' }).check();
    await take().click();
    await page.getByText('.env is now as it is on disk: nothing is left to save').waitFor();
    expect(await page.getByText('not saved').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual(['STRIPE']);
    expect(await app.reveal('STRIPE')).toBe(theirs.stripe);
  });

  it('reads both once more when the file changes again in the middle', async () => {
    const { page } = app;
    await bothChange();
    await banner().waitFor();
    await page.getByRole('button', { name: 'Look at both' }).click();
    await card('STRIPE').getByRole('radio', { name: 'Yours' }).check();
    await card('GONE').getByRole('radio', { name: 'Yours' }).check();
    writeFileSync(file, await encrypted(['STRIPE', theirs.stripe], ['LATE', 'z']));
    await take().click();
    const dialog = page.getByRole('dialog', { name: /^Review / });
    await dialog.waitFor();
    await page.keyboard.press('Control+s');
    await heading().waitFor();
    await listed('LATE').waitFor();
  });

  for (const language of ['en', 'fr'] as const satisfies readonly Lang[]) {
    it(`has no accessibility finding, light and dark, in ${language}`, async () => {
      const { page } = app;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await bothChange();
      await banner().waitFor();
      if (language === 'fr') await speakFrench(app);
      await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language);
      const look = async (where: string): Promise<void> => {
        expect(await axeInBothThemes(page), where).toEqual([]);
      };
      await look('banner');
      await page.locator('.banner').getByRole('button').click();
      await page.locator('.conflict').first().waitFor();
      await page.locator('.conflict').first().getByRole('radio').first().check();
      await page.locator('.conflict').first().locator('.side').first().getByRole('button').click();
      await page.locator('.secret-value').waitFor();
      const folded = page.locator('.fold[aria-expanded="false"]');
      while (await folded.count() > 0) await folded.first().click();
      await look('comparison');
      for (const [width, height] of [[960, 640], [640, 400]] as const) {
        await page.setViewportSize({ width, height });
        expect(await page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.documentElement.scrollHeight - window.innerHeight])).toEqual([0, 0]);
        expect(await page.locator('.conflict-panel').getByRole('button').first().isVisible()).toBe(true);
      }
    });
  }
});
