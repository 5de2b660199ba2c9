// The Audit room over a million lines in the real window: the first rows, a filter, an arrow key far down, scrolling. Bars are absolute, on an idle machine with two cores.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../host/launch.ts';
import { writeLog } from './audit.ts';
import type { Row } from './measure.ts';
import { againstBar, p95 } from './window.ts';

const million = 1_000_000;

export async function auditRoomRows(): Promise<Row[]> {
  const app = await launch();
  try {
    const folder = join(app.home, '.config', 'coffre', 'audit');
    mkdirSync(folder, { recursive: true });
    writeLog(join(folder, 'audit.jsonl'), million);
    const { page } = app;
    await page.getByRole('button', { name: 'Open a folder' }).first().waitFor();
    /** From keys to what they bring about, as the page itself sees it. */
    const until = (act: 'enter' | 'filter', typed: string, said: string): Promise<number> => page.evaluate(async ({ what, text, count }) => {
      const from = performance.now();
      if (what === 'enter') window.dispatchEvent(new KeyboardEvent('keydown', { key: '5', code: 'Digit5', ctrlKey: true, bubbles: true }));
      else {
        const field = document.querySelector<HTMLInputElement>('.audit-tools input');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
      }
      const there = (): boolean => (what === 'enter' ? document.querySelector('.grid-audit [data-index="0"] [role="rowheader"]') !== null : document.querySelector('.detail-facts')?.textContent.startsWith(`${count} of `) === true);
      while (!there()) await new Promise<void>((resolve) => { requestAnimationFrame(() => { resolve(); }); });
      return performance.now() - from;
    }, { what: act, text: typed, count: said });
    const first = await until('enter', '', '');
    await page.getByText('Reading the log').first().waitFor({ state: 'detached', timeout: 300_000 });
    await page.locator('.audit-plot canvas').or(page.getByText('No access in this time.')).first().waitFor({ timeout: 60_000 });
    const filters: number[] = [];
    for (const [text, count] of [['KEY_33', '22,000'], ['KEY_333', '2,000'], ['no-matching', '20,000'], ['KEY_44', '22,000']] as const) filters.push(await until('filter', text, count));
    await page.getByRole('textbox', { name: 'Filter entries' }).fill('');
    await page.getByText('1,000,000 entries', { exact: true }).waitFor();
    const frames = await page.evaluate(async () => {
      const scroller = document.querySelector('.grid-audit')?.parentElement;
      const gaps: number[] = [];
      let last = performance.now();
      for (let frame = 0; frame < 400; frame += 1) {
        if (scroller) scroller.scrollTop += frame % 100 === 99 ? 2_000_000 : 120;
        await new Promise<void>((resolve) => { requestAnimationFrame(() => { resolve(); }); });
        const now = performance.now();
        gaps.push(now - last);
        last = now;
      }
      return gaps;
    });
    return [
      againstBar('the first rows of a log of a million lines, in the window', first, 500), againstBar('a filter over them, from the letter to the count', Math.max(...filters), 300),
      againstBar('scrolling a million lines, p95 of frames', p95(frames.slice(20)), 20),
    ];
  } finally {
    await app.close();
  }
}
