// The screens of the profile beside their pictures: first run, locked, each kind of fault, damaged, settings.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { hasBrowser, type LaunchOptions } from '../../host/launch.ts';
import { encrypted } from '../app-page.ts';
import { beginWith, openWindow, passphrase, profileHome, type ProfileHome, type ProfileWindow } from '../profile-page.ts';
import { visualOf, type VisualOptions } from './visual.ts';

interface Opened {
  readonly app: ProfileWindow;
  readonly home: ProfileHome;
  close(): Promise<void>;
}
type Between = (home: ProfileHome, first: ProfileWindow) => Promise<void> | void;
type Opens = Parameters<typeof beginWith>[1];

async function open(same: LaunchOptions, opens?: Opens, between: Between = () => undefined): Promise<Opened> {
  const home = profileHome();
  const app = opens === undefined ? await openWindow(home, same) : (await beginWith(home, opens, (first) => between(home, first), same)).app;
  return {
    app, home,
    async close() {
      await app.close();
      home.remove();
    },
  };
}

function picture(name: string, opens: Opens | undefined, go: (app: ProfileWindow) => Promise<void>, more: Omit<VisualOptions, 'app'> & { readonly between?: Between } = {}): void {
  const { between, ...options } = more;
  visualOf(name, (same) => open(same, opens, between), ({ app }) => app.now(), ({ app }) => go(app), options);
}

const small = { size: { width: 960, height: 640 } };
const says = (code: string) => async (app: ProfileWindow): Promise<void> => { await app.now().locator(`.fault[data-state="${code}"]`).waitFor(); };
const locked = async (app: ProfileWindow): Promise<void> => { await app.heading('Locked').waitFor(); };
const wrong = async (app: ProfileWindow): Promise<void> => {
  await locked(app);
  await app.type('Passphrase', 'canary-visual wrong');
  await app.now().getByRole('alert').waitFor();
};
const settings = async (app: ProfileWindow): Promise<void> => {
  await app.opened();
  await app.ask('create', { value: 'canary-visual long enough', keychain: true });
  await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
  await app.now().getByText('None yet.', { exact: false }).waitFor();
  await app.now().getByLabel('Lock without input after').waitFor();
  await app.now().getByText('GNOME Keyring, opens with your session').waitFor();
  await app.now().getByText('Locks in 30 min').waitFor();
  await app.now().getByRole('grid', { name: 'Rules of the policy' }).waitFor();
};
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
  picture('first-run', undefined, async (app) => { await app.now().getByText('is there and unlocked', { exact: false }).waitFor(); });
  picture('first-run-small', undefined, async (app) => { await app.now().getByText('is there and unlocked', { exact: false }).waitFor(); }, small);
  picture('recovery-key', undefined, async (app) => {
    await app.now().getByText('is there and unlocked', { exact: false }).waitFor();
    await app.button('Create the profile').click();
    await app.now().locator('.sheet-groups .mono').first().waitFor();
  }, { of: '.dialog', hide: ['.sheet-groups .mono'] });
  picture('lock', { passphrase: true, recovery: true }, locked);
  picture('lock-wrong', { passphrase: true, recovery: true }, wrong);
  picture('lock-small', { passphrase: true, recovery: true }, wrong, small);
  for (const [name, code, between] of [
    ['locked', 'keychain-locked', (home: ProfileHome) => { home.keychainLook = { state: 'locked', backend: 'GNOME Keyring' }; }],
    ['missing', 'keychain-missing', (home: ProfileHome) => { home.keychainLook = { state: 'missing', backend: '' }; }],
    ['insecure', 'keychain-insecure', (home: ProfileHome) => { home.keychainLook = { state: 'insecure-backend', backend: 'GNOME Keyring' }; }],
    ['changed', 'keychain-changed', (home: ProfileHome) => {
      home.keychainLook = { state: 'ok', backend: 'KWallet' };
      home.keychainItems.clear();
    }],
  ] as const) picture(`keychain-${name}`, { passphrase: true, keychain: true }, says(code), { between });
  picture('profile-damaged', { passphrase: true }, async (app) => { await app.heading('The profile cannot be opened').waitFor(); }, { between: (home) => { writeFileSync(join(home.profile, 'protectors', 'passphrase.json'), 'rubbish'); } });
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
    await app.heading('The profile cannot be opened').waitFor();
    app.fake.chosenFiles.push(join(app.home, 'kept.backup'));
    await app.button('Restore from a backup…').click();
    await app.now().getByText(/^It was made on /).waitFor();
  }, { of: '.dialog', async between(home, first) {
    first.fake.chosenSaveFiles.push(join(home.folder, 'kept.backup'));
    await first.ask('saveBackup', {});
    for (const kind of ['passphrase', 'recovery-key']) writeFileSync(join(home.profile, 'protectors', `${kind}.json`), 'rubbish');
  } });
  picture('job-key', undefined, job, { of: '.dialog' });
  // WHY hidden: it names the number of a process.
  const hide = ['section[aria-labelledby="settings-sessions"] .item-facts'];
  picture('settings', undefined, settings, { hide });
  picture('settings-small', undefined, settings, { ...small, hide });
  picture('policy', undefined, policy);
  picture('policy-small', undefined, policy, small);
});
