// Folders opened before, in English. Functions take names and counts, never a value.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const recent = {
  title: 'Opened before',
  openedAt: (moment: string) => f.moment(moment),
  gone: 'not there now',
  goneTitle: (name: string) => `${name} is not there now`,
  goneText: 'It was moved or removed, or lies on a disk that is not connected. Open it where it is now, or take it off this list.',
  forget: (name: string) => `Take ${name} off the list`,
  forgotten: (name: string) => `${name} is off the list. The folder itself stays as it is.`,
  help: 'Enter opens, Delete takes off the list.',
};
