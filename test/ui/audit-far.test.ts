// The Audit room far down in a long log, and over a page that is loaded anew: what was looked for is there again.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { auditPage, facts, writeLog } from './audit-page.ts';
import { profileSpecs } from './profile-page.ts';
import { steerCore } from './steer-core.ts';

const many = Array.from({ length: 450 }, (_, n) => facts({ secret_key: `~/shop/.env#KEY_${String(n + 1)}` }));

describe.skipIf(!(await hasBrowser()))('a long log in the Audit room', () => {
  const { app, home, open } = profileSpecs();
  const audit = auditPage(app);
  const press = (keys: string): Promise<void> => app.now().keyboard.press(keys);

  it('opens a row whose entry comes a moment later, and not where somebody has gone on by then', async () => {
    await writeLog(home, many);
    await open();
    await app.opened();
    await audit.enter();
    await audit.row('~/shop/.env#KEY_450').getByRole('rowheader').click();
    await audit.panel.getByRole('heading', { name: 'Entry 450' }).waitFor();
    const late = steerCore(app).hold('audit.listRange');
    await press('End');
    await late.asked;
    await press('Enter');
    expect(await audit.panel.getByRole('heading').first().textContent()).toBe('Entry 450');
    await late.release();
    await audit.panel.getByRole('heading', { name: 'Entry 1', exact: true }).waitFor();
    expect(await audit.rows.last().evaluate((row) => row === document.activeElement)).toBe(true);
  });

  it('looks as before after the page was loaded anew', async () => {
    await writeLog(home, many.slice(0, 20));
    await open();
    await app.opened();
    await audit.enter();
    await audit.row('~/shop/.env#KEY_20').waitFor();
    await press('Control+f');
    await app.now().keyboard.type('key_1');
    await app.now().getByText('11 of 20 entries', { exact: true }).waitFor();
    // The core is told once nothing has changed for a moment.
    await expect.poll(() => app.wire.some(({ request }) => request.includes('app.setLayout') && request.includes('key_1'))).toBe(true);
    await app.now().reload();
    await app.heading('Audit').waitFor();
    await app.now().getByText('11 of 20 entries', { exact: true }).waitFor();
    expect(await audit.filter.inputValue()).toBe('key_1');
  });
});
