// Locking in the middle of work: by keys over a dialog, by sleep, by a covered screen. The page's process ends, nothing readable stays, and the work is where it was.
import { beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { encrypted } from './app-page.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

const [saved, draft] = ['canary-lock-saved', 'canary-lock-draft'];

describe.skipIf(!(await hasBrowser()))('locking', () => {
  const { app, home, open } = profileSpecs();
  beforeEach(async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.openProject({ '.env': await encrypted(['TOKEN', saved], ['OTHER', 'x']), 'deep/more.env': await encrypted(['A', 'b']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('textbox', { name: 'New value of TOKEN' }).fill(draft);
    await app.now().keyboard.press('Enter');
    await app.now().getByText('1 change not saved').first().waitFor();
  });

  async function locked(act: () => Promise<void> | void): Promise<void> {
    const before = app.now();
    // The page may end before the keys are let go.
    await Promise.resolve(act()).catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
  }

  it('SECURITY(lock-ends-page) ends the process that drew the page, and shows the same file and draft after unlocking', async () => {
    const was = app.renderers();
    expect(was.size).toBeGreaterThan(0);
    app.fake.clipboard = undefined;
    await locked(() => app.now().keyboard.press('Control+l'));
    await expect.poll(() => [...app.renderers()].some((id) => was.has(id))).toBe(false);
    expect(app.renderers().size).toBeGreaterThan(0);
    const everything = await everythingOf(app.now());
    for (const secret of [saved, draft, 'TOKEN', 'shop']) expect(everything).not.toContain(secret);
    await app.now().getByText('What was open is kept, sealed.').waitFor();
    await app.type('Passphrase', passphrase);
    await app.now().getByText('1 change not saved').first().waitFor();
    await app.heading('.env').first().waitFor();
    await app.now().getByRole('button', { name: 'Lock', exact: true }).waitFor();
  });

  it('locks over an open dialog with a search typed in, takes our value off the clipboard, and locks by the button', async () => {
    await app.now().getByRole('rowheader', { name: 'OTHER', exact: true }).click();
    await app.now().keyboard.press('Control+c');
    await expect.poll(() => app.fake.clipboard).toBe('x');
    await app.now().keyboard.press('Control+k');
    await app.now().getByRole('combobox', { name: 'Search names' }).fill('TOK');
    await locked(() => app.now().keyboard.press('Control+l'));
    expect(await app.now().getByRole('dialog').count()).toBe(0);
    await expect.poll(() => app.fake.clipboard).not.toBe('x');
    await app.type('Passphrase', passphrase);
    await app.now().getByRole('combobox', { name: 'Search names' }).waitFor();
    expect(await app.now().getByRole('combobox', { name: 'Search names' }).inputValue()).toBe('TOK');
    await app.now().keyboard.press('Escape');
    await app.now().getByText('1 change not saved').first().waitFor();
    await locked(() => app.button('Lock').click());
  });

  it('locks a window that nobody touches, with a search typed in and calls on their way', async () => {
    const call = (name: string, input: object) => app.core.router.handle(JSON.stringify({ call: name, input }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true });
    await app.now().keyboard.press('Control+k');
    await app.now().getByRole('combobox', { name: 'Search names' }).fill('TOK');
    // A lock that waits for no page loses what was typed in the last fifth of a second before it.
    await app.now().waitForTimeout(500);
    home.idleSeconds = 59;
    await call('settings.setLocking', { idleMinutes: 1 });
    const before = app.now();
    // What a program asks, the page or another one, is no input of a person.
    for (let asked = 0; asked < 20; asked += 1) await call('projects.list', {});
    expect(app.now()).toBe(before);
    home.idleSeconds = 60;
    // It looks again in half a minute, or when it is told the time anew.
    await locked(async () => { await call('settings.setLocking', { idleMinutes: 1 }); });
    home.idleSeconds = 0;
    expect(await app.now().getByRole('dialog').count()).toBe(0);
    await app.type('Passphrase', passphrase);
    await app.now().getByRole('combobox', { name: 'Search names' }).waitFor();
    expect(await app.now().getByRole('combobox', { name: 'Search names' }).inputValue()).toBe('TOK');
  });

  it('locks when the machine sleeps, and by the menu', async () => {
    await locked(() => { home.tell('suspend'); });
    await app.type('Passphrase', passphrase);
    await app.now().getByText('1 change not saved').first().waitFor();
    await app.now().keyboard.press('Control+k');
    await app.now().getByRole('combobox', { name: 'Search names' }).waitFor();
    await locked(() => { app.core.command('lock'); });
  });
});
