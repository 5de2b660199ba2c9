// Questions of the core in the window: the passphrase of a locked SSH key, asked for once; what was typed is nowhere afterwards.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { hasKeygen, sshKey } from '../fakes/real-age.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';
import { speakFrench } from './draft-by-wire.ts';

const passphrase = 'canary-asking-window passphrase';

describe.skipIf(!(await hasBrowser()) || !hasKeygen)('questions of the core', () => {
  let folder: string;
  let app: AppPage | undefined;
  beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'coffre-asking-'))); });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    rmSync(folder, { recursive: true, force: true });
  });
  const axe = (page: AppPage['page']): Promise<readonly string[]> => axeFindings(page);

  it('asks for the passphrase of a locked key once, says what for, and keeps it nowhere: answer-not-kept', async () => {
    sshKey(join(folder, 'key'), 'ed25519', { passphrase });
    const own = readFileSync(join(folder, 'key.pub'), 'utf8').trim();
    app = await openApp({ withoutIdentity: true, env: { SOPS_AGE_SSH_PRIVATE_KEY_FILE: join(folder, 'key') } });
    const { page } = app;
    const sealed = () => encryptDotenv([['TOKEN', 'canary-asking-value']], [own], new Date('2026-01-02T03:04:05Z'));
    await app.openProject({ '.env': await sealed(), '.env.two': await sealed() });
    await app.treeItem('.env').click();
    const dialog = page.getByRole('dialog', { name: 'A locked SSH key' });
    await dialog.getByText(join(folder, 'key'), { exact: false }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.type('wrong one');
    await page.keyboard.press('Enter');
    await dialog.getByText('This was not the passphrase.').waitFor();
    // Emptied and focused for the next try.
    await expect.poll(() => dialog.locator('input').first().evaluate((input: HTMLInputElement) => input === document.activeElement && input.value === '' && !input.disabled)).toBe(true);
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Keys of .env', exact: true }).waitFor();
    // Asked once: the second file opens without a word.
    await app.openFile('.env.two');
    const held = await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, [...document.querySelectorAll('input')].map(({ value }) => value), { ...localStorage }, { ...sessionStorage }]));
    expect(held).not.toContain('canary-asking-window');
    expect(app.wire.filter(({ answer }) => answer?.includes('canary-asking-window') === true)).toEqual([]);
    expect(app.wire.filter(({ request }) => request.includes('canary-asking-window'))).toHaveLength(1);
  });

  it('goes on without it where somebody declines, in French', async () => {
    sshKey(join(folder, 'key'), 'ed25519', { passphrase });
    app = await openApp({ withoutIdentity: true, env: { SOPS_AGE_SSH_PRIVATE_KEY_FILE: join(folder, 'key') } });
    const { page } = app;
    await app.openProject({ '.env': await encryptDotenv([['A', 'x']], [readFileSync(join(folder, 'key.pub'), 'utf8').trim()], new Date('2026-01-02T03:04:05Z')) });
    await speakFrench(app);
    await app.treeItem('.env').click();
    await page.getByRole('dialog', { name: 'Une clé SSH verrouillée' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
  });
});
