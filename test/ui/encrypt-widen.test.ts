// Encrypting a clear file in the window with the rule of the files beside it, which is widened for it.
import { describe, expect, it } from 'vitest';
import { recipients } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { encryptPage } from './encrypt-page.ts';

const [anna, bob] = recipients;

describe.skipIf(!(await hasBrowser()))('encrypting by a wider rule', () => {
  const at = encryptPage();

  it('widens the rule of the files beside it: the lines are shown first, its recipients come along, and comments stay', async () => {
    const { app, read, heading, panel, axe, open } = at();
    const { page } = app;
    const before = `creation_rules:\n  # live\n  - path_regex: '^\\.env\\.(live|test)$' # both\n    age: ${anna},${bob} # Anna, Bob\n`;
    await open({ '.sops.yaml': before, '.env.live': await encrypted(['A', 'x']), '.env.test': await encrypted(['A', 'x']) });
    await page.getByRole('checkbox', { name: /you, so that you can open it/ }).waitFor();
    const widen = page.getByRole('radio', { name: 'Widen rule 1, made for .env.live, .env.test' });
    expect(await page.getByRole('radio', { name: /Add a rule for it/ }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: /Add a rule for it/ }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await widen.isChecked()).toBe(true);
    await page.getByText('its 2 recipients come with it').waitFor();
    await panel().getByText('Encrypted for 2 recipients').waitFor();
    const lines = page.getByLabel('Lines that change in .sops.yaml');
    await expect.poll(async () => (await lines.innerText()).split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining(["−   - path_regex: '^\\.env\\.(live|test)$' # both", "+   - path_regex: '^\\.env\\.(live|test)$|^\\.env(\\.encrypted)?$' # both", '# live']));
    await page.getByRole('listitem').filter({ hasText: 'Bob' }).waitFor();
    expect(await page.getByRole('checkbox', { name: /you, so that you can open it/ }).count()).toBe(0);
    expect(await axe()).toEqual([]);
    expect(read('.sops.yaml')).toBe(before);
    await page.getByRole('button', { name: 'Encrypt and replace' }).click();
    await page.getByRole('grid', { name: 'Keys of .env.encrypted' }).waitFor();
    await heading().waitFor({ state: 'detached' });
    expect(read('.sops.yaml')).toBe(before.replace('test)$', 'test)$|^\\.env(\\.encrypted)?$'));
    expect(read('.env.encrypted')).toContain(bob);
  });
});
