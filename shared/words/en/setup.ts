// Setting up a profile and its recovery key, in English.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const setup = {
  title: 'Set up a profile, now or later',
  text: 'A profile remembers identities and unsaved changes, sealed on disk, and locks itself. Choose what opens it; one is enough, two are safer.',
  offer: 'Set up a profile',
  offerText: 'A profile keeps identities and unsaved changes sealed, and locks itself.',
  keychain: 'OS keychain',
  suggested: 'suggested',
  keychainLooking: 'Looking for one…',
  keychainHint: (backend: string, locked: boolean) => `Opens with your session. ${backend === '' ? 'One' : backend} is there${locked ? ', and will ask for its own password' : ' and unlocked'}.`,
  keychainOff: { missing: 'None answers in this session.', 'insecure-backend': 'The one that answers has no password: it would keep the key in clear text.', slow: 'It does not answer in time.' },
  passphrase: 'Passphrase',
  passphraseHint: 'You type it after each lock. Slow to guess on purpose.',
  recovery: 'Recovery key',
  recoveryHint: 'Shown once, 13 groups of 4, to print. Keep it off this computer.',
  chooseOne: 'Choose the keychain, a passphrase, or both.',
  typeOne: 'Type a passphrase first.',
  create: 'Create the profile',
  making: 'Creating…',
  made: 'The profile is there',
  without: 'Without one, files open and save all the same; nothing is remembered. A backup is restored at the command line: coffre profile restore.',

  keyTitle: 'Your recovery key',
  keyText: 'It opens the profile when everything else is lost. It is shown this once.',
  sheetTitle: 'Coffre: recovery key of a profile',
  sheetText: (rfc3339: string) => `Made on ${f.moment(rfc3339)}. It opens the profile when passphrase and keychain are lost: on the lock screen, choose Recovery key.`,
  keepAway: 'Print it or write it down, and keep it away from this computer. Whoever has it and the disk can open everything.',
  print: 'Print the sheet',
  notNow: 'Close without trying it',
  typeBack: 'I have it, try it out',
  backTitle: 'Type some groups back',
  backText: 'From the sheet. This way a slip shows while it can still be mended.',
  group: (number: number) => `Group ${f.number(number)}`,
  groupWrong: 'This is not what the sheet should say.',
  showAgain: 'Show the key again',
  check: 'Check',
  rehearsed: 'The recovery key works; the date is remembered',
};
