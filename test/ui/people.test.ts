// Who can open what in the window: people with what they open, and removing one of them from all files and rules at once, with the values that they could read.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, bob, peoplePage } from './people-page.ts';

describe.skipIf(!(await hasBrowser()))('who can open what', () => {
  const at = peoplePage();

  it('lists people with what they open, by keys only, and removes one from all files and rules at once', async () => {
    const { app, read, who, axe, people, rows } = at();
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
});
