// The whole line: sample project, reveal, hide, copy, edit, add, delete, take back, save; then the file on disk, byte by byte.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
const nameOf = (line: string): string => line.slice(0, line.indexOf('='));

describe.skipIf(!(await hasBrowser()))('the line', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });

  /** Where the sample project lies: the identity in the status bar tells it. */
  async function samplePath(): Promise<string> {
    const told = await app.page.locator('footer .mono').innerText();
    return told.slice(0, told.lastIndexOf('/'));
  }

  it('goes from the sample project to a saved file that sops reads', async () => {
    const { page, fake } = app;
    await app.openSample();
    await app.openFile('.env');
    const folder = await samplePath();
    const file = join(folder, '.env');
    const before = linesOf(file);
    const keys = await page.getByRole('rowheader').allInnerTexts();
    expect(keys).toHaveLength(10);
    await expect.poll(() => page.getByRole('img', { name: 'hidden value' }).count()).toBe(10);

    const shown = await app.reveal('DATABASE_URL');
    expect(shown).toContain('://');
    expect(await app.row('DATABASE_URL').getByText(/^\d+\ss$/).innerText()).toMatch(/^(30|29)\ss$/);
    await app.act('Hide', 'DATABASE_URL');
    expect(await page.getByText(shown).count()).toBe(0);

    await page.waitForTimeout(350);
    await app.act('Copy', 'DATABASE_URL');
    await app.row('DATABASE_URL').getByText(/^copied, \d+ s$/).waitFor();
    expect(fake.clipboard).toBe(shown);

    await app.act('Edit', 'SMTP_PASSWORD');
    const field = page.getByRole('textbox', { name: 'New value of SMTP_PASSWORD' });
    expect(await field.inputValue()).toBe('');
    await field.fill('canary-line-edited');
    await field.press('Enter');
    await app.pending(1);

    await page.getByRole('button', { name: 'Add key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('ADDED_KEY');
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('canary-line-added\nsecond line');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await app.row('ADDED_KEY').waitFor();
    await expect.poll(() => app.row('ADDED_KEY').evaluate((row) => row === document.activeElement)).toBe(true);

    await app.act('Delete', 'APP_DEBUG');
    await app.act('Delete', 'APP_PORT');
    await app.pending(4);
    await app.act('Take back the change of', 'APP_PORT');
    await app.pending(3);
    for (const part of ['1 added', '1 changed', '1 removed']) expect(await page.getByText(part, { exact: true }).count()).toBe(1);
    expect(linesOf(file)).toEqual(before);

    await app.save(3, '.env');
    expect(await page.getByText('not saved').count()).toBe(0);
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual([...keys.filter((key) => key !== 'APP_DEBUG'), 'ADDED_KEY']);

    const after = linesOf(file);
    const gone = before.filter((line) => !after.includes(line)).map(nameOf);
    const come = after.filter((line) => !before.includes(line)).map(nameOf);
    expect(gone.toSorted()).toEqual(['APP_DEBUG', 'SMTP_PASSWORD', 'sops_lastmodified', 'sops_mac']);
    expect(come.toSorted()).toEqual(['ADDED_KEY', 'SMTP_PASSWORD', 'sops_lastmodified', 'sops_mac']);
    expect(readdirSync(folder).toSorted()).toEqual(['.env', '.env.production', '.sops.yaml', 'keys.txt']);
    if (sopsPath === undefined) return;
    const identity = linesOf(join(folder, 'keys.txt')).find((line) => line.startsWith('AGE-SECRET-KEY')) ?? '';
    const plain = sopsDecrypt(file, identity);
    expect(plain.status).toBe(0);
    expect(plain.stdout.toString('utf8')).toContain('SMTP_PASSWORD=canary-line-edited\n');
    expect(plain.stdout.toString('utf8')).toContain('ADDED_KEY=canary-line-added\\nsecond line\n');
    expect(plain.stdout.toString('utf8')).not.toContain('APP_DEBUG');
    expect(plain.stdout.toString('utf8')).toContain(`DATABASE_URL=${shown}\n`);
  });

  it('can be walked with the keyboard alone', async () => {
    const { page, fake } = app;
    const focused = (): Promise<string> => page.evaluate(() => `${document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName.toLowerCase() ?? ''}: ${document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''}`);
    const tabTo = async (what: RegExp): Promise<void> => {
      for (let stop = 0; stop < 40; stop += 1) {
        if (what.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no tab stop like ${String(what)}; the focus is on ${await focused()}`);
    };
    await tabTo(/^button: .*sample project/);
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('prod');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(3);
    await tabTo(/^treeitem/);
    await page.keyboard.press('End');
    expect(await focused()).toContain('.sops.yaml');
    await page.keyboard.type('.env.p');
    expect(await focused()).toContain('.env.production');
    await page.keyboard.press('Enter');
    await page.getByRole('grid').waitFor();

    await tabTo(/^row/);
    const first = await focused();
    await page.keyboard.press('End');
    expect(await focused()).not.toBe(first);
    await page.keyboard.press('Home');
    expect(await focused()).toBe(first);
    await page.keyboard.type('data');
    const here = app.row('DATABASE_URL');
    await expect.poll(() => here.evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await here.locator('.secret-value').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => here.locator('.secret-value').count()).toBe(0);
    await page.waitForTimeout(350);
    await page.keyboard.press('Control+c');
    await here.getByText(/^copied/).waitFor();
    expect(fake.copied).toHaveLength(1);
    await page.keyboard.press('Enter');
    await page.keyboard.type('canary-by-keyboard');
    await page.keyboard.press('Enter');
    await app.pending(1);
    await expect.poll(() => here.evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await app.pending(2);
    await expect.poll(focused).toMatch(/^row/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/Take back/);
    await page.keyboard.press('Enter');
    await app.pending(1);
    await app.save(1, '.env.production');
    expect(existsSync(join(await samplePath(), '.env.production'))).toBe(true);
  });

  it('takes no more than one tab stop for a list', async () => {
    const { page } = app;
    await app.openSample();
    await app.openFile('.env');
    for (const role of ['tree', 'grid'] as const) {
      const stops = await page.getByRole(role).locator('[tabindex="0"]').evaluateAll((found) => found.filter((element) => element.tagName !== 'BUTTON').length);
      expect(stops, role).toBe(1);
    }
    await app.row('APP_PORT').click();
    expect(await page.getByRole('grid').locator('button[tabindex="0"]').evaluateAll((buttons) => buttons.every((button) => button.getAttribute('aria-label')?.endsWith('APP_PORT')))).toBe(true);
  });
});
