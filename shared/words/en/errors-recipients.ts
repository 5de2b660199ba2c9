// Refusals when it is changed who can open files, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';

export const recipientErrors = {
  'bad-recipient': plainly('This is not a public key', 'A letter may be missing or mistyped, or a private key was given.', 'Look at the key again. Public keys of age begin with age1.'),
  'last-recipient': plainly('Nobody would be left', 'It is the only one who could open it.', 'Add somebody else first.'),
  'recipient-known': plainly('The rule names this one already', 'The same key stands in it.', 'Nothing needs to be added.'),
  'recipient-not-found': plainly('The rule does not name this one', 'The key may be mistyped, or was taken out already.', 'Look at the recipients of the rule.'),
  'rule-not-found': plainly('This rule is not there', 'The .sops.yaml was changed meanwhile.', 'Look at the rules again.'),
  'rules-not-editable': plainly('The rules cannot be changed from here', 'They are shared by an anchor, written in a way that Coffre does not dare to change, or lie outside of the folder.', 'Change the .sops.yaml by hand, then bring the files up to it.'),
  'people-not-editable': plainly('The list of people cannot be changed from here', 'It is not in order, or .coffre leads out of the folder.', 'Mend .coffre/people.yaml by hand, then try again.'),
  'person-not-found': plainly('Nobody of this name is there', 'The list of people is .coffre/people.yaml of the project.', 'Look at the names in it.'),
  'person-exists': plainly('Somebody of this name is there already', 'Two people of one name could not be told apart.', 'Choose another name.'),
  'not-confirmed': plainly('Nothing was changed', 'It has to be confirmed, and was not.', 'Confirm it when you are asked.'),
  'access-not-found': plainly('This list does not count any more', 'The project was read anew since.', 'Look at the list again.'),
  'plan-not-found': plainly('This plan does not count any more', 'It was carried out, given up, or another one was made since.', 'Make the plan again, and look at it.'),
  'plan-too-large': plainly('These are too many files for one change', 'Together they are larger than what is kept ready at once.', 'Do it folder by folder.'),
  'work-under-way': plainly('Another change is under way', 'Recipients are changed one change at a time.', 'Wait for it, or cancel it.'),
  'transaction-busy': plainly('Another program is changing files', 'Another window or command line of yours changes recipients in this moment.', 'Try again when it has ended.'),
  'transaction-unfinished': (facts) => ({
    title: 'An earlier change was interrupted',
    why: facts.number('left') === undefined ? 'A crash, a power cut or a full disk came in between: some files may be as they were, others as they become.' : `${String(facts.number('left') ?? 0)} files could not be put back.`,
    next: 'Bring it to its end first, forward or back.',
  }),
  'transaction-damaged': plainly('What was kept of the interrupted change is damaged', 'Its journal in the profile is not whole.', 'Look at the files with git, then remove the folder transaction in the profile.'),
  'list-not-found': plainly('This list does not count any more', 'Another one was made since.', 'Make it again.'),
  'marks-not-editable': plainly('The values to rotate cannot be marked from here', 'The list of them is not in order, or .coffre leads out of the folder.', 'Mend .coffre/rotation.yaml by hand, then try again.'),
  'nothing-unfinished': plainly('No change was interrupted', 'The last one came to its end.', 'Nothing needs to be done.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
