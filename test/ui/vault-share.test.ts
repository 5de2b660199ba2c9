// Sharing a secret once in the window, on a real Vault: the token is never in the page, and what one opens stays in the core behind masks.
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { startFaultyProxy } from '../servers/faulty-proxy.ts';
import { within } from '../servers/vault-server.ts';
import { begin, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('sharing once in the Vault room', () => {
  const { app, open, vault, shop } = shopSpecs();
  const start = async (): Promise<void> => {
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await put(shop, 'share/app', { password: 'canary-share-password', port: 5432 });
    await vault.open(`${shop.kv}/share/app`);
  };
  const wrap = async (): Promise<string> => {
    await app.button('Share once').click();
    const dialog = app.now().getByRole('dialog', { name: 'Share app once' });
    await dialog.getByLabel('Good for').selectOption('30 min');
    await dialog.getByRole('button', { name: 'Copy a token' }).click();
    await dialog.getByText('It opens once within 30 min', { exact: false }).waitFor();
    await app.now().keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    return app.fake.clipboard ?? '';
  };
  const openDialog = async () => {
    await app.button('More about shop').click();
    await app.now().getByRole('menuitem', { name: 'Open a wrapping token' }).click();
    return app.now().getByRole('dialog', { name: 'Open what somebody shared' });
  };

  it('puts a token on the clipboard that opens once, and shows what is in it one value at a time', async () => {
    await start();
    const token = await wrap();
    expect(token).toMatch(/^hvs\./);
    expect((await shop.server.api('POST', 'sys/wrapping/lookup', { token })).body).toMatchObject({ data: { creation_ttl: 1800 } });
    expect(await app.now().content()).not.toContain(token);
    const dialog = await openDialog();
    await dialog.getByLabel('Wrapping token', { exact: true }).fill(token);
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await dialog.getByText(`from ${shop.kv}/data/share/app`, { exact: false }).waitFor();
    expect(await app.now().content()).not.toMatch(new RegExp(`canary-share|${token}`));
    await dialog.getByRole('button', { name: 'Reveal password' }).click();
    await dialog.getByText('canary-share-password').waitFor();
    await dialog.getByRole('button', { name: 'Hide password' }).click();
    await dialog.getByText('canary-share-password').waitFor({ state: 'detached' });
    await app.now().waitForTimeout(400);
    await dialog.getByRole('button', { name: 'Copy port' }).click();
    await dialog.getByText('copied', { exact: false }).waitFor();
    expect(app.fake.clipboard).toBe('5432');
    await dialog.getByLabel('Save it at').fill(`${shop.kv}/share/app`);
    await dialog.getByRole('button', { name: 'Save as a secret' }).click();
    await dialog.getByText('There is a secret already', { exact: false }).waitFor();
    await dialog.getByLabel('Save it at').fill(`${shop.kv}/share/mine`);
    await dialog.getByRole('button', { name: 'Save as a secret' }).click();
    await app.now().getByRole('heading', { name: 'mine', level: 1 }).waitFor();
    expect(within((await shop.server.api('GET', `${shop.kv}/data/share/mine`)).body, 'data', 'data')).toEqual({ password: 'canary-share-password', port: 5432 });
    const again = await openDialog();
    await again.getByLabel('Wrapping token', { exact: true }).fill(token);
    await again.getByRole('button', { name: 'Open it' }).click();
    await again.getByText('This wrapping token opens nothing').waitFor();
  });

  it('says of a lost answer whether the token is used, and keeps one that is not in its field', async () => {
    const proxy = await startFaultyProxy(shop.server.port);
    onTestFinished(() => proxy.end());
    await open();
    await begin(app);
    await vault.connect('shop', proxy.address, shop.server.root);
    const token = String(within(await shop.server.wrap('sys/wrapping/wrap', { password: 'canary-share-lost' }), 'token'));
    const unwrapping = /^POST \/v1\/sys\/wrapping\/unwrap /;
    const dialog = await openDialog();
    const field = dialog.getByLabel('Wrapping token', { exact: true });
    await field.fill(token);
    proxy.refuse(unwrapping, 'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\nnobody');
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await dialog.getByRole('alert').getByText('The connection broke; the secret is still wrapped').waitFor();
    expect(await field.inputValue()).toBe(token);
    proxy.loseAnswerTo(unwrapping);
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await dialog.getByRole('alert').getByText('The answer was lost, and the secret with it').waitFor();
    await dialog.getByText('treat what was in it as possibly seen', { exact: false }).waitFor();
    expect(await field.inputValue()).toBe('');
    expect(proxy.asked.filter((line) => line.includes('sys/wrapping/unwrap'))).toHaveLength(2);
  });

  it('has what was opened in a page that is loaded anew, too, and asks before it is lost', async () => {
    await start();
    const token = await wrap();
    const dialog = await openDialog();
    await dialog.getByLabel('Wrapping token', { exact: true }).fill(token);
    await app.now().keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Reveal port' }).waitFor();
    await app.now().reload();
    await vault.enter();
    await openDialog();
    await dialog.getByRole('button', { name: 'Reveal port' }).waitFor();
    await app.now().keyboard.press('Escape');
    const ask = app.now().getByRole('alertdialog', { name: 'Close what was opened?' });
    await ask.getByRole('button', { name: 'Stay' }).click();
    await ask.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Reveal port' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await ask.getByRole('button', { name: 'Close it' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
});
