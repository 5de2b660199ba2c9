// The window around the room: the way back and forward, the rail, the edge of the list, the status bar, and Esc one layer at a time.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther, openApp, type AppPage } from './app-page.ts';

describe.skipIf(!(await hasBrowser()))('the frame', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({
      'apps/.env.one': await encrypted(['ONE', 'canary-frame-1'], ['ONE_MORE', 'x']), 'apps/.env.two': await encrypted(['TWO', 'canary-frame-2']), 'apps/.env.three': await encrypted(['THREE', 'canary-frame-3']),
      'other/.env.locked': await encryptedForOther(['NO', 'x']), 'other/.env.local': 'CLEAR=canary-frame-clear\n',
    });
  });
  afterEach(async () => { await app.close(); });

  const heading = (name: string): Promise<void> => app.page.getByRole('heading', { name, level: 1 }).waitFor();
  const keys = (name: string): Promise<void> => app.page.getByRole('grid', { name: `Keys of ${name}` }).waitFor();
  const hasFocus = (role: 'button' | 'link', name: string) => (): Promise<boolean> => app.page.getByRole(role, { name }).first().evaluate((element) => element === document.activeElement);
  const status = () => app.page.getByRole('contentinfo', { name: 'Status' });

  it('goes back and forward with buttons and keys, and says why there is nothing', async () => {
    const { page } = app;
    expect(await page.getByRole('button', { name: 'Back: nothing was in view before' }).getAttribute('aria-disabled')).toBe('true');
    for (const name of ['.env.one', '.env.two', '.env.three']) await app.openFile(name);
    await page.getByRole('button', { name: 'Back to .env.two' }).click();
    await keys('.env.two');
    await page.keyboard.press('Alt+ArrowLeft');
    await keys('.env.one');
    await page.getByRole('button', { name: 'Back: nothing was in view before' }).waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await keys('.env.two');
    await page.getByRole('button', { name: 'Forward to .env.three' }).click();
    await keys('.env.three');
    expect(await page.getByRole('button', { name: 'Forward: you are at the last place' }).getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('navigation', { name: 'Where you are' }).getByRole('listitem').allInnerTexts()).toEqual(['shop', 'apps', '.env.three']);
  });

  it('asks before the way back would lose typed text, and stays', async () => {
    const { page } = app;
    await app.openFile('.env.one');
    await app.openFile('.env.two');
    await app.act('Edit', 'TWO');
    const field = page.getByRole('textbox', { name: 'New value of TWO' });
    await field.fill('half a val');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('alertdialog').waitFor();
    // WHY waited for: until the question has the focus, the key belongs to the field.
    await expect.poll(() => page.getByRole('alertdialog').evaluate((question) => question.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
    expect(await field.inputValue()).toBe('half a val');
    await page.getByRole('button', { name: 'Back to .env.one' }).click();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await keys('.env.one');
  });

  it('keeps the changes of a file on the way back and forward', async () => {
    const { page } = app;
    await app.openFile('.env.one');
    await app.act('Delete', 'ONE');
    await app.pending(1);
    await app.openFile('.env.two');
    await page.keyboard.press('Alt+ArrowLeft');
    await keys('.env.one');
    await app.pending(1);
    expect(await app.row('ONE').getByRole('button', { name: 'Take back' }).count()).toBe(1);
  });

  it('is one tab stop on the rail, with arrow keys, and Ctrl+1 leads into the room', async () => {
    const { page } = app;
    const rail = page.getByRole('navigation', { name: 'Rooms' });
    expect(await rail.locator('[tabindex="0"]').count()).toBe(1);
    await rail.getByRole('link', { name: 'Files' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(hasFocus('link', 'Vault')).toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect.poll(hasFocus('link', 'Audit')).toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect.poll(hasFocus('button', 'Settings')).toBe(true);
    expect(await rail.locator('[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await expect.poll(hasFocus('link', 'Files')).toBe(true);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Settings' }).waitFor();
    expect(await rail.getByRole('button', { name: 'Settings' }).getAttribute('aria-current')).toBe('page');
    await page.keyboard.press('Control+1');
    await page.getByRole('treeitem').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('room');
  });

  it('counts files, clear text, files without a key and pending changes, and names the identity', async () => {
    await status().getByText('5 files').waitFor();
    await status().getByText('1 in clear text').waitFor();
    await app.treeItem('.env.locked').click();
    await status().getByText('1 without a key').waitFor();
    await app.openFile('.env.one');
    await status().getByText('SOPS_AGE_KEY').waitFor();
    await app.act('Delete', 'ONE');
    await status().getByText('1 change pending').waitFor();
    expect(await status().getByRole('button').count()).toBe(0);
  });

  it('moves the edge of the list with the keyboard and the mouse, within limits, and remembers it', async () => {
    const { page } = app;
    await page.setViewportSize({ width: 1280, height: 800 });
    const edge = page.getByRole('separator', { name: 'Width of the list' });
    const width = async (): Promise<number> => Math.round((await page.getByRole('region', { name: 'Project' }).boundingBox())?.width ?? 0);
    const kept = (): unknown => {
      const file = join(app.home, '.config/coffre/settings.json');
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { paneWidth: number }).paneWidth : undefined;
    };
    await expect.poll(width).toBe(272);
    await edge.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await width()).toBe(328);
    expect(await edge.getAttribute('aria-valuenow')).toBe('328');
    await expect.poll(kept).toBe(328);
    await page.keyboard.press('Home');
    expect(await width()).toBe(200);
    await page.keyboard.press('ArrowLeft');
    expect(await width()).toBe(200);
    await page.keyboard.press('End');
    expect(await width()).toBe(480);
    await expect.poll(kept).toBe(480);
    await page.reload();
    await page.getByRole('treeitem').first().waitFor();
    await expect.poll(width).toBe(480);

    const box = await edge.boundingBox();
    const at = (box?.x ?? 0) + (box?.width ?? 0) / 2;
    await page.mouse.move(at, 400);
    await page.mouse.down();
    await page.mouse.move(at - 100, 410, { steps: 5 });
    await page.mouse.up();
    await expect.poll(width).toBe(380);
    await page.mouse.move(600, 400);
    expect(await width()).toBe(380);
    await page.setViewportSize({ width: 800, height: 640 });
    expect(await width()).toBeLessThanOrEqual(Math.ceil(0.45 * (800 - 68)));
    await page.setViewportSize({ width: 1280, height: 800 });
    await edge.dblclick();
    await expect.poll(width).toBe(272);
    await expect.poll(kept).toBe(0);
    await page.setViewportSize({ width: 1000, height: 700 });
    await expect.poll(width).toBe(248);
    expect(app.consoleLines.filter((line) => !line.startsWith('debug'))).toEqual([]);
  });

  it('closes one layer with each Esc: dialog, editor, filter', async () => {
    const { page } = app;
    const filter = page.getByRole('textbox', { name: 'Filter files' });
    await page.keyboard.press('Control+f');
    await filter.fill('one');
    await app.openFile('.env.one');
    await app.act('Edit', 'ONE');
    const editor = page.getByRole('textbox', { name: 'New value of ONE' });
    await editor.fill('half');
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => editor.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await editor.inputValue()).toBe('half');
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
    expect(await filter.inputValue()).toBe('one');
    await filter.focus();
    await page.keyboard.press('Escape');
    expect(await filter.inputValue()).toBe('');
    await heading('.env.one');
  });

  it('keeps window keys silent while a dialog is open, and undo out of fields', async () => {
    const { page } = app;
    await app.openFile('.env.one');
    await app.openFile('.env.two');
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
    for (const keysOfWindow of ['Alt+ArrowLeft', 'Control+k', 'Control+o']) await page.keyboard.press(keysOfWindow);
    await page.waitForTimeout(200);
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keys('.env.two');
    await app.act('Delete', 'TWO');
    await app.pending(1);
    const filter = page.getByRole('textbox', { name: 'Filter files' });
    await filter.fill('on');
    await page.keyboard.press('Control+z');
    await app.pending(1);
    await filter.fill('');
    await page.getByRole('main').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('region', { name: 'Pending changes' }).count()).toBe(0);
    await page.keyboard.press('Control+y');
    await app.pending(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('region', { name: 'Pending changes' }).count()).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await app.pending(1);
  });

  it('does what the system\'s menu asks for as its keys would, and nothing while a dialog is open', async () => {
    const { page, core } = app;
    await app.openFile('.env.one');
    await app.openFile('.env.two');
    core.command('back');
    await keys('.env.one');
    core.command('find');
    await expect.poll(() => page.getByRole('textbox', { name: 'Filter files' }).evaluate((input) => input === document.activeElement)).toBe(true);
    core.command('palette');
    await page.getByRole('combobox', { name: 'Search names' }).waitFor();
    core.command('forward');
    // WHY waited for: nothing tells that a command was passed over, and Escape must not be faster than it.
    await page.waitForTimeout(500);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await keys('.env.one');
    core.command('save');
    await page.waitForTimeout(200);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await app.act('Delete', 'ONE');
    await app.pending(1);
    core.command('undo');
    await expect.poll(() => page.getByRole('region', { name: 'Pending changes' }).count()).toBe(0);
    // In a field, Undo is the field's own: the file is not touched.
    await app.act('Delete', 'ONE');
    await app.pending(1);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    const filter = page.getByRole('textbox', { name: 'Filter files' });
    await filter.fill('');
    await filter.pressSequentially('env');
    core.command('undo');
    await expect.poll(() => filter.inputValue()).not.toBe('env');
    await app.pending(1);
    await filter.fill('');
    // WHY on its name: the buttons of a row appear in its middle with the pointer, and Delete would be what is hit.
    await page.getByRole('rowheader', { name: 'ONE_MORE' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    core.command('undo');
    await expect.poll(() => page.getByRole('region', { name: 'Pending changes' }).count()).toBe(0);
    core.command('close-project');
    await page.getByRole('button', { name: 'Try it with a sample project' }).waitFor();
  });
});
