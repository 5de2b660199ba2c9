// Refusals when a file is opened and read, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');
const atLine = (line: number | undefined): string => (line === undefined ? '' : ` at line ${f.number(line)}`);
const lineIs = (line: number | undefined): string => (line === undefined ? 'One line is' : `Line ${f.number(line)} is`);
const ofKey = (key: string | undefined): string => (key === undefined ? '' : ` of ${key}`);

export const openErrors = {
  'file-not-found': plainly('This file is not there', 'It was moved, renamed or deleted since it was listed.', 'Read the folder again.'),
  'file-unreadable': plainly('This file cannot be read', 'It belongs to somebody else, or its rights do not let you.', 'Ask for the right to read it, then try again.'),
  'not-a-file': plainly('This is not a file', 'A folder, a device or a pipe has this name.', 'Choose a file.'),
  'file-too-large': (facts) => {
    const limit = facts.number('limitBytes');
    return {
      title: 'This file is too large',
      why: limit === undefined ? 'Files of secrets are small; this one is not.' : `Coffre opens files up to ${f.size(limit)}, far more than secrets need.`,
      next: 'Check that it is the file you meant, or split it.',
    };
  },
  'empty-file': plainly('This file is empty', 'It was made but never written, or a program was stopped while writing it.', 'If it once held secrets, take it back from git or a backup.'),
  'not-encrypted': plainly('This file is not encrypted', 'Its values lie in clear text, or sops has never saved it.', 'Encrypt it with sops, then open it here.'),
  'binary-file': plainly('This is not a text file', 'It holds bytes that no .env file has: perhaps an archive, an image, or another kind of file under this name.', 'Check that it is the file you meant.'),
  'format-not-supported': plainly('Coffre does not open this format yet', 'It opens .env files for now; this one is YAML, JSON, INI or something else.', 'Use sops at the command line for it.'),
  'merge-conflict': (facts) => ({
    title: 'A merge was not finished in this file',
    why: `Git left its marks${atLine(facts.number('line'))}: two versions stand in one file, and neither can be checked.`,
    next: 'Take one side, for example with git checkout --ours, and make the other side’s changes again.',
  }),
  'file-truncated': plainly('The end of this file is missing', 'It was cut off while being copied or written: the part that says how to open it is not there.', 'Take it back from git or a backup.'),
  'bad-line': (facts) => ({
    title: 'A line cannot be read',
    why: `A line of a .env file is a comment or NAME=value. ${lineIs(facts.number('line'))} neither.`,
    next: 'Mend the line in a text editor, or take the file back from git.',
  }),
  'bad-metadata': (facts) => {
    const field = facts.text('field');
    return {
      title: 'The part that says how to open this file is damaged',
      why: field === undefined ? 'Somebody edited it by hand, or a merge mixed two versions.' : `The field ${field} is missing or makes no sense, usually after an edit by hand or a merge.`,
      next: 'Take the file back from git or a backup.',
    };
  },
  'no-matching-key': (facts) => ({
    title: 'No identity here opens this file',
    why: `It is encrypted for ${f.plural(facts.number('recipients') ?? 1, { one: '# recipient', other: '# recipients' })}; ${f.plural(facts.number('tried') ?? 0, { one: '# identity of this computer was tried', other: '# identities of this computer were tried' })}.`,
    next: 'Put your identity into keys.txt or SOPS_AGE_KEY, or ask somebody who can open it to add you as a recipient.',
  }),
  'identity-unusable': plainly('An identity was found, but it cannot be used', 'Its file is unreadable or damaged, its program failed, or it is of a kind that Coffre does not know yet.', 'Look at the places listed under “Keys found on this computer”.'),
  'value-damaged': (facts) => ({
    title: 'A value does not open',
    why: `The cipher text${ofKey(facts.text('key'))} was changed, cut off or moved from another key.`,
    next: 'Take the file back from git, or set the value again from a good copy with sops.',
  }),
  'value-not-encrypted': (facts) => ({
    title: 'A value is not encrypted, although it should be',
    why: `The value${ofKey(facts.text('key'))} stands in clear text: somebody added it without sops.`,
    next: 'Remove that line in a text editor and add it again here, and change the secret: it was readable.',
  }),
  'mac-mismatch': plainly('This file was changed outside sops', 'Its seal does not match its content. Usually a merge joined two versions, or somebody edited it by hand.', 'Compare it with its last good version in git. Do not trust its values until you know.'),
  'mac-missing': plainly('This file has no seal', 'The field that vouches for its content was removed, so nobody can tell whether values were changed.', 'Take the file back from git or a backup.'),
  'rules-conflict': plainly('The rules in this file contradict each other', 'It names more than one way to tell which values are encrypted.', 'Leave one of them, and save the file with sops.'),
  'key-groups-not-supported': (facts) => ({
    title: 'This file needs several keys at once',
    why: `Its key is shared among ${f.plural(facts.number('groups') ?? 2, { one: '# group', other: '# groups' })}, which Coffre cannot put together yet.`,
    next: 'Open it with sops.',
  }),
  'document-not-found': plainly('This file is no longer open', 'Coffre was locked or started again, or the file was closed.', 'Open it again.'),
  'entry-not-found': plainly('This key is no longer there', 'It was removed, or the file was read again.', 'Choose it again in the list.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
