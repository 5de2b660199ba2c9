// What the command line says about the profile and its identities, in English. Must never take in a key or a passphrase.

export const profileArgumentsEn = {
  ACTION: 'list, add, remove or rehearse; list if you leave it out', KIND: 'keychain, passphrase or recovery-key', BACKUP: 'the file of the backup', NAME: 'a name for the identity', KEYS: 'a file of identities; standard input if you leave it out',
};
export const profileOptionsEn = {
  idle: 'lock after so many minutes without input, from 1 to 30', 'on-close': 'lock, to end the agent when the window is closed; stay, to leave it alone',
  minutes: 'for how many minutes; 60 if you leave it out',
  'recovery-key': 'open it with the recovery key instead of the passphrase',
  keychain: 'take them from the keychain, where another program left them under this service name',
  'no-keychain': 'do not let the keychain of this computer open the profile', 'no-passphrase': 'let the keychain alone open it', name: 'a name for the identity; the file’s own if you leave it out',
};
export const profileCommandsEn = {
  'profile init': {
    summary: 'set up a profile, and print its recovery key once',
    more: 'A passphrase opens it (typed twice on a terminal, else read from standard input), and the keychain of this computer where there is one. The recovery key goes to standard output: print it and keep it off this computer.',
  },
  'profile unlock': { summary: 'open the profile and keep it open for this session', more: 'The keychain opens it, else a passphrase: typed, or from standard input. An agent keeps its key in memory until the time is over, you lock it, or you sign out. Every command of yours uses it meanwhile.' },
  'profile lock': { summary: 'lock the profile now', more: 'Ends the agent. Where the keychain opens the profile, the next command that needs it opens it again.' },
  'profile status': { summary: 'tell whether there is a profile, what opens it, and what the keychain says', more: 'Asks nothing and opens nothing. Exits with 4 if there is no profile.' },
  'profile times': { summary: 'tell or set when an open profile locks by itself', more: 'For the window; sleep and a locked screen lock it in any case. The agent of the command line has a time of its own: see profile unlock.' },
  'profile protectors': {
    summary: 'list, add, remove or rehearse what opens the profile',
    more: 'add passphrase sets a new one; add recovery-key prints a new one, and the former one opens nothing any more; rehearse recovery-key tries yours out and remembers the date. At least one always remains.',
  },
  'profile recover': { summary: 'open the profile with the recovery key, and set a new passphrase', more: 'Works also during a wait after wrong passphrases. Without a terminal, standard input holds the recovery key on its first line and the new passphrase on the second.' },
  'profile repair': { summary: 'set damaged parts of the profile aside and go on with the rest', more: 'They are moved into the folder damaged of the profile; nothing is deleted.' },
  'profile backup': { summary: 'write the profile into one sealed file', more: 'It opens elsewhere with the passphrase or the recovery key, and the audit log goes along. The file must not exist yet.' },
  'profile restore': { summary: 'restore a profile from a backup, where there is none', more: 'With the passphrase that it had (typed, or from standard input), or with --recovery-key, the recovery key. The profile is locked afterwards.' },
  'keys list': { summary: 'list the identities that the profile keeps', more: 'Public halves and names; the private halves never leave the profile.' },
  'keys generate': { summary: 'make an age identity in the profile, and print its recipient', more: '' },
  'keys import': { summary: 'take identities into the profile', more: 'From a file such as keys.txt, from standard input, or from what an older program kept with keytar in the keychain. What is there stays where it is.' },
  'keys uses': { summary: 'tell in how many encrypted files each identity is a recipient', more: 'Looks through the folder you are in and those that were opened in the window. Opens no file.' },
  'keys remove': { summary: 'remove an identity from the profile', more: 'Before, looks through the folder you are in and those that were opened in the window: if only this identity opens some of their files on this computer, names them and removes nothing without --force.' },
};

