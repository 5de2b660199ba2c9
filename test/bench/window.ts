// What a person feels in the window: the first view, opening a file, keys, filters, scrolling, and what stays in memory. Bars are absolute, on an idle machine with two cores.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { root } from '../../build/root.ts';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { launch, type Launched } from '../host/launch.ts';
import { median, type Row } from './measure.ts';

export const againstBar = (what: string, ours: number, bar: number, unit = 'ms'): Row => ({ what, ours, peer: bar, peerIs: 'the bar', ratio: ours / bar, bar: 1, unit });
export const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** What the first page loads before anybody asked for more, minified, in kB. */
export function initialJsRow(): Row {
  const page = readFileSync(join(root, 'dist/renderer/index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((found) => found[1] ?? '');
  return againstBar('initial JavaScript', scripts.reduce((sum, file) => sum + readFileSync(join(root, 'dist/renderer', file)).length, 0) / 1000, 560, 'kB');
}

/** A window with a project of these files, by name and number of keys. */
export async function start(files: Readonly<Record<string, number>>): Promise<Launched> {
  const app = await launch({ env: { SOPS_AGE_KEY: identities[0] } });
  const project = join(app.home, 'work');
  mkdirSync(project);
  for (const [name, keys] of Object.entries(files)) {
    const lines = Array.from({ length: keys }, (_, at) => [`SERVICE_${at}_${['URL', 'TOKEN', 'PORT', 'NAME'][at % 4]}`, `canary-${at}-value`] as const);
    writeFileSync(join(project, name), await encryptDotenv(lines, [recipients[0]], new Date()));
  }
  app.fake.chosenFolders.push(project);
  await app.page.getByRole('button', { name: 'Open a folder' }).first().click();
  await app.page.getByRole('treeitem').first().waitFor();
  return app;
}
export const openFile = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('treeitem', { name: new RegExp(`^${name.replaceAll('.', '\\.')}( ?,|$)`) }).click();
  await page.getByRole('grid', { name: `Keys of ${name}` }).waitFor({ timeout: 120_000 });
  await page.getByRole('row').nth(3).waitFor();
};

/** The p95 of the least disturbed of five series: what else the machine does in between only adds to it. The first rounds of each warm up. */
async function quietest(series: () => Promise<readonly number[]>): Promise<number> {
  const found: number[] = [];
  for (let round = 0; round < 5; round += 1) found.push(p95((await series()).slice(8)));
  return Math.min(...found);
}

/** Milliseconds from an act to the end of all work that it caused on the page's thread, layout included. */
const workOf = (page: Page, act: 'arrow' | 'filter' | 'edit', rounds: number): Promise<number[]> => page.evaluate(async ({ what, count }) => {
  const nextTask = (): Promise<void> => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { resolve(); };
    channel.port2.postMessage(0);
  });
  const nextFrame = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { resolve(); }); });
  const times: number[] = [];
  const focused = document.activeElement;
  const field = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : undefined;
  const setValue = Object.getOwnPropertyDescriptor(field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype, 'value')?.set;
  if (what !== 'arrow' && field === undefined) throw new Error('nobody types: no field has the focus');
  const words = ['s', 'se', 'ser', 'serv', 'servi', 'service_4', 'service_42', 'service_421'];
  for (let round = 0; round < count; round += 1) {
    await nextFrame();
    const from = performance.now();
    if (what === 'arrow') document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    else if (field !== undefined) {
      setValue?.call(field, words[round % words.length] ?? '');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await nextTask();
    await nextTask();
    document.body.getBoundingClientRect();
    times.push(performance.now() - from);
  }
  return times;
}, { what: act, count: rounds });

const firstPaint = (page: Page): Promise<number> => page.evaluate(() => new Promise<number>((resolve) => {
  new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName('first-contentful-paint');
    if (first !== undefined) resolve(first.startTime);
  }).observe({ type: 'paint', buffered: true });
}));

/** When the largest part of the first screen was painted: by then all of it was. The mark that stands there before is small. */
const wholePaint = (page: Page): Promise<number> => page.evaluate(() => new Promise<number>((resolve) => {
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1);
    setTimeout(() => { resolve(last?.startTime ?? Number.NaN); }, 100);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}));

