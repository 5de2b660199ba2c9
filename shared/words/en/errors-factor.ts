// Refusals of the second factor, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const factorErrors = {
  'code-needed': plainly('A code of your authenticator app is needed', 'This profile has a second factor, and no code was typed, or nobody could be asked for one here.', 'Do it again where a code can be typed: in the window or at a terminal.'),
  'code-wrong': (facts) => {
    const used = facts.number('used') ?? 0;
    const allowed = facts.number('allowed') ?? 5;
    const waitMs = facts.number('waitMs') ?? 0;
    return {
      title: 'This code is wrong',
      why: `${used === 0 ? '' : `${f.number(used)} of ${f.number(allowed)} tries used, wrong passphrases included; after the last one you have to wait. `}Codes follow the clock: the phone and this computer must agree within half a minute.`,
      next: waitMs > 0 ? `Wait ${f.plural(Math.ceil(waitMs / 60_000), { one: '# minute', other: '# minutes' })}, or use the recovery key, which works now.` : 'Type the code that the app shows now, or a recovery code from the paper.',
    };
  },
  'code-used': plainly('This code was used already', 'Each code opens once, and none that is older than the last one. If the clock of this computer was set back, all of them look old.', 'Wait for the next code, at most half a minute.'),
  'code-expired': plainly('Nothing waits for a code any more', 'The key was right too long ago, or the profile was locked meanwhile.', 'Start again with the passphrase or the keychain.'),
  'code-unchecked': plainly('The code could not be checked', 'The profile cannot be read or written: a disk is full, or a part of the profile is damaged.', 'Lock the profile and open it again to see what is damaged. Nothing was done.'),
  'too-many-sessions': (facts) => ({ title: 'The profile is open in too many places', why: `It may be open in ${f.plural(facts.number('limit') ?? 3, { one: '# window or agent', other: '# windows and agents' })} at once.`, next: 'Lock one of them or end its session; it needs no passphrase.' }),
  'session-not-found': plainly('This session has ended already', 'Its window was locked or closed, or its agent’s time was over.', 'Look at the list again.'),
  'factor-exists': plainly('There is a second factor already', 'Another program has set it up in this moment.', 'Start again: a code of it, a recovery code or the recovery key lets another phone take its place.'),
  'factor-required': plainly('The policy requires a second factor', 'It says mfa_required: until there is one, an open profile does nothing but set it up, and it is not taken away.', 'Set one up under Settings.'),
  'codes-gone': plainly('The recovery codes are not on the screen any more', 'Their time was over, or the profile was locked.', 'Make new ones.'),
  'factor-missing': plainly('There is no second factor', 'It was removed, or setting it up was broken off by a lock.', 'Set it up anew.'),
  'recovery-key-needed': plainly('A recovery key is needed first', 'It is the way back if the phone is lost: it opens the profile without a code.', 'Make a recovery key and print it. While there is a second factor, it stays.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
