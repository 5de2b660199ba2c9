// Text mode, in English. Functions take names and counts, never a value.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const text = {
  hint: 'Each value is one sealed piece: move, comment and paste around it.',
  opening: 'Opening the text',
  editor: (name: string) => `Text of ${name}, values masked`,
  help: 'A value that is in the file stands as one piece and is read as “hidden value”. Copying it copies a reference, never the value. Tab leaves the text; Alt with the arrows moves a line; Ctrl F finds names and comments.',
  hiddenValueOf: (name: string) => `hidden value of ${name}`,
  hiddenComment: 'hidden comment that may hold a value',
  multiline: 'several lines',
  readable: (count: number) => f.plural(count, { one: '# typed line, readable until you save', other: '# typed lines, readable until you save' }),
  maskNow: 'Mask them now',
  masked: 'What you typed is masked.',
  signs: { added: 'added', changed: 'changed', renamed: 'renamed', moved: 'moved', typed: 'typed' },
  acts: (name: string) => `What can be done with ${name}`,
  typeNew: (name: string) => `Type a new value for ${name}`,
  typeNewSaid: (name: string) => `The value of ${name} is selected. What you type takes its place.`,
  whyMarked: (line: number) => `Why line ${f.number(line)} is marked`,
  noteOn: (line: number) => `Note on line ${f.number(line)}`,
  lineSaid: (line: number, what: string) => `Line ${f.number(line)}: ${what}`,
  refusedMark: 'cannot stand here',
  undone: 'Taken back.',
  redone: 'Done again.',
  find: 'Find in names and comments',
  findNext: 'Next place',
  findPrevious: 'Previous place',
  found: (place: number, count: number) => `${f.number(place)} of ${f.number(count)}`,
  notFound: 'Not found',
};
