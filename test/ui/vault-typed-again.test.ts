// What is typed in the Vault room outlives the page, and the program if it ended while it was locked; it is gone once it is saved or discarded.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { hasVault } from './vault-page.ts';
import { slow, typed, typedSpecs } from './vault-typed-kit.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('what is typed for a Vault, over the end of the page', () => {
  const { app, open, vault, shop, field, pending, saved, start, locked, unlock } = typedSpecs();

  it('comes back in a page that is loaded anew, goes on being typed, and is gone once discarded', async () => {
    await start('typed/reload', { one: 'canary-1', two: 'canary-2' });
    await vault.type('one', `${typed}-3`);
    await pending('1 change').waitFor();
    await app.now().waitForTimeout(400);
    await app.now().reload();
    await expect.poll(() => field('one').inputValue(), slow).toBe(`${typed}-3`);
    await field('one').press('End');
    await app.now().keyboard.type('+');
    await app.now().waitForTimeout(400);
    await app.now().reload();
    await expect.poll(() => field('one').inputValue(), slow).toBe(`${typed}-3+`);
    await app.button('Discard').click();
    await field('one').waitFor({ state: 'detached' });
    await app.now().reload();
    await vault.row('one').waitFor(slow);
    expect(await app.now().getByText('not saved').count()).toBe(0);
  });

  it('comes back in another run of the program, where the room leads to it, and can be looked at before it is saved', async () => {
    await start('typed/run', { one: 'canary-1' });
    await app.button('New secret').first().click();
    const made = app.now().getByRole('dialog');
    await made.getByRole('textbox').fill(`${shop.kv}/typed/made`);
    await app.now().keyboard.press('Enter');
    await app.heading('made').waitFor();
    await app.button('Add field').click();
    await app.now().getByLabel('Name of the field').fill('first');
    await app.now().keyboard.press('Enter');
    await field('first').fill(`${typed}-5`);
    await locked();
    await app.close();
    await open();
    await app.heading('Locked').waitFor();
    await unlock();
    await app.opened();
    await vault.enter();
    await app.heading('made').waitFor();
    await pending('1 change').waitFor();
    await app.now().keyboard.press('Control+s');
    const review = app.now().getByRole('dialog', { name: 'Review 1 change' });
    await review.getByRole('button', { name: 'Show what you typed for first' }).click();
    await review.getByText(`${typed}-5`).waitFor(slow);
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 1').first().waitFor();
    expect(await saved('typed/made')).toMatchObject({ data: { data: { first: `${typed}-5` } } });
  });
});
