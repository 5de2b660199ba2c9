// What the Audit room says of a check beside its pictures: something the log reports, months that were let go of, a check under way and one that was stopped; and the red words of the status bar where nothing is logged.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { createAudit, type AuditRoom } from '../../../electron/core/audit/index.ts';
import { keptInMemory } from '../../core/audit/kept.ts';
import { hasBrowser } from '../../host/launch.ts';
import { encrypted } from '../app-page.ts';
import { facts, writeLog } from '../audit-page.ts';
import { speak } from '../look-at.ts';
import { atHome, openWindow, profileHome, type ProfileHome, type ProfileWindow } from '../profile-page.ts';
import { steerCore } from '../steer-core.ts';
import { visualOf, type VisualOptions } from './visual.ts';

const names = ['STRIPE_SECRET_KEY', 'DATABASE_PASSWORD', 'SESSION_SECRET', 'OPENAI_API_KEY', 'LOG_LEVEL'];
const lines = names.map((name) => facts({ secret_key: `~/work/shop/.env.production#${name}` }));
const recent = lines.map((line, n) => ({ ...line, at: `2026-03-04T10:0${String(n)}:00.000Z` }));

function picture(name: string, before: (home: ProfileHome) => unknown, go: (app: ProfileWindow) => Promise<void>, options: Omit<VisualOptions, 'app'> = {}): void {
  visualOf(name, async (same) => {
    const home = profileHome();
    await before(home);
    return atHome(home, await openWindow(home, same));
  }, ({ app }) => app.now(), async ({ app }) => {
    await app.opened();
    await go(app);
  }, options);
}

/** A program that writes at times of its own, and signs. */
function writer(home: ProfileHome): { room(at: string): AuditRoom } {
  const profile = keptInMemory();
  return {
    room: (at) => createAudit({
      folder: join(home.profile, 'audit'), self: { agent: 'ada (cli)', ip_address: '127.0.0.1', user_agent: 'coffre/1' }, profile, rules: () => Promise.resolve({ sealed: false, keepDays: 365, hashNames: false, required: true }),
      clock: { now: () => new Date(at), monotonic: () => performance.now(), after: () => () => undefined },
    }),
  };
}
async function writeMonths(home: ProfileHome): Promise<void> {
  const { room } = writer(home);
  for (const at of ['2025-01-10T09:00:00.000Z', '2025-11-10T09:00:00.000Z', '2026-03-04T10:00:00.000Z']) {
    const one = room(at);
    for (const line of lines) await one.append(line);
    await one.sign();
    await one.dispose();
  }
}
/** The log is taken away while a program writes it, which says so. */
async function writeReplaced(home: ProfileHome): Promise<void> {
  const one = writer(home).room('2026-03-04T10:00:00.000Z');
  await one.append(facts());
  rmSync(join(home.profile, 'audit', 'audit.jsonl'));
  for (const line of lines) await one.append(line);
  await one.sign();
  await one.dispose();
}

const enter = async (app: ProfileWindow): Promise<void> => {
  await app.now().keyboard.press('Control+5');
  await app.now().locator('.audit-plot canvas').waitFor();
};
// WHY hidden: how long a check takes differs from run to run, and so does a head under a signature by a new key.
const hide = ['.audit-took', '.banner .mono'];

describe.skipIf(!(await hasBrowser()))('what the Audit room says of a check', () => {
  picture('audit-reported', writeReplaced, async (app) => {
    await enter(app);
    await app.now().getByText('Show them').waitFor();
  });
  picture('audit-expired', writeMonths, async (app) => {
    await enter(app);
    await app.now().locator('.audit-took').waitFor();
  }, { hide });
  picture('audit-progress', (home) => writeLog(home, recent), async (app) => {
    await enter(app);
    await app.now().locator('.audit-took').waitFor();
    const held = steerCore(app).hold('audit.verify');
    await app.button('Check again').click();
    await held.asked;
    await app.now().getByRole('progressbar').waitFor();
  });
  picture('audit-stopped', (home) => writeLog(home, recent), async (app) => {
    await enter(app);
    await app.now().locator('.audit-took').waitFor();
    steerCore(app).refuse('audit.verify', 'cancelled');
    await app.button('Check again').click();
    await app.now().locator('.banner').filter({ hasText: 'stopped' }).waitFor();
  }, { size: { width: 960, height: 640 } });
  picture('audit-unlogged', (home) => {
    mkdirSync(join(home.profile, 'audit'), { recursive: true });
    symlinkSync('/dev/null', join(home.profile, 'audit', 'audit.jsonl'));
    writeFileSync(join(home.profile, 'security-policy.yaml'), 'security:\n  monitoring:\n    audit_required: false\n');
  }, async (app) => {
    await app.openProject({ '.env': await encrypted(['ONE', 'canary-unlogged-picture']) });
    await app.now().getByRole('treeitem', { name: '.env' }).click();
    await app.now().getByRole('row', { name: /ONE/ }).getByRole('rowheader').click();
    await app.now().keyboard.press('Space');
    await app.now().locator('.secret-value').waitFor();
    await speak(app, 'fr');
    await app.now().getByRole('contentinfo').getByRole('alert').filter({ hasText: 'hors du journal' }).waitFor();
  }, { size: { width: 960, height: 640 }, hide: ['.secret'] });
});
