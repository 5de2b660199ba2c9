// A log that cannot be written, in the window: why nothing is shown, and, where the policy allows reading all the same, red words in the status bar until the log is whole again.
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';

describe.skipIf(!(await hasBrowser()))('a log that cannot be written', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['ONE', 'canary-unlogged-1'], ['TWO', 'canary-unlogged-2']) });
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  it('is said with its cause, and where reading is allowed it is counted until the log has said so', { timeout: 90_000 }, async () => {
    const profile = join(app.home, '.config/coffre');
    const log = join(profile, 'audit/audit.jsonl');
    const status = app.page.getByRole('contentinfo', { name: 'Status' }).getByRole('alert');
    expect(await app.reveal('ONE')).toBe('canary-unlogged-1');
    expect(await status.count()).toBe(0);
    renameSync(log, `${log}.away`);
    symlinkSync('/dev/null', log);
    // WHY: two values in one breath are refused before the log is asked.
    await app.page.waitForTimeout(1000);
    await app.act('Reveal', 'TWO');
    await app.page.getByText(/^The access could not be recorded\. Look at the audit folder/).first().waitFor({ state: 'attached' });
    await status.filter({ hasText: 'The audit log cannot be written. Every access to a value, and every change on a Vault, is written down first. In the place of the log stands something else' }).waitFor();
    expect(await app.row('TWO').locator('.secret-value').count()).toBe(0);
    writeFileSync(join(profile, 'security-policy.yaml'), 'security:\n  monitoring:\n    audit_required: false\n');
    // The policy is read anew after some seconds.
    await expect.poll(async () => {
      await app.page.keyboard.press('Escape');
      await app.act('Reveal', 'TWO');
      return app.row('TWO').locator('.secret-value').waitFor({ timeout: 3000 }).then(() => 'shown', () => 'refused');
    }, { timeout: 40_000 }).toBe('shown');
    await status.filter({ hasText: /^\d access(es)? not in the audit log/ }).waitFor();
    expect(await axeFindings(app.page)).toEqual([]);
    rmSync(log);
    renameSync(`${log}.away`, log);
    await status.waitFor({ state: 'detached', timeout: 30_000 });
    expect(readFileSync(log, 'utf8')).toMatch(/"event_type":"log_gap".*"reason":"\d accesses not recorded, /);
  });
});
