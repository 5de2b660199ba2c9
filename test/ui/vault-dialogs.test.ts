// Dialogs of the Vault room over a lock, on a real Vault: what was chosen and typed in them is there again; a wrapping token and what it opened are gone, and that is said.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { heapOf } from '../security/search.ts';
import { within } from '../servers/vault-server.ts';
import { hasVault } from './vault-page.ts';
import { slow, typedSpecs } from './vault-typed-kit.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('dialogs of the Vault room, over a lock', () => {
  const { app, shop, start, locked, unlock } = typedSpecs();
  const dialog = (name: string | RegExp) => app.now().getByRole('dialog', { name });
  /** The core hears of a letter a moment later. */
  const rest = (): Promise<void> => app.now().waitForTimeout(300);
  const metadataOf = async (name: string) => within((await shop.server.api('GET', `${shop.kv}/metadata/${name}`)).body, 'data') as Readonly<Record<string, unknown>>;

  it('the metadata go on being typed, over what was on the screen before: a change of somebody else is still seen', async () => {
    await start('dialogs/meta', { one: 'canary-1' });
    await app.now().getByRole('tab', { name: 'Metadata' }).click();
    await app.button('Edit').click();
    const edit = () => dialog('Metadata of meta');
    await edit().getByRole('button', { name: 'Add a line' }).click();
    await edit().getByLabel('Name 1').fill('owner');
    await edit().getByLabel('Text 1').fill('team be');
    await rest();
    await locked();
    await shop.server.api('POST', `${shop.kv}/metadata/dialogs/meta`, { max_versions: 7 });
    await unlock();
    await expect.poll(() => edit().getByLabel('Text 1').inputValue(), slow).toBe('team be');
    await edit().getByLabel('Text 1').fill('team beta');
    await edit().getByRole('button', { name: 'Save', exact: true }).click();
    await edit().getByRole('alert').waitFor();
    await edit().getByRole('button', { name: 'Put my changes on top of that' }).click();
    await edit().getByRole('button', { name: 'Save', exact: true }).click();
    await edit().waitFor({ state: 'detached' });
    expect(await metadataOf('dialogs/meta')).toMatchObject({ max_versions: 7, custom_metadata: { owner: 'team beta' } });
  });

  it('a secret that is shared, with what was chosen, and the path of a new one', async () => {
    await start('dialogs/share', { one: 'canary-1', two: 'canary-2' });
    await app.button('Share once').click();
    const share = () => dialog('Share share once');
    await share().getByLabel('What').selectOption('two');
    await share().getByLabel('Good for').selectOption('30 min');
    await rest();
    await locked();
    await unlock();
    const chosen = (label: string): Promise<string> => share().getByLabel(label).locator('option:checked').innerText();
    await expect.poll(() => chosen('Good for'), slow).toBe('30 min');
    expect(await chosen('What')).toBe('two');
    await share().getByRole('button', { name: 'Cancel' }).click();
    await app.button('New secret').first().click();
    await dialog('New secret').getByRole('textbox').fill(`${shop.kv}/dialogs/half`);
    await rest();
    await locked();
    await unlock();
    await expect.poll(() => dialog('New secret').getByRole('textbox').inputValue(), slow).toBe(`${shop.kv}/dialogs/half`);
    // What was closed stays closed.
    await app.now().keyboard.press('Escape');
    await dialog('New secret').waitFor({ state: 'detached' });
    await app.button('New secret').first().click();
    expect(await dialog('New secret').getByRole('textbox').inputValue()).toBe(`${shop.kv}/dialogs/`);
  });

  it('typed-dropped: a wrapping token is gone, and so is what one opened; the dialog says which', async () => {
    await start('dialogs/open', { one: 'canary-1' });
    const token = String(within(await shop.server.wrap('sys/wrapping/wrap', { password: 'canary-dialogs-opened' }), 'token'));
    await app.button('More about shop').click();
    await app.now().getByRole('menuitem', { name: 'Open a wrapping token' }).click();
    const opening = () => dialog('Open what somebody shared');
    const field = () => opening().getByLabel('Wrapping token', { exact: true });
    await field().fill(token);
    await rest();
    await locked();
    expect(await heapOf(app.now())).not.toContain(token);
    await unlock();
    await opening().getByText('What you had typed here was dropped when Coffre locked').waitFor(slow);
    expect(await field().inputValue()).toBe('');
    // Typed anew where the keys already are.
    await opening().locator('input:focus').waitFor();
    await app.now().keyboard.insertText(token);
    await opening().getByRole('button', { name: 'Open it' }).click();
    await opening().getByRole('button', { name: 'Reveal password' }).waitFor();
    expect(await opening().getByText('What you had typed here').count()).toBe(0);
    await rest();
    await locked();
    await unlock();
    await opening().getByText('What the token had opened was dropped when Coffre locked').waitFor(slow);
    // The first time was over an open page: the page knew it, and nothing that goes to the core has it but the call that opens.
    expect(app.wire.filter(({ request }) => request.includes(token)).map(({ request }) => (JSON.parse(request) as { readonly call: string }).call)).toEqual(['vault.openWrapped']);
  });
});
