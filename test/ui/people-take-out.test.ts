// Taking somebody out of one file alone in the window, with what they could read in it; and the ways back from there.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, bob, peoplePage } from './people-page.ts';

describe.skipIf(!(await hasBrowser()))('taking somebody out of a file', () => {
  const at = peoplePage();

  it('takes somebody out of one file alone, with what they could read in it, and leads back by keys', async () => {
    const { app, who, rows } = at();
    const { page } = app;
    await app.treeItem('.env.one').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Who can open it…' }).click();
    await page.getByRole('heading', { name: '.env.one' }).waitFor();
    await page.getByRole('button', { name: 'Take out Bob' }).click();
    await page.getByRole('radio', { name: /In this file only/ }).check();
    await page.getByRole('button', { name: 'See what changes' }).click();
    await expect.poll(() => rows()).toEqual(['new data key prod/.env.one − Bob 1 recipient left']);
    await page.getByRole('button', { name: 'Take out and mark 2', exact: true }).click();
    await page.getByText('1 file changed').first().waitFor();
    expect([who('prod/.env.one'), who('other/.env.mine')]).toEqual([[anna], [anna, bob]]);
    await page.keyboard.press('Alt+ArrowLeft');
    await app.treeItem('.env.two').waitFor();
    await app.treeItem('.env.mine').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Who can open it…' }).click();
    await page.getByRole('heading', { name: '.env.mine' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('.env.own');
    await page.getByRole('option', { name: /\.env\.own/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await app.treeItem('.env.own').waitFor();
  });
});
