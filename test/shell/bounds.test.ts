// Where the window stands: noted, read again, and brought back where somebody can see it. On real files.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onScreen, readPlacement, rememberBounds, smallest, type Placement } from '../../electron/shell/remembered-bounds.ts';
import { fakeWindow } from '../fakes/electron.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-bounds-'));
  file = join(folder, 'profile', 'window.json');
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const ordinary = { width: 1280, height: 800, maximized: false };

function follow() {
  const fake = fakeWindow();
  const noted: Placement[] = [];
  const logged: string[] = [];
  rememberBounds(fake.window, { file, noted: (placement) => { noted.push(placement); }, log: (line) => { logged.push(line); } });
  return { fake, noted, logged };
}

describe('what is noted', () => {
  it('window-file-own: half a second after the last move, whole, for the owner only', () => {
    const { fake, noted } = follow();
    for (let x = 0; x < 50; x += 1) {
      fake.bounds = { ...fake.bounds, x };
      fake.emit('move');
      vi.advanceTimersByTime(20);
    }
    expect(noted).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(noted).toHaveLength(1);
    expect(readPlacement(file)).toEqual({ x: 49, y: 20, width: 1000, height: 700, maximized: false });
    expect([statSync(file).mode & 0o777, statSync(join(folder, 'profile')).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(join(folder, 'profile'))).toEqual(['window.json']);
  });
  it('at once when the window closes; maximised with the place that it goes back to', () => {
    const { fake } = follow();
    fake.maximized = true;
    fake.emit('maximize');
    fake.emit('close');
    expect(readPlacement(file)).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximized: true });
    expect(vi.getTimerCount()).toBe(0);
  });
  it('not in full screen, not minimised, and not twice the same', () => {
    const { fake, noted } = follow();
    fake.fullScreen = true;
    fake.emit('resize');
    fake.fullScreen = false;
    fake.minimized = true;
    fake.emit('move');
    vi.advanceTimersByTime(1000);
    expect(noted).toEqual([]);
    fake.minimized = false;
    for (const name of ['move', 'resize']) {
      fake.emit(name);
      vi.advanceTimersByTime(1000);
    }
    expect(noted).toHaveLength(1);
  });
  it('a profile that cannot be written is a line in the log, and nothing else', () => {
    writeFileSync(join(folder, 'profile'), 'a file where the folder should be');
    const { fake, logged } = follow();
    fake.emit('close');
    expect(logged).toHaveLength(1);
  });
});

describe('what is read', () => {
  it.each(['', 'nonsense', 'null', '[]', '{"width":"1"}', '{"width":1e9,"height":5}', '{"width":900.5,"height":700}', '{"height":700}'])('a damaged file (%j) means the ordinary place', (text) => {
    file = join(folder, 'window.json');
    writeFileSync(file, text);
    expect(readPlacement(file)).toEqual(ordinary);
  });
  it('nothing there means the ordinary place; too small is as small as may be; a place without a position is a size', () => {
    expect(readPlacement(join(folder, 'none.json'))).toEqual(ordinary);
    file = join(folder, 'window.json');
    writeFileSync(file, '{"x":null,"y":4,"width":10,"height":10,"maximized":"yes"}');
    expect(readPlacement(file)).toEqual({ ...smallest, maximized: false });
    expect(readFileSync(file, 'utf8')).toContain('null');
  });
});

describe('what can be seen', () => {
  const area = { x: 0, y: 24, width: 1920, height: 1056 };
  const placed = (x: number, y: number, width = 1000, height = 700, workArea = area) =>
    onScreen({ x, y, width, height, maximized: false }, { getDisplayMatching: () => ({ workArea }) as Electron.Display });
  it('stays where its title bar can be taken hold of', () => {
    for (const [x, y] of [[100, 100], [-800, 24], [1700, 900]] as const) expect(placed(x, y)).toMatchObject({ x, y });
  });
  it('comes back from beyond', () => {
    expect(placed(5000, 3000)).toMatchObject({ x: 920, y: 380 });
    expect(placed(-5000, -3000)).toMatchObject({ x: 0, y: 24 });
    expect(placed(100, -400)).toMatchObject({ x: 100, y: 24 });
    expect(placed(1850, 100)).toMatchObject({ x: 920, y: 100 });
  });
  it('is never larger than its display, nor smaller than it works', () => {
    expect(placed(0, 24, 4000, 3000)).toMatchObject({ width: 1920, height: 1056 });
    expect(placed(0, 0, 4000, 3000, { x: 0, y: 0, width: 640, height: 400 })).toMatchObject(smallest);
  });
  it('keeps a size without a position', () => {
    expect(onScreen(ordinary, { getDisplayMatching: () => { throw new Error('nobody asks'); } })).toBe(ordinary);
  });
});
