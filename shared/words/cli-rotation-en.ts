// What the command line says in English about values that somebody could read, and their marks for rotation. Functions take names, dates and counts, never a value.
import type { MarkProblem } from '../ipc/recipients.ts';
import { formatOf } from './intl.ts';

const f = formatOf('en');
const values = (count: number): string => f.plural(count, { one: '# value', other: '# values' });
const files = (count: number): string => f.plural(count, { one: '# file', other: '# files' });
const problem: Readonly<Record<MarkProblem, string>> = {
  'file-unreadable': 'The list of marks may not be read, or is too large.', 'not-yaml': 'This is not YAML that can be read.', 'wrong-type': 'Something else is expected here: marks is a list, each with a file and a list of values, and each value has a key.',
  'unknown-field': 'This field is not known: a mark has file, who, marked and values.', 'no-file': 'A mark without a file.', 'no-values': 'A mark without a value.', 'bad-date': 'A date is written like 2026-11-27.',
};

export const rotationOptionsEn = { for: 'find what this one could read in any revision, and mark it; may be given several times' };
export const rotationCommandsEn = {
  'file rotation-marks': {
    summary: 'list the values that are to be rotated',
    more: 'Taking somebody out of a file marks every value that they could read in any revision of the repository, in .coffre/rotation.yaml. With --for the same is done for somebody who was taken out in another way. Exits with 10 if any value is marked.',
  },
};
export const cliRotationEn = {
  rotation: {
    couldRead: (count: number, inFiles: number): string => f.plural(count, { one: `# value in ${files(inFiles)} could be read, and stays known to whoever read it:`, other: `# values in ${files(inFiles)} could be read, and stay known to whoever read them:` }),
    nothing: 'No revision held a value that could be read.',
    since: (date: string): string => `since ${date}`, uncommitted: 'in no commit', until: (date: string): string => `until ${date}`, gone: 'no longer there', whole: 'the whole file',
    marked: (count: number, path: string): string => `${values(count)} marked for rotation in ${path}.`,
    notWhole: 'Not all revisions are here: there may be more that could be read. A shallow or partial clone lacks some of them.',
    noHistory: { 'no-git': 'There is no git here: only the files as they lie count.', 'no-repository': 'This is no git repository: only the files as they lie count.' },
    looking: 'Reading the revisions of the repository; Ctrl+C ends that.',
    cutOff: 'The change is made. What could be read was not told to its end: `coffre file rotation-marks --for RECIPIENT` does it again.',
    markedOn: (date: string): string => `marked ${date}`,
    none: 'No value is marked for rotation.',
    problem,
  },
};
export type CliRotationWords = typeof cliRotationEn;
