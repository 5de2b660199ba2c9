// Puts marks for rotation into the file of a project that keeps them, and reads them there.
import { join, relative, sep } from 'node:path';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { changeKept, homeFolder, homeOf } from './project-home.ts';
import type { Mark, Marks } from './rotation-marks.ts';

export const marksWay = join(homeFolder, 'rotation.yaml');

/** What cannot be read is a problem, never a refusal. */
export async function marksAt(home: string): Promise<Marks & { readonly there: boolean }> {
  const { maxMarksBytes, readMarks } = await import('./rotation-marks.ts');
  try {
    const { bytes } = await readWhole(join(home, marksWay), maxMarksBytes);
    return { there: true, ...(await readMarks(bytes.toString('utf8'))) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'file-not-found' ? { there: false, marks: [], problems: [] } : { there: true, marks: [], problems: [{ code: 'file-unreadable', line: 1, column: 1 }] };
  }
}

/** Answers how many were not marked yet. Refusals: marks-not-editable, file-too-large, and those of writing. */
export async function addMarks(home: string, wanted: readonly Mark[], lockFolder: string): Promise<number> {
  if (wanted.length === 0) return 0;
  const { maxMarksBytes, withMarks } = await import('./rotation-marks.ts');
  let added = 0;
  await changeKept(home, { name: 'rotation.yaml', maxBytes: maxMarksBytes, refusal: 'marks-not-editable' }, lockFolder, async (text) => {
    const after = await withMarks(text, wanted);
    added = after.added;
    return after.text;
  });
  return added;
}

/** Values of one file (absolute) of the project in this folder. Refusals: those of addMarks. */
export async function markValues(root: string, { file, keys, who, since }: Pick<Mark, 'file' | 'who' | 'since'> & { readonly keys: readonly string[] }, now: Date, lockFolder: string): Promise<number> {
  const home = await homeOf(root, 'here');
  const way = relative(home, file).replaceAll(sep, '/');
  return addMarks(home, keys.map((key) => ({ file: way, key, who, since, marked: now.toISOString().slice(0, 10) })), lockFolder);
}
