// The comparison of pictures itself: what it must see, and what it must forgive.
import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { readPng, writePng } from './png.ts';

const [width, height] = [60, 40];
type Paint = (x: number, y: number) => readonly [number, number, number];
const picture = (paint: Paint, size = { width, height }): Buffer => writePng({ ...size, data: Uint8Array.from(Array.from({ length: size.width * size.height }, (_, at) => [...paint(at % size.width, Math.floor(at / size.width)), 255]).flat()) });
const ground = [250, 250, 249] as const;
const line = (at: number): Paint => (x) => (x === at ? [20, 30, 30] : ground);

it('reads what it writes', () => {
  const noise: Paint = (x, y) => [(x * 37 + y * 11) % 256, (x * y) % 256, (x + y * 7) % 256];
  expect(readPng(picture(noise)).data).toEqual(readPng(writePng(readPng(picture(noise)))).data);
  expect([...readPng(picture(noise)).data.subarray(4, 8)]).toEqual([37, 0, 1, 255]);
});

it('forgives an edge that lies a pixel aside, and sees a line that is gone or elsewhere', () => {
  expect(compare(picture(line(20)), picture(line(21))).pixels).toBe(0);
  expect(compare(picture(line(20)), picture(line(23))).pixels).toBe(2 * height);
  expect(compare(picture(line(20)), picture(() => ground)).pixels).toBe(height);
  expect(compare(picture(() => ground), picture(line(20))).pixels).toBe(height);
});

it('sees another tone, however large, and another size', () => {
  expect(compare(picture(() => ground), picture(() => [222, 224, 219])).pixels).toBe(width * height);
  expect(compare(picture(() => ground), picture(() => [248, 248, 247])).pixels).toBe(0);
  expect(compare(picture(() => ground), picture(() => ground, { width, height: 41 })).sizes).toBe('60×40 → 60×41');
});
