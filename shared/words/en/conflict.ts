// Two versions of one file, in English. Functions take names and counts, never a value.
import type { SideChange } from '../../ipc/sops.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

const did: Readonly<Record<SideChange, string>> = { none: 'not changed', added: 'added', changed: 'changed', renamed: 'renamed', removed: 'removed' };

export const conflict = {
  changedTitle: 'This file changed on disk',
  changedText: (count: number) => `Another program wrote it while you were editing. ${f.plural(count, { one: 'Your # change is', other: 'Your # changes are' })} kept here; saving waits until you have looked at both.`,
  lookAtBoth: 'Look at both',
  readAgain: (name: string) => `${name} changed on disk and was read again`,
  comparing: 'Reading the version on disk',
  cannotCompare: 'The version on disk cannot be compared with yours',
  keptHere: (count: number) => f.plural(count, { one: 'Your # change is kept here.', other: 'Your # changes are kept here.' }),
  lookAgain: 'Look again',

  title: 'Two versions of',
  changedAt: (rfc3339: string) => `changed on disk, saved ${f.moment(rfc3339)}`,
  startAgain: 'Start again',
  nothingLost: 'Nothing is lost',
  nothingLostText: (count: number) => `${f.plural(count, { one: 'Your # change stays', other: 'Your # changes stay' })} in Coffre until you save or discard, theirs are on disk. Nothing is written before you have reviewed the result.`,

  both: 'Both changed it',
  mine: 'Only you changed',
  theirs: 'Only they changed',
  same: 'Both made the same change',
  unchanged: 'Unchanged',
  lines: 'Comments and order',
  theirsTaken: 'taken without asking, unless you say otherwise',
  linesText: 'theirs, with what you wrote put back in place',
  linesSame: 'the same on both sides',

  chooseOne: 'choose one',
  whichValue: (name: string) => `${name}: which value to keep`,
  before: 'Before',
  yours: 'Yours',
  theirsSide: 'Theirs',
  beforeFact: 'as you opened it',
  yoursFact: { none: 'not changed by you', added: 'added by you', changed: 'changed by you', renamed: 'renamed by you', removed: 'removed by you' },
  theirsFact: { none: 'not changed on disk', added: 'added on disk', changed: 'changed on disk', renamed: 'renamed on disk', removed: 'removed on disk' },
  nothing: 'nothing',
  did,
  columns: { key: 'Key', change: 'Change', value: 'Value', keep: 'Keep' },
  listOf: { mine: 'Keys only you changed', theirs: 'Keys only they changed' },
  listHelp: 'Space reveals the value that is kept, Enter takes the other side, the right arrow key goes to the buttons.',
  keepOf: (name: string) => `Version of ${name} to keep`,
  reveal: { saved: (name: string) => `Reveal the value of ${name} before`, draft: (name: string) => `Reveal your value of ${name}`, disk: (name: string) => `Reveal their value of ${name}` },
  hide: { saved: (name: string) => `Hide the value of ${name} before`, draft: (name: string) => `Hide your value of ${name}`, disk: (name: string) => `Hide their value of ${name}` },
  more: (count: number) => f.plural(count, { one: 'Show # more', other: 'Show # more' }),

  another: 'Another value',
  anotherOf: (name: string) => `Another value for ${name}`,
  anotherHint: 'It becomes your value. Enter applies, Shift Enter makes a new line, Esc leaves it as it was.',

  result: 'The result',
  resultText: (keys: number, differ: number) => `${f.plural(keys, { one: '# key', other: '# keys' })}, ${f.plural(differ, { one: '# differs', other: '# differ' })} from the version that you opened`,
  whoOpens: 'Who will be able to open it',
  addedByThem: 'added by them',
  removedByThem: 'removed by them',
  whereTitle: 'Where each version stays',
  where: { before: 'before', yours: 'yours', theirs: 'theirs' },
  whereBefore: 'in Coffre, until you close the file',
  whereYours: 'in Coffre, until you save or discard',
  whereTheirs: (rfc3339: string) => `on disk, saved ${f.moment(rfc3339)}`,
  take: (count: number) => (count === 0 ? 'Take it over' : `Take it over, ${f.number(count)} to choose`),
  takeWhy: (count: number) => f.plural(count, { one: 'One key under “Both changed it” has no side yet.', other: '# keys under “Both changed it” have no side yet.' }),
  takeNext: 'You review the result before it is saved.',
  later: 'Decide later',
  opened: (choose: number, mine: number, theirs: number) => `Two versions: ${f.number(choose)} to choose, ${f.number(mine)} changed only by you, ${f.number(theirs)} changed only by them.`,
  toChoose: (count: number) => f.plural(count, { one: '# still to choose', other: '# still to choose' }),
  allChosen: 'Every key has its side.',
  changedOnceMore: 'The file on disk changed once more; look at both again.',
  nothingLeft: (name: string) => `${name} is now as it is on disk: nothing is left to save`,
};
