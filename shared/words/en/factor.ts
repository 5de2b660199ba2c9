// The second factor in the window, in English: the second step of unlocking, its section of the settings, and setting it up.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const factor = {
  step: 'Second step',
  stepText: { passphrase: 'Passphrase accepted. Type the code of your authenticator app.', keychain: 'The keychain opened it. Type the code of your authenticator app.', other: 'Type the code of your authenticator app.' },
  digits: 'Six digits',
  changesIn: (seconds: number) => `This code changes in ${f.number(seconds)} s. It guards the program; it adds no encryption.`,
  guards: 'It guards the program; it adds no encryption.',
  toGo: (digits: number) => `Unlock, ${f.plural(digits, { one: '# digit to go', other: '# digits to go' })}`,
  byPaper: 'Recovery code',
  byApp: 'Code of the app',
  paperCode: 'Recovery code',
  paperHint: 'Ten characters from the paper. Each works once; dashes and capitals do not matter.',
  startAgain: 'Start again',

  title: 'Second factor',
  hint: 'asked for at unlock, and before what widens access',
  app: 'Authenticator app',
  appOff: 'A code of your phone besides the passphrase. It guards this program; it adds no encryption.',
  appOn: (rfc3339: string) => `set up ${f.moment(rfc3339)}, guards this program, adds no encryption`,
  on: 'on',
  setUp: 'Set up…',
  remove: 'Remove',
  removeTitle: 'Remove the second factor?',
  removeText: 'Unlocking takes no code any more, nor does what widens access. You are asked for a last one.',
  removed: 'The second factor is removed',
  codes: 'Recovery codes',
  codesLeft: (codes: number) => `${f.plural(codes, { one: '# is left', other: '# are left' })}, each works once in place of a code of the app`,
  newCodes: 'Make new ones…',
  newCodesTitle: 'Make new recovery codes?',
  newCodesText: 'The former ones open nothing afterwards. Throw their paper away.',
  needsKey: 'Add a recovery key first: it is the way back if the phone is lost.',

  sessionsHint: (limit: number) => `the profile may be open in ${f.plural(limit, { one: '# window or agent', other: '# windows and agents' })} at once`,
  kinds: { window: 'Window', agent: 'Agent of the command line', own: 'This window' },
  sessionFacts: (pid: number, rfc3339: string) => `process ${String(pid)}, open since ${f.moment(rfc3339)}`,
  endIt: 'End',
  ended: 'The session has ended',

  setupTitle: 'Set up an authenticator app',
  setupText: 'Scan this with the app, or type the secret into it. Nothing changes before a code of it was right.',
  square: 'Square for the camera of the app',
  typedSecret: 'Or type this secret',
  secretFacts: 'Time based, six digits, thirty seconds, SHA-1',
  code: 'Code that the app shows now',
  confirm: 'Turn it on',
  turnedOn: 'The second factor is on',

  codesTitle: 'Recovery codes',
  codesText: 'For when the phone is lost. They are shown once: print them or write them down, and keep them off this computer.',
  codesList: 'The recovery codes',
  print: 'Print',
  done: 'I have them',
  making: 'Making the codes…',
};
