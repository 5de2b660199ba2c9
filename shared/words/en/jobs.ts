// Job keys in the Settings room, in English.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const jobs = {
  hint: 'what programs may open without you',
  none: 'None. A job lets cron or a deployment read a few secrets while this profile stays locked.',
  enrol: 'New job key',
  states: { valid: 'valid', expired: 'expired', missing: 'opens nothing any more' },
  places: { file: 'key in a file', keychain: 'key in the keychain' },
  actions: {
    get: { short: 'get', long: 'Get single values' },
    decrypt: { short: 'decrypt', long: 'Decrypt whole files' },
    verify: { short: 'verify', long: 'Verify that files are whole' },
  },
  until: (rfc3339: string) => `until ${f.moment(rfc3339)}`,
  revoke: 'Revoke',
  revoked: (name: string) => `The job ${name} is revoked`,
  revokeTitle: (name: string) => `Revoke ${name}?`,
  revokeText: 'Its key opens nothing from then on. Whoever copied the key and the profile folder before can still decrypt its files: change their data keys if you fear that.',

  enrolTitle: 'New job key',
  enrolText: 'It opens these files until a day, whether or not this profile is open. You are asked once more before it is made.',
  nameHint: 'Letters, digits, dot, dash and underscore. The audit log shows it at each use.',
  files: 'Files',
  noFiles: 'Open a project with encrypted files first.',
  mayDo: 'What it may do',
  values: 'Only these values',
  valuesHint: 'One name or path in each line, such as DATABASE_URL. Left empty: all values of the files.',
  expires: 'Good for',
  days: (count: number) => f.plural(count, { one: '# day', other: '# days' }),
  keyGoes: 'Its key goes',
  toFile: 'into a file',
  toKeychain: 'into the keychain',
  make: 'Make the job key…',
  needsName: 'Give it a name: letters, digits, dot, dash and underscore.',
  needsFile: 'Choose a file.',
  needsAction: 'Choose what it may do.',
  wholeOrSome: 'A whole file is more than some of its values: leave the values empty, or decrypting out.',

  enrolledTitle: (name: string) => `The job ${name} is enrolled`,
  enrolledText: (rfc3339: string) => `For cron, until ${f.moment(rfc3339)}. These lines are not shown again; put the hour that you want.`,
  linesName: 'Lines for cron',
  placeholder: 'NAME',
  copy: 'Copy the lines',
  copied: 'Lines copied',
  keyInFile: 'The key is in the file that you chose, which only you may read.',
  keyInKeychain: 'The key is in the keychain, which has to be open when the job runs.',
  keepIt: 'Whoever has it, and the profile folder of this computer, can do what the job may.',
};
