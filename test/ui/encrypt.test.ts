// Encrypting a clear file in the window with a rule that is made for it: proven before anything is written.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identities, recipients } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther } from './app-page.ts';
import { clear, encryptPage, rules } from './encrypt-page.ts';

const [, bob] = recipients;

describe.skipIf(!(await hasBrowser()))('encrypting a clear file', () => {
  const at = encryptPage();

  it('makes a rule, is proven before anything is written, and shows the encrypted file in place of the clear one', async () => {
    const { app, read, heading, panel, axe, open } = at();
    await open({ '.sops.yaml': rules, '.coffre/people.yaml': `people:\n  - name: Bob\n    keys: [${bob}]\n`, 'prod/.env.live': await encrypted(['A', 'x']), 'prod/other.env': await encryptedForOther(['A', 'x']) });
    await expect.poll(() => heading().evaluate((title) => title === document.activeElement)).toBe(true);
    await app.page.getByText('2 keys').or(app.page.getByText('No rule of')).first().waitFor();
    await app.page.getByRole('checkbox', { name: /you, so that you can open it/ }).waitFor();
    expect(await app.page.getByRole('checkbox', { name: /Anna/ }).isDisabled()).toBe(true);
    await app.page.getByRole('checkbox', { name: /Bob/ }).check();
    await panel().getByText('Encrypted for 2 recipients').waitFor();
    await panel().getByText('Opened again with your key').waitFor();
    const preview = app.page.getByLabel('Lines that change in .sops.yaml');
    expect(await preview.innerText()).toContain('+   - path_regex: ^\\.env(\\.encrypted)?$');
    expect(await axe()).toEqual([]);
    expect(read('.env')).toBe(clear);
    await app.page.getByRole('button', { name: 'Encrypt and replace' }).click();
    await app.page.getByRole('grid', { name: 'Keys of .env.encrypted' }).waitFor();
    await app.row('DATABASE_PASSWORD').waitFor();
    expect(existsSync(join(app.project, '.env'))).toBe(false);
    expect(read('.sops.yaml').startsWith(rules.trimEnd())).toBe(true);
    await expect.poll(() => app.treeItem('.env').count()).toBe(0);
    if (sopsPath !== undefined) expect(sopsDecrypt(join(app.project, '.env.encrypted'), identities[1]).stdout.toString('utf8')).toBe(clear);
  });
});
