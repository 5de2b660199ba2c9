// Somebody without a profile: it is offered, never forced; made within a minute, with a recovery key that is typed back; and put off for good.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { encrypted } from './app-page.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('the first run', () => {
  const { app, home, open } = profileSpecs();
  const start = async (): Promise<void> => {
    await open();
    await app.heading('Set up a profile, now or later').waitFor();
  };
  const box = (name: RegExp) => app.now().getByRole('checkbox', { name });
  const shownKey = async (): Promise<readonly string[]> => {
    await expect.poll(() => app.now().locator('.sheet-groups .mono').count()).toBe(13);
    return app.now().locator('.sheet-groups .mono').allInnerTexts();
  };
  const typeBack = async (groups: readonly string[]): Promise<void> => {
    await app.button('I have it, try it out').click();
    const fields = app.now().getByRole('textbox', { name: /^Group \d+$/ });
    await fields.first().waitFor();
    for (const field of await fields.all()) {
      const number = Number(/\d+/.exec(await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? ''))?.[0]);
      await field.fill((groups[number - 1] ?? '').toLowerCase());
    }
  };

  it('makes a profile with the keychain and a recovery key, tried out, and opens the first file, all within a minute', async () => {
    const from = performance.now();
    await start();
    await app.now().getByText('GNOME Keyring is there and unlocked', { exact: false }).waitFor();
    expect([await box(/^OS keychain/).isChecked(), await box(/^Passphrase/).isChecked(), await box(/^Recovery key/).isChecked()]).toEqual([true, false, true]);
    await app.button('Create the profile').click();
    await app.now().getByRole('dialog', { name: 'Your recovery key' }).waitFor();
    const groups = await shownKey();
    await typeBack(groups);
    await app.button('Check').click();
    await app.now().getByText('The recovery key works; the date is remembered').waitFor();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-first']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).waitFor();
    expect(performance.now() - from).toBeLessThan(60_000);
    const status = (await app.ask('getStatus', {})).value;
    expect(status?.protectors.map(({ kind }) => kind).toSorted()).toEqual(['keychain', 'recovery-key']);
    expect(status?.protectors.find(({ kind }) => kind === 'recovery-key')?.rehearsed).not.toBe('');
    // Without the strokes of icons: four signs of a path, such as 9M18, may be a group too.
    const everything = (await everythingOf(app.now())).replaceAll(/"d","[^"]*"/g, '');
    for (const group of groups) expect(everything).not.toContain(group);
    await app.button('Lock').waitFor();
  });

  it('says which group was not what the sheet says, and remembers no date until all fit', async () => {
    await start();
    await app.now().getByText('is there and unlocked', { exact: false }).waitFor();
    await app.button('Create the profile').click();
    const groups = await shownKey();
    await typeBack(groups.map((group) => [...group].toReversed().join('') === group ? 'zzzz' : [...group].toReversed().join('')));
    await app.button('Check').click();
    await app.now().getByText('This is not what the sheet should say.').first().waitFor();
    await app.button('Show the key again').click();
    expect(await shownKey()).toEqual(groups);
    await app.button('Close without trying it').click();
    expect(await app.now().locator('.sheet-groups').count()).toBe(0);
    expect((await app.ask('getStatus', {})).value?.protectors.find(({ kind }) => kind === 'recovery-key')?.rehearsed).toBe('');
  });

  it('SECURITY(recovery-key-hides) takes the recovery key off the screen after ten minutes, also if nobody comes back', async () => {
    await start();
    await app.now().getByText('is there and unlocked', { exact: false }).waitFor();
    await app.now().clock.install();
    await app.button('Create the profile').click();
    const [first = ''] = await shownKey();
    await app.now().clock.fastForward('09:50');
    expect(await app.now().locator('.sheet-groups .mono').count()).toBe(13);
    await app.now().clock.fastForward('00:20');
    await expect.poll(() => app.now().locator('.sheet-groups').count()).toBe(0);
    expect(await everythingOf(app.now())).not.toContain(first);
  });

  it('takes a passphrase where no keychain answers, typed twice the same and not too short', async () => {
    home.keychainLook = { state: 'missing', backend: '' };
    await start();
    await app.now().getByText('None answers in this session.').waitFor();
    expect(await box(/^OS keychain/).isDisabled()).toBe(true);
    const [one, two] = [app.now().getByLabel('Passphrase', { exact: true }).last(), app.now().getByLabel('The same again', { exact: true })];
    await box(/^Recovery key/).uncheck();
    await one.fill('short');
    await two.fill('other');
    await app.button('Create the profile').click();
    await app.now().getByText('The two are not the same.').waitFor();
    await two.fill('short');
    await app.button('Create the profile').click();
    await app.now().getByText('This passphrase is too short').waitFor();
    await one.fill(passphrase);
    await two.fill(passphrase);
    await app.button('Create the profile').click();
    await app.now().getByText('The profile is there').waitFor();
    expect(await everythingOf(app.now())).not.toContain(passphrase);
    await app.heading('What Coffre does with your files').waitFor();
  });

  it('is put off for good, and found again by whoever wants it', async () => {
    await start();
    await app.button('Later').click();
    await app.heading('What Coffre does with your files').waitFor();
    await app.close();
    await open();
    await app.heading('What Coffre does with your files').waitFor();
    expect(existsSync(join(home.profile, 'protectors'))).toBe(false);
    await app.button('Set up a profile').click();
    await app.heading('Set up a profile, now or later').waitFor();
  });
});
