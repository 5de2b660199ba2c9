// Who can open what in the window: by person and by file; letting in, taking out, removing somebody, bringing files up to their rules; each planned, shown, then written all or not at all.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { recipients } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';
import { speakFrench } from './draft-by-wire.ts';
import { steerCore } from './steer-core.ts';

const [anna, bob] = recipients;
const carol = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPU0sZtfBNi4CPWzPwJrZ3R8yBSmzBmHTIZKj5FBkMm9';
const sealed = (...who: readonly string[]): Promise<Buffer> => encryptDotenv([['NAME', 'shop'], ['TOKEN', 'canary-people-window']], [...who], new Date('2026-01-02T03:04:05Z'));
const rules = `creation_rules:\n  # live\n  - path_regex: ^prod/\n    key_groups:\n      - age:\n          - ${anna} # Anna\n          - ${bob} # Bob from the rules\n`;

describe.skipIf(!(await hasBrowser()))('who can open what', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({
      '.sops.yaml': rules, '.coffre/people.yaml': `people:\n  - name: Bob\n    keys: [${bob}]\n`,
      'prod/.env.one': await sealed(anna, bob), 'prod/.env.two': await sealed(anna), 'other/.env.own': await sealed(bob), 'other/.env.mine': await sealed(anna, bob),
    });
  });
  afterEach(async () => {
    const leaks = app.wire.filter(({ request, answer }) => `${request}${answer ?? ''}`.includes('canary-people-window'));
    await app.close();
    if (leaks.length > 0) throw new Error('a value crossed the boundary');
  });
  const read = (name: string): string => readFileSync(join(app.project, name), 'utf8');
  const who = (name: string): readonly string[] => [anna, bob, carol].filter((key) => read(name).includes(key.split(' ').at(-1) ?? key));
  const axe = async (): Promise<readonly string[]> => (await new AxeBuilder({ page: app.page }).setLegacyMode().analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  const palette = async (words: string): Promise<void> => {
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('combobox').waitFor();
    await app.page.keyboard.type(`>${words}`);
    await app.page.keyboard.press('Enter');
  };
  const people = async (): Promise<void> => {
    await palette('People');
    await app.page.getByRole('option', { name: /Bob/ }).waitFor();
  };
  const rowsIn = (name: string) => async (): Promise<readonly string[]> => (await app.page.getByRole('table', { name }).getByRole('row').allInnerTexts()).slice(1).map((text) => text.replaceAll(/\s+/g, ' ').replace(' . ', '. ').trim());
  const rows = rowsIn('Files of this change');

  it('lists people with what they open, by keys only, and removes one from all files and rules at once', async () => {
    const { page } = app;
    await people();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([expect.stringMatching(/^Anna[\s\S]*3 files[\s\S]*you$/), expect.stringMatching(/^Bob[\s\S]*3 files[\s\S]*of 4$/)]);
    await page.getByRole('option').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Bob', exact: true }).waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole('button', { name: 'Remove from the project…' }).click();
    await page.getByRole('heading', { name: 'Remove Bob' }).waitFor();
    await page.getByText('One file would be left without anybody').waitFor();
    expect(await rows()).toEqual(['stays other/.env.own − Bob last recipient. Nobody would be left who could open it.', 'new data key other/.env.mine − Bob 1 recipient left', 'new data key prod/.env.one − Bob 1 recipient left', 'rule changed .sops.yaml − Bob comments kept']);
    expect(who('prod/.env.one')).toEqual([anna, bob]);
    const values = page.getByRole('group', { name: 'Values to mark for rotation' });
    await values.getByRole('checkbox').nth(3).waitFor();
    await values.getByRole('checkbox', { name: /NAME.*prod\/\.env\.one/ }).uncheck();
    const remove = page.getByRole('button', { name: 'Remove and mark 5', exact: true });
    // Its colours fade in when it is no longer off.
    await expect.poll(() => remove.evaluate((button) => button.getAnimations().length)).toBe(0);
    expect(await axe()).toEqual([]);
    await page.getByRole('button', { name: 'Remove and mark 5', exact: true }).click();
    await page.getByText('5 values marked for rotation').first().waitFor();
    await page.getByText('3 files changed').first().waitFor();
    expect(read('.coffre/rotation.yaml')).toContain('TOKEN');
    expect([who('prod/.env.one'), who('other/.env.mine'), who('other/.env.own')]).toEqual([[anna], [anna], [bob]]);
    expect(read('.sops.yaml')).toContain('# live');
    expect(read('.sops.yaml')).not.toContain(bob);
    await expect.poll(() => page.getByRole('option', { name: /Bob/ }).innerText()).toMatch(/1 file\s/);
  });

  it('asks about one file from its row, lets somebody in through the rule and takes somebody out of the file alone', async () => {
    const { page } = app;
    await app.treeItem('.env.two').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Who can open it…' }).click();
    await page.getByRole('heading', { name: '.env.two' }).waitFor();
    await page.getByText('The rule names them, the file does not').waitFor();
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'A person and their key' });
    await dialog.getByLabel('Name').fill('Carol/');
    await page.keyboard.press('Enter');
    await dialog.getByText('A name is 1 to 80 characters', { exact: false }).waitFor();
    await dialog.getByLabel('Name').fill('Carol');
    await dialog.getByLabel('Public key').fill(carol);
    expect(await axe()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Carol' }).waitFor();
    expect(read('.coffre/people.yaml')).toContain('name: Carol');
    await page.getByRole('radiogroup', { name: 'Look by' }).getByText('Files').click();
    await page.getByRole('treeitem', { name: /prod\/\.env\.two/ }).click();
    await page.getByRole('button', { name: 'Let somebody in…' }).click();
    await page.getByRole('checkbox', { name: /Carol/ }).check();
    expect(await axe()).toEqual([]);
    await page.getByRole('button', { name: 'See what changes' }).click();
    app.fake.agrees = false;
    await page.getByRole('button', { name: 'Let in', exact: true }).click();
    await page.getByText('Nothing was changed').waitFor();
    expect(who('prod/.env.one')).toEqual([anna, bob]);
    expect(app.fake.askedFor).toMatchObject([{ files: 3, added: ['Carol', 'Bob'] }]);
    app.fake.agrees = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Let in', exact: true }).click();
    await page.getByText('3 files changed').first().waitFor();
    expect([who('prod/.env.one'), who('prod/.env.two')]).toEqual([[anna, bob, carol], [anna, bob, carol]]);
    expect(read('.sops.yaml')).toContain('# Carol');
    await page.getByRole('button', { name: 'Take out Bob' }).click();
    await page.getByRole('radio', { name: /In this file only/ }).check();
    await page.getByRole('button', { name: 'See what changes' }).click();
    await expect.poll(rows).toEqual(['new data key prod/.env.two − Bob 2 recipients left']);
    await page.getByRole('button', { name: 'Take out and mark 2', exact: true }).click();
    await page.getByText('1 file changed').first().waitFor();
    expect([who('prod/.env.one'), who('prod/.env.two')]).toEqual([[anna, bob, carol], [anna, carol]]);
    await page.getByRole('button', { name: 'Back to the files' }).click();
    await app.treeItem('.env.two').waitFor();
  });

  it('brings all files up to their rules, says why others stay, can be cancelled, and marks what differs in the tree', async () => {
    const { page } = app;
    await expect.poll(() => app.treeItem('.env.two').innerText()).toContain('recipients differ');
    await people();
    const core = steerCore(app);
    const held = core.hold('recipients.planChange');
    const menu = async (item: string): Promise<void> => {
      await page.getByRole('button', { name: 'More for these people' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await menu('Bring all files up to their rules…');
    await held.asked;
    await page.getByText('Making the new files', { exact: false }).first().waitFor();
    held.refuse('cancelled');
    await page.getByText('Cancelled: every file is as it was').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await menu('Bring all files up to their rules…');
    await expect.poll(rows).toEqual(['stays other/.env.mine no rule. No creation rule is meant for this file.', 'stays other/.env.own no rule. No creation rule is meant for this file.', 'same data key prod/.env.two + Bob 2 recipients left']);
    await page.getByText('2 files stay as they are').waitFor();
    await page.getByRole('button', { name: 'Bring up to the rules' }).click();
    await page.getByText('1 file changed').first().waitFor();
    expect(who('prod/.env.two')).toEqual([anna, bob]);
    await page.getByRole('button', { name: 'Back to the files' }).click();
    await expect.poll(() => app.treeItem('.env.two').innerText()).not.toContain('recipients differ');
  });

  it('guards against locking yourself out, in French, in the dark, in a small window', async () => {
    const { page } = app;
    await page.setViewportSize({ width: 960, height: 640 });
    await people();
    await speakFrench(app);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('option', { name: /Anna/ }).click();
    await page.getByRole('button', { name: 'Retirer du projet…' }).click();
    await page.getByText('Vous vous enfermeriez dehors').waitFor();
    expect(await axe()).toEqual([]);
    await expect.poll(rowsIn('Fichiers de ce changement')).toSatisfy((all: readonly string[]) => all.length > 0 && all.every((row) => row.startsWith('reste')));
    await page.getByRole('button', { name: 'Fermer', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Anna' }).waitFor();
    expect(who('prod/.env.one')).toEqual([anna, bob]);
  });
});
