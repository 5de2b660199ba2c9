// Refusals when a file is opened and read, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';
import { reasonIn } from '../reason.ts';

const f = formatOf('en');
const refusedReason: Readonly<Record<string, string>> = {
  anchor: 'It uses a YAML anchor or alias, which an encrypted file cannot have.',
  tag: 'It uses a YAML tag that sops does not know.',
  'key-not-text': 'A key is a number, a date or a truth value: sops takes text only. Quotes make it text.',
  'root-not-mapping': 'At its top it is a list or a single value: sops encrypts named values only.',
  'duplicate-key': 'A key stands twice in it, and YAML allows each once.',
  'number-too-large': 'A number in it is larger than sops can hold. Quotes make it text.',
  'too-large': 'It has more values, or rarer forms, than can be read safely at its size.',
};
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
  'not-encrypted': plainly('This file is not encrypted', 'Its values lie in clear text, or sops has never saved it.', 'Encrypt it, then open it here.'),
  'binary-file': plainly('This is not a text file', 'It holds bytes that no file of secrets in text has: perhaps an archive, an image, or another kind of file under this name.', 'Check that it is the file you meant.'),
  'format-not-supported': plainly('This works for .env files only', 'Text mode shows lines of NAME=value; this file is YAML, JSON, INI or binary.', 'Use the grid for it.'),
  'format-refused': (facts) => ({
    title: 'sops does not read such a file',
    why: reasonIn(refusedReason, facts, `Something in it is not what sops expects${atLine(facts.number('line'))}.`),
    next: facts.number('line') === undefined ? 'Mend it in a text editor, or take the file back from git.' : `Mend it in a text editor${atLine(facts.number('line'))}, or take the file back from git.`,
  }),
  'nested-too-deep': plainly('This file is nested too deep', 'It has hundreds of levels, as only a damaged or hostile file has.', 'Check that it is the file you meant.'),
  cancelled: plainly('It was cancelled', 'You, or a newer request, ended it.', 'Start again when you like.'),
  'not-a-value': plainly('This is no single value', 'The path names a branch or a list.', 'Name one of the values below it, or decrypt the whole file.'),
  'merge-conflict': (facts) => ({
    title: 'A merge was not finished in this file',
    why: `Git left its marks${atLine(facts.number('line'))}: two versions stand in one file, and neither can be checked.`,
    next: 'Take one side, for example with git checkout --ours, and make the other side’s changes again.',
  }),
  'file-truncated': plainly('The end of this file is missing', 'It was cut off while being copied or written: the part that says how to open it is not there.', 'Take it back from git or a backup.'),
  'bad-line': (facts) => ({
    title: 'A line cannot be read',
    why: `In this kind of file a line has a certain form, such as NAME=value in a .env file. ${lineIs(facts.number('line'))} of another.`,
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
  'no-matching-key': (facts) => {
    const groups = facts.number('groups');
    const tried = f.plural(facts.number('tried') ?? 0, { one: '# identity of this computer was tried', other: '# identities of this computer were tried' });
    return {
      title: groups === undefined || groups === 0 ? 'No identity here opens this file' : 'It takes more identities to open this file',
      why: groups === undefined
        ? `It is encrypted for ${f.plural(facts.number('recipients') ?? 1, { one: '# recipient', other: '# recipients' })}; ${tried}.`
        : `Its key is shared among groups of recipients: it takes ${f.plural(facts.number('needed') ?? 2, { one: '# group', other: '# groups' })}, and the identities here open ${f.number(groups)}; ${tried}.`,
      next: groups === undefined ? 'Put your identity into keys.txt or SOPS_AGE_KEY, or ask somebody who can open it to add you as a recipient.' : 'Put the identities that are missing into keys.txt or SOPS_AGE_KEY, or ask people of the other groups.',
    };
  },
  'identity-unusable': plainly('An identity was found, but it cannot be used', 'Its file is unreadable or damaged, its program failed, or it is of a kind that Coffre does not know yet.', 'Look at the places listed under “Keys found on this computer”.'),
  'identity-locked': (facts) => ({
    title: 'An identity that may open this file is behind a passphrase',
    why: `${facts.text('places') ?? 'It'} was not opened: nobody could be asked for the passphrase here, or it was not given.`,
    next: 'Use the command line at a terminal, where Coffre asks for the passphrase. Or keep an identity without one in the profile, which seals it.',
  }),
  'not-an-age-file': plainly('This is no file of age, or it is damaged', 'It does not begin as one, was cut off, or was changed.', 'Check the file, or take it again from where it came.'),
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
  'document-not-found': plainly('This file is no longer open', 'Coffre was locked or started again, or the file was closed.', 'Open it again.'),
  'entry-not-found': plainly('This key is no longer there', 'It was removed, or the file was read again.', 'Choose it again in the list.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
