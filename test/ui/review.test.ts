// Before a save: every change by key behind its mask, one side readable at a time, one change taken back, warnings, and what sops reads afterwards.
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

const saved = { token: 'canary-review-saved-token', old: 'canary-review-saved-old' };
const typed = { token: 'canary-review-typed-token', added: 'canary-review-typed-added' };

describe.skipIf(!(await hasBrowser()))('the review', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['TOKEN', saved.token], ['OLD', saved.old], ['DB_SSL', 'require'], ['LAST', 'x'], ['SAME', 'stays']) });
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  /** One change of each kind. */
  async function changeAll(): Promise<void> {
    const draft = await changeDraft(app);
    await draft.set('TOKEN', typed.token);
    await draft.add('NEW', typed.added);
    await draft.rename('DB_SSL', 'DATABASE_SSL');
    await draft.remove('OLD');
    await app.pending(4);
  }
  const rowOf = (dialog: Locator, key: string): Locator => dialog.getByRole('row').filter({ has: app.page.getByRole('rowheader', { name: key, exact: true }) });
  const focusedIn = (row: Locator): Promise<boolean> => row.evaluate((element) => element.contains(document.activeElement));

  it('lists added, changed, renamed and removed keys with masks, and says what git and the recipients will see', async () => {
    await changeAll();
    const dialog = await app.review();
    expect(await dialog.getByRole('heading').innerText()).toBe('Review 4 changes');
    expect(await dialog.innerText()).toContain('.env · git will show 4 changed lines, the date and the MAC');
    expect(await dialog.innerText()).toContain('Encrypts for 1 recipient');
    expect(await dialog.getByRole('grid').ariaSnapshot()).toMatch(/^- grid "Changes by key"/);
    const told = await dialog.getByRole('row').allInnerTexts();
    expect(told.slice(1).map((text) => text.split('\n').map((part) => part.trim()).filter((part) => part !== ''))).toEqual([
      ['Added', 'NEW', 'nothing'], ['Changed', 'TOKEN'], ['Renamed', 'DATABASE_SSL', 'DB_SSL', 'DATABASE_SSL'], ['Removed', 'OLD', 'nothing'],
    ]);
    expect(await dialog.getByRole('img', { name: 'hidden value' }).count()).toBe(4);
    const snapshot = await dialog.getByRole('grid').ariaSnapshot();
    for (const value of [...Object.values(saved), ...Object.values(typed)]) expect(snapshot).not.toContain(value);
    for (const name of ['Reveal the new value of NEW', 'Reveal the old value of TOKEN', 'Reveal the new value of TOKEN', 'Reveal the old value of OLD', 'Take back the change of DATABASE_SSL']) {
      expect(await dialog.getByRole('button', { name, exact: true }).count(), name).toBe(1);
    }
  });

  it('shows one side at a time, and only that one crosses the wire', async () => {
    const { page } = app;
    await changeAll();
    const dialog = await app.review();
    const from = app.wire.length;
    const shown = dialog.locator('.secret-value');
    const crossed = (): string => JSON.stringify(app.wire.slice(from));
    await rowOf(dialog, 'TOKEN').hover();
    await dialog.getByRole('button', { name: 'Reveal the new value of TOKEN' }).click();
    await expect.poll(() => shown.allInnerTexts()).toEqual([typed.token]);
    expect(crossed()).toContain(typed.token);
    expect(crossed()).not.toContain(saved.token);
    await page.waitForTimeout(350);
    await dialog.getByRole('button', { name: 'Reveal the old value of TOKEN' }).click();
    await expect.poll(() => shown.allInnerTexts()).toEqual([saved.token]);
    await page.waitForTimeout(350);
    await rowOf(dialog, 'OLD').hover();
    await dialog.getByRole('button', { name: 'Reveal the old value of OLD' }).click();
    await expect.poll(() => shown.allInnerTexts()).toEqual([saved.old]);
    expect(crossed()).not.toContain(typed.added);
    await page.keyboard.press('Escape');
    await expect.poll(() => shown.count()).toBe(0);
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.body.innerHTML.includes('canary-review'))).toBe(false);
  });

  it('can be walked, mended and saved with the keyboard alone', async () => {
    const { page } = app;
    await changeAll();
    await app.page.getByRole('rowheader', { name: 'LAST', exact: true }).click();
    const dialog = await app.review();
    await expect.poll(() => focusedIn(rowOf(dialog, 'NEW'))).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(() => dialog.locator('.secret-value').allInnerTexts()).toEqual([typed.token]);
    await page.keyboard.press('Space');
    await expect.poll(() => dialog.locator('.secret-value').count()).toBe(0);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Take back the change of TOKEN');
    await page.keyboard.press('Enter');
    await dialog.getByText('The change of TOKEN is taken back. 3 changes are left.').waitFor();
    await expect.poll(() => focusedIn(rowOf(dialog, 'DATABASE_SSL'))).toBe(true);
    await page.keyboard.press('End');
    await expect.poll(() => focusedIn(rowOf(dialog, 'OLD'))).toBe(true);
    await page.keyboard.press('Delete');
    await dialog.getByText('The change of OLD is taken back. 2 changes are left.').waitFor();
    await expect.poll(() => focusedIn(rowOf(dialog, 'DATABASE_SSL'))).toBe(true);
    expect(await dialog.getByRole('heading').innerText()).toBe('Review 2 changes');
    await page.keyboard.press('Tab');
    for (let stop = 0; stop < 10 && !(await page.evaluate(() => document.activeElement?.textContent.startsWith('Save ') ?? false)); stop += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Saved 2 changes to .env').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
    expect(await page.getByText('not saved').count()).toBe(0);
    if (sopsPath === undefined) return;
    const plain = sopsDecrypt(join(app.project, '.env'), identities[0]);
    expect(plain.status).toBe(0);
    expect(plain.stdout.toString('utf8').trimEnd().split('\n').toSorted()).toEqual([`DATABASE_SSL=require`, 'LAST=x', `NEW=${typed.added}`, `OLD=${saved.old}`, 'SAME=stays', `TOKEN=${saved.token}`]);
  });

  it('closes by itself when the last change is taken back, and the focus goes to the keys', async () => {
    const { page } = app;
    const draft = await changeDraft(app);
    await draft.set('TOKEN', typed.token);
    await app.pending(1);
    await page.getByRole('button', { name: 'Review and save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Review 1 change' });
    await expect.poll(() => focusedIn(rowOf(dialog, 'TOKEN'))).toBe(true);
    await page.keyboard.press('Delete');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Every change is taken back: nothing is left to save.').waitFor();
    expect(await page.getByText('not saved').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
    await draft.remove('LAST');
    await app.pending(1);
    expect(await dialog.count()).toBe(0);
  });

  it('goes back to editing where it was, and nothing is written', async () => {
    const { page } = app;
    await changeAll();
    await app.page.getByRole('rowheader', { name: 'LAST', exact: true }).click();
    const dialog = await app.review();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => app.row('LAST').evaluate((row) => row === document.activeElement)).toBe(true);
    await app.pending(4);
  });

  it('does not save by a key that is held down', async () => {
    const { page } = app;
    await changeAll();
    await page.keyboard.down('Control');
    await page.keyboard.down('s');
    await page.getByRole('dialog').waitFor();
    for (let again = 0; again < 5; again += 1) await page.keyboard.down('s');
    await page.keyboard.up('s');
    await page.keyboard.up('Control');
    expect(await page.getByRole('dialog', { name: 'Review 4 changes' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await app.pending(4);
    await changeDraft(app);
    expect(app.wire.filter(({ request }) => request.includes('sops.saveFile'))).toEqual([]);
  });

  it('warns of weak values and placeholders, counts the warnings, and sums up what was only moved', async () => {
    const draft = await changeDraft(app);
    await draft.set('TOKEN', 'changeme');
    await draft.moveFirst('SAME');
    await app.pending(2);
    const dialog = await app.review();
    await rowOf(dialog, 'TOKEN').locator('.diff-note').first().waitFor();
    const notes = await rowOf(dialog, 'TOKEN').locator('.diff-note').count();
    await dialog.getByText(`${notes} warning${notes === 1 ? '' : 's'}`, { exact: true }).first().waitFor();
    await dialog.getByRole('row', { name: /^Moved 1 key stands in another place/ }).waitFor();
    expect(await dialog.innerText()).toContain('git will show 2 changed lines');
  });

  it('names the key and the file that hold the same value', async () => {
    const { page } = app;
    const twin = 'canary-review-twin-8f3k2m9x1q';
    await app.openProject({ 'apps/.env.production': await encrypted(['TOKEN', 'x'], ['COPY', twin]), 'apps/.env.staging': await encrypted(['STAGING_TOKEN', twin]) }, 'twins');
    await app.openFile('.env.production');
    const draft = await changeDraft(app, 'apps/.env.production');
    await draft.set('TOKEN', twin);
    await page.getByText('1 change not saved').first().waitFor();
    const dialog = await app.review();
    await rowOf(dialog, 'TOKEN').getByText('Same value as COPY in this file.').waitFor();
    await rowOf(dialog, 'TOKEN').getByText('Same value as STAGING_TOKEN in .env.staging. Each environment usually has its own.').waitFor();
    expect(await dialog.innerText()).toContain('apps/.env.production · git will show 1 changed line');
    const carrying = app.wire.filter(({ request, answer }) => request.includes(twin) || answer?.includes(twin) === true);
    expect(carrying.map(({ request }) => (JSON.parse(request) as { call: string }).call)).toEqual(['sops.setEntry']);
  });

  it('holds three thousand changes with the rows in view alone', async () => {
    const { page } = app;
    const lines = Array.from({ length: 3000 }, (_, index) => [`KEY_${String(index).padStart(4, '0')}`, 'v'] as const);
    await app.openProject({ '.env.many': await encrypted(...lines) }, 'large');
    await app.openFile('.env.many');
    const draft = await changeDraft(app, '.env.many');
    await draft.removeAll();
    await page.getByText('3,000 changes not saved').first().waitFor();
    const dialog = await app.review();
    expect(await dialog.getByRole('heading').innerText()).toBe('Review 3,000 changes');
    expect(await dialog.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('End');
    await expect.poll(() => focusedIn(rowOf(dialog, 'KEY_2999')), { timeout: 20_000 }).toBe(true);
    await page.keyboard.press('Delete');
    await expect.poll(() => focusedIn(rowOf(dialog, 'KEY_2998')), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => dialog.getByRole('heading').innerText(), { timeout: 20_000 }).toBe('Review 2,999 changes');
    expect(await rowOf(dialog, 'KEY_2998').isVisible()).toBe(true);
  });

  for (const language of ['en', 'fr'] as const satisfies readonly Lang[]) {
    it(`has no accessibility finding, light and dark, in ${language}`, async () => {
      const { page } = app;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const draft = await changeDraft(app);
      await draft.set('TOKEN', 'changeme');
      await draft.add('NEW', typed.added);
      await draft.rename('DB_SSL', 'DATABASE_SSL');
      await draft.remove('OLD');
      await draft.moveFirst('SAME');
      if (language === 'fr') await speakFrench(app);
      await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language);
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog').locator(':focus').waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await page.getByRole('dialog').locator('.secret-value').waitFor();
      expect(await axeInBothThemes(page)).toEqual([]);
      for (const [width, height] of [[960, 640], [640, 400]] as const) {
        await page.setViewportSize({ width, height });
        expect(await page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.documentElement.scrollHeight - window.innerHeight])).toEqual([0, 0]);
        expect(await page.getByRole('dialog').getByRole('button').last().isVisible()).toBe(true);
      }
    });
  }
});
