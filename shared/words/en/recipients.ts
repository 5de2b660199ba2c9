// Who can open files, and changing that, in English: why a file stays as it is, what is wrong with the list of people, how far the work is.
import type { KeyKind, NamedBy, PeopleProblem, StayReason } from '../../ipc/recipients.ts';
import type { StateWords } from './states.ts';

const kind: Readonly<Record<KeyKind, string>> = { age: 'age', pgp: 'PGP', kms: 'AWS KMS', gcp_kms: 'GCP KMS', azure_kv: 'Azure Key Vault', hc_vault: 'Vault', hckms: 'Huawei KMS' };
const namedBy: Readonly<Record<NamedBy, string>> = { people: 'from .coffre/people.yaml', rules: 'from .sops.yaml', key: 'from the key itself', nobody: '' };
const stays: Readonly<Record<StayReason, StateWords>> = {
  'no-rule': { said: 'no rule', means: 'No creation rule is meant for this file.' },
  'rules-refuse': { said: 'rules not in order', means: 'sops refuses the rules in reach of this file, or one of their recipients is no public key.' },
  'no-key': { said: 'no key', means: 'No identity of this computer opens it, so nobody can be let in from here.' },
  'last-recipient': { said: 'last recipient', means: 'Nobody would be left who could open it.' },
  'locks-you-out': { said: 'locks you out', means: 'No identity of this computer would open it afterwards.' },
  tampered: { said: 'tampered', means: 'Its content does not match its seal: look at it first.' },
  damaged: { said: 'damaged', means: 'It cannot be read as an encrypted file.' },
  unreadable: { said: 'unreadable', means: 'It may not be read by you, is no regular file, or is gone.' },
  outside: { said: 'outside the folder', means: 'It is a link to a file that lies elsewhere.' },
  unsaved: { said: 'unsaved changes', means: 'It is open with changes that are not saved: save or discard them first.' },
  'too-many-recipients': { said: 'too many recipients', means: 'More than a thousand should be able to open it.' },
  'recipient-not-supported': { said: 'recipient not supported', means: 'Coffre cannot encrypt for one of its recipients, and leaves nobody out on its own. Take that one out by name first, or use sops.' },
  'rule-not-editable': { said: 'rule not editable', means: 'The rule is written in a way that Coffre does not dare to change.' },
  'no-such-group': { said: 'no such group', means: 'It has fewer key groups than that.' },
};
const problem: Readonly<Record<PeopleProblem, string>> = {
  'file-unreadable': 'The list of people may not be read, or is too large.',
  'not-yaml': 'This is not YAML that can be read.',
  'wrong-type': 'Something else is expected here: people is a list, and each of them has a name and a list of keys.',
  'unknown-field': 'This field is not known: somebody has name, keys and since.',
  'no-name': 'Somebody without a name, or with one that is too long.',
  'no-keys': 'Somebody without a key.',
  'bad-key': 'This is not a public key.',
  'private-key': 'This is a private key. Take it out, and replace it: whoever has this file can read what it opens.',
  'duplicate-key': 'This key belongs to somebody above already.',
  'duplicate-name': 'Somebody of this name stands above already.',
  'bad-date': 'A date is written like 2026-11-27.',
};
const phase: Readonly<Record<'reading' | 'planning' | 'writing' | 'undoing' | 'looking', string>> = { reading: 'Reading who can open what', planning: 'Making the new files', writing: 'Writing', undoing: 'Putting back', looking: 'Reading the revisions' };

export const recipients = { kind, namedBy, stays, problem, phase };
