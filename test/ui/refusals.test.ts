// What bad files and bad input get: each its own words in the window, the file untouched, nothing of a value in any message.
import { readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorWords } from '../../shared/words/both.ts';
import type { ErrorCode } from '../../shared/words/index.ts';
import { fixtures } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther, openApp, type AppPage } from './app-page.ts';

const secret = 'canary-refusals-5d1f';
const fixture = (path: string): Buffer => readFileSync(join(fixtures, path));
const asRoot = process.getuid?.() === 0;
if (asRoot) console.warn('!! SKIPPED: read-only files and folders in the window: root may write them; run as an ordinary user');

/** What a good file is turned into between being listed and being opened. */
const opened: readonly { readonly what: string; readonly code: ErrorCode; readonly data?: Readonly<Record<string, number>>; readonly spoil: (path: string, good: Buffer) => Promise<void> | void }[] = [
  { what: 'deleted since it was listed', code: 'file-not-found', spoil: (path) => { unlinkSync(path); } },
  { what: 'empty', code: 'empty-file', spoil: (path) => { truncateSync(path); } },
  { what: 'never encrypted', code: 'not-encrypted', spoil: (path) => { writeFileSync(path, `PASSWORD=${secret}\n`); } },
  { what: 'binary rubbish', code: 'binary-file', spoil: (path) => { writeFileSync(path, Buffer.from([0, 1, 2, 255, 254, 0, 10, 61, 0])); } },
  { what: 'in the middle of a merge', code: 'merge-conflict', spoil: (path, good) => { writeFileSync(path, `<<<<<<< HEAD\n${good.toString('utf8')}=======\n>>>>>>> theirs\n`); } },
  { what: 'cut off', code: 'file-truncated', spoil: (path, good) => { writeFileSync(path, good.subarray(0, good.indexOf('sops_'))); } },
  { what: 'with a line that is none', code: 'bad-line', spoil: (path, good) => { writeFileSync(path, Buffer.concat([Buffer.from('not a line\n'), good])); } },
  { what: 'without its seal', code: 'mac-missing', spoil: (path) => { writeFileSync(path, fixture('tampered/mac-missing.enc.env')); } },
  { what: 'with a key removed', code: 'mac-mismatch', spoil: (path) => { writeFileSync(path, fixture('tampered/key-removed.enc.env')); } },
  { what: 'with a line in clear text', code: 'value-not-encrypted', spoil: (path) => { writeFileSync(path, fixture('tampered/plaintext-line-added.enc.env')); } },
  { what: 'for somebody else', code: 'no-matching-key', spoil: async (path) => { writeFileSync(path, await encryptedForOther(['A', secret])); } },
  { what: 'with key groups of others', code: 'no-matching-key', data: { groups: 2, opened: 1, tried: 1 }, spoil: (path) => { writeFileSync(path, fixture('groups/shamir-2of3.enc.env')); } },
  { what: 'a link to itself', code: 'symlink-loop', spoil: (path) => { rmSync(path); symlinkSync(path, path); } },
  { what: 'a hundred megabytes', code: 'file-too-large', spoil: (path) => { truncateSync(path, 100 * 1024 * 1024); } },
];

