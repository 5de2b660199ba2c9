// Encrypting a clear file in the window by the rule that covers it, by keys only; and what is said where it may not be.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { writeFiles } from './app-page.ts';
import { clear, encryptPage, rules } from './encrypt-page.ts';

describe.skipIf(!(await hasBrowser()))('encrypting by a rule', () => {
  const at = encryptPage();

  it('goes by the rule that covers it, from the menu of its row and by keys only, and keeps the clear file where that is wished', async () => {
    const { app, read, heading, panel } = at();
    const { page } = app;
    await app.openProject({ '.sops.yaml': rules, 'prod/.env': clear });
    await app.treeItem('.env').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Encrypt…' }).waitFor();
    await page.keyboard.press('Enter');
    await heading().waitFor();
    await page.getByText('covers this file, at line 3.').waitFor();
    await page.getByText('The rule says who.', { exact: false }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Anna' }).waitFor();
    await page.getByRole('radio', { name: /Keep it beside/ }).focus();
    await page.keyboard.press('Space');
    const act = page.getByRole('button', { name: 'Encrypt', exact: true });
    await panel().getByText('Encrypted for 1 recipient').waitFor();
    await act.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Keys of .env.encrypted' }).waitFor();
    expect(read('prod/.env')).toBe(clear);
    expect(read('.sops.yaml')).toBe(rules);
  });

  it('says what went wrong and writes nothing, where the file changed meanwhile; and can be left, by its button, by keys and by the way back', async () => {
    const { app, heading, panel, open } = at();
    await open();
    await panel().getByText('Opened again with your key').waitFor();
    writeFiles(app.project, { '.env': `${clear}MORE=1\n` });
    await app.page.getByRole('button', { name: 'Encrypt and replace' }).click();
    await panel().getByRole('alert').waitFor();
    expect(existsSync(join(app.project, '.env.encrypted'))).toBe(false);
    expect(existsSync(join(app.project, '.sops.yaml'))).toBe(false);
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await heading().waitFor({ state: 'detached' });
    for (const leave of [() => app.page.keyboard.press('Alt+ArrowLeft'), () => app.page.getByRole('button', { name: 'Back to .env' }).click()]) {
      await app.page.getByRole('button', { name: 'Encrypt…' }).click();
      await heading().waitFor();
      expect(await app.page.getByRole('navigation', { name: 'Where you are' }).innerText()).toContain('Encrypt .env');
      await leave();
      await heading().waitFor({ state: 'detached' });
    }
    await app.page.getByRole('button', { name: 'Encrypt…' }).waitFor();
  });
});
