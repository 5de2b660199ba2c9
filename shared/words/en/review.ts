// The review before saving, in English. Functions take names and counts, never a value.
import type { EntryMark } from '../../ipc/sops.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

/** What a mark means for somebody who is about to save. */
const marks: Readonly<Record<EntryMark, string>> = {
  duplicate: 'This name stands here more than once; most programs take the last one.',
  'bad-name': 'Some programs cannot read this name: use letters, digits and underscores.',
  'unquoted-hash': 'The value holds a #: some programs read what follows as a comment.',
  'trailing-space': 'The value ends in a space; some programs take it away.',
  'unexpanded-dollar': 'The value holds a $: some programs put a variable in its place.',
  'quotes-kept': 'The quotes belong to the value here; other programs take them away.',
  misprinted: 'sops decrypt prints this value wrongly, because of how its first line begins.',
  placeholder: 'This looks like a placeholder, not like a real value.',
  weak: 'This value is easy to guess.',
};

export const review = {
  bar: 'Review and save',
  renamed: (count: number) => `${f.number(count)} renamed`,
  moved: (count: number) => `${f.number(count)} moved`,
  comments: (count: number) => f.plural(count, { one: '# comment line', other: '# comment lines' }),

  title: (count: number) => f.plural(count, { one: 'Review # change', other: 'Review # changes' }),
  git: (lines: number) => f.plural(lines, { one: 'git will show # changed line, the date and the MAC', other: 'git will show # changed lines, the date and the MAC' }),
  warnings: (count: number) => f.plural(count, { one: '# warning', other: '# warnings' }),
  back: 'Back to editing',
  save: (count: number) => f.plural(count, { one: 'Save # change', other: 'Save # changes' }),
  recipients: (count: number) => f.plural(count, { one: 'Encrypts for # recipient', other: 'Encrypts for # recipients' }),

  list: 'Changes by key',
  help: 'Space reveals one side, Delete takes the change back, the right arrow key goes to the buttons.',
  columns: { change: 'Change', key: 'Key', before: 'Before', after: 'After', actions: 'Actions' },
  kind: { added: 'Added', changed: 'Changed', renamed: 'Renamed', removed: 'Removed', moved: 'Moved', comments: 'Comments' },
  nothing: 'nothing',
  reveal: { saved: (name: string) => `Reveal the old value of ${name}`, draft: (name: string) => `Reveal the new value of ${name}` },
  hide: { saved: (name: string) => `Hide the old value of ${name}`, draft: (name: string) => `Hide the new value of ${name}` },
  takenBack: (name: string, rest: number) => `The change of ${name} is taken back. ${f.plural(rest, { one: '# change is left', other: '# changes are left' })}.`,
  noneLeft: 'Every change is taken back: nothing is left to save.',
  movedKeys: (count: number) => f.plural(count, { one: '# key stands in another place', other: '# keys stand in other places' }),
  commentLines: (count: number) => f.plural(count, { one: '# comment or blank line differs', other: '# comment and blank lines differ' }),

  marks,
  wasCalled: (name: string) => `Renamed too, from ${name}.`,
  twinHere: (name: string) => `Same value as ${name} in this file.`,
  twinThere: (name: string, path: string) => `Same value as ${name} in ${path}. Each environment usually has its own.`,
};
