// Three hundred files opened in a row, faster than the core answers: the last one is right, and the core keeps the plaintext of those alone that somebody looks at or changed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage, type Files } from './app-page.ts';
import { steerCore } from './steer-core.ts';

const count = 300;
const nameOf = (index: number): string => `.env.${String(index).padStart(3, '0')}`;

describe.skipIf(!(await hasBrowser()))('many files', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });

  /** The files that the core holds in clear, and what is pending in each. */
  const held = (): Promise<string[]> => app.page.evaluate(async () => {
    const answer = await window.bridge?.call('sops.listDocuments', {});
    return answer?.ok === true ? answer.value.map(({ path, pending }) => `${path.split('/').at(-1) ?? ''} ${String(pending.removed)}`).toSorted() : [];
  });
  const gridOf = (index: number): Promise<void> => app.page.getByRole('grid', { name: `Keys of ${nameOf(index)}`, exact: true }).waitFor();

  it('opens 300 in a row by keyboard, and holds at most the ones with changes', async () => {
    const { page } = app;
    await app.openProject(Object.fromEntries(await Promise.all(Array.from({ length: count }, async (_, index) => [nameOf(index), await encrypted([`KEY_${String(index)}`, `canary-many-${String(index)}`], ['SHARED', 'x'])] as const))) satisfies Files);
    await page.getByText(`${String(count)} files`).first().waitFor();
    await app.treeItem(nameOf(0)).click();
    await gridOf(0);
    for (let index = 1; index < count; index += 1) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      // Two are changed on the way and left so.
      if (index === 100 || index === 200) {
        await gridOf(index);
        await app.row('SHARED').getByRole('rowheader').click();
        await page.keyboard.press('Delete');
        await app.pending(1);
        await app.treeItem(nameOf(index)).focus();
      }
    }
    await gridOf(count - 1);
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual([`KEY_${String(count - 1)}`, 'SHARED']);
    expect(await app.reveal(`KEY_${String(count - 1)}`)).toBe(`canary-many-${String(count - 1)}`);
    await expect.poll(held).toEqual([`${nameOf(100)} 1`, `${nameOf(200)} 1`, `${nameOf(count - 1)} 0`]);
    await app.treeItem(nameOf(count - 1)).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await gridOf(0);
    await page.waitForTimeout(350);
    expect(await app.reveal('KEY_0')).toBe('canary-many-0');
    await expect.poll(held).toEqual([`${nameOf(0)} 0`, `${nameOf(100)} 1`, `${nameOf(200)} 1`]);
    expect(app.consoleLines).toEqual([]);
  });

  it('is right after back and forth between two while the core is slow, and what it shows can be changed', async () => {
    const { page } = app;
    await app.openProject({ [nameOf(0)]: await encrypted(['FIRST', 'x'], ['MORE', 'y']), [nameOf(1)]: await encrypted(['SECOND', 'x']) });
    const core = steerCore(app);
    for (const call of ['sops.openFile', 'sops.listEntries']) {
      await app.treeItem(nameOf(0)).click();
      await gridOf(0);
      const late = core.hold(call);
      await app.treeItem(nameOf(1)).click();
      await late.asked;
      await app.treeItem(nameOf(0)).click();
      await late.release();
      await gridOf(0);
      await expect.poll(held, { message: call }).toEqual([`${nameOf(0)} 0`]);
      await app.row('FIRST').getByRole('rowheader').click();
      await page.keyboard.press('Delete');
      await app.pending(1);
      await page.keyboard.press('Control+z');
      await expect.poll(() => page.getByText('not saved').count()).toBe(0);
    }
  });
});
