// Sorts names without holding up the event loop, however many a folder has.
import { setImmediate as pause } from 'node:timers/promises';
import { compareNames } from '../../../shared/text/index.ts';

/** So many names are sorted or merged between two pauses: about a millisecond. */
const slice = 1000;

async function merge(a: readonly string[], b: readonly string[]): Promise<string[]> {
  const merged: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && (right === undefined || compareNames(left, right) <= 0)) {
      merged.push(left);
      i += 1;
    } else if (right !== undefined) {
      merged.push(right);
      j += 1;
    }
    if (merged.length % slice === 0) await pause();
  }
  return merged;
}

/** The names in natural order, as a new list. */
export async function sortInSlices(names: readonly string[]): Promise<string[]> {
  if (names.length <= slice) return names.toSorted(compareNames);
  const half = Math.ceil(names.length / 2);
  const left = await sortInSlices(names.slice(0, half));
  await pause();
  return merge(left, await sortInSlices(names.slice(half)));
}
