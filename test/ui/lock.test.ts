// The lock screen in the real window: nothing is drawn before it, and every way in.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('the lock screen', () => {
  const { app, begin, home } = profileSpecs();

  it('stands in place of everything, tells a wrong try, and opens with the passphrase', async () => {
    await begin({ passphrase: true });
    await app.heading('Locked').waitFor();
    expect(await app.button('Open a folder').count()).toBe(0);
    expect(await app.now().getByRole('main').count()).toBe(1);
    expect(app.wire.some(({ answer }) => answer?.includes('"code":"locked"') === true)).toBe(false);
    await app.now().keyboard.press('Control+k');
    expect(await app.now().getByRole('dialog').count()).toBe(0);
    await app.type('Passphrase', 'canary-lock something else');
    await app.now().getByText('1 of 5 tries used', { exact: false }).waitFor();
    expect(await app.now().getByLabel('Passphrase', { exact: true }).inputValue()).toBe('');
    expect(await app.now().locator('.door-dial .tried').count()).toBe(1);
    await app.type('Passphrase', passphrase);
    await app.opened();
    expect(await app.now().content()).not.toContain('canary-lock');
  });

  it('SECURITY(lock-shows-nothing) draws nothing but the mark before the core has said whether the profile hides something', async () => {
    await begin({ passphrase: true });
    await app.heading('Locked').waitFor();
    const router = app.core.router as unknown as { handle(wire: string, sender: unknown): Promise<string> };
    const real = router.handle.bind(router);
    const held = Promise.withResolvers<undefined>();
    const listed = Promise.withResolvers<undefined>();
    router.handle = async (wire, sender) => {
      if (wire.includes('profile.getState')) await held.promise;
      const answer = await real(wire, sender);
      if (wire.includes('projects.list')) listed.resolve(undefined);
      return answer;
    };
    await app.now().reload();
    await listed.promise;
    await app.now().waitForTimeout(300);
    expect(await app.now().locator('#root > *').count()).toBe(1);
    expect(await app.now().locator('#root > .first-mark').count()).toBe(1);
    expect(await app.now().locator('body').innerText()).toBe('');
    held.resolve(undefined);
    await app.heading('Locked').waitFor();
  });

  it('says that it is unlocking while the key is made, and sends what was typed once', async () => {
    await begin({ passphrase: true });
    const router = app.core.router as unknown as { handle(wire: string, sender: unknown): Promise<string> };
    const real = router.handle.bind(router);
    const held = Promise.withResolvers<undefined>();
    let asked = 0;
    router.handle = async (wire, sender) => {
      if (!wire.includes('profile.unlockWithPassphrase')) return real(wire, sender);
      asked += 1;
      await held.promise;
      return real(wire, sender);
    };
    await app.type('Passphrase', passphrase);
    await app.now().getByRole('button', { name: 'Unlocking…' }).waitFor();
    expect(await app.now().getByRole('status').filter({ hasText: 'Unlocking…' }).count()).toBe(1);
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('button', { name: 'Unlocking…' }).click();
    expect(asked).toBe(1);
    held.resolve(undefined);
    await app.opened();
    expect(asked).toBe(1);
  });

  it('shows what is typed only for who asks', async () => {
    await begin({ passphrase: true });
    const field = app.now().getByLabel('Passphrase', { exact: true });
    await field.waitFor();
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field.getAttribute('type')).toBe('password');
    await app.button('Show what I type').click();
    expect(await field.getAttribute('type')).toBe('text');
    await app.button('Hide what I type').click();
    expect(await field.getAttribute('type')).toBe('password');
  });

  it('waits after five wrong passphrases, and lets the recovery key in meanwhile', async () => {
    const key = await begin({ passphrase: true, recovery: true });
    await app.heading('Locked').waitFor();
    for (let tries = 0; tries < 4; tries += 1) expect((await app.ask('unlockWithPassphrase', { value: `canary-lock wrong ${String(tries)}` })).error?.code).toBe('passphrase-wrong');
    await app.type('Passphrase', 'canary-lock wrong again');
    await app.heading(/^Wait until \d\d:\d\d$/).waitFor();
    await app.now().getByRole('timer').getByText('left of 15 minutes').waitFor();
    expect(await app.button(/^Unlock, from/).isDisabled()).toBe(true);
    await app.button('Recovery key, works now').click();
    await app.type('Recovery key', `${key.slice(0, 20)}${key[20] === 'A' ? 'B' : 'A'}${key.slice(21)}`);
    await app.now().getByText(/^Group 5 of the recovery key is misspelt/).waitFor();
    await app.type('Recovery key', key.toLowerCase());
    await app.heading('Opened by the recovery key').waitFor();
    await app.button('Later').click();
    await app.opened();
  });

  it('is opened by the keychain without a click when the program begins', async () => {
    await begin({ passphrase: true, keychain: true });
    await app.opened();
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
    await app.now().waitForTimeout(300);
    expect(await app.button('Open a folder').count()).toBe(0);
    await app.button('OS keychain').click();
    await app.opened();
  });

  it('stands aside where the agent of this session keeps the profile open, until somebody locks', async () => {
    await begin({ passphrase: true }, async (first) => {
      await first.core.router.handle(JSON.stringify({ call: 'profile.startAgent', input: { seconds: 600 } }), { role: 'cli', url: '', isMainFrame: true });
    });
    await app.opened();
    const before = app.now();
    home.tell('screen-locked');
    await app.renewed(before);
    await app.heading('Locked').waitFor();
    expect(home.agentKey).toBeDefined();
    await app.now().waitForTimeout(200);
    expect(await app.button('Open a folder').count()).toBe(0);
  });
});
