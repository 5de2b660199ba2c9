// A plugin of age in the window: it runs only once somebody agreed, and what it says and asks is shown.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodePrograms } from '../../electron/node-ports/index.ts';
import { installPlugin, testIdentity, testRecipient } from '../fakes/age-plugin.ts';
import { openCore } from '../fakes/open-core.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';

describe.skipIf(!(await hasBrowser()))('questions of a plugin', () => {
  let folder: string;
  let app: AppPage | undefined;
  beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'coffre-asking-'))); });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs a plugin only once somebody agreed, and shows what it says and asks', async () => {
    installPlugin(join(folder, 'bin'), 'asks');
    installPlugin(join(folder, 'easy'));
    const environment = { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, SOPS_AGE_KEY: testIdentity() };
    const yes = { passphrase: () => Promise.resolve(undefined), confirm: () => Promise.resolve(true), tell: () => undefined };
    const at = openCore({ environment: { ...environment, PATH: `${join(folder, 'easy')}:${process.env['PATH'] ?? ''}` }, programs: nodePrograms(), asking: yes });
    writeFileSync(join(at.folder, '.env'), 'KEY=x\n');
    const { file } = await at.done('projects.refFile', { path: join(at.folder, '.env') });
    const { encryption } = await at.done('sops.prepareEncryption', { file, recipients: [testRecipient()] });
    await at.done('sops.writeEncryption', { encryption });
    const sealed = readFileSync(join(at.folder, '.env'));
    await at.close();
    app = await openApp({ withoutIdentity: true, env: environment });
    const { page } = app;
    await app.openProject({ '.env': sealed });
    app.fake.agrees = false;
    await app.treeItem('.env').click();
    await page.getByRole('alert').waitFor();
    expect(app.fake.askedFor).toEqual([{ plugin: 'coffretest', path: join(folder, 'bin/age-plugin-coffretest'), text: '' }]);
    expect(existsSync(join(folder, 'bin/ran'))).toBe(false);
    app.fake.agrees = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('touch it', { exact: false }).first().waitFor();
    const secret = page.getByRole('dialog', { name: 'A plugin asks' });
    await secret.waitFor();
    await page.keyboard.type('canary-pin');
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Keys of .env' }).waitFor();
  });
});
