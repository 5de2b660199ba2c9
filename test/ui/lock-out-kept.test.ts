// The wait after too many wrong tries says that the changes which were not saved are kept, in both languages, and how many; without any it says nothing of them.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lockSpecs } from './lock-kit.ts';
import { lookAt, speak } from './look-at.ts';

describe.skipIf(!(await hasBrowser()))('the wait', () => {
  const { app, openFile, locked } = lockSpecs();
  const wrong = async (): Promise<void> => {
    for (let tries = 0; tries < 4; tries += 1) expect((await app.ask('unlockWithPassphrase', { value: `canary-kept wrong ${String(tries)}` })).error?.code).toBe('passphrase-wrong');
    await app.type('Passphrase', 'canary-kept wrong again');
    await app.heading(/^Wait until \d\d:\d\d$/).waitFor();
  };

  it('counts the changes that the lock put away', async () => {
    await openFile(/^\.env/);
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Delete');
    await app.now().getByText('1 change not saved').first().waitFor();
    await locked();
    await wrong();
    await app.now().getByText(/1 change is kept, sealed\.$/).waitFor();
    await lookAt(app, 'the wait with a change');
    await speak(app, 'fr');
    await app.now().getByText(/1 modification est gardée, scellée\.$/).waitFor();
    await lookAt(app, 'the wait with a change, in French');
    expect(await app.now().content()).not.toContain('canary');
  });

  it('says nothing of changes where there are none', async () => {
    await openFile(/^\.env/);
    await locked();
    await wrong();
    expect(await app.now().getByText(/sealed/).count()).toBe(0);
  });
});
