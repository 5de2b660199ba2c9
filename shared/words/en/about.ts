// About the program and its licences, in English.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const about = {
  hint: 'what this program is made of',
  program: (version: string) => `Coffre ${version}`,
  runsIn: { electron: 'runs in Electron', chromium: 'runs in the Chromium of this computer', cli: 'runs at the command line', 'in-process': 'runs in a test' },
  programFacts: (host: string) => `free software under Apache-2.0, works offline, ${host}`,
  showOwn: 'Its licence…',
  parts: 'Parts by others',
  partsFacts: 'packages, fonts and icons, each with the text of its licence',
  showAll: 'Licences…',
  title: 'Licences',
  text: 'Everything that ships in Coffre, and on which terms.',
  find: 'Find a part or a licence',
  list: 'Parts',
  found: (count: number) => f.plural(count, { one: '# part', other: '# parts' }),
  none: 'No part or licence is called that.',
  licenceOf: (name: string) => `Licence of ${name}`,
  kinds: { program: 'this program', runtime: 'what it runs in', package: 'package', font: 'font', icons: 'icons' },
  runtime: 'Chromium, Node and what they are made of: their licences lie beside Electron, in LICENSES.chromium.html.',
  borrowed: (from: string) => `Its archive holds no text. This is that of ${from}, by the same author, under the same licence.`,
  choose: 'Choose a part to read its licence.',
  done: 'Done',
};
