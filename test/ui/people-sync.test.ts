// All files of a project brought up to their rules in the window, and the guard against locking yourself out, in French.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { speakFrench } from './draft-by-wire.ts';
import { anna, bob, peoplePage } from './people-page.ts';
import { steerCore } from './steer-core.ts';

describe.skipIf(!(await hasBrowser()))('a whole project', () => {
  const at = peoplePage();

  it('brings all files up to their rules, says why others stay, can be cancelled, and marks what differs in the tree', async () => {
    const { app, who, people, rows } = at();
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
    await expect.poll(() => rows()).toEqual(['stays other/.env.mine no rule. No creation rule is meant for this file.', 'stays other/.env.own no rule. No creation rule is meant for this file.', 'same data key prod/.env.two + Bob 2 recipients left']);
    await page.getByText('2 files stay as they are').waitFor();
    await page.getByRole('button', { name: 'Bring up to the rules' }).click();
    await page.getByText('1 file changed').first().waitFor();
    expect(who('prod/.env.two')).toEqual([anna, bob]);
    await page.getByRole('button', { name: 'Back to the files' }).click();
    await expect.poll(() => app.treeItem('.env.two').innerText()).not.toContain('recipients differ');
  });

  it('guards against locking yourself out, in French, in the dark, in a small window', async () => {
    const { app, who, axe, people, rows } = at();
    const { page } = app;
    await page.setViewportSize({ width: 960, height: 640 });
    await people();
    await speakFrench(app);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('option', { name: /Anna/ }).click();
    await page.getByRole('button', { name: 'Retirer du projet…' }).click();
    await page.getByText('Vous vous enfermeriez dehors').waitFor();
    expect(await axe()).toEqual([]);
    await expect.poll(() => rows('Fichiers de ce changement')).toSatisfy((all: readonly string[]) => all.length > 0 && all.every((row) => row.startsWith('reste')));
    await page.getByRole('button', { name: 'Fermer', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Anna' }).waitFor();
    expect(who('prod/.env.one')).toEqual([anna, bob]);
  });
});
