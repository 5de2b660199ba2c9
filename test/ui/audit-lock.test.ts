// The Audit room over a lock: what was looked for and which entry was in view are there again, and the lock has signed the log.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { auditPage, facts, refused, writeLog } from './audit-page.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

const some = [facts({ secret_key: '~/shop/.env#ONE' }), refused({ secret_key: '~/shop/.env#TWO' }), facts({ secret_key: '~/shop/.env#THREE', event_type: 'secret_access_intent' }), facts({ secret_key: '~/shop/.env#THREE' })];

describe.skipIf(!(await hasBrowser()))('the Audit room and the lock', () => {
  const { app, home, open } = profileSpecs();
  const audit = auditPage(app);
  const press = (keys: string): Promise<void> => app.now().keyboard.press(keys);
  const says = (text: string | RegExp): Promise<void> => app.now().getByText(text, { exact: true }).first().waitFor();

  it('keeps filters and the entry in view over a lock', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await audit.enter();
    await audit.row('~/shop/.env#TWO').waitFor();
    await press('Control+f');
    await app.now().keyboard.type('two');
    await says('1 of 5 entries');
    await audit.row('~/shop/.env#TWO').click();
    await audit.panel.getByRole('heading', { name: 'Entry 2' }).waitFor();
    const before = app.now();
    await press('Control+l');
    await app.renewed(before);
    await app.type('Passphrase', passphrase);
    await audit.panel.getByRole('heading', { name: 'Entry 2' }).waitFor();
    expect(await audit.filter.inputValue()).toBe('two');
    await audit.row('~/shop/.env#TWO').waitFor();
    // What the lock has signed covers it.
    await audit.panel.getByText(/^by entry \d+$/).waitFor();
    await says(/^Untouched since /);
  });
});
