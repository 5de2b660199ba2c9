// The rule tester of the window: which rule applies to a file, why not the others, for whom, and what is wrong with the rules; by keyboard, in both languages.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipients } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';

const [anna, bob] = recipients;
const rules = [
  'creation_rules:', '  - path_regex: ^prod/.*\\.env$', '    key_groups:', '      - age:', `          - ${anna} # Anna Lindqvist`, '      - age:', `          - ${bob} # Bob`, '    encrypted_regex: ^DB_',
  '  - path_regexp: ^web/', '    keygroups:', `      - age: [${anna}]`, `    age: ${anna}`, '  - path_regex: "("', `    age: ${bob}`, '',
].join('\n');

describe.skipIf(!(await hasBrowser()))('the rule tester', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.sops.yaml': rules, 'prod/.env': await encrypted(['DB_HOST', 'canary-rule-tester-1']), 'web/.env': 'TOKEN=canary-rule-tester-2\n', 'alone/.sops.yaml': 'stores: {}\n', 'alone/.env': 'A=1\n' });
  });
  afterEach(async () => { await app.close(); });
  const dialog = () => app.page.getByRole('dialog', { name: 'Which rule applies?' });
  const row = (path: string) => app.page.getByRole('treeitem', { name: /^\.env/ }).nth(['alone/.env', 'prod/.env', 'web/.env'].indexOf(path));
  const axe = (): Promise<readonly string[]> => axeFindings(app.page);
  const palette = async (words: string): Promise<void> => {
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('combobox').waitFor();
    await app.page.keyboard.type(`>${words}`);
    await app.page.keyboard.press('Enter');
    // The next one would type into the field of this one otherwise.
    await app.page.getByRole('combobox').waitFor({ state: 'detached' });
  };

  it('tells the rule, the reasons, the recipients with names and the groups, asked from the palette', async () => {
    await row('prod/.env').click();
    await app.page.getByRole('grid').waitFor();
    await palette('which rule');
    await dialog().getByText('A rule applies').waitFor();
    const text = await dialog().innerText();
    for (const said of ['For prod/.env', '~/', '.sops.yaml', 'Paths are tried on prod/.env', '^prod/.*\\.env$', 'Anna Lindqvist', 'Bob', anna, bob, '2 of 2 groups must come together', 'only names that match ^DB_']) expect(text).toContain(said);
    expect(await dialog().getByRole('row', { name: /\^prod/ }).innerText()).toMatch(/applies/);
    expect(await dialog().getByRole('row', { name: /every file/ }).innerText()).toContain('matches, but an earlier rule applies');
    for (const said of ['Without path_regex this rule is meant for every file. Did you mean path_regex?', 'line 9, column 5', 'Did you mean key_groups?', 'line 10, column 5', 'line 13, column 17']) expect(text).toContain(said);
    expect(await axe()).toEqual([]);
    expect(app.wire.some(({ answer }) => answer?.includes('canary-rule-tester') === true)).toBe(false);
    await app.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('is reached from the row of a file in clear text, by mouse and by the menu key, and gives the focus back', async () => {
    const { page } = app;
    await row('web/.env').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Which rule applies?…' }).click();
    await dialog().getByText('What rule 2 asks for').waitFor();
    expect(await dialog().getByRole('row', { name: /\^prod/ }).innerText()).toContain('its path does not match');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await row('alone/.env').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Which rule applies?…' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog().getByText('acts as if it were not there').first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => row('alone/.env').evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('is off without a file in view, and has no menu for the rules themselves', async () => {
    const { page } = app;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('>which rule');
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('not now: no file is open');
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem', { name: /^\.sops\.yaml/ }).first().click({ button: 'right' });
    expect(await page.getByRole('menu').count()).toBe(0);
  });

  it('speaks French, and is clean for a screen reader in the dark', async () => {
    const { page } = app;
    await palette('dark');
    await palette('passer');
    await row('web/.env').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Quelle règle s’applique ?…' }).click();
    const french = page.getByRole('dialog', { name: 'Quelle règle s’applique ?' });
    await french.getByText('Vouliez-vous dire key_groups ?').waitFor();
    expect(await french.innerText()).toContain('ligne 10, colonne 5');
    expect(await axe()).toEqual([]);
  });
});
