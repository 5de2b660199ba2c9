// Folders that were opened before, on the first screen: one tab stop, opened and forgotten by keyboard, missing ones told as such.
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { errorWords } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';

describe.skipIf(!(await hasBrowser()))('recent folders', () => {
  let app: AppPage;
  afterEach(async () => { await app.close(); });
  const list = () => app.page.getByRole('grid', { name: 'Opened before' });
  const names = () => list().locator('.item-name').allInnerTexts();
  const focused = () => app.page.evaluate(() => document.activeElement?.querySelector('.item-name')?.textContent ?? document.activeElement?.textContent ?? '');

  async function openAndClose(...projects: readonly string[]): Promise<void> {
    for (const name of projects) {
      await app.openProject({ '.env': await encrypted(['A', 'x']) }, name);
      await app.page.getByRole('button', { name: 'More for this project' }).click();
      await app.page.getByRole('menuitem', { name: `Close ${name}` }).click();
      await list().waitFor();
    }
  }

  it('walks, forgets and opens by keyboard, with one tab stop', async () => {
    app = await openApp();
    const { page } = app;
    expect(await list().count()).toBe(0);
    await openAndClose('one', 'two', 'three');
    expect(await names()).toEqual(['three', 'two', 'one']);
    expect(await list().locator('[tabindex="0"]').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try it with a sample project' }).focus();
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('three');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('two');
    await page.keyboard.press('Delete');
    await expect.poll(names).toEqual(['three', 'one']);
    await expect.poll(focused).toBe('one');
    await page.getByText('two is off the list').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'one' }).waitFor();
    await app.treeItem('.env').waitFor();
  });

  it('says which folders are missing and what to do, and gives the focus back when the last is forgotten', async () => {
    app = await openApp();
    const { page } = app;
    await openAndClose('here', 'gone');
    rmSync(app.project, { recursive: true });
    await page.reload();
    await list().getByRole('row', { name: /gone/ }).getByText('not there now').waitFor();
    await page.getByText('It was moved or removed').waitFor();
    await list().getByRole('row', { name: /gone/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(errorWords('en', 'folder-not-found', {}).title).waitFor();
    await list().getByRole('row', { name: /gone/ }).focus();
    await page.keyboard.press('Delete');
    await expect.poll(names).toEqual(['here']);
    await page.keyboard.press('Delete');
    await expect.poll(() => list().count()).toBe(0);
    await expect.poll(focused).toContain('Open a folder');
  });
});
