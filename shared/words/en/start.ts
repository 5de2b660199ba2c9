// The first screen, in English.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const start = {
  title: 'Open a folder and start',
  lead: 'Coffre looks for secret files in it, says which ones you can open, and which lie in clear text. Nothing is changed and nothing leaves this computer.',
  openFolder: 'Open a folder',
  dropHere: 'Drop a project folder here',
  dropNotHere: 'Dropping folders works in the desktop program only',
  dropNow: 'Let go to open it',
  identities: 'Keys found on this computer',
  noIdentities: 'None yet. The sample project brings its own.',
  identityCount: (count: number) => f.plural(count, { one: '# age identity', other: '# age identities' }),
  notSet: 'not set in this session',
  absent: 'no such file',
  unusable: 'there, but it cannot be read as an identity',
  locked: 'asks for its passphrase',
  notSupported: 'a kind of key that age does not know',
  asked: 'is asked when a file is opened',
  notNeeded: 'not needed',
  sampleTitle: 'No project at hand?',
  sampleText: 'Two encrypted files with made-up values and a throw-away identity, in a temporary folder.',
  openSample: 'Try it with a sample project',
  promise: 'No account, no telemetry, works offline',
  sideTitle: 'What Coffre does with your files',
  sideShow: 'Values stay hidden until you ask for one, and hide again by themselves.',
  sideSave: 'Saving changes only the values you changed, so that git shows exactly those.',
  sideLog: 'Every access to a value is written down in a log on this computer.',
  browse: {
    title: 'Open a folder',
    why: 'This computer has no folder dialog, so choose from this list.',
    folders: 'Folders',
    up: 'Up one folder',
    none: 'No folders in here.',
    openThis: 'Open this folder',
  },
};
