// The parts of a secret in the Vault room for everybody: no accessibility finding in either language or theme, nothing cut off in a small window.
import { describe, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lookAt, speak } from './look-at.ts';
import { hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('how the parts of a secret look', () => {
  const { app, vault, shop, start } = shopSpecs();

  it('is for everybody as JSON, with a kind, and with its metadata', async () => {
    await put(shop, 'look/parts', { port: 5432, name: 'canary-look', db: { user: 'canary-look-user', pool: [1] } });
    await shop.server.api('POST', `${shop.kv}/metadata/look/parts`, { custom_metadata: { owner: 'payments team', rotation: '90 days, by hand' } });
    await start('look/parts');
    await vault.act('Edit port').click();
    await app.now().getByRole('textbox', { name: 'New value of port' }).fill('9007199254740993');
    await vault.row('port').getByRole('button', { name: 'Keep it as text' }).waitFor();
    await lookAt(app, 'a number that would change');
    await app.now().getByRole('tab', { name: 'JSON' }).click();
    await app.now().getByRole('button', { name: 'Reveal db.user' }).click();
    await app.now().getByText('canary-look-user').waitFor();
    await lookAt(app, 'JSON');
    await app.now().getByRole('tab', { name: 'Metadata' }).click();
    await app.now().getByText('payments team').waitFor();
    await lookAt(app, 'metadata');
    await speak(app, 'fr');
    await app.button('Modifier').first().click();
    await app.now().getByRole('dialog', { name: 'Métadonnées de parts' }).waitFor();
    await lookAt(app, 'metadata being changed, French');
  });

  it('is for everybody beside another version, before its end, and shared once', async () => {
    for (const at of ['1', '2']) await put(shop, 'look/more', { secret_key: `canary-look-${at}`, account: `acct-${at}`, ...(at === '2' ? { endpoint: 'https://hooks.example.test' } : {}) });
    await start('look/more');
    await vault.act('Compare version 1 with the current one').click();
    await app.now().getByRole('button', { name: 'Reveal secret_key in version 1' }).click();
    await app.now().getByText('canary-look-1').waitFor();
    await lookAt(app, 'two versions');
    await app.now().keyboard.press('Escape');
    await vault.act('Destroy version 1').click();
    await app.now().getByRole('alertdialog').waitFor();
    await lookAt(app, 'before the end');
    await app.now().keyboard.press('Escape');
    await app.now().getByRole('alertdialog').waitFor({ state: 'detached' });
    await app.button('Share once').click();
    await app.button('Copy a token').click();
    await app.now().getByText('It opens once within', { exact: false }).waitFor();
    await lookAt(app, 'shared');
    const token = app.fake.clipboard ?? '';
    await app.now().keyboard.press('Escape');
    await app.button('More about shop').click();
    await app.now().getByRole('menuitem', { name: 'Open a wrapping token' }).click();
    await app.now().getByLabel('Wrapping token', { exact: true }).fill(token);
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('button', { name: 'Reveal account' }).waitFor();
    await lookAt(app, 'opened');
  });
});
