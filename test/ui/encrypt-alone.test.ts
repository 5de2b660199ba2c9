// Encrypting a clear file in the window where there are no rules: with the first of them, or without any, for somebody who is typed in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identities, recipients } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { writeFiles } from './app-page.ts';
import { clear, encryptPage } from './encrypt-page.ts';

const [, bob] = recipients;

describe.skipIf(!(await hasBrowser()))('encrypting without rules', () => {
  const at = encryptPage();

  it('encrypts in place without a rule, for somebody who is typed in, from the palette', async () => {
    const { app, read, heading, panel, axe } = at();
    const { page } = app;
    await app.openProject({ '.env': clear });
    await app.treeItem('.env').click();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('>Encrypt');
    await page.keyboard.press('Enter');
    await heading().waitFor();
    await page.getByRole('radio', { name: /Go without a rule/ }).check();
    await page.getByRole('button', { name: 'Somebody else' }).click();
    const dialog = page.getByRole('dialog', { name: 'Somebody else' });
    await dialog.getByLabel('Public key').fill(identities[1]);
    await page.keyboard.press('Enter');
    await dialog.getByText('This is not a public key of age or SSH.').waitFor();
    await dialog.getByLabel('Public key').fill(bob);
    await dialog.getByLabel('Name').fill('Bob');
    expect(await axe()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /Encrypt it in place/ }).check();
    await panel().getByText('Encrypted for 2 recipients').waitFor();
    await page.getByRole('button', { name: 'Encrypt in place' }).click();
    await page.getByRole('grid', { name: 'Keys of .env' }).waitFor();
    expect(read('.env')).toContain('sops_mac=');
    expect(existsSync(join(app.project, '.sops.yaml'))).toBe(false);
  });

  it('makes the first rules of a folder that is no repository without a question: the file goes by them from then on', async () => {
    const { app, read, panel, open } = at();
    const { page } = app;
    await open();
    await page.getByText('There is no .sops.yaml in reach of this file.').waitFor();
    await page.getByText('This folder is no git repository.').waitFor();
    await panel().getByText('Encrypted for 1 recipient').waitFor();
    await page.getByRole('button', { name: 'Encrypt and replace' }).click();
    await page.getByRole('grid', { name: 'Keys of .env.encrypted' }).waitFor();
    expect(app.fake.askedFor).toEqual([]);
    expect(read('.sops.yaml')).toContain('path_regex: ^\\.env(\\.encrypted)?$');
    await expect.poll(() => app.treeItem('.sops.yaml').count()).toBe(1);
    await expect.poll(() => app.treeItem('.env.encrypted').innerText()).not.toContain('no rule');
    writeFiles(app.project, { '.env': clear });
    await app.treeItem('.env').click();
    await page.getByRole('button', { name: 'Encrypt…' }).click();
    await page.getByText('.env.encrypted is there already.').waitFor();
  });
});
