// Encrypting a clear file in the window: from the tree, the page of the file and the palette; with a rule that is there, one that is made, or none; and what is said where it may not be.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identities, recipients } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther, openApp, writeFiles, type AppPage } from './app-page.ts';
import { speakFrench } from './draft-by-wire.ts';

const [anna, bob] = recipients;
const clear = '# the shop\nDATABASE_PASSWORD=canary-encrypt-window-1\nPUBLIC_URL=https://shop.example\n';
const rules = `# who opens what\ncreation_rules:\n  - path_regex: ^prod/\n    age: ${anna} # Anna\n`;

describe.skipIf(!(await hasBrowser()))('encrypting a clear file', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => {
    const secrets = app.wire.filter(({ request, answer }) => `${request}${answer ?? ''}`.includes('canary-encrypt-window'));
    await app.close();
    if (secrets.length > 0) throw new Error('a value crossed the boundary');
  });
  const read = (name: string): string => readFileSync(join(app.project, name), 'utf8');
  const heading = () => app.page.getByRole('heading', { name: 'Encrypt .env', exact: true });
  const panel = () => app.page.getByRole('complementary', { name: 'The result, tried in memory' });
  const axe = async (): Promise<readonly string[]> => (await new AxeBuilder({ page: app.page }).setLegacyMode().analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  const open = async (more: Parameters<AppPage['openProject']>[0] = {}): Promise<void> => {
    await app.openProject({ '.env': clear, ...more });
    await app.treeItem('.env').click();
    await app.page.getByRole('button', { name: 'Encrypt…' }).click();
    await heading().waitFor();
  };

  it('makes a rule, is proven before anything is written, and shows the encrypted file in place of the clear one', async () => {
    await open({ '.sops.yaml': rules, '.coffre/people.yaml': `people:\n  - name: Bob\n    keys: [${bob}]\n`, 'prod/.env.live': await encrypted(['A', 'x']), 'prod/other.env': await encryptedForOther(['A', 'x']) });
    await expect.poll(() => heading().evaluate((title) => title === document.activeElement)).toBe(true);
    await app.page.getByText('2 keys').or(app.page.getByText('No rule of')).first().waitFor();
    await app.page.getByRole('checkbox', { name: /you, so that you can open it/ }).waitFor();
    expect(await app.page.getByRole('checkbox', { name: /Anna/ }).isDisabled()).toBe(true);
    await app.page.getByRole('checkbox', { name: /Bob/ }).check();
    await panel().getByText('Encrypted for 2 recipients').waitFor();
    await panel().getByText('Opened again with your key').waitFor();
    const preview = app.page.getByLabel('Lines added to .sops.yaml');
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

  it('goes by the rule that covers it, from the menu of its row and by keys only, and keeps the clear file where that is wished', async () => {
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

  it('encrypts in place without a rule, for somebody who is typed in, from the palette', async () => {
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

  it('says what went wrong and writes nothing, where the file changed meanwhile; and can be left', async () => {
    await open();
    await panel().getByText('Opened again with your key').waitFor();
    writeFiles(app.project, { '.env': `${clear}MORE=1\n` });
    await app.page.getByRole('button', { name: 'Encrypt and replace' }).click();
    await panel().getByRole('alert').waitFor();
    expect(existsSync(join(app.project, '.env.encrypted'))).toBe(false);
    expect(existsSync(join(app.project, '.sops.yaml'))).toBe(false);
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await heading().waitFor({ state: 'detached' });
    await app.page.getByRole('button', { name: 'Encrypt…' }).waitFor();
  });

  it('speaks French, in the dark, in a small window', async () => {
    await app.page.setViewportSize({ width: 960, height: 640 });
    await open({ '.sops.yaml': rules });
    await speakFrench(app);
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await app.page.getByText('Rouvert avec votre clé').waitFor();
    expect(await axe()).toEqual([]);
    for (const said of ['Aucune règle de', 'Qui peut l’ouvrir', 'Chiffrer et remplacer', 'Historique git']) expect(await app.page.getByRole('main').innerText()).toContain(said);
  });
});

describe.skipIf(!(await hasBrowser()))('encrypting without an identity', () => {
  it('keeps the clear file: the button says why', async () => {
    const app = await openApp({ withoutIdentity: true });
    await app.openProject({ '.env': clear, 'other.env': await encryptedForOther(['A', 'x']) });
    await app.treeItem('.env').click();
    await app.page.getByRole('button', { name: 'Encrypt…' }).click();
    await app.page.getByText('No identity of this computer is among them', { exact: false }).waitFor();
    await app.page.getByText('No identity of this computer opens it').waitFor();
    const button = app.page.getByRole('button', { name: 'Encrypt and replace' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await app.page.getByRole('radio', { name: /Keep it beside/ }).check();
    await app.page.getByRole('button', { name: 'Encrypt', exact: true }).click();
    await app.treeItem('.env.encrypted').waitFor();
    expect(readFileSync(join(app.project, '.env'), 'utf8')).toBe(clear);
    await app.close();
  });
});
