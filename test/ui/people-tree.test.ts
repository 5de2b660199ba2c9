// Somebody removed from two hundred files in the window: a dry run that lists every file, then all of them at once, and the list of what happened.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, bob, many, manyFiles, manyNames, patient, peoplePage, removeFromAll } from './people-page.ts';

describe.skipIf(!(await hasBrowser()))('two hundred files', () => {
  const at = peoplePage(manyFiles);

  it('lose somebody all at once, listed before and told afterwards', { timeout: 600_000 }, async () => {
    const { app, read, who, rows, axe } = at();
    const { page } = app;
    const remove = await removeFromAll(at());
    await page.getByText('201 files').first().waitFor();
    expect(await axe()).toEqual([]);
    expect((await rows())[0]).toBe(`new data key ${manyNames[0] ?? ''} − Bob from the rules 1 recipient left`);
    await page.getByRole('button', { name: 'Show 101 more' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(many + 2);
    expect((await rows()).at(-1)).toBe('rule changed .sops.yaml − Bob from the rules comments kept');
    await remove.click();
    await page.getByText('201 files changed').first().waitFor(patient);
    await page.getByText('400 values marked for rotation').first().waitFor(patient);
    expect(manyNames.filter((name) => who(name).join() !== anna)).toEqual([]);
    expect(read('.sops.yaml')).not.toContain(bob);
    expect(read('.coffre/rotation.yaml').match(/- key: TOKEN/g)).toHaveLength(many);
  });
});
