// One secret from its other sides, on a real Vault: as JSON behind chips, and two versions side by side.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { within } from '../servers/vault-server.ts';
import { hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('the parts of a secret in the Vault room', () => {
  const { app, vault, shop, start } = shopSpecs();
  const tab = (name: string | RegExp) => app.now().getByRole('tab', { name });
  /** The core gives no second value right after one. */
  const breathe = (): Promise<void> => app.now().waitForTimeout(400);

  it('is JSON whose values are revealed one at a time, and what is typed stays meanwhile', async () => {
    await put(shop, 'parts/json', { db: { user: 'canary-json-user', port: 5432 }, hosts: ['canary-json-host'], name: 'canary-json-name' });
    await start('parts/json');
    await vault.act('Reveal name').click();
    await app.now().getByText('canary-json-name').waitFor();
    await vault.type('hosts', '["canary-json-typed"]');
    await tab('JSON').click();
    const json = app.now().getByRole('grid', { name: 'json as JSON' });
    await json.getByRole('rowheader', { name: 'db.user' }).waitFor();
    expect((await json.innerText()).replaceAll(/\s+/g, '')).toBe('{"db":{"port":"user":}"hosts":"name":}');
    expect(await app.now().content()).not.toMatch(/canary-json-(?:name|user|host)/);
    await app.now().getByText('As the server has it, without your changes.').waitFor();
    await breathe();
    await json.getByRole('rowheader', { name: 'db.user' }).click();
    await app.now().keyboard.press(' ');
    await json.getByText('canary-json-user').waitFor();
    await breathe();
    await app.now().keyboard.press('ArrowDown');
    await app.now().keyboard.press('Enter');
    await json.getByText('["canary-json-host"]').waitFor();
    expect(await app.now().content()).not.toContain('canary-json-user');
    await app.now().keyboard.press('Escape');
    await json.getByText('["canary-json-host"]').waitFor({ state: 'detached' });
    await breathe();
    await json.getByRole('rowheader', { name: 'db.port' }).click();
    await app.now().keyboard.press('Control+c');
    await json.getByText('copied', { exact: false }).waitFor();
    expect(app.fake.clipboard).toBe('5432');
    await tab(/^Fields/).click();
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect(within((await shop.server.api('GET', `${shop.kv}/data/parts/json`)).body, 'data', 'data', 'hosts')).toEqual(['canary-json-typed']);
  });

  it('stands beside another version of itself, the values of one field in sight', async () => {
    for (const at of [1, 2, 3]) await put(shop, 'parts/two', { both: `canary-both-${String(at)}`, other: `canary-other-${String(at)}`, ...(at === 1 ? { old: 'canary-old' } : { fresh: 'canary-fresh' }) });
    await start('parts/two');
    await vault.act('Compare version 1 with the current one').click();
    const compared = app.now().getByRole('dialog', { name: 'Version 1 and version 3' });
    await compared.getByRole('rowheader', { name: 'both' }).waitFor();
    expect(await compared.getByRole('rowheader').allInnerTexts()).toEqual(['both', 'fresh', 'old', 'other']);
    expect(await app.now().content()).not.toMatch(/canary-(?:both|other|old|fresh)/);
    await compared.getByRole('button', { name: 'Reveal both in version 1' }).click();
    await compared.getByText('canary-both-1').waitFor();
    await breathe();
    await compared.getByRole('button', { name: 'Reveal both in version 3' }).click();
    await compared.getByText('canary-both-3').waitFor();
    expect(await compared.getByText('canary-both-1').count()).toBe(1);
    await breathe();
    await compared.getByRole('button', { name: 'Reveal other in version 3' }).click();
    await compared.getByText('canary-other-3').waitFor();
    expect(await app.now().content()).not.toContain('canary-both');
    await compared.getByLabel('Older', { exact: true }).selectOption('Version 2');
    const next = app.now().getByRole('dialog', { name: 'Version 2 and version 3' });
    await next.getByRole('rowheader', { name: 'both' }).waitFor();
    expect(await next.getByRole('rowheader').allInnerTexts()).toEqual(['both', 'other']);
    expect(await app.now().content()).not.toContain('canary-other');
  });
});
