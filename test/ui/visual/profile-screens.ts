// How a picture is taken of a window over a profile, and how its screens are reached.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchOptions } from '../../host/launch.ts';
import { speak } from '../look-at.ts';
import { asNewer, atHome, beginWith, openWindow, profileHome, type ProfileHome, type ProfileWindow } from '../profile-page.ts';
import { visualOf, type VisualOptions } from './visual.ts';

type Between = (home: ProfileHome, first: ProfileWindow) => Promise<void> | void;
type Opens = Parameters<typeof beginWith>[1];
type Go = (app: ProfileWindow) => Promise<void>;

export const small = { size: { width: 960, height: 640 } };
/** WHY hidden: it names the number of a process. */
export const hide = ['section[aria-labelledby="settings-sessions"] .item-facts'];

async function open(same: LaunchOptions, opens?: Opens, between: Between = () => undefined) {
  const home = profileHome();
  const app = opens === undefined ? await openWindow(home, same) : (await beginWith(home, opens, (first) => between(home, first), same)).app;
  return atHome(home, app);
}

/** A computer without a profile, or with one that opens by `opens`; `between` the window that made it and the one of the picture. */
export function picture(name: string, opens: Opens | undefined, go: Go, more: Omit<VisualOptions, 'app'> & { readonly between?: Between } = {}): void {
  const { between, ...options } = more;
  visualOf(name, (same) => open(same, opens, between), ({ app }) => app.now(), ({ app }) => go(app), options);
}

export const french = (go: Go): Go => async (app) => {
  await go(app);
  await speak(app, 'fr');
};

export const offered = async (app: ProfileWindow): Promise<void> => { await app.now().getByText('is there and unlocked', { exact: false }).waitFor(); };
export const recoveryKey = async (app: ProfileWindow): Promise<void> => {
  await offered(app);
  await app.button('Create the profile').click();
  await app.now().locator('.sheet-groups .mono').first().waitFor();
};
export const locked = async (app: ProfileWindow): Promise<void> => { await app.heading('Locked').waitFor(); };
export const wrong = async (app: ProfileWindow): Promise<void> => {
  await locked(app);
  await app.type('Passphrase', 'canary-visual wrong');
  await app.now().getByRole('alert').waitFor();
};
export const settings = async (app: ProfileWindow): Promise<void> => {
  await app.opened();
  await app.ask('create', { value: 'canary-visual long enough', keychain: true });
  await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
  await app.now().getByText('None yet.', { exact: false }).waitFor();
  await app.now().getByLabel('Lock without input after').waitFor();
  await app.now().getByText('GNOME Keyring, opens with your session').waitFor();
  await app.now().getByText('Locks in 30 min').waitFor();
  await app.now().getByRole('grid', { name: 'Rules of the policy' }).waitFor();
};

export const fault = (code: string): Go => async (app) => { await app.now().locator(`.fault[data-state="${code}"]`).waitFor(); };
/** What each fault of the keychain is made of. */
export const faults: readonly (readonly [name: string, between: Between])[] = [
  ['locked', (home) => { home.keychainLook = { state: 'locked', backend: 'GNOME Keyring' }; }],
  ['missing', (home) => { home.keychainLook = { state: 'missing', backend: '' }; }],
  ['insecure', (home) => { home.keychainLook = { state: 'insecure-backend', backend: 'GNOME Keyring' }; }],
  ['changed', (home) => {
    home.keychainLook = { state: 'ok', backend: 'KWallet' };
    home.keychainItems.clear();
  }],
];

const passphraseFile = (home: ProfileHome): string => join(home.profile, 'protectors', 'passphrase.json');
export const damaged: Between = (home) => { writeFileSync(passphraseFile(home), 'rubbish'); };
export const newer: Between = (home) => { writeFileSync(passphraseFile(home), asNewer(readFileSync(passphraseFile(home), 'utf8'))); };
export const closed = async (app: ProfileWindow): Promise<void> => { await app.heading('The profile cannot be opened').waitFor(); };
export const tooNew = async (app: ProfileWindow): Promise<void> => { await app.heading('This profile was written by a newer Coffre').waitFor(); };
