// What is typed in the Vault room outlives a lock, with every kind of change, also where somebody else wrote meanwhile; it is gone once it is saved.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { heapOf } from '../security/search.ts';
import { lookAt } from './look-at.ts';
import { hasVault, put } from './vault-page.ts';
import { slow, typed, typedSpecs } from './vault-typed-kit.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('what is typed for a Vault, over a lock', () => {
  const { app, home, vault, shop, field, pending, saved, start, locked, unlock } = typedSpecs();
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

  it('comes back after nobody touched the machine, over the version that was seen: what somebody else wrote meanwhile is asked about', async () => {
    await start('typed/idle', { both: 'canary-1', theirs: 'canary-1' });
    await vault.type('both', `${typed}-4`);
    await pending('1 change').waitFor();
    await app.now().waitForTimeout(400);
    home.idleSeconds = 60;
    // It looks again in half a minute, or when it is told the time anew.
    await locked(async () => { await app.core.router.handle(JSON.stringify({ call: 'settings.setLocking', input: { idleMinutes: 1 } }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true }); });
    home.idleSeconds = 0;
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
});