describe.skipIf(!(await hasBrowser()))('refusals in the window', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });

  async function expectWords(code: ErrorCode, data: Readonly<Record<string, number>> = {}): Promise<void> {
    const alert = app.page.getByRole('alert');
    await alert.getByText(code, { exact: true }).waitFor();
    const text = await alert.innerText();
    expect(text).toContain(errorWords('en', code, data).title);
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/undefined|NaN|\bError\b/);
  }

  it('has words for every way in which a file does not open, and stays usable', async () => {
    const good = await encrypted(['TOKEN', secret]);
    const names = opened.map((_, index) => `.env.case${String(index).padStart(2, '0')}`);
    await app.openProject({ ...Object.fromEntries(names.map((name) => [name, good])), '.env.good': good });
    for (const [index, { code, what, data, spoil }] of opened.entries()) {
      const name = names[index] ?? '';
      await spoil(join(app.project, name), good);
      // WHY without the way of the mouse: a look at the folder meanwhile would take from the list what is no secret file any more.
      await app.treeItem(name).dispatchEvent('click');
      await expectWords(code, data).catch((error: unknown) => { throw new Error(`${what}: expected ${code}`, { cause: error }); });
      expect(await app.page.getByRole('heading', { name, exact: true }).count(), what).toBe(1);
    }
    expect(await app.treeItem(names[10] ?? '').textContent()).toContain('no key');
    expect(await app.treeItem(names[8] ?? '').textContent()).toContain('tampered');
    await app.openFile('.env.good');
    expect(await app.reveal('TOKEN')).toBe(secret);
  });

  it('opens a mended file after Try again', async () => {
    const good = await encrypted(['TOKEN', secret]);
    await app.openProject({ '.env': good });
    truncateSync(join(app.project, '.env'));
    await app.treeItem('.env').dispatchEvent('click');
    await expectWords('empty-file');
    writeFileSync(join(app.project, '.env'), good);
    await app.page.getByRole('button', { name: 'Try again' }).click();
    await app.page.getByRole('grid').waitFor();
  });

  it('shows what a look at the bytes tells, before anything is opened', async () => {
    const good = await encrypted(['TOKEN', secret]);
    await app.openProject({ 'a/.env': good, 'a/.env.local': `PASSWORD=${secret}\n`, 'b/app.enc.yaml': fixture('v3.12.2/basic.enc.yaml'), 'b/.env.broken': good.subarray(0, good.indexOf('sops_version')), '.sops.yaml': 'creation_rules: []\n' });
    for (const [name, state] of [['.env', 'encrypted'], ['.env.local', 'clear text'], ['app.enc.yaml', 'encrypted'], ['.env.broken', 'damaged'], ['.sops.yaml', 'rules']] as const) {
      expect(await app.page.getByRole('treeitem', { name: new RegExp(`^${name.replaceAll('.', '\\.')} ?, ${state}(, no rule)?$`) }).count(), name).toBe(1);
    }
    await app.page.getByRole('region', { name: 'Project' }).getByText('1 in clear text').waitFor();
    await app.openFile('app.enc.yaml');
    await app.treeItem('.sops.yaml').click();
    await app.page.getByRole('heading', { name: 'Rules for encrypting' }).waitFor();
    expect(await app.page.getByRole('alert').count()).toBe(0);
  });

  it('refuses names and values that the file could not hold, and keeps what was typed', async () => {
    const { page } = app;
    await app.openProject({ '.env': await encrypted(['TOKEN', secret]) });
    await app.openFile('.env');
    await page.getByRole('button', { name: 'Add key' }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    const value = page.getByRole('textbox', { name: 'Value', exact: true });
    await value.fill('typed value');
    for (const [typed, code] of [['TOKEN', 'name-taken'], ['A=B', 'name-not-representable'], ['#A', 'name-not-representable'], ['sops_mac', 'name-reserved']] as const) {
      await name.fill(typed);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: errorWords('en', code, {}).title }).waitFor();
      expect(await name.inputValue()).toBe(typed);
      expect(await value.inputValue()).toBe('typed value');
    }
    await name.fill('FINE');
    await value.fill('C:\\new');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: errorWords('en', 'value-not-representable', {}).title }).waitFor();
    expect(await value.inputValue()).toBe('C:\\new');
    await value.fill('fine');
    await value.press('Enter');
    await app.row('FINE').waitFor();
    await app.act('Edit', 'TOKEN');
    const field = page.getByRole('textbox', { name: 'New value of TOKEN' });
    await field.fill('D:\\neu');
    await field.press('Enter');
    await page.getByRole('alert').filter({ hasText: errorWords('en', 'value-not-representable', {}).title }).waitFor();
    expect(await field.inputValue()).toBe('D:\\neu');
  });

  it('keeps the changes when a save is refused, and says why', async () => {
    const { page } = app;
    const good = await encrypted(['TOKEN', secret], ['OTHER', 'x']);
    await app.openProject({ '.env': good });
    const file = join(app.project, '.env');
    await app.openFile('.env');
    await app.act('Edit', 'TOKEN');
    await page.keyboard.type('changed');
    await page.keyboard.press('Enter');
    await app.pending(1);

    unlinkSync(file);
    await app.review();
    await page.keyboard.press('Control+s');
    await expectWords('file-gone');
    expect(readdirSync(app.project)).toEqual([]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await app.pending(1);

    writeFileSync(file, good);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Saved 1 change to .env').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(readdirSync(app.project)).toEqual(['.env']);
    expect(await app.reveal('TOKEN')).toBe('changed');
  });

  it('says when a value may not be given, without giving it', async () => {
    const { page, fake } = app;
    await app.openProject({ '.env': await encrypted(['ONE', secret], ['TWO', 'y']) });
    await app.openFile('.env');
    fake.focused = false;
    await app.act('Reveal', 'ONE');
    await page.getByText(errorWords('en', 'not-focused', {}).title).waitFor();
    fake.focused = true;
    await app.reveal('ONE');
    await app.act('Reveal', 'TWO');
    const slow = page.getByText(errorWords('en', 'slow-down', {}).title);
    await slow.or(app.row('TWO').locator('.secret-value')).first().waitFor();
  });

  it.skipIf(asRoot)('says that a file or its folder is read-only', async () => {
    const { page } = app;
    const { chmodSync } = await import('node:fs');
    await app.openProject({ '.env': await encrypted(['TOKEN', secret]), 'sub/.env.deep': await encrypted(['TOKEN', secret]), '.env.locked': await encrypted(['TOKEN', secret]) });
    chmodSync(join(app.project, '.env.locked'), 0o000);
    await app.treeItem('.env.locked').click();
    await expectWords('file-unreadable');
    chmodSync(join(app.project, '.env'), 0o444);
    await app.openFile('.env');
    await app.act('Delete', 'TOKEN');
    await app.review();
    await page.keyboard.press('Control+s');
    await expectWords('file-not-writable');
    chmodSync(join(app.project, 'sub'), 0o555);
    await app.openFile('.env.deep');
    await app.act('Delete', 'TOKEN');
    await app.review();
    await page.keyboard.press('Control+s');
    await expectWords('folder-not-writable');
    chmodSync(join(app.project, 'sub'), 0o755);
  });
});
