// How far two pictures differ, as somebody would see it: the edge of a letter may lie a pixel aside, an icon may not be missing.
import { readPng, writePng, type Picture } from './png.ts';

export interface Difference {
  /** Pixels that have nothing like them at or beside their place in the other picture. */
  readonly pixels: number;
  /** Both sizes where they are not the same; nothing else is compared then. */
  readonly sizes?: string;
  /** The second picture, pale, with what differs in red. */
  readonly draw: () => Buffer;
}

/** The largest difference of one channel that still counts as the same colour. */
const sameColour = 20;

function alike(one: Uint8Array, at: number, other: Uint8Array, there: number): boolean {
  for (let channel = 0; channel < 3; channel += 1) if (Math.abs((one[at + channel] ?? 0) - (other[there + channel] ?? 0)) > sameColour) return false;
  return true;
}

function hasNeighbour(one: Picture, x: number, y: number, other: Picture): boolean {
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      const [nx, ny] = [x + dx, y + dy];
      if (nx >= 0 && ny >= 0 && nx < other.width && ny < other.height && alike(one.data, (y * one.width + x) * 4, other.data, (ny * other.width + nx) * 4)) return true;
    }
  }
  return false;
}

function drawn({ width, height, data: now }: Picture, red: ReadonlySet<number>): Buffer {
  const data = now.map((value) => 255 - (255 - value) / 4);
  for (const at of red) data.set([255, 0, 0], at);
  return writePng({ width, height, data });
}

/** Compares two screenshots. */
export function compare(before: Buffer, after: Buffer): Difference {
  const [old, now] = [readPng(before), readPng(after)];
  if (old.width !== now.width || old.height !== now.height) return { pixels: Number.POSITIVE_INFINITY, sizes: `${String(old.width)}×${String(old.height)} → ${String(now.width)}×${String(now.height)}`, draw: () => after };
  const differing = new Set<number>();
  // Nearly always nothing differs at all.
  if (Buffer.compare(old.data, now.data) !== 0) {
    for (let y = 0; y < now.height; y += 1) {
      for (let x = 0; x < now.width; x += 1) {
        const at = (y * now.width + x) * 4;
        if (!alike(old.data, at, now.data, at) && !(hasNeighbour(now, x, y, old) && hasNeighbour(old, x, y, now))) differing.add(at);
      }
    }
  }
  return { pixels: differing.size, draw: () => drawn(now, differing) };
}
