// Refusals when something is changed or saved, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { reasonIn } from '../reason.ts';

const nameReason: Readonly<Record<string, string>> = {
  'equals-sign': 'A name ends at the first equals sign.',
  'line-break': 'A name stands on one line.',
  'hash-first': 'A line that begins with # is a comment.',
  'control-character': 'It holds a character that cannot be seen.',
  'lone-surrogate': 'It holds half a character, which no text file can.',
  'edge-blank': 'Blanks at its ends would be lost.',
  'bracket-first': 'A line that begins with [ is the header of a section.',
  'two-quotes': 'It needs quotes, and holds every kind of them.',
  empty: 'A name has at least one character.',
};
const valueReason: Readonly<Record<string, string>> = {
  'backslash-n': 'A backslash followed by n would come back as a line break.',
  'control-character': 'It holds a zero byte.',
  'lone-surrogate': 'It holds half a character, which no text file can.',
  'triple-quote': 'Three quotes in a value of several lines would end it.',
  'outer-quotes': 'The quotes around it would be taken off.',
  'backslash-last': 'A backslash at its end would draw in the next line.',
  'not-this-type': 'It is no value of the type that was chosen.',
};

const lineReason: Readonly<Record<string, string>> = {
  ...nameReason, ...valueReason,
  'no-equals': 'It has no equals sign and is no comment.',
  'name-reserved': 'Names that begin with sops_ belong to sops.',
  'name-taken': 'A key of this name is already there.',
  'bad-reference': 'Its reference names no value of this file.',
};

export const saveErrors = {
  'value-not-representable': (facts) => ({
    title: 'This file cannot hold this value',
    why: reasonIn(valueReason, facts, 'It would come back as another value.'),
    next: facts.text('reason') === 'not-this-type' ? 'Choose another type, or type a value of this one.' : 'Change the value, for example by writing it in base64.',
  }),
  'name-taken': plainly('A key of this name is already there', 'Two keys of one name make programs disagree about which one counts.', 'Choose another name, or edit the key that is there.'),
  'name-not-representable': (facts) => ({
    title: 'This file cannot hold this name',
    why: reasonIn(nameReason, facts, 'It would come back as another name.'),
    next: 'Use letters, digits and underscores.',
  }),
  'name-reserved': plainly('This name belongs to sops', 'The name sops, and in .env files all that begin with sops_, hold what sops needs to open the file.', 'Choose another name.'),
  'draft-not-representable': plainly('The file cannot hold these changes', 'With them it would be read back as something else.', 'Take back the last changes one by one, and save again.'),
  'line-not-representable': (facts) => ({
    title: facts.number('line') === undefined ? 'A line cannot stand in a .env file' : `Line ${String(facts.number('line'))} cannot stand in a .env file`,
    why: reasonIn(lineReason, facts, 'It would come back as something else.'),
    next: 'Change the line; what you typed stays here.',
  }),
  'entry-fixed': plainly('This section is part of every INI file', 'Keys above the first header belong to it.', 'Remove its keys, or move them into another section.'),
  'no-place-for-it': plainly('It cannot stand there', 'A section, a list or a value has its own places in this format, and nothing goes into itself.', 'Choose another place.'),
  'choice-missing': plainly('Not every key has a side yet', 'Both versions changed it, and only you know which value counts.', 'Choose yours or theirs for each key under “Both changed it”.'),
  'revision-conflict': plainly('The file changed in the meantime', 'Another window, or a second save, was faster.', 'Look at the list again, then save.'),
  'changed-on-disk': plainly('The file was changed by another program', 'Git, sops or an editor wrote it after you opened it. Saving would undo that.', 'Your changes are kept here. Open the file again to see the new content, or keep a note of your changes first.'),
  'file-gone': plainly('The file is no longer there', 'It was deleted, moved or renamed after you opened it.', 'Your changes are kept here. Put the file back, then save again.'),
  'file-not-writable': plainly('This file is read-only', 'Its rights do not let you write it.', 'Your changes are kept here. Give yourself the right to write it, then save again.'),
  'folder-not-writable': plainly('The folder is read-only', 'A file is saved by putting a new one beside it, and this folder does not let you.', 'Your changes are kept here. Give yourself the right to write there, then save again.'),
  'hard-linked': plainly('This file has a second name', 'It is a hard link. Saving would leave the other name with the old content.', 'Remove the other name, or make a copy of the file, then save again.'),
  'foreign-owner': plainly('This file belongs to somebody else', 'Saving would make it yours, and its owner might lose it.', 'Save as its owner, or ask them to.'),
  'attributes-lost': plainly('The file’s special rights could not be kept', 'It has access lists or attributes that could not be carried over to the new file.', 'Remove them, or save from a system that keeps them.'),
  'verify-failed': plainly('What was written did not read back the same', 'The disk or a program in between changed it. The old file was put back.', 'Check the disk, then save again.'),
  'file-busy': plainly('Coffre is saving this file elsewhere', 'Another window or command of Coffre holds it.', 'Wait for it to end, then try again.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
