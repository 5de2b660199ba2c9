// The Settings room: identities in, out and renamed, what opens the profile, when it locks, and nothing lost on the way there and back.
import { join } from 'node:path';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sealWithPassphrase } from '../../electron/core/age/index.ts';
import { SecretText } from '../../electron/core/secret/index.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { encrypted } from './app-page.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('the settings', () => {
  const { app, home, open } = profileSpecs();
  beforeEach(async () => {
    await open();
    await app.opened();
  });
  const withProfile = async (): Promise<void> => {
    await app.ask('create', { value: passphrase, keychain: false });
    await app.now().getByRole('button', { name: 'Lock', exact: true }).waitFor();
  };
  const enter = async (): Promise<void> => {
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.heading('What opens the profile').waitFor();
  };
  const item = (name: string) => app.now().getByRole('listitem').filter({ has: app.now().getByText(name, { exact: true }) });
  const dialog = () => app.now().getByRole('dialog').or(app.now().getByRole('alertdialog'));

  it('generates, renames, copies and removes an identity', async () => {
    await withProfile();
    await enter();
    await app.button('Generate').click();
    await app.type('Name', 'laptop');
    await item('laptop').getByText('named in no known file').waitFor();
    await app.button('Generate').click();
    await dialog().getByRole('checkbox', { name: /^Post-quantum/ }).check();
    await app.type('Name', 'vault');
    await item('vault').getByText('post-quantum').waitFor();
    expect(await item('laptop').getByText('post-quantum').count()).toBe(0);
    await app.button('More about vault').click();
    await app.now().getByRole('menuitem', { name: 'Remove' }).click();
    await dialog().getByText('It opens none of the files that were found.', { exact: false }).waitFor();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => item('vault').count()).toBe(0);
    await app.button('Copy the recipient of laptop').click();
    await app.now().getByText('Recipient of laptop copied').waitFor();
    await app.button('More about laptop').click();
    await app.now().getByRole('menuitem', { name: 'Rename' }).click();
    await app.type('Name', 'desk');
    await item('desk').waitFor();
    await app.button('More about desk').click();
    await app.now().getByRole('menuitem', { name: 'Remove' }).click();
    await dialog().getByText('It opens none of the files that were found.', { exact: false }).waitFor();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await app.now().getByText('None yet.', { exact: false }).waitFor();
  });

  it('imports by paste and from a file, says in how many files each is named, and wants its name typed where a file would be lost', async () => {
    await app.close();
    // Here the identity is nowhere but in the profile.
    await open({ env: { SOPS_AGE_KEY: '' } });
    await app.opened();
    await withProfile();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-settings-value']) });
    await enter();
    await app.button('Import').click();
    await app.now().getByLabel('Paste them here').fill(identities[0]);
    await app.now().getByLabel('Name', { exact: true }).fill('old');
    await dialog().getByRole('button', { name: 'Import' }).click();
    await item('old').getByText('named in 1 file').waitFor();
    writeFileSync(join(home.folder, 'keys.txt'), `# made by hand\n${identities[1]}\n`);
    await app.button('Import').click();
    await app.now().getByLabel('Or choose a file').setInputFiles(join(home.folder, 'keys.txt'));
    await expect.poll(() => app.now().getByLabel('Name', { exact: true }).inputValue()).toBe('keys.txt');
    await dialog().getByRole('button', { name: 'Import' }).click();
    await item('keys.txt').waitFor();
    const everything = await everythingOf(app.now());
    for (const secret of [identities[0], identities[1]]) expect(everything).not.toContain(secret);
    expect(recipients.length).toBeGreaterThan(1);
    await app.button('More about old').click();
    await app.now().getByRole('menuitem', { name: 'Remove' }).click();
    await dialog().getByText('Nothing else on this computer opens 1 file', { exact: false }).waitFor();
    await app.type('Type “old” to remove it', 'old');
    await expect.poll(() => item('old').count()).toBe(0);
  });

  it('asks for the passphrase of a key that has one, says when it is wrong, and keeps neither', async () => {
    await withProfile();
    await enter();
    writeFileSync(join(home.folder, 'key.age'), await sealWithPassphrase(Buffer.from(`${identities[1]}\n`), new SecretText('canary-key-passphrase'), 10));
    await app.button('Import').click();
    await app.now().getByLabel('Or choose a file').setInputFiles(join(home.folder, 'key.age'));
    await expect.poll(() => app.now().getByLabel('Name', { exact: true }).inputValue()).toBe('key.age');
    const importing = dialog().getByRole('button', { name: 'Import' });
    await importing.click();
    const field = app.now().getByLabel('Passphrase of the key', { exact: true });
    await field.fill('canary-wrong-passphrase');
    await importing.click();
    await dialog().getByText('This passphrase does not open the key').waitFor();
    await field.fill('canary-key-passphrase');
    await importing.click();
    await item('key.age').waitFor();
    const everything = await everythingOf(app.now());
    for (const secret of [identities[1], 'canary-key-passphrase', 'canary-wrong-passphrase']) expect(everything).not.toContain(secret);
  });

  it('refuses what is no identity, and keeps what was typed until it is right', async () => {
    await withProfile();
    await enter();
    await app.button('Import').click();
    await app.now().getByLabel('Paste them here').fill('AGE-SECRET-KEY-nonsense');
    await dialog().getByRole('button', { name: 'Import' }).click();
    await dialog().getByRole('alert').waitFor();
    await app.now().keyboard.press('Escape');
    expect(await everythingOf(app.now())).not.toContain('nonsense');
  });

  it('adds and takes away what opens the profile, but never the last one', async () => {
    await withProfile();
    await enter();
    expect(await item('Passphrase').getByRole('button', { name: /^(Remove|The last)/ }).getAttribute('aria-disabled')).toBe('true');
    await item('OS keychain').getByRole('button', { name: 'Turn on' }).click();
    await item('OS keychain').getByText('GNOME Keyring, opens with your session').waitFor();
    await item('OS keychain').getByRole('button', { name: 'Turn off' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await item('OS keychain').getByRole('button', { name: 'Turn on' }).waitFor();
    await item('Passphrase').getByRole('button', { name: 'Change' }).click();
    await app.now().getByRole('textbox', { name: 'New passphrase' }).fill('canary-settings other words');
    await app.type('The same again', 'canary-settings other words');
    await app.now().getByText('The new passphrase opens the profile now').waitFor();
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.type('Passphrase', 'canary-settings other words');
    await app.heading('What opens the profile').waitFor();
  });

  it('makes a recovery key, rehearses it with its date and again after ninety days, and asks before a new one takes its place', async () => {
    await withProfile();
    await enter();
    await item('Recovery key').getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => app.now().locator('.sheet-groups .mono').count()).toBe(13);
    const key = (await app.now().locator('.sheet-groups .mono').allInnerTexts()).join('-');
    await app.button('Close without trying it').click();
    await item('Recovery key').getByText('never tried out', { exact: false }).waitFor();
    await item('Recovery key').getByText('time to try it out').waitFor();
    await item('Recovery key').getByRole('button', { name: 'Rehearse' }).click();
    await app.type('Recovery key', key.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')));
    await app.now().getByText('Group 1 of the recovery key is misspelt', { exact: false }).waitFor();
    await app.type('Recovery key', key);
    await item('Recovery key').getByText('it worked').waitFor();
    await item('Recovery key').getByRole('button', { name: 'Make a new one' }).click();
    await dialog().getByText('The former one opens nothing from then on', { exact: false }).waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect((await app.ask('rehearseRecoveryKey', { value: key })).ok).toBe(true);
    for (const [days, says] of [[89, 'it worked'], [91, 'time to try it out']] as const) {
      await app.now().clock.setFixedTime(Date.now() + days * 24 * 3_600_000);
      await app.button('Back to Files').click();
      await item('Recovery key').waitFor({ state: 'detached' });
      await enter();
      await item('Recovery key').getByText(says).waitFor();
    }
  });

  it('changes when the profile locks, and then it does', async () => {
    await withProfile();
    await enter();
    await app.now().getByLabel('Lock without input after').selectOption({ label: '5 minutes' });
    await expect.poll(async () => (JSON.parse(await app.core.router.handle(JSON.stringify({ call: 'settings.getLocking', input: {} }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true })) as { value?: { idleMinutes: number } }).value?.idleMinutes).toBe(5);
    const before = app.now();
    home.idleSeconds = 301;
    await app.now().getByLabel('Lock without input after').selectOption({ label: '1 minute' }).catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
  });

  it('changes how long a value stays in sight and on the clipboard, and then it goes by then', async () => {
    await withProfile();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-times']) });
    await enter();
    await app.now().getByLabel('Mask a revealed value after').selectOption({ label: '5 seconds' });
    await app.now().getByLabel('Clear the clipboard after').selectOption({ label: '5 seconds' });
    await expect.poll(() => JSON.parse(readFileSync(join(home.profile, 'settings.json'), 'utf8')) as unknown).toMatchObject({ revealSeconds: 5, clipboardSeconds: 5 });
    await app.button('Back to Files').click();
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Control+c');
    await expect.poll(() => app.fake.clipboard).toBe('canary-times');
    await app.now().waitForTimeout(400);
    await app.now().keyboard.press('Space');
    await app.now().getByText('canary-times').waitFor();
    await app.now().getByText('canary-times').waitFor({ state: 'detached', timeout: 9000 });
    await expect.poll(() => app.fake.clipboard, { timeout: 9000 }).toBe('');
  });

  it('offers no longer time than the policy in force allows, says so, and goes back to what was chosen with it', async () => {
    await withProfile();
    const policy = join(home.profile, 'security-policy.yaml');
    writeFileSync(policy, 'security:\n  authentication:\n    session_timeout_minutes: 12\n');
    await enter();
    const idle = app.now().getByLabel('Lock without input after');
    const labels = (): Promise<readonly string[]> => idle.locator('option').allInnerTexts();
    await idle.waitFor();
    expect(await labels()).toEqual(['1 minute', '2 minutes', '5 minutes', '10 minutes', '12 minutes']);
    expect(await idle.inputValue()).toBe('12');
    await app.now().getByText('The policy in force locks after 12 minutes at the latest.').waitFor();
    rmSync(policy);
    await idle.selectOption({ label: '5 minutes' });
    await expect.poll(labels).toEqual(['1 minute', '2 minutes', '5 minutes', '10 minutes', '15 minutes', '20 minutes', '30 minutes']);
    expect(await idle.inputValue()).toBe('5');
  });

  it('says how much there is, where it lies and when it locks, and finds a setting by a part of its name', async () => {
    await withProfile();
    home.idleSeconds = 61;
    await enter();
    await app.now().getByText('0 identities, 1 thing that opens it').waitFor();
    await app.now().getByText('~/.config/coffre').waitFor();
    const bar = app.now().getByRole('contentinfo', { name: 'Status' });
    await bar.getByText(/^Locks in (?:29|30) min$/).waitFor();
    await app.now().getByRole('combobox', { name: 'Lock without input after' }).selectOption({ label: '5 minutes' });
    await bar.getByText('Locks in 4 min').waitFor();
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('RECOV');
    const links = app.now().getByRole('navigation', { name: 'Settings' }).getByRole('link');
    await expect.poll(() => links.allInnerTexts()).toEqual([expect.stringMatching(/^What opens the profile\s+Recovery key$/)]);
    await app.now().keyboard.press('Enter');
    await expect.poll(() => app.now().evaluate(() => document.activeElement?.textContent)).toBe('What opens the profile');
    for (const [typed, name] of [['reveal', 'Mask a revealed value after'], ['clear the', 'Clear the clipboard after']] as const) {
      await app.now().keyboard.press('Control+f');
      await app.now().keyboard.type(typed);
      await expect.poll(() => links.allInnerTexts()).toEqual([expect.stringMatching(new RegExp(String.raw`^Locking and clipboard\s+${name}$`))]);
    }
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('nothing like it');
    await app.now().getByText('No setting is called that.').waitFor();
    await app.now().keyboard.press('Escape');
    await expect.poll(() => links.count()).toBeGreaterThan(5);
  });

  it('offers a profile to who has none, switches the look, and loses nothing typed in Files', async () => {
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.heading('Set up a profile, now or later').waitFor();
    await app.now().locator('label').filter({ hasText: /^Dark$/ }).click();
    await expect.poll(() => app.now().evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await app.button('Back to Files').click();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-settings-value']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('textbox', { name: 'New value of TOKEN' }).fill('half typed');
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.now().getByRole('alertdialog').waitFor();
    await app.now().keyboard.press('Escape');
    expect(await app.now().getByRole('textbox', { name: 'New value of TOKEN' }).inputValue()).toBe('half typed');
  });
});
