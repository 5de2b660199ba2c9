// What goes wrong in the middle of work costs nothing: a slow disk, a core that refuses, somebody else who writes the same file, another language.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorWords } from '../../shared/words/both.ts';
import { identities } from '../fakes/fixtures.ts';
import { hookFs } from '../fakes/fs-hooks.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { steerCore } from './steer-core.ts';

describe.skipIf(!(await hasBrowser()))('in the middle of work', () => {
  let app: AppPage;
  let file: string;
  const endings: (() => void)[] = [];
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['ONE', 'first'], ['TWO', 'second'], ['PEM', '-----BEGIN X-----\nx\n-----END X-----'], ['LAST', 'last']), '.env.two': await encrypted(['OTHER', 'x']) });
    file = join(app.project, '.env');
    await app.openFile('.env');
  });
  afterEach(async () => {
    for (const end of endings.splice(0)) end();
    await app.close();
  });

  const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await app.page.keyboard.press(key); };
  const on = (key: string): Promise<void> => app.row(key).getByRole('rowheader').click();
  const field = (name: string): Locator => app.page.getByRole('textbox', { name });
  const names = (): Promise<string[]> => app.page.getByRole('rowheader').allInnerTexts();
  const plain = (path = file): string[] => sopsDecrypt(path, identities[0]).stdout.toString('utf8').trimEnd().split('\n');
  const type = async (key: string, value: string): Promise<void> => {
    await app.act('Edit', key);
    await field(`New value of ${key}`).fill(value);
    await press('Enter');
    await field(`New value of ${key}`).waitFor({ state: 'detached' });
  };

  /** The disk takes its time to put the new file in the place of the old one. */
  async function slowDisk(): Promise<{ readonly reached: Promise<unknown>; go(): void }> {
    const [reached, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    endings.push(() => { gate.resolve(undefined); }, await hookFs((name, args, real) => {
      // WHY these: whichever way is taken, one of them puts a file beside the old one or in its place.
      if (!['rename', 'handle.sync', 'link'].includes(name) || (name !== 'handle.sync' && !String(args[1]).startsWith(app.project))) return real();
      reached.resolve(undefined);
      return gate.promise.then(real);
    }));
    return { reached: reached.promise, go: () => { gate.resolve(undefined); } };
  }

  it('a slow disk: buttons wait, saving twice does nothing, what is changed meanwhile is kept for the next save', async () => {
    const { page } = app;
    await type('ONE', 'new first');
    const core = steerCore(app);
    const dialog = await app.review();
    const before = readFileSync(file);
    const disk = await slowDisk();
    await press('Control+s');
    await disk.reached;
    const saving = dialog.getByRole('button', { name: /^Saving/ });
    await saving.waitFor();
    expect(await saving.isDisabled()).toBe(true);
    await press('Control+s', 'Control+s', 'Enter');
    await saving.click({ force: true });
    expect(core.count('sops.saveFile')).toBe(1);
    expect(readFileSync(file)).toEqual(before);
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const bar = page.getByRole('region', { name: 'Pending changes' });
    for (const name of ['Discard', 'Saving']) expect(await bar.getByRole('button', { name }).isDisabled(), name).toBe(true);
    await on('TWO');
    await press('Delete');
    await app.act('Edit', 'LAST');
    await field('New value of LAST').fill('typed meanwhile');
    disk.go();
    await page.getByText(/^Saved 1 change to \.env/).first().waitFor();
    expect(await field('New value of LAST').inputValue()).toBe('typed meanwhile');
    await field('New value of LAST').press('Enter');
    await app.pending(2);
    if (sopsPath !== undefined) expect(plain()).toEqual(expect.arrayContaining(['ONE=new first', 'TWO=second']));
    await app.save(2, '.env');
    expect(core.count('sops.saveFile')).toBe(2);
    if (sopsPath !== undefined) expect(plain().filter((line) => !line.startsWith('PEM'))).toEqual(['ONE=new first', 'LAST=typed meanwhile']);
  });

  it('a slow disk while another file is looked at: the save is for the one it was asked for', async () => {
    await type('ONE', 'new first');
    await app.review();
    const disk = await slowDisk();
    await press('Control+s');
    await disk.reached;
    await press('Escape');
    await app.openFile('.env.two');
    await type('OTHER', 'other');
    disk.go();
    await expect.poll(() => app.core.pendingTotal()).toBe(1);
    await app.pending(1);
    await app.openFile('.env');
    expect(await app.page.getByText('not saved').count()).toBe(1);
    if (sopsPath !== undefined) expect(plain()).toContain('ONE=new first');
    await app.openFile('.env.two');
    await app.pending(1);
    await app.save(1, '.env.two');
  });

  const wrong = errorWords('en', 'internal', {}).title;
  /** It was said, and is gone again. */
  async function told(): Promise<void> {
    await app.page.getByText(wrong).first().waitFor();
    for (const close of await app.page.getByRole('button', { name: 'Close the notice' }).all()) await close.click();
  }
  it('a core that refuses: each act is told, nothing else happens, and it works the next time', async () => {
    const { page } = app;
    const core = steerCore(app);
    const fields: readonly { readonly call: string; readonly open: () => Promise<void>; readonly name: string; readonly text: string }[] = [
      { call: 'sops.setEntry', open: () => app.act('Edit', 'ONE'), name: 'New value of ONE', text: 'typed once' },
      { call: 'sops.renameEntry', open: async () => { await on('TWO'); await press('Shift+F2'); }, name: 'New name of TWO', text: 'TWO_NEW' },
      { call: 'sops.addEntry', open: async () => { await page.getByRole('button', { name: 'Add key' }).first().click(); }, name: 'Name', text: 'ADDED' },
    ];
    for (const [index, { call, open, name, text }] of fields.entries()) {
      core.refuse(call);
      await open();
      await field(name).fill(text);
      await press('Enter');
      await page.getByRole('alert').getByText(wrong).waitFor();
      expect(await field(name).inputValue(), call).toBe(text);
      expect(app.core.pendingTotal(), call).toBe(index);
      await field(name).press('Enter');
      await field(name).waitFor({ state: 'detached' });
      await app.pending(index + 1);
    }
    const drafted = ['ONE', 'TWO_NEW', 'PEM', 'LAST', 'ADDED'];
    const keys: readonly (readonly [string, string, string])[] = [['sops.duplicateEntry', 'LAST', 'Control+d'], ['sops.removeEntries', 'LAST', 'Delete'], ['sops.moveEntries', 'LAST', 'Alt+ArrowUp'], ['sops.revealEntry', 'LAST', 'Space'], ['sops.copyEntry', 'LAST', 'Control+c']];
    for (const [call, key, keystroke] of keys) {
      core.refuse(call);
      await on(key);
      await press(keystroke);
      await told();
      expect(await names(), call).toEqual(drafted);
      expect(app.core.pendingTotal(), call).toBe(3);
    }
    expect(app.fake.copied).toEqual([]);
    await on('ONE');
    core.refuse('sops.restoreEntries');
    await app.act('Take back the change of', 'ONE');
    await told();
    core.refuse('sops.undoChange');
    await press('Control+z');
    await told();
    await press('Control+z');
    await app.pending(2);
    core.refuse('sops.redoChange');
    await press('Control+Shift+Z');
    await told();
    await press('Control+Shift+Z');
    await app.pending(3);
    core.refuse('sops.discardChanges');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await told();
    await app.pending(3);
    core.refuse('sops.saveFile');
    await app.review();
    await press('Control+s');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('alert').getByText(wrong).waitFor();
    await app.pending(3);
    await app.save(3, '.env');
    if (sopsPath !== undefined) expect(plain().filter((line) => !line.startsWith('PEM'))).toEqual(['ONE=typed once', 'TWO_NEW=second', 'LAST=last', 'ADDED=']);
  });

  it('a core that refuses text, and a comparison: what was typed stays, and is tried again', async () => {
    const { page } = app;
    const core = steerCore(app);
    const label = (mode: string): Locator => page.locator('label').filter({ hasText: new RegExp(`^${mode}$`) });
    core.refuse('sops.listLines');
    await label('Text').click();
    await page.getByText(wrong).first().waitFor();
    await label('Grid').click();
    await app.row('ONE').waitFor();
    await label('Text').click();
    const text = page.locator('.cm-content');
    await text.locator('.code-chip').first().waitFor();
    await text.focus();
    await press('Control+End', 'Enter');
    core.refuse('sops.spliceLines');
    await page.keyboard.type('LINE=typed');
    await press('Control+s');
    await page.getByText(wrong).first().waitFor();
    expect(await text.innerText()).toContain('LINE=typed');
    expect(app.core.pendingTotal()).toBe(0);
    await page.keyboard.type(' on');
    await app.pending(1);
    writeFileSync(file, await encrypted(['ONE', 'theirs'], ['TWO', 'second']));
    core.refuse('sops.compareDisk');
    await page.getByRole('button', { name: 'Look at both' }).click();
    await page.getByText(wrong).first().waitFor();
    await app.pending(1);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('heading', { name: 'Two versions of .env' }).waitFor();
    core.refuse('sops.rebaseDraft');
    await page.getByRole('button', { name: /^Take it over/ }).click();
    await page.getByText(wrong).first().waitFor();
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('button', { name: /^Take it over/ }).click();
    await page.getByRole('dialog', { name: /^Review / }).waitFor();
    await press('Control+s');
    await page.getByText(/^Saved 1 change to \.env/).first().waitFor();
    if (sopsPath !== undefined) expect(plain()).toEqual(['ONE=theirs', 'TWO=second', 'LINE=typed on']);
  });

  it('somebody else who writes in the very moment of saving: both versions are still there', async () => {
    await type('ONE', 'mine');
    await app.review();
    const disk = await slowDisk();
    await press('Control+s');
    await disk.reached;
    writeFileSync(file, await encrypted(['ONE', 'theirs'], ['TWO', 'second']));
    disk.go();
    await app.page.getByText(/Another program wrote this file while it was being saved|Two versions of|changed on disk/).first().waitFor();
    if (sopsPath === undefined) return;
    const there = readdirSync(app.project).filter((name) => name !== '.env.two').map((name) => plain(join(app.project, name)));
    const kept = there.some((lines) => lines.includes('ONE=mine')) || app.core.pendingTotal() === 1;
    expect([there.some((lines) => lines.includes('ONE=theirs')), kept]).toEqual([true, true]);
  });

  it('two windows’ worth of changes: another core saves first, and this one asks instead of writing over it', async () => {
    const { page } = app;
    await type('ONE', 'mine');
    const other = await openApp();
    try {
      const call = async <T>(name: string, input: object): Promise<T> => {
        const answer = JSON.parse(await other.core.router.handle(JSON.stringify({ call: name, input }), { role: 'cli', user: 'test' } as never)) as { readonly value: T };
        return answer.value;
      };
      const { file: ref } = await call<{ readonly file: string }>('projects.refFile', { path: file });
      const { document } = await call<{ readonly document: string }>('sops.openFile', { file: ref });
      const { entry, name } = await call<{ readonly entry: number[]; readonly name: string[] }>('sops.listEntries', { document });
      const { revision } = await call<{ readonly revision: number }>('sops.setEntry', { document, entry: entry[name.indexOf('TWO')], value: 'theirs' });
      expect(await call('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ written: true });
    } finally {
      await other.close();
    }
    await page.getByRole('button', { name: 'Look at both' }).waitFor();
    await app.review();
    await press('Control+s');
    await page.getByRole('heading', { name: 'Two versions of .env' }).waitFor();
    await page.getByRole('button', { name: /^Take it over/ }).click();
    await page.getByRole('dialog', { name: /^Review / }).waitFor();
    await press('Control+s');
    await page.getByText(/^Saved 1 change to \.env/).first().waitFor();
    if (sopsPath !== undefined) expect(plain()).toEqual(expect.arrayContaining(['ONE=mine', 'TWO=theirs', 'LAST=last']));
  });

  it('another language: what is typed stays where it is, with the cursor, in every field', async () => {
    const { page } = app;
    const speak = async (language: string): Promise<void> => {
      await page.evaluate(async (chosen) => { await window.bridge?.call('settings.set', { language: chosen as 'en' }); }, language);
      await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    };
    const fields: readonly { readonly open: () => Promise<void>; readonly english: string; readonly french: string; readonly text: string }[] = [
      { open: () => app.act('Edit', 'ONE'), english: 'New value of ONE', french: 'Nouvelle valeur de ONE', text: 'half a value' },
      { open: () => app.act('Edit', 'PEM'), english: 'New value of PEM', french: 'Nouvelle valeur de PEM', text: '-----BEGIN X-----\nhalf' },
      { open: async () => { await on('TWO'); await press('Shift+F2'); }, english: 'New name of TWO', french: 'Nouveau nom de TWO', text: 'TWO_HALF' },
    ];
    for (const { open, english, french, text } of fields) {
      await open();
      await field(english).fill(text);
      await press('ArrowLeft', 'ArrowLeft');
      await speak('fr');
      expect(await field(french).evaluate((area) => [(area as HTMLInputElement).value, (area as HTMLInputElement).selectionStart, area === document.activeElement])).toEqual([text, text.length - 2, true]);
      await page.keyboard.insertText('!');
      await speak('en');
      expect(await field(english).inputValue()).toBe(`${text.slice(0, -2)}!${text.slice(-2)}`);
      await press('Escape');
      const leave = page.getByRole('alertdialog').getByRole('button', { name: 'Leave it' });
      if (english.includes('PEM')) await leave.click();
      await field(english).waitFor({ state: 'detached' });
    }
    expect(app.core.pendingTotal()).toBe(0);
  });
});