export const cliProfileEn = {
  profile: {
    states: { none: 'There is no profile.', locked: 'The profile is locked.', unlocked: 'The profile is open.', damaged: 'The profile cannot be opened: what opens it is damaged.', newer: 'The profile was written by a newer Coffre.' },
    protectors: { keychain: 'keychain', passphrase: 'passphrase', 'recovery-key': 'recovery key' },
    protectorStates: { whole: 'opens it', damaged: 'damaged', newer: 'newer than this Coffre' },
    keychain: {
      ok: (backend: string): string => `${backend} answers and is unlocked.`,
      locked: (backend: string): string => `${backend} is locked.`,
      missing: (backend: string): string => (backend === '' ? 'No keychain answers in this session.' : `${backend} runs, but has no keyring.`),
      'insecure-backend': (backend: string): string => `${backend} has no password and keeps everything in clear text; nothing is put there.`,
      slow: (): string => 'The keychain does not answer.',
    },
    made: (moment: string): string => `since ${moment}`,
    rehearsed: (moment: string): string => (moment === '' ? 'never rehearsed' : `rehearsed ${moment}`),
    tries: (used: number, allowed: number): string => `Wrong passphrases: ${String(used)} of ${String(allowed)} tries used.`,
    wait: (minutes: number): string => (minutes === 1 ? 'Wait 1 minute before the next passphrase.' : `Wait ${String(minutes)} minutes before the next passphrase.`),
    damaged: (records: string): string => `Cannot be read: ${records}. Run \`coffre profile repair\` to go on with the rest.`,
    rolledBack: 'The profile is older than what the keychain remembers: somebody put back a former copy. Run `coffre profile repair` if that was you.',
    created: 'The profile is set up. Print the recovery key and keep it off this computer: it is not shown again.',
    keychainLeftOut: (why: string): string => `The keychain does not open it: ${why}`,
    newPassphrase: 'Passphrase for the profile (not shown; at least 8 characters): ',
    times: (minutes: number, onClose: boolean): string => `The window locks after ${minutes === 1 ? '1 minute' : `${String(minutes)} minutes`} without input, at sleep, and when the screen is locked.${onClose ? ' Closing it ends the agent.' : ''}`,
    agentRuns: (minutes: number): string => (minutes === 1 ? 'It stays open in this session for 1 more minute.' : `It stays open in this session for ${String(minutes)} more minutes.`),
    lockedNow: 'The profile is locked.',
    again: 'The same once more: ',
    passphrase: 'Passphrase of the profile (not shown): ',
    recoveryKey: 'Recovery key (13 groups of 4, not shown): ',
    added: (what: string): string => `The ${what} opens the profile now.`,
    removed: (what: string): string => `The ${what} does not open the profile any more.`,
    rehearsedNow: 'The recovery key works. The date is remembered.',
    recovered: 'The profile opens with the new passphrase.',
    repaired: (n: number): string => (n === 0 ? 'Nothing was damaged.' : n === 1 ? '1 file was set aside.' : `${String(n)} files were set aside.`),
    backedUp: (file: string): string => `The profile is backed up in ${file}.`,
    restored: 'The profile is restored, and locked.',
    backupPassphrase: 'Passphrase of the backup (not shown): ',
    noIdentities: 'The profile keeps no identity.',
    kinds: { x25519: 'age', 'post-quantum': 'age, post-quantum' },
    imported: (added: number, known: number): string => `${added === 1 ? '1 identity taken over' : `${String(added)} identities taken over`}${known === 0 ? '.' : `, ${String(known)} known already.`}`,
    passedOver: (n: number): string => (n === 1 ? '1 entry is no identity.' : `${String(n)} entries are no identities.`),
    usedBy: (files: number): string => (files === 1 ? '1 file' : `${String(files)} files`),
    lookedThrough: (files: number, folders: string): string => `Looked through ${files === 1 ? '1 encrypted file' : `${String(files)} encrypted files`}${folders === '' ? '.' : ` in ${folders}.`}`,
    unread: (files: number): string => (files === 1 ? 'The recipients of 1 file could not be read.' : `The recipients of ${String(files)} files could not be read.`),
    incomplete: 'There was more than could be looked through in time.',
    identityRemoved: (name: string): string => `${name} was removed.`,
  },
};
export const profileFailuresEn = {
  'passphrases-differ': () => ({ title: 'The two passphrases differ. Nothing was changed.', why: '', next: 'Type the same one twice.' }),
  'bad-action': () => ({ title: 'That is nothing that can be done here.', why: 'It takes list, add, remove or rehearse, and after the last three keychain, passphrase or recovery-key; only a recovery key is rehearsed.', next: 'Run `coffre profile protectors --help` to see how it is used.' }),
  'bad-minutes': () => ({ title: '--minutes needs a whole number from 1 to 10,080, which is a week.', why: '', next: 'Run `coffre profile unlock --help` to see how it is used.' }),
  'identity-needed': ({ files, lost }: { readonly files: number; readonly lost: number; readonly names: string }) => ({
    title: files === 1 ? 'Only this identity opens 1 file here. Nothing was removed.' : `Only this identity opens ${String(files)} files here. Nothing was removed.`,
    why: lost === 0 ? 'Others are recipients of them and can still open them.' : lost === 1 ? '1 of them is for nobody else: it would be lost.' : `${String(lost)} of them are for nobody else: they would be lost.`,
    next: 'Add another recipient to them first (`coffre file recipients`), or remove it all the same with --force.',
  }),
  'bad-idle': () => ({ title: '--idle needs a whole number from 1 to 30.', why: '', next: 'Run `coffre profile times --help` to see how it is used.' }),
  'name-ambiguous': () => ({ title: 'Several identities have this name. Nothing was changed.', why: '', next: 'Name the one you mean by its recipient: `coffre keys list` shows them.' }),
};
export const profileRefusalsEn = {
  locked: { title: 'The profile is locked', why: 'A key that is needed here may be in it; nothing else on this computer fits.', next: 'Run `coffre profile unlock`, then run the command again.' },
};
