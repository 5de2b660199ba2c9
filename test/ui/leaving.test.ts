// Nothing is lost silently: what is typed, what is pending, which project is closed, and what a reload finds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

describe.skipIf(!(await hasBrowser()))('leaving', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-leaving'], ['OTHER', 'x']), '.env.two': await encrypted(['SECOND', 'y']) });
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  const question = () => app.page.getByRole('alertdialog');

  it('asks before typed text is left, and goes back to it', async () => {
    const { page } = app;
    await app.act('Edit', 'TOKEN');
    const field = page.getByRole('textbox', { name: 'New value of TOKEN' });
    await field.fill('half');
    await app.treeItem('.env.two').click();
    await question().getByText('Leave what you typed?').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => question().count()).toBe(0);
    expect(await field.inputValue()).toBe('half');
    await app.treeItem('.env.two').click();
    await question().getByRole('button', { name: 'Leave it' }).click();
    await page.getByRole('grid', { name: 'Keys of .env.two' }).waitFor();
    await app.openFile('.env');
    expect(await page.getByText('not saved').count()).toBe(0);
  });

  it('keeps the draft of a file that is left, marks it in the tree, and finds it again', async () => {
    const { page } = app;
    const before = readFileSync(join(app.project, '.env'));
    await app.act('Delete', 'OTHER');
    await app.treeItem('.env.two').click();
    await page.getByRole('grid', { name: 'Keys of .env.two' }).waitFor();
    expect(await app.treeItem('.env').textContent()).toContain('1 change not saved');
    await app.openFile('.env');
    await app.pending(1);
    expect(await app.row('OTHER').getByText('removed').count()).toBe(1);
    await page.getByRole('button', { name: 'Discard' }).click();
    await question().getByRole('button', { name: 'Keep them' }).click();
    expect(await app.row('OTHER').getByText('removed').count()).toBe(1);
    await page.getByRole('button', { name: 'Discard' }).click();
    await question().getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => app.row('OTHER').getByText('removed').count()).toBe(0);
    expect(readFileSync(join(app.project, '.env'))).toEqual(before);
  });

  it('gives the focus back to the button that asked', async () => {
    const { page } = app;
    await app.act('Delete', 'OTHER');
    const discard = page.getByRole('button', { name: 'Discard' });
    await discard.focus();
    await page.keyboard.press('Enter');
    await question().waitFor();
    expect(await question().getByRole('button', { name: 'Keep them' }).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => discard.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('asks before a project with changes is closed', async () => {
    const { page } = app;
    await app.act('Delete', 'OTHER');
    await app.pending(1);
    await page.getByRole('button', { name: 'More for this project' }).click();
    await page.getByRole('menuitem', { name: 'Close shop' }).click();
    await question().getByRole('button', { name: 'Keep it open' }).click();
    expect(await app.row('OTHER').count()).toBe(1);
    await page.getByRole('button', { name: 'More for this project' }).click();
    await page.getByRole('menuitem', { name: 'Close shop' }).click();
    await question().getByRole('button', { name: 'Discard and close' }).click();
    await page.getByRole('heading', { name: 'Open a folder and start' }).waitFor();
    expect(app.core.pendingTotal()).toBe(0);
  });

  it('closes a project without a question when nothing is pending', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'More for this project' }).click();
    await page.getByRole('menuitem', { name: 'Close shop' }).click();
    await page.getByRole('heading', { name: 'Open a folder and start' }).waitFor();
    expect(await question().count()).toBe(0);
  });

  it('makes the browser ask before a window with changes goes away, and only then', async () => {
    const { page } = app;
    const wouldAsk = (): Promise<boolean> => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(await wouldAsk()).toBe(false);
    await app.act('Edit', 'TOKEN');
    await page.getByRole('textbox', { name: 'New value of TOKEN' }).fill('typed');
    await expect.poll(wouldAsk).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(wouldAsk).toBe(false);
    await app.act('Delete', 'OTHER');
    await expect.poll(wouldAsk).toBe(true);
    await app.save(1, '.env');
    expect(await wouldAsk()).toBe(false);
  });

  it('finds projects and drafts again in a page that was loaded again', async () => {
    const { page } = app;
    // WHY without the guard: a page that is gone does not ask, and the host answers no to whoever asks.
    await page.addInitScript(() => {
      const add = window.addEventListener.bind(window);
      Object.defineProperty(window, 'addEventListener', { value: (type: string, listener: EventListener, options?: boolean) => { if (type !== 'beforeunload') add(type, listener, options); } });
    });
    await page.reload();
    await app.openFile('.env');
    await app.act('Delete', 'OTHER');
    await app.pending(1);
    await page.reload();
    await app.treeItem('.env').click();
    await app.pending(1);
    expect(app.core.pendingTotal()).toBe(1);
  });

  it('saves what was done a moment before Ctrl+S, and what is in the editor with it', async () => {
    const { page } = app;
    await app.act('Edit', 'TOKEN');
    await page.keyboard.type('by ctrl s');
    await app.save(1, '.env');
    expect(await app.reveal('TOKEN')).toBe('by ctrl s');
  });
});
