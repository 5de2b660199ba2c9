// What the commands about whole files say in English: encrypting, comparing, checking. Functions take names and counts, never a value.
import type { Compared, Coverage, EncryptionLoss, FileChange } from '../ipc/sops-files.ts';
import type { EntryType } from '../ipc/sops-kinds.ts';
import { formatOf } from './intl.ts';

const f = formatOf('en');
const loss: Readonly<Record<EncryptionLoss, string>> = {
  'blank-lines': 'Empty lines are not kept: sops has none.',
  'line-escapes': 'A value holds \\n: sops takes it for a line break, and programs that get the value see one.',
  spelling: 'Indentation, quotes or the spelling of numbers become those of sops.',
};
const change: Readonly<Record<FileChange, string>> = { added: 'added', removed: 'removed', changed: 'changed', retyped: 'other type', renamed: 'renamed', moved: 'moved' };
const setting: Readonly<Record<Compared['settings'][number], string>> = { format: 'the format', selector: 'the choice of what is encrypted', 'mac-only-encrypted': 'whether the seal covers readable values', 'key-groups': 'the key groups' };
const uncovered: Readonly<Record<keyof Coverage, (count: number) => string>> = {
  comments: (count) => f.plural(count, { one: '# comment: it can be taken out or moved', other: '# comments: they can be taken out or moved' }),
  clearComments: (count) => f.plural(count, { one: '# comment in clear text: it can be rewritten', other: '# comments in clear text: they can be rewritten' }),
  damagedComments: (count) => f.plural(count, { one: '# comment that does not open: somebody changed it', other: '# comments that do not open: somebody changed them' }),
  readable: (count) => f.plural(count, { one: '# value in clear text: its name can be changed', other: '# values in clear text: their names can be changed' }),
  adjacent: (count) => f.plural(count, { one: '# place between two values in clear text: it can be shifted', other: '# places between two values in clear text: they can be shifted' }),
  unsealed: (count) => f.plural(count, { one: '# value in clear text and left out on purpose: it can be changed', other: '# values in clear text and left out on purpose: they can be changed' }),
  empty: (count) => f.plural(count, { one: '# empty entry: such can be added, taken out or renamed', other: '# empty entries: such can be added, taken out or renamed' }),
};

export const cliFileEn = {
  type: { str: 'text', int: 'integer', float: 'number', bool: 'boolean', time: 'date', null: 'null' } satisfies Readonly<Record<EntryType, string>>,
  shape: { branch: 'branch', list: 'list' },
  columnType: 'TYPE',
  loss, change, setting, uncovered,
  nothingEncrypted: 'No value is encrypted: the rule leaves each of them readable.',
  ruleProblems: 'The .sops.yaml holds something that sops passes over; `coffre file rules` says what.',
  recipientsKept: 'The encrypted file was there already and keeps its recipients; those that you named are not added.',
  encrypted: (file: string, encrypted: number, readable: number, recipients: number): string => `${file}: ${f.plural(encrypted, { one: '# value encrypted', other: '# values encrypted' })}${readable === 0 ? '' : `, ${f.number(readable)} left readable`}, for ${f.plural(recipients, { one: '# recipient', other: '# recipients' })}.`,
  kept: (count: number): string => f.plural(count, { one: '# value is as it was before.', other: '# values are as they were before.' }),
  sameAlready: (file: string): string => `${file} says this already; nothing was written.`,
  verified: { opened: 'It was opened again with an identity of this computer.', structure: 'No identity of this computer opens it; it was read back and its seal checked.' },
  notCovered: 'The seal does not cover',
  was: (path: string): string => `was ${path}`,
  fromTo: (before: string, now: string): string => `${before} → ${now}`,
  recipientAdded: 'recipient added',
  recipientRemoved: 'recipient removed',
  settingChanged: 'differs',
  linesDiffer: (count: number): string => f.plural(count, { one: '# comment differs', other: '# comments differ' }),
  noDifference: 'No difference.',
  noFinding: 'nothing found',
};
export type CliFileWords = typeof cliFileEn;
