// Backup, restore and job keys for everybody: no accessibility finding in either language or theme, nothing cut off in a small window.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { lookAt, speak } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('backup, restore and job keys', () => {
  const { app, begin, home, open } = profileSpecs();
  const fr = words('fr');
  const gone = () => app.now().getByRole('dialog').waitFor({ state: 'detached' });

  it('the dialog that restores, with a file that is none, with one that is, and with a wrong passphrase', async () => {
    const file = join(home.folder, 'kept.backup');
    await begin({ passphrase: true, recovery: true }, async (first) => {
      first.fake.chosenSaveFiles.push(file);
      await first.ask('saveBackup', {});
    });
    await app.close();
    rmSync(home.profile, { recursive: true });
    await open();
    app.fake.chosenFiles.push(import.meta.filename, file);
    await app.button('Restore from a backup…').click();
    await app.now().getByRole('alert').or(app.now().getByText('This is no backup of Coffre')).first().waitFor();
    await lookAt(app, 'no backup');
    await app.button('Choose another file').click();
    await app.now().getByRole('dialog').getByLabel('Passphrase', { exact: true }).last().fill('canary-look wrong words');
    await app.now().keyboard.press('Enter');
    await app.now().getByText('This passphrase does not open the backup', { exact: false }).waitFor();
    await lookAt(app, 'restore');
    await app.now().keyboard.press('Escape');
    await gone();
    await speak(app, 'fr');
    app.fake.chosenFiles.push(file);
    await app.button(fr.setup.restore).click();
    await app.now().getByText(fr.setup.thenPassphrase).waitFor();
    await lookAt(app, 'restore, French');
  });

  it('a new job key and its lines, the list with one, and a backup that was written', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-look']), 'deep/more.env': await encrypted(['A', 'b']) });
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.button('New job key').click();
    await lookAt(app, 'new job');
    await app.now().getByLabel('Name', { exact: true }).fill('nightly');
    await app.now().getByRole('checkbox', { name: '.env', exact: true }).check();
    app.fake.chosenSaveFiles.push(join(home.folder, 'nightly.job-key'), join(home.folder, 'kept.backup'));
    await app.button('Make the job key…').click();
    await app.now().getByLabel('Lines for cron').waitFor();
    await lookAt(app, 'lines for cron');
    await app.now().keyboard.press('Escape');
    await gone();
    await app.button('Save a backup…').click();
    await app.now().getByText('written and read back').waitFor();
    await lookAt(app, 'settings with a job');
    await speak(app, 'fr');
    await app.button(fr.jobs.enrol).click();
    await app.now().getByRole('dialog').waitFor();
    await lookAt(app, 'new job, French');
  });
});
