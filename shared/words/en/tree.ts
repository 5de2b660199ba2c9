// Nested files in the grid, and files that are one value, in English. Functions take names, paths and counts, never a value.
import type { EntryType } from '../../ipc/sops.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');
const values = (count: number): string => f.plural(count, { one: '# value', other: '# values' });
const types: Readonly<Record<EntryType, string>> = { str: 'text', int: 'whole number', float: 'number', bool: 'true/false', time: 'date', null: 'null' };

export const tree = {
  type: 'Type',
  rowHelp: 'The left and right arrow keys fold and unfold, Alt with an arrow key moves, Space reveals, Enter edits, Shift F10 shows all acts.',
  types,
  shapes: { branch: 'branch', list: 'list', section: 'section' },
  document: (count: number) => `Document ${f.number(count)}`,
  holds: (count: number) => (count === 0 ? 'empty' : values(count)),
  nothing: 'null',
  fold: (path: string) => `Fold ${path}`,
  unfold: (path: string) => `Unfold ${path}`,
  foldAll: 'Fold everything',
  unfoldAll: 'Unfold everything',
  foldedAll: 'Everything is folded.',
  unfoldedAll: 'Everything is unfolded.',

  act: {
    'copy-name': 'Copy the path', 'add-below': 'Add below', 'add-inside': 'Add inside', retype: 'Type…', 'move-in': 'Move into the one above', 'move-out': 'Move out', 'move-to': 'Move to…',
    removeWith: (count: number) => `Delete with ${values(count)}`,
  },
  many: { 'copy-name': 'Copy paths', 'move-to': 'Move to…' },
  off: {
    holder: 'It holds values and has none itself.', null: 'Null has nothing to type. Choose another type first.', 'no-value': 'Null has no value.', 'not-text': 'Only text can be generated.', element: 'What stands in a list has no name.',
    'one-type': 'In this format all values are text.', 'no-holder': 'It holds nothing.', apart: 'They stand in different places. Choose some that stand side by side.', 'none-above': 'No branch or list stands right above.', outermost: 'It stands at the top of the file already.',
    sections: 'In this format sections stand at the top and values in them.', nowhere: 'There is no other place for it.',
  },
  removedWith: (path: string, count: number) => `${path} and ${values(count)} are deleted in the draft.`,
  movedInto: (what: string, holder: string) => (holder === '' ? `${what}: now at the top of the file.` : `${what}: now in ${holder}.`),

  newValueAs: (path: string, type: string) => `New value of ${path}: ${type}`,
  typeMenu: (path: string) => `Type of ${path}`,
  isNow: 'This is its type now.',
  retyped: (path: string, type: string) => `${path} is now: ${type}.`,
  notReadable: (path: string, type: string) => `${path} cannot be read as: ${type}. Type a new value.`,
  anew: (type: string) => `What is there cannot be read as: ${type}.`,
  wrong: {
    int: 'This is no whole number: digits only, with a sign in front if need be.', float: 'This is no number: digits, with a point and an exponent if need be.', bool: 'Choose true or false.',
    time: 'This is no date: write it like 2026-03-04T10:20:30Z.', null: 'Null has no value.',
  },
  hints: { int: 'A whole number. Enter applies, Esc leaves it as it was.', float: 'A number, with a point if need be. Enter applies, Esc leaves it as it was.', time: 'A date and time, like 2026-03-04T10:20:30Z. Enter applies, Esc leaves it as it was.' },
  boolHint: 'Choosing applies, Esc leaves it as it was.',
  placeholders: { int: '0', float: '0.5', time: '2026-03-04T10:20:30Z' },

  add: 'Add',
  what: 'What',
  whats: { value: 'Value', branch: 'Branch', list: 'List', section: 'Section' },
  addTitle: 'New entry',
  inside: (path: string) => `Inside ${path}`,
  below: (name: string) => `Below ${name}`,
  atEnd: 'At the end, at the top level',
  noName: 'In a list it gets no name, but a place.',
  noSection: 'A value stands in a section here. Add a section first.',
  emptyAtFirst: 'It is empty at first.',

  moveTitle: (path: string) => `Move ${path}`,
  moveMany: (count: number) => f.plural(count, { one: 'Move # entry', other: 'Move # entries' }),
  moveText: 'It goes to the end of what you choose.',
  moveWhere: 'Where to',
  moveTop: 'The top of the file',
  move: 'Move',

  review: {
    holds: (count: number) => (count === 0 ? 'empty' : `with ${values(count)}`),
    retyped: (was: string, now: string) => `Type: ${was} → ${now}`,
    git: 'git will show what changes here, the date and the MAC',
    notes: 'About this file',
  },

  opening: {
    long: 'Large files take some seconds.',
    cancel: 'Cancel',
  },
  noText: 'This format has no text view',

  whole: {
    title: 'A file that is encrypted as a whole',
    text: 'Its content is hidden. sops keeps it as one value, whatever it is.',
    sizes: { empty: 'It is empty.', 'under-1-kb': 'It is under 1 kB.', 'under-10-kb': 'It is under 10 kB.', 'under-100-kb': 'It is under 100 kB.', 'under-1-mb': 'It is under 1 MB.', 'under-10-mb': 'It is under 10 MB.', larger: 'It is 10 MB or more.' },
    replaced: 'Another content waits in the draft.',
    replace: 'Replace…',
    replaceText: 'You choose a file, and its content takes the place of this one in the draft. The file that you choose stays as it is.',
    save: 'Save decrypted…',
    saveTitle: 'Save the content in clear text?',
    saveText: 'Everybody who can read that file can then read the content. Coffre makes it readable for you alone; delete it when you no longer need it.',
    saveYes: 'Choose where',
    saveNo: 'Keep it encrypted',
    saved: (name: string) => `Saved in clear text as ${name}. Delete it when you no longer need it.`,
    replacedSaid: 'The new content is in the draft. Save to encrypt it.',
    saveWhat: 'Writes the content in clear text to a place that you choose.',
    reviewRow: 'Content',
  },
};
