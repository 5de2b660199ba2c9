// Refusals when a clear file is encrypted, or files are compared, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';
import { reasonIn } from '../reason.ts';

const f = formatOf('en');
const cannotHold: Readonly<Record<string, string>> = {
  null: 'A value in it is null, which this format does not have.',
  nested: 'A value in it holds others, and this format has no levels.',
  documents: 'It has several documents, and this format has one.',
  'not-a-number': 'A number in it has no spelling in this format.',
  'not-text': 'A value in it is no text in UTF-8.',
  'no-place': 'A value stands where this format has none.',
  'outside-a-section': 'A value stands outside of every section.',
  'second-comment': 'Two comments belong to one key, and this format keeps one.',
  'one-value-only': 'This format holds one value: the whole file.',
};

export const encryptErrors = {
  'already-encrypted': plainly('This file is encrypted already', 'It holds what sops writes into encrypted files. Encrypting it once more would wrap a lock in a lock.', 'Nothing needs to be done; to change it, edit it as it is.'),
  'target-not-encrypted': plainly('A file that is not encrypted is already there', 'What lies there would be lost.', 'Choose another name, or remove that file first.'),
  'other-format': plainly('The file there is of another format', 'An encrypted file keeps what did not change, and that takes two files of one format.', 'Choose another name for the encrypted file.'),
  'no-recipients': plainly('Nobody is named who could open it', 'No creation rule of a .sops.yaml in reach is meant for this file, and no recipient was given.', 'Name one, or add a creation rule to .sops.yaml.'),
  'rules-refuse': (facts) => ({
    title: 'The rules for this file are not in order',
    why: facts.number('line') === undefined ? 'sops refuses the .sops.yaml in reach of it.' : `sops refuses the .sops.yaml in reach of it, because of line ${f.number(facts.number('line') ?? 0)}.`,
    next: 'Mend the .sops.yaml, or name the recipients yourself.',
  }),
  'rule-takes-others': (facts) => ({
    title: 'The wider rule would take another file, too',
    why: `${facts.text('file') ?? 'Another file'} ${(facts.number('line') ?? 0) === 0 ? 'has no rule now' : `goes by the rule at line ${f.number(facts.number('line') ?? 0)} now`}, and would come under the wider one.`,
    next: 'Add a rule of its own for this file.',
  }),
  'recipient-not-supported': (facts) => ({
    title: 'Coffre cannot encrypt for one of the recipients',
    why: facts.text('recipient') === undefined ? 'It is no public key: those of age begin with age1, those of SSH with ssh-.' : `It is ${facts.text('recipient') ?? ''}. Coffre encrypts for keys of age, SSH and PGP; for PGP gpg must know the key, for a plugin of age it must be installed.`,
    next: 'Look at the key, or take that recipient out by name first. Else use sops.',
  }),
  'not-in-this-format': (facts) => ({
    title: 'This format cannot hold the file',
    why: reasonIn(cannotHold, facts, `Something in it${facts.text('key') === undefined ? '' : `, at ${facts.text('key') ?? ''},`} has no place in this format.`),
    next: 'Change it, or choose another format.',
  }),
  'opens-nowhere-here': plainly('You could not open the encrypted file', 'None of the identities of this computer is among its recipients, so the clear file is all that you have.', 'Add a recipient of your own, or keep the clear file.'),
  'source-closed': plainly('Nothing came in', 'What was to be read was read already, or ended before.', 'Start again.'),
  'revision-not-found': plainly('Git has no such version of this file', 'The revision may be mistyped, the file was not there yet, or this is no git repository.', 'Look at git log for the file.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
