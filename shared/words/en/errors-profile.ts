// Refusals of the profile, of what opens it and of the keychain, in English.
import { plainly, type ErrorCode, type Facts, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');
const minutes = (facts: Facts, which = 'waitMs'): string => f.plural(Math.max(1, Math.ceil((facts.number(which) ?? 60_000) / 60_000)), { one: '# minute', other: '# minutes' });
const keychain = (facts: Facts, name = 'backend'): string => facts.text(name) ?? 'The keychain';

export const profileErrors = {
  'profile-missing': plainly('There is no profile yet', 'Nothing was set up on this computer, or COFFRE_HOME names another folder.', 'Set one up, or restore one from a backup.'),
  'profile-exists': plainly('There is a profile already', 'A second one would take the place of what the first one keeps.', 'Use the one that is there. To start anew, move its folder away first.'),
  'profile-newer': plainly('This profile was written by a newer Coffre', 'This version does not know what it would change, so it leaves everything alone.', 'Install the newer version again. Files open all the same with a key from another place.'),
  'profile-damaged': plainly('The profile cannot be opened', 'What opens it cannot be read any more: usually a disk was full, or a synchronisation tool joined two copies.', 'Restore it from a backup. Nothing was repaired or removed.'),
  'protector-missing': plainly('The profile is not opened that way', 'A keychain, a passphrase and a recovery key each have to be set up before they open it.', 'Use another way that is set up, or choose at least one for a new profile.'),
  'protector-damaged': plainly('This way of opening the profile is damaged', 'Its file in the profile folder was changed or cut off. It was not counted as a wrong try.', 'Open the profile in another way, and set this one up again.'),
  'last-protector': plainly('This is the last thing that opens the profile', 'Without it, everything that the profile keeps would be lost.', 'Add another one first.'),
  'passphrase-too-short': (facts) => ({ title: 'This passphrase is too short', why: `Whoever gets hold of the disk can try millions of them. It takes at least ${f.number(facts.number('least') ?? 8)} characters.`, next: 'Take several words that do not belong together.' }),
  'passphrase-wrong': (facts) => {
    const used = facts.number('used') ?? 1;
    const allowed = facts.number('allowed') ?? 5;
    return {
      title: 'This passphrase does not open the profile',
      why: `${f.number(used)} of ${f.number(allowed)} tries used; after the last one, wait ${minutes(facts, 'windowMs')}. Capital and small letters differ.`,
      next: used < allowed ? 'Try again, or use the recovery key.' : `Wait ${minutes(facts)}, or use the recovery key, which works now.`,
    };
  },
  'locked-out': (facts) => ({ title: `Wait ${minutes(facts)}`, why: 'There were too many wrong passphrases or codes in a row. Restarting Coffre or the computer does not shorten the wait.', next: 'Use the recovery key, which works now; the keychain does where there is no second factor.' }),
  'recovery-key-wrong': plainly('This recovery key does not open the profile', 'It is spelt right, but it belongs to another profile, or a newer one took its place.', 'Look for the sheet that was printed last.'),
  'recovery-key-misspelt': (facts) => {
    const group = facts.number('group') ?? 0;
    return {
      title: group === 0 ? 'This recovery key has another length' : `Group ${f.number(group)} of the recovery key is misspelt`,
      why: 'It has 13 groups of 4 characters, and each group vouches for itself.',
      next: group === 0 ? 'Compare it with the sheet, group by group.' : `Compare group ${f.number(group)} with the sheet.`,
    };
  },
  'keychain-locked': (facts) => ({ title: 'The keychain is locked', why: `${keychain(facts)} keeps the key of this profile and wants its own password first. That is usual after signing in without a password.`, next: 'Unlock the keychain, or use the passphrase.' }),
  'keychain-missing': (facts) => ({
    title: 'No keychain answers',
    why: facts.text('backend') === undefined ? 'This session runs none. That is usual over SSH, in containers and right after an update.' : `${keychain(facts)} runs, but has no keyring that anything could be put into.`,
    next: 'Use the passphrase or the recovery key; nothing is lost.',
  }),
  'keychain-insecure': (facts) => ({ title: 'This keychain would not protect', why: `${keychain(facts)} has no password, and keeps what it is given as plain text on the disk. Coffre puts nothing there.`, next: 'Give the keychain a password, or use a passphrase.' }),
  'keychain-changed': (facts) => ({ title: 'Another keychain than before', why: `The key was kept by ${facts.text('before') ?? 'another one'}; ${facts.text('now') ?? 'another one'} answers now and does not have it. That is usual after a change of desktop or a new keyring.`, next: 'Open the profile with the passphrase or the recovery key, and set the keychain up again.' }),
  'keychain-slow': plainly('The keychain did not answer in time', 'It may be waiting for its own password in a window behind this one.', 'Answer that window and try again, or use the passphrase.'),
  'keychain-dismissed': plainly('The keychain was not unlocked', 'Its prompt was closed, or could not be shown here.', 'Try again, or use the passphrase.'),
  'keychain-failed': (facts) => ({ title: 'The keychain did not keep its word', why: `${keychain(facts)} reported a fault, or did not give back what it was given.`, next: 'Use the passphrase or the recovery key.' }),
  'agent-missing': plainly('Nothing keeps the profile open in this session', 'The agent’s time is over, it was told to lock, or it was never started.', 'Run coffre profile unlock, or open the profile in another way.'),
  'agent-failed': plainly('The agent did not start', 'Its folder in this session belongs to somebody else, or this system has no sockets of that kind.', 'Open the profile for each command, or let the keychain do it.'),
  'backup-needs-protector': plainly('A backup needs a passphrase or a recovery key', 'The keychain of this computer opens nothing elsewhere, and nothing else opens this profile.', 'Add a passphrase or a recovery key first.'),
  'backup-damaged': plainly('This is no backup of Coffre, or it is damaged', 'It was changed, cut off, or another file was chosen.', 'Try another copy of it. Nothing was written.'),
  'backup-wrong-passphrase': plainly('This passphrase does not open the backup', 'It takes the one that the profile had when the backup was made.', 'Try again, or use the recovery key.'),
  'record-damaged': (facts) => {
    const record = facts.text('record');
    return {
      title: 'A part of the profile cannot be read',
      why: `${record === undefined ? 'One of its records' : `Its record “${record}”`} does not match its seal, or an older copy was put in its place. Usually a disk was full, or a synchronisation tool joined two copies.`,
      next: 'Go on with what is readable, or take the profile back from a backup. Nothing was removed.',
    };
  },
  'identity-not-found': plainly('This identity is not in the profile', 'It was removed, or its name is mistyped.', 'Look at the list of identities.'),
  'identity-not-read': (facts) => {
    const line = facts.number('line') ?? 0;
    return { title: line === 0 ? 'No identity could be read' : `Line ${f.number(line)} is no identity`, why: 'An identity is one line that begins with AGE-SECRET-KEY-, or a private key of SSH. One wrong character makes it useless.', next: 'Check what you gave. Nothing was taken over.' };
  },
  'identity-needs-passphrase': plainly('This key is behind a passphrase of its own', 'Nobody could be asked for it here, it was not given, or none of those that were typed opened the key.', 'Type its passphrase, at a terminal or with the key. The profile then seals the key without it.'),
  'identity-passphrase-wrong': plainly('This passphrase does not open the key', 'It takes the one of the key file, not that of the profile. Capital and small letters differ.', 'Type it again. Nothing was taken over.'),
  'identity-kind-unknown': plainly('Coffre does not keep this kind of identity', 'It needs a plugin, or is of a kind that age does not know.', 'Leave it where sops finds it, or take an identity that begins with AGE-SECRET-KEY-.'),
  'too-many-identities': (facts) => ({ title: 'The profile is full of identities', why: `It keeps up to ${f.number(facts.number('most') ?? 1000)}.`, next: 'Remove some that you do not need.' }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
