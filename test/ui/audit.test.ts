// The Audit room by keys alone: entries, filters, the way back, one entry with its chain, and what a check says.
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { auditPage, changeLine, facts, refused, writeLog } from './audit-page.ts';
import { speak } from './look-at.ts';
import { profileSpecs } from './profile-page.ts';

const some = [facts({ secret_key: '~/shop/.env#ONE' }), refused({ secret_key: '~/shop/.env#TWO' }), facts({ secret_key: '~/shop/.env#THREE', event_type: 'secret_access_intent' }), facts({ secret_key: '~/shop/.env#THREE' })];

describe.skipIf(!(await hasBrowser()))('the Audit room', () => {
  const { app, home, open } = profileSpecs();
  const audit = auditPage(app);
  const press = (keys: string): Promise<void> => app.now().keyboard.press(keys);
  const says = (text: string | RegExp): Promise<void> => app.now().getByText(text, { exact: true }).first().waitFor();

  it('says what to do where nothing was written yet', async () => {
    await open();
    await app.opened();
    await audit.enter();
    await app.heading('No entry yet').waitFor();
    await says('Nothing is written yet.');
    await app.button('Go to Files').last().focus();
    await press('Enter');
    await app.opened();
  });

  it('lists the newest first, filters by keys, and goes back and forward through what was looked at', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await audit.enter();
    await audit.row('~/shop/.env#ONE').waitFor();
    expect(await audit.rows.count()).toBe(4);
    expect(await audit.rows.first().getByText('answered', { exact: true }).count()).toBe(1);
    expect(await audit.rows.nth(1).getByText('asked', { exact: true }).count()).toBe(1);
    await press('Control+f');
    await app.now().keyboard.type('no-match');
    await says('1 of 4 entries');
    await audit.row('~/shop/.env#TWO').getByText('no-matching-key').waitFor();
    await press('Escape');
    await says('4 entries');
    // WHY: the head counts the log before the list has its lines.
    await audit.rows.nth(3).waitFor();
    await press('ArrowDown');
    await press('End');
    await press('Enter');
    await audit.panel.getByRole('heading', { name: 'Entry 1' }).waitFor();
    await audit.panel.getByText('the link holds').waitFor();
    await audit.panel.getByText('nothing: the first line').waitFor();
    await audit.panel.getByRole('button', { name: 'All of this secret' }).focus();
    await press('Enter');
    await says('1 of 4 entries');
    await press('Alt+ArrowLeft');
    await says('4 entries');
    await press('Alt+ArrowRight');
    await says('1 of 4 entries');
    await press('Escape');
    await audit.panel.waitFor({ state: 'detached' });
    await says('History of ~/shop/.env#ONE');
    await app.button('More filters').focus();
    await press('Enter');
    await app.now().getByRole('textbox', { name: 'Secret or file' }).waitFor();
    await app.button('Show all entries').focus();
    await press('Enter');
    await says('4 entries');
    await app.now().getByRole('radio', { name: 'Refused' }).focus();
    await press('Space');
    await says('1 of 4 entries');
    await app.now().getByRole('combobox', { name: 'Time' }).selectOption('Another time');
    await app.now().getByRole('textbox', { name: 'Before this day' }).fill('2020-01-01');
    await app.heading('No entry fits').waitFor();
    expect(app.consoleLines).toEqual([]);
  });

  it('leads back to the file that was in view before, and forward to the log again', async () => {
    await open();
    await app.opened();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-audit-room']), 'b.env': await encrypted(['B', 'canary-audit-room-b']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('grid', { name: 'Keys of .env' }).waitFor();
    await audit.enter();
    await audit.row('~/projects/shop/.env').waitFor();
    await press('Alt+ArrowLeft');
    await app.now().getByRole('grid', { name: 'Keys of .env' }).waitFor();
    await app.now().getByRole('treeitem', { name: /^b\.env/ }).click();
    await app.now().getByRole('grid', { name: 'Keys of b.env' }).waitFor();
    await press('Alt+ArrowLeft');
    await app.now().getByRole('grid', { name: 'Keys of .env' }).waitFor();
    await audit.enter();
    await press('Alt+ArrowLeft');
    await app.now().getByRole('grid', { name: 'Keys of .env' }).waitFor();
    await press('Alt+ArrowRight');
    await app.heading('Audit').waitFor();
  });

  it('names the first line that is not as it was written, and what to do', async () => {
    await writeLog(home, some);
    changeLine(home, '#TWO', '#TOO');
    await open();
    await app.opened();
    await audit.enter();
    await says('A line was changed after it was written.');
    await says(/First seen in audit\.jsonl, line 2\./);
    await app.button('Show entry 1').focus();
    await press('Enter');
    await audit.panel.getByRole('heading', { name: 'Entry 1' }).waitFor();
  });

  it('speaks French', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await speak(app, 'fr');
    const { audit: say } = words('fr');
    await press('Control+5');
    await app.heading(say.title).waitFor();
    await app.now().getByRole('grid', { name: say.list }).getByText(say.result.asked, { exact: true }).waitFor();
    await says(say.onlyChain);
  });
});