/** In a browser that was just started, and in one that has shown the page before. */
async function firstView(): Promise<Row[]> {
  const [cold, whole, wholeAgain]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < 5; round += 1) {
    const fresh = await launch({});
    await fresh.page.getByRole('button', { name: 'Open a folder' }).first().waitFor();
    cold.push(await firstPaint(fresh.page));
    whole.push(await wholePaint(fresh.page));
    await fresh.close();
  }
  const app = await launch({});
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    await app.page.reload();
    await app.page.getByRole('button', { name: 'Open a folder' }).first().waitFor();
    times.push(await firstPaint(app.page));
    wholeAgain.push(await wholePaint(app.page));
  }
  await app.close();
  return [
    againstBar('first view after the start (first contentful paint: the mark)', median(cold), 250), againstBar('the first screen whole after the start (largest contentful paint)', median(whole), 500),
    againstBar('first view again', median(times.slice(1)), 250), againstBar('the first screen whole again', median(wholeAgain.slice(1)), 250),
  ];
}

async function openRow(): Promise<Row> {
  const app = await start({ '.env': 1000, '.env.small': 3 });
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    await openFile(app.page, '.env.small');
    times.push(await app.page.evaluate(() => new Promise<number>((resolve) => {
      const item = [...document.querySelectorAll<HTMLElement>('[role="treeitem"]')].find((row) => row.textContent.startsWith('.env,'));
      const from = performance.now();
      const look = new MutationObserver(() => {
        if (document.querySelectorAll('[role="grid"][aria-label="Keys of .env"] [role="row"][data-index]').length < 10) return;
        look.disconnect();
        requestAnimationFrame(() => { resolve(performance.now() - from); });
      });
      look.observe(document.body, { childList: true, subtree: true, attributes: true });
      item?.click();
    })));
  }
  await app.close();
  return againstBar('1000 keys, from click to rows', median(times.slice(1)), 120);
}

async function keysRows(): Promise<Row[]> {
  const app = await start({ '.env.ten': 10_000, '.env.fifty': 50_000 });
  await openFile(app.page, '.env.ten');
  await app.page.locator('[role="row"][tabindex="0"]').first().focus();
  const arrows = await quietest(() => workOf(app.page, 'arrow', 60));
  await app.page.keyboard.press('Enter');
  await app.page.getByRole('textbox', { name: /^New value of/ }).focus();
  const letters = await quietest(() => workOf(app.page, 'edit', 60));
  await app.page.keyboard.press('Escape');
  await openFile(app.page, '.env.fifty');
  await app.page.getByRole('textbox', { name: 'Filter keys' }).focus();
  const filter = await quietest(() => workOf(app.page, 'filter', 56));
  await app.page.getByRole('textbox', { name: 'Filter keys' }).fill('');
  await app.page.keyboard.press('Control+k');
  await app.page.getByRole('combobox', { name: 'Search names' }).focus();
  const palette = await quietest(() => workOf(app.page, 'filter', 56));
  await app.close();
  return [
    againstBar('an arrow key among 10000 keys, p95', arrows, 16), againstBar('a letter in the editor of a key among 10000, p95', letters, 16),
    againstBar('a letter in the filter of 50000 keys, p95', filter, 16), againstBar('a letter in the palette over 50000 names, p95', palette, 16),
  ];
}

async function scrollRow(): Promise<Row> {
  const app = await start({ '.env.hundred': 100_000 });
  await openFile(app.page, '.env.hundred');
  const frames = await app.page.evaluate(async () => {
    const scroller = document.querySelector('[role="grid"]')?.parentElement;
    const gaps: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 400; frame += 1) {
      if (scroller) scroller.scrollTop += frame % 100 === 99 ? 200_000 : 120;
      await new Promise<void>((resolve) => { requestAnimationFrame(() => { resolve(); }); });
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
  await app.close();
  return againstBar('scrolling 100000 rows, p95 of frames', p95(frames.slice(20)), 20);
}

/** What the page's heap holds after a collection, in MB. */
async function heap(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
}
async function memoryRow(): Promise<Row> {
  const app = await start({ '.env.a': 300, '.env.b': 300 });
  const session = await app.context.newCDPSession(app.page);
  await session.send('Performance.enable');
  const rounds = async (count: number): Promise<void> => {
    for (let round = 0; round < count; round += 1) for (const name of ['.env.a', '.env.b']) await openFile(app.page, name);
  };
  await rounds(20);
  const before = await heap(session);
  await rounds(150);
  const after = await heap(session);
  await app.close();
  return againstBar('what the page keeps after opening and closing 300 files', Math.max(0, after - before), 5, 'MB');
}

export async function windowRows(): Promise<Row[]> {
  return [initialJsRow(), ...(await firstView()), await openRow(), ...(await keysRows()), await scrollRow(), await memoryRow()];
}
