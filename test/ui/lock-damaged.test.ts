// A profile that is not whole: what is still readable, what can be done, and that files open without it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { asNewer, passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a profile that is not whole', () => {
  const { app, begin, home, open } = profileSpecs();

  const file = (kind: string): string => join(home.profile, 'protectors', `${kind}.json`);
  it('newer: says so, and files open without it', async () => {
    await begin({ passphrase: true }, () => { writeFileSync(file('passphrase'), asNewer(readFileSync(file('passphrase'), 'utf8'))); });
    await app.heading('This profile was written by a newer Coffre').waitFor();
    await app.now().getByText('newer than this program').waitFor();
    await app.button('Go on without the profile').click();
    await app.opened();
  });
  it('damaged: says what is left of what opens it, and files open without it', async () => {
    await begin({ passphrase: true }, () => { writeFileSync(file('passphrase'), 'canary-lock rubbish'); });
    await app.heading('The profile cannot be opened').waitFor();
    await app.button('Go on without the profile').click();
    await app.opened();
  });
  it('one way damaged: the other one opens it', async () => {
    await begin({ passphrase: true, keychain: true }, () => { writeFileSync(file('keychain'), 'canary-lock rubbish'); });
    await app.heading('This way of opening the profile is damaged').waitFor();
    await app.button('Use the passphrase').click();
    await app.type('Passphrase', passphrase);
    await app.opened();
  });
  it('a damaged record: says what is readable, sets the rest aside and goes on', async () => {
    await open();
    await app.button('Open a folder').waitFor();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.ask('generateIdentity', { name: 'laptop' });
    await app.close();
    const record = readdirSync(join(home.profile, 'sealed')).find((name) => name.startsWith('identities.')) ?? '';
    const bytes = readFileSync(join(home.profile, 'sealed', record));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(join(home.profile, 'sealed', record), bytes);
    await open();
    await app.heading('Locked').waitFor();
    await app.type('Passphrase', passphrase);
    await app.heading('Part of the profile cannot be read').waitFor();
    await app.now().getByRole('listitem').filter({ hasText: 'Identities' }).getByText('not readable').waitFor();
    await app.button('Go on with what is readable').click();
    await app.opened();
    await app.now().getByText('1 damaged record set aside').waitFor();
    expect(readdirSync(join(home.profile, 'damaged')).length).toBe(1);
  });
  it('put back to a former state: told by the keychain, taken or left', async () => {
    await open();
    await app.button('Open a folder').waitFor();
    await app.ask('create', { keychain: true });
    const sealed = join(home.profile, 'sealed');
    const former = readdirSync(sealed).map((name) => [name, readFileSync(join(sealed, name))] as const);
    await app.ask('generateIdentity', { name: 'laptop' });
    await app.close();
    for (const name of readdirSync(sealed)) rmSync(join(sealed, name));
    for (const [name, bytes] of former) writeFileSync(join(sealed, name), bytes, { mode: 0o600 });
    await open();
    await app.heading('This profile is older than it was').waitFor();
    await app.button('Go on with the older state').click();
    await app.opened();
  });
});
