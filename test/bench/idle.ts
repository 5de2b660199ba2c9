// What Coffre costs while nobody touches it, in percent of one core, over minutes: the process of the core, and the browser's processes against a browser with a blank page.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { launch, type Launched } from '../host/launch.ts';
import type { Row } from './measure.ts';
import { openFile, start } from './window.ts';

const minutes = 2;
/** How finely Linux counts the time of a process (`getconf CLK_TCK`). */
const ticksPerSecond = 100;

/** Processor time of all processes below this one so far, in seconds. */
function childrenSeconds(): number {
  const parents = new Map<number, { readonly parent: number; readonly seconds: number }>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, rest = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ');
      const fields = rest.split(' ');
      parents.set(Number(name), { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond });
    } catch {
      // It ended while it was looked at.
    }
  }
  const below = (pid: number): boolean => {
    const parent = parents.get(pid)?.parent ?? 0;
    return parent === process.pid || (parent > 1 && below(parent));
  };
  return [...parents].filter(([pid]) => below(pid)).reduce((sum, [, { seconds }]) => sum + seconds, 0);
}

async function percent(app: Launched): Promise<{ readonly core: number; readonly browser: number }> {
  // WHY waited: what a page does right after it was drawn is not idleness.
  await setTimeout(10_000);
  const [cpu, children, from] = [process.cpuUsage(), childrenSeconds(), performance.now()];
  await setTimeout(minutes * 60_000);
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - from) / 1000;
  const browser = childrenSeconds() - children;
  await app.close();
  return { core: (used.user + used.system) / 1e4 / seconds, browser: (browser / seconds) * 100 };
}

/** Makes a profile and locks it, as a person who leaves does. */
async function lock(app: Launched): Promise<void> {
  const ask = (call: string, input: unknown): Promise<string> => app.core.router.handle(JSON.stringify({ call, input }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true });
  const before = app.page;
  await ask('profile.create', { value: 'canary-bench long enough', keychain: false });
  await ask('profile.lock', {});
  while (app.page === before) await setTimeout(20);
  await app.page.getByRole('heading', { name: 'Locked' }).waitFor();
}

/** Takes about six and a half minutes. Linux only. */
export async function idleRows(): Promise<Row[]> {
  const blank = await launch({});
  await blank.page.goto('about:blank');
  const empty = await percent(blank);
  const app = await start({ '.env': 1000, '.env.other': 20 });
  await openFile(app.page, '.env');
  const used = await percent(app);
  const left = await start({ '.env': 1000, '.env.other': 20 });
  await openFile(left.page, '.env');
  await lock(left);
  const locked = await percent(left);
  const bar = (what: string, ours: number, peer: number, peerIs: string): Row => ({ what, ours, peer, peerIs, ratio: ours / peer, bar: 1, unit: '%' });
  return [
    bar('idle: the core, percent of a core', used.core, 0.1, 'the bar'), bar('idle: the window, percent of a core', used.browser, empty.browser + 0.2, 'a blank page and 0.2'),
    bar('idle and locked: the core, percent of a core', locked.core, 0.1, 'the bar'), bar('idle and locked: the window, percent of a core', locked.browser, empty.browser + 0.2, 'a blank page and 0.2'),
  ];
}
