// After a lock whatever was open is open again: lines that the draft has not taken, the review, dialogs with what was chosen in them. A secret that was half typed into one of them is dropped, and that is said.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { heapOf } from '../security/search.ts';
import { lockSpecs, slow } from './lock-kit.ts';

const half = 'canary-half-open';

describe.skipIf(!(await hasBrowser()))('what was open', () => {
  const { app, home, openFile, locked, unlock } = lockSpecs();
  const dialog = (name: string | RegExp) => app.now().getByRole('dialog', { name });
  const press = (key: string): Promise<void> => app.now().keyboard.press(key);
  const onRow = async (name: string, key: string): Promise<void> => {
    await app.now().getByRole('rowheader', { name, exact: true }).click();
    await press(key);
  };
  const changeToken = async (): Promise<void> => {
    await openFile(/^\.env/);
    await onRow('TOKEN', 'Delete');
    await app.now().getByText('1 change not saved').first().waitFor();
  };

  describe('in text mode', () => {
    const text = () => app.now().locator('.cm-content');
    const lines = (): Promise<readonly string[]> => text().locator('.cm-line').evaluateAll((all) => all.map((line) => (line.textContent ?? '').replaceAll('\u200b', '')));
    const type = async (words: string): Promise<void> => {
      await openFile(/^\.env/);
      await app.now().locator('label').filter({ hasText: /^Text$/ }).click();
      await text().locator('.code-chip').first().waitFor();
      await text().focus();
      await press('Control+End');
      await press('Enter');
      await app.now().keyboard.type(words);
    };
    it('unfinished-sealed: lines that do not parse come back where the cursor goes on, and were nowhere in between', async () => {
      await type(`GOOD=${half}-good`);
      await app.now().getByText('1 change not saved').first().waitFor();
      await press('Enter');
      await app.now().keyboard.type(`NOT YET ${half}-bad`);
      await locked();
      expect(await heapOf(app.now())).not.toContain(half);
      await unlock();
      await expect.poll(async () => (await lines()).at(-1), slow).toBe(`NOT YET ${half}-bad`);
      expect(await text().evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true);
      await press('Home');
      await press('Control+Delete');
      await press('Control+Delete');
      await app.now().keyboard.type('LATER=');
      await app.now().getByText('2 changes not saved').first().waitFor();
      // What the draft has is not half typed any more: it comes once.
      await locked();
      await unlock();
      await expect.poll(async () => (await lines()).filter((line) => line.startsWith('LATER=')).length, slow).toBe(1);
      expect(await lines()).toHaveLength(5);
    });
    it('so they do when the machine sleeps, with the line that is refused for its name', async () => {
      await type(`OTHER=${half}-twice`);
      await app.now().waitForTimeout(900);
      await locked(() => { home.tell('suspend'); });
      await unlock();
      await expect.poll(async () => (await lines()).at(-1), slow).toBe(`OTHER=${half}-twice`);
      await press('Backspace');
      await app.now().waitForTimeout(300);
      expect((await lines()).at(-1)).toBe(`OTHER=${half}-twic`);
    });
  });

  it('the review, and an editor in which nothing was typed', async () => {
    await changeToken();
    await press('Control+s');
    await dialog(/1 change/).waitFor();
    await locked();
    await unlock();
    await dialog(/1 change/).getByRole('button', { name: 'Back to editing' }).last().click();
    await onRow('OTHER', 'Enter');
    await app.now().getByRole('textbox', { name: 'New value of OTHER' }).waitFor();
    await locked();
    await unlock();
    const field = app.now().getByRole('textbox', { name: 'New value of OTHER' });
    await field.waitFor();
    await expect.poll(() => field.evaluate((one) => one === document.activeElement), slow).toBe(true);
  });

  it('the row for a new key and the dialog that generates, with what was chosen', async () => {
    await openFile(/^\.env/);
    await onRow('OTHER', 'Control+Shift+a');
    await app.now().getByRole('group', { name: 'New key' }).waitFor();
    await locked();
    await unlock();
    await app.now().getByRole('group', { name: 'New key' }).waitFor();
    await press('Escape');
    await app.now().getByRole('group', { name: 'New key' }).waitFor({ state: 'detached' });
    await onRow('TOKEN', 'Control+g');
    await dialog(/TOKEN/).getByRole('combobox').first().selectOption({ label: 'Words' });
    await locked();
    await unlock();
    expect(await dialog(/TOKEN/).getByRole('combobox').first().locator('option:checked').innerText()).toBe('Words');
  });

  it('the search of the window with its text, and a dialog of the settings that asks for a name', async () => {
    await openFile(/^\.env/);
    await press('Control+k');
    await app.now().getByRole('combobox', { name: 'Search names' }).fill('TOK');
    await locked();
    await unlock();
    await expect.poll(() => app.now().getByRole('combobox', { name: 'Search names' }).inputValue(), slow).toBe('TOK');
    await press('Escape');
    await app.button('Settings').click();
    await app.button('Generate').click();
    await dialog(/identity/).getByLabel('Name').fill('laptop');
    await locked();
    await unlock();
    await expect.poll(() => dialog(/identity/).getByLabel('Name').inputValue(), slow).toBe('laptop');
  });

  it('typed-dropped: a passphrase, an identity and a recovery key that were half typed are gone, and the dialog says so', async () => {
    await app.button('Settings').click();
    await app.now().getByRole('listitem').filter({ hasText: 'Passphrase' }).getByRole('button', { name: 'Change' }).click();
    await dialog(/passphrase/i).getByLabel('New passphrase').fill(`${half}-passphrase`);
    await app.now().waitForTimeout(300);
    await locked();
    expect(await heapOf(app.now())).not.toContain(half);
    await unlock();
    await dialog(/passphrase/i).getByText('was dropped when Coffre locked').waitFor();
    expect(await dialog(/passphrase/i).getByLabel('New passphrase').inputValue()).toBe('');
    await press('Escape');
    await app.button('Import').click();
    await dialog(/Import/).getByRole('textbox').first().fill(`${half}-identity`);
    await locked();
    await unlock();
    await dialog(/Import/).getByText('was dropped when Coffre locked').waitFor();
    expect(app.wire.filter(({ request }) => request.includes(half))).toEqual([]);
  });
});
