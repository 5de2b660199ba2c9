// The grid of keys: groups, marks, acts, choosing, generating, moving, in English. Functions take names and counts, never a value.
import type { EntryMark } from '../../ipc/sops.ts';
import { formatOf, later } from '../intl.ts';
import { readers } from './readers.ts';

const f = formatOf('en');
const relative = later(() => new Intl.RelativeTimeFormat('en', { numeric: 'always' }));
const keys = (count: number): string => f.plural(count, { one: '# key', other: '# keys' });

/** A mark: the short word, the whole sentence, and what can be done. */
export interface MarkWords {
  readonly said: string;
  readonly means: string;
  readonly next: string;
}
const marks: Readonly<Record<EntryMark, MarkWords>> = {
  duplicate: { said: 'twice', means: 'This name stands in the file more than once. Readers take the last one and do not tell.', next: 'Give one of them another name, or delete it.' },
  'bad-name': { said: 'bad name', means: 'A shell cannot export this name: it needs letters, digits and _, and no digit first.', next: 'Give it another name, and change the programs that read it.' },
  'unquoted-hash': { said: 'has a #', means: 'The value holds a #. Readers of the decrypted file take it for the beginning of a comment and cut the value there.', next: 'Choose a value without #, or let programs get it through sops exec-env.' },
  'trailing-space': { said: 'space at an end', means: 'The value begins or ends with a space or a tab. Most readers take it away, sops keeps it.', next: 'If it came with a paste, enter the value again without it.' },
  'unexpanded-dollar': { said: 'has a $', means: 'The value holds a $ before a name. Some readers put the value of that variable in its place, others keep it as it is.', next: 'If no other variable is meant, choose a value without $.' },
  'quotes-kept': { said: 'quotes kept', means: 'The value has quotes around it. To sops they are a part of the value, most other readers take them away.', next: 'If they came with a paste, enter the value again without them.' },
  misprinted: { said: 'sops misprints', means: 'The value has several lines, and begins with a tab, a space or an empty line. The file keeps it, but sops decrypt and sops edit print null for it, or lines that nothing can read.', next: 'Begin it with another character, or let programs read it with sops decrypt --output-type json.' },
  placeholder: { said: 'placeholder', means: 'The value looks like an example that somebody was to replace.', next: 'Enter the real one, or generate one.' },
  weak: { said: 'weak, under 12', means: 'A secret of under 12 characters, or one that is easy to guess.', next: 'Generate a stronger one, and change it where it is used.' },
};

