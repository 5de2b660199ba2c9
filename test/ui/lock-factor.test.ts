// The second step of unlocking in the real window: codes of the app, of the paper, the recovery key, and the wait.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { factorSpecs } from './factor-page.ts';
import { lookAt, speak } from './look-at.ts';

describe.skipIf(!(await hasBrowser()))('the second step', () => {
  const { app, code, enrol, key, later, lock } = factorSpecs();

  it('tells a wrong code, opens with a right one, and never twice with the same', async () => {
    await enrol();
    await lock();
    expect(await app.now().getByLabel('Six digits').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await app.button('Unlock, 6 digits to go').isDisabled()).toBe(true);
    await app.now().keyboard.type('0a0 0');
    await app.button('Unlock, 3 digits to go').waitFor();
    await app.now().keyboard.type('000');
    await app.now().keyboard.press('Enter');
    await app.now().getByText('1 of 5 tries used', { exact: false }).waitFor();
    expect(await app.now().locator('.door-dial .tried').count()).toBe(1);
    await lookAt(app, 'second step, refused');
    const used = code();
    await app.now().keyboard.type(used);
    await app.now().keyboard.press('Enter');
    await app.opened();
    await lock();
    await app.now().keyboard.type(used);
    await app.now().keyboard.press('Enter');
    await app.now().getByText('This code was used already', { exact: false }).waitFor();
    later();
    await speak(app, 'fr');
    await app.heading('Seconde étape').waitFor();
    await lookAt(app, 'second step in French');
    await app.now().keyboard.type(code());
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('button', { name: 'Ouvrir un dossier' }).first().waitFor();
  });

  it('opens with a code of the paper, starts again, and lets the recovery key in', async () => {
    const codes = await enrol();
    await lock();
    await app.button('Recovery code').click();
    await app.type('Recovery code', (codes[3] ?? '').toLowerCase());
    await app.opened();
    await lock();
    await app.button('Start again').click();
    await app.heading('Locked').waitFor();
    await app.button('OS keychain').click();
    // The keychain has answered: the key typed before that would go with the screen that asked it.
    await app.heading('Second step').waitFor();
    await app.button('Recovery key').click();
    await app.type('Recovery key', key());
    await app.heading('Opened by the recovery key').waitFor();
  });

  it('ends in the wait after five wrong codes, during which the recovery key works', async () => {
    await enrol();
    await lock();
    for (let round = 0; round < 4; round += 1) expect((await app.ask('unlockWithCode', { value: '000000' })).error?.code).toBe('code-wrong');
    await app.now().keyboard.type('000000');
    await app.now().keyboard.press('Enter');
    await app.heading(/^Wait until \d\d:\d\d$/).waitFor();
    // The keychain opens nothing meanwhile, and says so by staying where it is.
    await app.button('OS keychain').click();
    await app.heading(/^Wait until/).waitFor();
    await app.button('Recovery key, works now').click();
    await app.type('Recovery key', key());
    await app.heading('Opened by the recovery key').waitFor();
  });
});
