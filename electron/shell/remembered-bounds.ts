// Where the window stood last time, in one small file of the profile. Must never keep the program from starting, nor open a window that nobody can see.
import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** `x` and `y` are absent until the window was placed once; the platform chooses then. */
export interface Placement {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export const smallest = { width: 720, height: 480 } as const;
const ordinary: Placement = { width: 1280, height: 800, maximized: false };
/** Enough of the title bar to take hold of. */
const grip = { width: 120, height: 32 } as const;
const restMs = 500;

const whole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 100_000;

/** What the file says, or the ordinary place where it says nothing that makes sense. Never throws. */
export function readPlacement(file: string): Placement {
  try {
    const said = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<keyof Placement, unknown>>;
    if (!whole(said.width) || !whole(said.height)) return ordinary;
    const size = { width: Math.max(smallest.width, said.width), height: Math.max(smallest.height, said.height), maximized: said.maximized === true };
    return whole(said.x) && whole(said.y) ? { x: said.x, y: said.y, ...size } : size;
  } catch {
    // WHY silent: no file, or a damaged one; the next move of the window repairs it.
    return ordinary;
  }
}

/** Written beside and renamed, so that nobody finds half a file. */
function write(file: string, placement: Placement): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    // SECURITY(window-file-own): as everything in the profile, for its owner only.
    writeFileSync(fresh, `${JSON.stringify(placement)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** The same place, or the nearest one on a display where the title bar can be taken hold of. Never larger than that display. */
export function onScreen(placement: Placement, screen: Pick<Screen, 'getDisplayMatching'>): Placement {
  const { x, y, maximized } = placement;
  if (x === undefined || y === undefined) return placement;
  const { workArea: area } = screen.getDisplayMatching({ x, y, width: placement.width, height: placement.height });
  const width = Math.min(placement.width, Math.max(area.width, smallest.width));
  const height = Math.min(placement.height, Math.max(area.height, smallest.height));
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const held = seen >= grip.width && y >= area.y && y + grip.height <= area.y + area.height;
  if (held) return { x, y, width, height, maximized };
  const inside = (at: number, size: number, from: number, room: number): number => Math.max(from, Math.min(at, from + room - size));
  return { x: inside(x, width, area.x, area.width), y: inside(y, height, area.y, area.height), width, height, maximized };
}

/** Notes where `window` goes, half a second after it came to rest and when it closes. `noted` hears of each place. */
export function rememberBounds(window: BrowserWindow, options: { readonly file: string; readonly noted: (placement: Placement) => void; readonly log: (line: string) => void }): void {
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (window.isDestroyed()) return;
    const bounds: Rectangle = window.getNormalBounds();
    const placement = { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height, maximized: window.isMaximized() };
    if (JSON.stringify(placement) === last) return;
    last = JSON.stringify(placement);
    options.noted(placement);
    try {
      write(options.file, placement);
    } catch {
      options.log('the place of the window could not be noted');
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, restMs);
    timer.unref();
  };
  const moved = (): void => {
    // WHY: a minimised window stands nowhere, and a window in full screen everywhere.
    if (!window.isMinimized() && !window.isFullScreen()) later();
  };
  window.on('resize', moved);
  window.on('move', moved);
  window.on('maximize', moved);
  window.on('unmaximize', moved);
  window.on('close', save);
}
