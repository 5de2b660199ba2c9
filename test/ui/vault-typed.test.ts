// What is typed in the Vault room outlives a lock, a page that is made anew and the end of the program: it comes back over the version that was seen, and is gone once it is saved or discarded.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { heapOf } from '../security/search.ts';
import { lookAt } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';
import { begin, hasVault, openShop, put, vaultPage, type Shop } from './vault-page.ts';

const typed = 'canary-typed-over-lock';
const slow = { timeout: 15_000 };

describe.skipIf(!hasVault() || !(await hasBrowser()))('what is typed for a Vault', () => {
  const { app, home, open } = profileSpecs();
  const vault = vaultPage(app);
  let shop: Shop;
  beforeAll(async () => { shop = await openShop(); }, 60_000);
  afterAll(async () => { await shop.server.end(); });

  const field = (name: string) => app.now().getByRole('textbox', { name: `New value of ${name}` });
  const pending = (count: string) => app.now().getByText(`${count} not saved`).first();
  const saved = async (name: string) => (await shop.server.api('GET', `${shop.kv}/data/${name}`)).body;
  async function start(name: string, data: Readonly<Record<string, string>>): Promise<void> {
    await put(shop, name, data);
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/${name}`);
  }
  /** Settles when the page that `act` locked is gone and its successor asks to be unlocked. */
  async function locked(act: () => Promise<void> | void = () => app.now().keyboard.press('Control+l')): Promise<void> {
    const before = app.now();
    await Promise.resolve(act()).catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
  }
  const unlock = () => app.type('Passphrase', passphrase);
  async function renameBy(name: string, to: string): Promise<void> {
    await vault.row(name).getByRole('rowheader').click();
    await app.now().keyboard.press('Shift+F2');
    await app.now().getByLabel(`New name of ${name}`).fill(to);
    await app.now().keyboard.press('Enter');
    await vault.row(to).waitFor();
  }

  it('vault-draft-sealed: comes back after a lock with every kind of change, is saved, and is gone then', async () => {
    await start('typed/lock', { keep: 'canary-keep', change: 'canary-before', gone: 'canary-gone', name: 'canary-name' });
    await renameBy('name', 'renamed');
    await vault.row('gone').getByRole('rowheader').click();
    await app.now().keyboard.press('Delete');
    await app.button('Add field').click();
    await app.now().getByLabel('Name of the field').fill('added');
    await app.now().keyboard.press('Enter');
    await field('added').fill(`${typed}-1`);
    await vault.type('change', `${typed}-2`);
    await pending('4 changes').waitFor();
    // The keys come right behind the last letter.
    await locked(async () => {
      await app.now().keyboard.type('!');
      await app.now().keyboard.press('Control+l');
    });
    expect(await heapOf(app.now())).not.toContain(typed);
    await unlock();
    await pending('4 changes').waitFor(slow);
    // The field that was being typed in has the focus, and its text; the other one waits with the core.
    await expect.poll(() => field('change').inputValue(), slow).toBe(`${typed}-2!`);
    expect(await field('change').evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await field('added').inputValue()).toBe('');
    await lookAt(app, 'typed before');
    await app.now().keyboard.press('Control+s');
    await app.button('Save 4 changes').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect(await saved('typed/lock')).toMatchObject({ data: { data: { keep: 'canary-keep', change: `${typed}-2!`, renamed: 'canary-name', added: `${typed}-1` } } });
    await vault.row('added').waitFor();
    await locked();
    await unlock();
    await vault.row('added').waitFor(slow);
    expect(await app.now().getByText('not saved').count()).toBe(0);
  });

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

  it('comes back after nobody touched the machine, over the version that was seen: what somebody else wrote meanwhile is asked about', async () => {
    await start('typed/idle', { both: 'canary-1', theirs: 'canary-1' });
    await vault.type('both', `${typed}-4`);
    await pending('1 change').waitFor();
    await app.now().waitForTimeout(400);
    await locked(() => { home.tell('suspend'); });
    await put(shop, 'typed/idle', { both: 'canary-2', theirs: 'canary-2' });
    await unlock();
    await expect.poll(() => field('both').inputValue(), slow).toBe(`${typed}-4`);
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    const conflict = app.now().getByRole('dialog', { name: 'Somebody else changed this secret' });
    await conflict.getByRole('radio', { name: 'Yours' }).check();
    await conflict.getByRole('button', { name: 'Review on top of the new version' }).click();
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 3').first().waitFor();
    expect(await saved('typed/idle')).toMatchObject({ data: { data: { both: `${typed}-4`, theirs: 'canary-2' } } });
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
