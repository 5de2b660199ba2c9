// Ways to a project: the dialog, the list in the page where there is none, several at once; and the tree that comes of it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { errorWords } from '../../shared/words/both.ts';
import { noFileDialogs } from '../fakes/dialogs.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, writeFiles, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';

describe.skipIf(!(await hasBrowser()))('folders', () => {
  let app: AppPage;
  afterEach(async () => { await app.close(); });

  it('says which identities this computer has, by place and count', async () => {
    app = await openApp();
    const places = app.page.getByRole('listitem').filter({ hasText: /SOPS_AGE_KEY/ });
    expect(await places.first().innerText()).toMatch(/SOPS_AGE_KEY\s+1 age identity\s+opens files now/);
    expect(await app.page.locator('body').innerText()).not.toContain('AGE-SECRET-KEY');
  });

  it('never follows or shows what is dropped on it, and says that nothing could be opened', async () => {
    app = await openApp();
    const { page } = app;
    const before = page.url();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['canary-dropped'], 'dropped.env'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByRole('alert').getByText(errorWords('en', 'nothing-dropped', {}).title).waitFor();
    expect(page.url()).toBe(before);
    expect(await page.locator('body').innerText()).not.toContain('canary-dropped');
  });

  it('stays where it is when the dialog is cancelled', async () => {
    app = await openApp();
    await app.page.keyboard.press('Control+o');
    await expect.poll(() => app.wire.some(({ request, answer }) => request.includes('chooseFolder') && answer !== undefined)).toBe(true);
    expect(await app.page.getByRole('heading', { name: 'Open a folder and start' }).count()).toBe(1);
    expect(await app.page.getByRole('alert').count()).toBe(0);
  });

  it('says that a folder is gone', async () => {
    app = await openApp();
    app.fake.chosenFolders.push(join(app.home, 'nowhere'));
    await app.page.getByRole('button', { name: 'Open a folder' }).click();
    await app.page.getByRole('alert').getByText(errorWords('en', 'folder-not-found', {}).title).waitFor();
  });

  it('draws a list of folders where the computer has no dialog, and walks it by keyboard', async () => {
    app = await openApp({ ports: (ports) => ({ ...ports, dialogs: { ...noFileDialogs, chooseFolderAbility: { works: false, reason: 'no-program' }, chooseFolder: () => Promise.reject(new Error('no dialog')) } }) });
    const { page } = app;
    const project = join(app.home, 'code', 'shop');
    mkdirSync(join(app.home, 'code', 'other'), { recursive: true });
    writeFiles(project, { '.env': await encrypted(['TOKEN', 'x']) });
    await page.keyboard.press('Control+o');
    const dialog = page.getByRole('dialog', { name: 'Open a folder' });
    await dialog.getByRole('option', { name: 'code' }).waitFor();
    const walk = async (name: string): Promise<void> => {
      await dialog.getByRole('option', { name, exact: true }).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('option');
      await page.keyboard.type(name);
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      await page.keyboard.press('Enter');
    };
    expect(await axeFindings(page)).toEqual([]);
    await walk('code');
    await walk('shop');
    await dialog.getByText('No folders in here.').waitFor();
    await dialog.getByRole('button', { name: 'Open this folder' }).click();
    await app.treeItem('.env').waitFor();
    expect(await dialog.count()).toBe(0);
    await page.getByRole('button', { name: 'Open a folder' }).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it('shows several projects as one tree, filters it, folds it', async () => {
    app = await openApp();
    const { page } = app;
    const good = await encrypted(['A', 'x']);
    await app.openProject({ 'apps/api/.env': good, 'apps/api/.env.10': good, 'apps/api/.env.9': good, 'apps/web/.env': good, '.env': good }, 'shop');
    const labels = async (): Promise<(string | null)[]> => page.getByRole('treeitem').locator('.tree-name').evaluateAll((names) => names.map((name) => name.firstChild?.textContent ?? null));
    expect(await labels()).toEqual(['apps', 'api', '.env', '.env.9', '.env.10', 'web', '.env', '.env']);
    await app.openProject({ '.env.blog': good }, 'blog');
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    await expect.poll(labels).toEqual(['shop', 'apps', 'api', '.env', '.env.9', '.env.10', 'web', '.env', '.env', 'blog', '.env.blog']);
    await page.getByRole('treeitem', { name: 'apps' }).click();
    await expect.poll(labels).toEqual(['shop', 'apps', '.env', 'blog', '.env.blog']);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('WEB');
    await expect.poll(labels).toEqual(['shop', 'apps', 'web', '.env', 'blog']);
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem', { name: 'apps' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(labels).toHaveLength(11);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('api');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(labels).toHaveLength(8);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('apps');
    await page.getByRole('button', { name: 'More for blog' }).first().click();
    await page.getByRole('menuitem', { name: 'Close blog' }).click();
    await page.getByRole('heading', { name: 'shop' }).waitFor();
  });

  it('reads a folder again, and says what to do where there is nothing', async () => {
    app = await openApp();
    const { page } = app;
    await app.openProject({ '.env': await encrypted(['A', 'x']) });
    rmSync(join(app.project, '.env'));
    await page.getByRole('button', { name: 'More for this project' }).click();
    await page.getByRole('menuitem', { name: 'Read the folder again' }).click();
    await page.getByRole('heading', { name: 'No secret file in this folder' }).waitFor();
    expect(await page.getByRole('button', { name: 'Look in another folder' }).count()).toBe(1);
    writeFileSync(join(app.project, '.env.new'), await encrypted(['A', 'x']));
    await page.getByRole('button', { name: 'More for this project' }).click();
    await page.getByRole('menuitem', { name: 'Read the folder again' }).click();
    await app.treeItem('.env.new').waitFor();
  });

  it('opens a project that another start handed over', async () => {
    app = await openApp();
    const project = join(app.home, 'handed');
    writeFiles(project, { '.env': await encrypted(['A', 'x']) });
    await app.core.openPath(project);
    await app.treeItem('.env').waitFor();
  });

  it('warns where the browser runs without its sandbox, and not elsewhere', async () => {
    app = await openApp({ ports: (ports) => ({ ...ports, about: { ...ports.about, sandboxed: false } }) });
    await app.page.getByText('The browser runs without its sandbox').first().waitFor();
    await app.openSample();
    await app.page.getByRole('contentinfo').getByText('No sandbox').waitFor();
    await app.close();
    app = await openApp({ ports: (ports) => ({ ...ports, about: { ...ports.about, sandboxed: true } }) });
    await app.openSample();
    expect(await app.page.getByText('sandbox').count()).toBe(0);
  });

  it('switches copying off, with the reason, where there is no clipboard', async () => {
    app = await openApp({ ports: (ports) => ({ ...ports, clipboard: { ...ports.clipboard, ability: { works: false, reason: 'no-program' } } }) });
    await app.openProject({ '.env': await encrypted(['TOKEN', 'x']) });
    await app.openFile('.env');
    const copy = app.row('TOKEN').getByRole('button', { name: /^Copy TOKEN: not possible\. No program/ });
    expect(await copy.getAttribute('aria-disabled')).toBe('true');
    await copy.click({ force: true });
    expect(app.wire.some(({ request }) => request.includes('copyEntry'))).toBe(false);
  });
});
