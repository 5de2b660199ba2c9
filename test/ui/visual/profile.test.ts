// The screens of the profile beside their pictures: first run, locked, each kind of fault, damaged, settings.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { hasBrowser } from '../../host/launch.ts';
import { encrypted } from '../app-page.ts';
import { passphrase, type ProfileWindow } from '../profile-page.ts';
import { closed, damaged, fault, faults, hide, locked, newer, offered, picture, recoveryKey, settings, small, tooNew, wrong } from './profile-screens.ts';

const policy = async (app: ProfileWindow): Promise<void> => {
  await settings(app);
  await app.now().getByRole('link', { name: 'Policy in force' }).click();
};
const job = async (app: ProfileWindow): Promise<void> => {
  await app.opened();
  await app.ask('create', { value: 'canary-visual long enough', keychain: true });
  await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-visual']), 'deploy/production.env': await encrypted(['A', 'b']) });
  await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
  await app.button('New job key').click();
  await app.now().getByLabel('Name', { exact: true }).fill('nightly');
  await app.now().getByRole('checkbox', { name: 'deploy/production.env' }).check();
};

describe.skipIf(!(await hasBrowser()))('the screens of the profile', () => {
  picture('first-run', undefined, offered);
  picture('first-run-small', undefined, offered, small);
  picture('recovery-key', undefined, recoveryKey, { of: '.dialog', hide: ['.sheet-groups .mono'] });
  picture('lock', { passphrase: true, recovery: true }, locked);
  picture('lock-wrong', { passphrase: true, recovery: true }, wrong);
  picture('lock-small', { passphrase: true, recovery: true }, wrong, small);
  for (const [name, between] of faults) picture(`keychain-${name}`, { passphrase: true, keychain: true }, fault(`keychain-${name}`), { between });
  picture('profile-damaged', { passphrase: true }, closed, { between: damaged });
  picture('profile-newer', { passphrase: true }, tooNew, { between: newer });
  picture('profile-unreadable', { passphrase: true }, async (app) => {
    await locked(app);
    await app.type('Passphrase', passphrase);
    await app.heading('Part of the profile cannot be read').waitFor();
  }, { async between(home, first) {
    await first.ask('generateIdentity', { name: 'laptop' });
    const sealed = join(home.profile, 'sealed');
    for (const name of readdirSync(sealed)) if (name.startsWith('identities.')) writeFileSync(join(sealed, name), 'rubbish');
  } });
  picture('restore', { passphrase: true, recovery: true }, async (app) => {
    await closed(app);
    app.fake.chosenFiles.push(join(app.home, 'kept.backup'));
    await app.button('Restore from a backup…').click();
    await app.now().getByText(/^It was made on /).waitFor();
  }, { of: '.dialog', async between(home, first) {
    first.fake.chosenSaveFiles.push(join(home.folder, 'kept.backup'));
    await first.ask('saveBackup', {});
    for (const kind of ['passphrase', 'recovery-key']) writeFileSync(join(home.profile, 'protectors', `${kind}.json`), 'rubbish');
  } });
  picture('job-key', undefined, job, { of: '.dialog' });
  picture('settings', undefined, settings, { hide });
  picture('settings-small', undefined, settings, { ...small, hide });
  picture('policy', undefined, policy);
  picture('policy-small', undefined, policy, small);
});