export const grid = {
  columns: { change: 'Draft', key: 'Key', value: 'Value', kind: 'Kind', marks: 'Marks and comment', changed: 'Changed' },
  rowHelp: 'Space reveals, Enter edits, Ctrl C copies, Delete removes, Shift F10 shows all acts.',
  was: (name: string) => `was ${name}`,
  moved: 'moved',
  draft: 'draft',
  draftMeans: 'Not saved yet.',
  /** How long ago, as short as a column is wide. */
  ago(milliseconds: number) {
    const days = milliseconds / 86_400_000;
    if (days < 1 / 24) return `${f.number(Math.max(1, Math.floor(days * 1440)))} min`;
    if (days < 1) return `${f.number(Math.floor(days * 24))} h`;
    if (days < 60) return `${f.number(Math.floor(days))} d`;
    if (days < 730) return `${f.number(Math.floor(days / 30.44))} mo`;
    return `${f.number(Math.floor(days / 365.25))} y`;
  },
  changedAt(milliseconds: number, rfc3339: string) {
    const days = milliseconds / 86_400_000;
    const said = days < 1 ? relative().format(-Math.max(1, Math.floor(days * 24)), 'hour') : days < 60 ? relative().format(-Math.floor(days), 'day') : relative().format(-Math.floor(days / 30.44), 'month');
    return `Last changed ${said}: ${f.moment(rfc3339)}`;
  },

  view: 'View',
  asGrid: 'Grid',
  asText: 'Text',
  undo: 'Undo',
  redo: 'Redo',
  nothingToUndo: 'Undo: nothing to undo',
  nothingToRedo: 'Redo: nothing to redo',
  undone: 'Undone.',
  redone: 'Done again.',
  filter: 'Filter keys',
  clearFilter: 'Clear the filter',
  found: (count: number) => (count === 0 ? 'No key matches the filter.' : `${keys(count)} found.`),
  noMatch: 'No key matches the filter.',

  marks,
  markCount: (count: number) => f.plural(count, { one: '# lint mark', other: '# lint marks' }),
  nextMark: 'Go to the next marked key',
  moreMarks: (count: number) => `+${f.number(count)}`,
  marksOf: (name: string) => `Marks of ${name}`,
  marksTitle: 'What to look at',
  marksText: (name: string) => `${name}: what Coffre noticed without showing the value.`,
  readersTitle: 'How readers take such a line',
  reader: 'Reader',
  takes: 'What it makes of it',
  readers,

  more: (name: string) => `More for ${name}`,
  acts: (name: string) => `What can be done with ${name}`,
  actsOfMany: (count: number) => `What can be done with ${keys(count)}`,
  act: {
    reveal: 'Reveal', hide: 'Hide', copy: 'Copy the value', history: 'History of accesses', 'copy-name': 'Copy the name', edit: 'Edit the value', 'edit-large': 'Edit in a large field', rename: 'Rename', duplicate: 'Duplicate', generate: 'Generate a value',
    'move-up': 'Move up', 'move-down': 'Move down', 'add-below': 'Add a key below', restore: 'Take back the change', remove: 'Delete', marks: 'Show the marks',
  },
  many: { 'copy-name': 'Copy names', 'move-up': 'Move up', 'move-down': 'Move down', restore: 'Take back', remove: 'Delete' },
  off: {
    alone: 'One key at a time.', removed: 'It is deleted in the draft.', unchanged: 'Nothing is pending here.', top: 'It stands at the top.', bottom: 'It stands at the bottom.', unmarked: 'It has no mark.',
    filtered: 'Clear the filter first.',
  },
  chosen: (count: number) => `${keys(count)} chosen`,
  chosenBar: 'Chosen keys',
  unchoose: 'Choose none',
  namesCopied: (count: number) => f.plural(count, { one: 'Copied # name', other: 'Copied # names' }),
  removedSaid: (count: number) => `${f.plural(count, { one: '# key', other: '# keys' })} deleted in the draft. Ctrl Z brings back.`,
  removedOne: (name: string) => `${name} is deleted in the draft.`,
  restoredSaid: (count: number) => `${keys(count)} as saved again.`,
  restoredOne: (name: string) => `${name} is as it was saved.`,
  duplicatedSaid: (name: string, copy: string) => `${name} duplicated as ${copy}.`,
  renamedSaid: (name: string) => `Renamed to ${name}.`,
  movedSaid: (what: string, place: number, count: number) => `${what}: place ${f.number(place)} of ${f.number(count)}.`,
  keysSaid: keys,
  atEdge: 'It stands there already.',

  newName: (name: string) => `New name of ${name}`,
  nameHint: 'Enter applies, Esc leaves the name as it was.',

  placeOfNew: 'Place',
  atEnd: 'At the end',
  below: (name: string) => `Below ${name}`,
  addHint: 'Enter adds. It is encrypted for the recipients of the file when you save.',
  willGenerate: (what: string) => `To be generated: ${what}`,
  typeInstead: 'Type a value instead',

  large: {
    title: (name: string) => `Value of ${name}`,
    hidden: 'The field is empty because the value is hidden. What you type here replaces it.',
    shown: 'This is the value as it stands in the draft.',
    fresh: 'What you type here becomes the value.',
    reveal: 'Reveal to edit',
    revealMeans: 'Shows the value in the field; this is written to the log of accesses.',
    whitespace: 'Show white space',
    place: (line: number, column: number, lines: number) => `Line ${f.number(line)}, column ${f.number(column)} of ${f.plural(lines, { one: '# line', other: '# lines' })}`,
    nothingTyped: 'Nothing typed yet',
    apply: 'Apply',
    leave: { title: 'Leave what you typed?', text: 'It was not applied yet, and is kept nowhere else.', yes: 'Leave it', no: 'Keep typing' },
    json: { valid: 'Valid JSON', wrong: (line: number, column: number) => `Not JSON from line ${f.number(line)}, column ${f.number(column)} on` },
    pem: {
      valid: (blocks: number) => f.plural(blocks, { one: 'Well-formed PEM, # block', other: 'Well-formed PEM, # blocks' }),
      'no-begin': (line: number) => `PEM: a BEGIN line is missing before line ${f.number(line)}`,
      'no-end': (line: number) => `PEM: the block from line ${f.number(line)} has no END line`,
      'other-label': (line: number) => `PEM: the END in line ${f.number(line)} has another label than its BEGIN`,
      'not-base64': (line: number) => `PEM: line ${f.number(line)} is not base64`,
      empty: (line: number) => `PEM: the block from line ${f.number(line)} is empty`,
    },
  },

  generate: {
    title: (name: string) => (name === '' ? 'Generate a value' : `Generate a value for ${name}`),
    text: 'It is made where the file is open, and is not shown. Reveal or copy it afterwards.',
    kind: 'Kind',
    kinds: { characters: 'Characters', words: 'Words', uuid: 'UUID', hex: 'Hex', base64: 'Base64' },
    length: 'Length',
    alphabet: 'Alphabet',
    alphabets: { 'letters-digits': 'Letters and digits', 'letters-digits-symbols': 'Letters, digits and symbols', readable: 'Easy to read aloud', digits: 'Digits' },
    words: 'Number of words',
    separator: 'Between them',
    separators: { '-': 'Hyphen', '.': 'Dot', _: 'Underscore', ' ': 'Space' },
    bytes: 'Bytes',
    urlSafe: 'Safe in addresses (- and _ in place of + and /)',
    less: 'One less',
    more: 'One more',
    strength: 'Strength',
    bits: (bits: number) => f.plural(Math.floor(bits), { one: '# bit', other: '# bits' }),
    verdicts: { low: 'can be guessed with effort', fair: 'enough behind a limit of tries', good: 'strong', high: 'strong for any use' },
    looksLike: 'Looks like',
    characters: (count: number) => f.plural(count, { one: '# character', other: '# characters' }),
    wordsOf: (count: number) => f.plural(count, { one: '# word', other: '# words' }),
    ofBytes: (count: number) => f.plural(count, { one: '# byte', other: '# bytes' }),
    use: 'Generate',
    replaces: 'It takes the place of the present value in the draft. Undo brings that one back.',
    done: (name: string) => `A new value for ${name} is in the draft.`,
  },
};
