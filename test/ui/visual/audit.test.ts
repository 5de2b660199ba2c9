// The Audit room beside its pictures: entries with one of them in view, a small window, a table of secrets, a log that was changed.
import { describe } from 'vitest';
import { hasBrowser, type LaunchOptions } from '../../host/launch.ts';
import { auditPage, changeLine, facts, refused, writeLog } from '../audit-page.ts';
import { speak } from '../look-at.ts';
import { atHome, openWindow, profileHome, type OpenedAtHome, type ProfileHome, type ProfileWindow } from '../profile-page.ts';
import { visualOf, type VisualOptions } from './visual.ts';

const perHour = [3, 5, 8, 6, 4, 2, 1, 0, 0, 0, 1, 2, 4, 7, 9, 6];
const names = ['STRIPE_SECRET_KEY', 'DATABASE_PASSWORD', 'SESSION_SECRET', 'OPENAI_API_KEY', 'LOG_LEVEL'];
const acts = ['sops.revealEntry', 'sops.copyEntry', 'sops.saveFile', 'sops.openFile'];
/** Two days of made-up accesses, the last of them shortly before the moment of all pictures. */
const lines = [2, 1].flatMap((days) => perHour.flatMap((count, hour) => Array.from({ length: count }, (_, n) => {
  const at = new Date(Date.parse('2026-03-04T10:15:00Z') - (days - 1) * 86_400_000 - (perHour.length - 1 - hour) * 3_600_000 + n * 31_000).toISOString();
  const made = { secret_key: `~/work/shop/.env.production#${names[(hour + n) % names.length] ?? ''}`, action: acts[n % acts.length] ?? '', agent: n % 4 === 3 ? 'ci-deploy (cli)' : 'ada (window)' };
  return { ...(n % 4 === 3 ? refused(made) : facts(made)), at };
})));

async function open(same: LaunchOptions, between: (home: ProfileHome) => void): Promise<OpenedAtHome> {
  const home = profileHome();
  await writeLog(home, lines);
  between(home);
  const app = await openWindow(home, same);
  return atHome(home, app);
}

function picture(name: string, go: (app: ProfileWindow) => Promise<void>, options: Omit<VisualOptions, 'app'> = {}, between: (home: ProfileHome) => void = () => undefined): void {
  visualOf(name, (same) => open(same, between), ({ app }) => app.now(), async ({ app }) => {
    await app.opened();
    await go(app);
  }, options);
}

const room = async (app: ProfileWindow): Promise<void> => {
  await app.now().keyboard.press('Control+5');
  await app.now().locator('.audit-plot canvas').waitFor();
  await app.now().locator('.audit-took').waitFor();
};
// WHY hidden: how long a check takes differs from run to run.
const hide = ['.audit-took'];
const small = { size: { width: 960, height: 640 }, hide };

describe.skipIf(!(await hasBrowser()))('the Audit room', () => {
  picture('audit', async (app) => {
    await room(app);
    await auditPage(app).rows.nth(2).click();
    await app.now().getByText('both links hold').waitFor();
  }, { hide });
  picture('audit-small', async (app) => {
    await room(app);
    await auditPage(app).rows.nth(2).click();
    await app.now().getByText('both links hold').waitFor();
  }, small);
  picture('audit-secrets', async (app) => {
    await room(app);
    await app.button('More filters').click();
    await app.now().getByRole('combobox', { name: 'Chart' }).selectOption('By secret');
    await app.now().locator('.audit-bar').first().waitFor();
  }, { hide });
  picture('audit-broken', async (app) => {
    await app.now().keyboard.press('Control+5');
    await app.now().locator('.audit-plot canvas').waitFor();
    await app.now().getByText('A line was changed after it was written.').waitFor();
  }, {}, (home) => { changeLine(home, '#LOG_LEVEL', '#LOG_TRAVEL'); });
  picture('audit-french', async (app) => {
    await speak(app, 'fr');
    await room(app);
    await app.now().getByRole('button', { name: 'Exporter…' }).click();
    await app.now().getByRole('dialog').waitFor();
  }, { hide });
});
