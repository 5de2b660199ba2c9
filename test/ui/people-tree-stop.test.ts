// Removing somebody from two hundred files in the window, stopped in its middle: the bar counts, and every file is as it was.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { manyFiles, manyNames, patient, peoplePage, removeFromAll, rules } from './people-page.ts';

describe.skipIf(!(await hasBrowser()))('two hundred files', () => {
  const at = peoplePage(manyFiles);

  it('are all as they were where somebody stops the change', { timeout: 600_000 }, async () => {
    const { app, read } = at();
    const { page } = app;
    const before = new Map(manyNames.map((name) => [name, read(name)]));
    const remove = await removeFromAll(at());
    // WHY in the page: two hundred files are written in a second or two, and a hand takes longer than that to be told.
    const stopped = page.evaluate(() => new Promise<string>((resolve) => {
      const off = window.bridge?.on((event) => {
        if (event.name !== 'recipients.progressed' || event.payload.phase !== 'writing' || event.payload.done < 20) return;
        off?.();
        const bar = document.querySelector<HTMLProgressElement>('progress[aria-label="Writing"]');
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Stop')?.click();
        const { top = 0, bottom = 0 } = bar?.getBoundingClientRect() ?? {};
        resolve(`${String(bar?.max)} ${String((bar?.value ?? 0) > 0)} ${String(top > 0 && bottom < innerHeight)}`);
      });
    }));
    // The bar stays in view, however far somebody has scrolled.
    await page.getByRole('row').last().scrollIntoViewIfNeeded();
    await remove.click();
    expect(await stopped).toBe('201 true true');
    await page.getByText('Cancelled: every file is as it was').waitFor(patient);
    expect(manyNames.filter((name) => read(name) !== before.get(name))).toEqual([]);
    expect(read('.sops.yaml')).toBe(rules);
  });
});
