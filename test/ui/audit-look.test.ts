// The Audit room for everybody: no accessibility finding in either language or theme, nothing cut off in a small window.
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { auditPage, changeLine, facts, refused, writeLog } from './audit-page.ts';
import { lookAt, speak } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

const some = [facts({ secret_key: '~/shop/.env#ONE' }), refused({ secret_key: '~/shop/.env#TWO' }), facts({ secret_key: '~/shop/.env#THREE', event_type: 'secret_access_intent' }), facts({ secret_key: '~/shop/.env#THREE' })];

describe.skipIf(!(await hasBrowser()))('how the Audit room looks', () => {
  const { app, home, open } = profileSpecs();
  const audit = auditPage(app);

  it('is for everybody where nothing is, and where nothing fits', async () => {
    await open();
    await app.opened();
    await audit.enter();
    await app.heading('No entry yet').waitFor();
    await lookAt(app, 'empty');
    await speak(app, 'fr');
    await app.heading(words('fr').audit.noneTitle).waitFor();
    await lookAt(app, 'empty, French');
  });

  it('is for everybody with entries, one of them in view, all filters and a chart', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await audit.enter();
    await audit.row('~/shop/.env#TWO').click();
    await audit.panel.getByText('both links hold').waitFor();
    await app.now().locator('.audit-plot canvas').waitFor();
    expect(await audit.row('~/shop/.env#TWO').ariaSnapshot()).toMatch(/row "\d\d:\d\d:\d\d open ~\/shop\/\.env#TWO file ci-deploy \(cli\) no-matching-key \. refused: .+ \[selected\]/);
    await lookAt(app, 'entries');
    await app.button('More filters').click();
    await app.now().getByRole('combobox', { name: 'Time' }).selectOption('Another time');
    await app.now().getByRole('textbox', { name: 'From this day on' }).fill('yesterday');
    await app.now().getByText('A day looks like 2026-11-27.').waitFor();
    await lookAt(app, 'filters');
    await speak(app, 'fr');
    await app.heading(words('fr').audit.title).waitFor();
    await lookAt(app, 'entries, French');
  });

  it('is for everybody with its tables and dialogs', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await audit.enter();
    await audit.row('~/shop/.env#TWO').waitFor();
    await app.now().getByRole('combobox', { name: 'Chart' }).selectOption('By secret');
    await app.now().locator('.audit-bar').first().waitFor();
    await lookAt(app, 'by secret');
    await app.button('Export…').click();
    await app.now().getByRole('dialog').waitFor();
    await lookAt(app, 'export');
    await app.now().keyboard.press('Escape');
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    await app.button('How this is checked').click();
    await app.now().getByText('nothing goes', { exact: false }).waitFor();
    await lookAt(app, 'how');
  });

  it('is for everybody where the log was changed', async () => {
    await writeLog(home, some);
    changeLine(home, '#TWO', '#TOO');
    await open();
    await app.opened();
    await audit.enter();
    await app.now().getByText('A line was changed after it was written.').waitFor();
    await lookAt(app, 'broken');
    await speak(app, 'fr');
    await app.now().getByText(words('fr').audit.broken.edited).waitFor();
    await lookAt(app, 'broken, French');
  });
});
