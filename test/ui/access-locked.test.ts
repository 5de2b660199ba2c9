// A file that was tried too often without a key: the window says why and until when, for that file alone, in both languages, and whoever shows who they are may try again.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encryptedForOther } from './app-page.ts';
import { lookAt, speak } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('access-locked', () => {
  const { app, open } = profileSpecs();
  const page = () => app.now();

  it('takes the place of the file after five times, with the hour, until the passphrase was right', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.openProject({ '.env': await encryptedForOther(['TOKEN', 'canary-access-locked']), 'other.env': await encryptedForOther(['TOKEN', 'canary-access-locked']) });
    const openings = (): number => app.wire.filter(({ request, answer }) => request.includes('"sops.openFile"') && answer !== undefined).length;
    await page().getByRole('treeitem', { name: /^\.env/ }).click();
    await page().getByText('No identity here opens this file').waitFor();
    await expect.poll(openings).toBe(1);
    for (let times = 2; times <= 5; times += 1) {
      await page().getByRole('button', { name: 'Try again' }).click();
      await expect.poll(openings).toBe(times);
      await page().getByText('No identity here opens this file').waitFor();
    }
    await page().getByRole('button', { name: 'Try again' }).click();
    await app.heading(/^This access is locked until \d\d:\d\d$/).or(page().getByText(/^This access is locked until \d\d:\d\d$/)).first().waitFor();
    await page().getByText(/refused too often in a row/).waitFor();
    await page().getByText(/^Wait 15 minutes\./).waitFor();
    await lookAt(app, 'access locked');
    await speak(app, 'fr');
    await page().getByText(/^Cet accès est verrouillé jusqu’à \d\d:\d\d$/).waitFor();
    await lookAt(app, 'access locked, in French');
    await speak(app, 'en');
    await page().getByText(/^This access is locked until/).waitFor();
    await page().getByRole('treeitem', { name: /^other\.env/ }).click();
    await page().getByText('No identity here opens this file').waitFor();
    await page().getByRole('treeitem', { name: /^\.env/ }).click();
    await page().getByText(/^This access is locked until/).waitFor();
    const before = page();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
    await app.type('Passphrase', passphrase);
    await page().getByRole('treeitem', { name: /^\.env/ }).waitFor();
    await page().getByRole('treeitem', { name: /^\.env/ }).click();
    await page().getByText('No identity here opens this file').waitFor();
    expect(await page().content()).not.toContain('canary');
  });
});
