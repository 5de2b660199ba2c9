// What the commands about recipients say in English. Functions take names and counts, never a value.
import { formatOf } from './intl.ts';

const f = formatOf('en');
const files = (count: number): string => f.plural(count, { one: '# file', other: '# files' });

export const recipientArgumentsEn = { CHANGE: 'add or remove; leave it out to see who can open the file', RECIPIENT: 'a public key, such as age1…, or somebody by name', PERSON: 'the name of somebody', PUBLIC: 'a public key, such as age1…' };
export const recipientOptionsEn = {
  'dry-run': 'say what would change, and write nothing', 'keep-data-key': 'take people out without a new data key: they could still open new values with the one they had',
  rule: 'change the rule for the file, and all files that it is meant for', force: 'also where no identity of this computer opens the file afterwards', yes: 'confirm what lets somebody in or gives new data keys, instead of being asked', resume: 'bring an interrupted change to its end', undo: 'put back what an interrupted change has written',
};
export const recipientCommandsEn = {
  'file recipients': {
    summary: 'tell who can open a file, and let people in or out',
    more: 'Names come from .coffre/people.yaml, from comments in .sops.yaml, or from the key. Whoever is added gets an entry, and nothing else changes. Whoever is removed knew the data key, so the file gets a new one and every value is encrypted anew; what they have read they still know. Exits with 10 if the rule for the file says something else.',
  },
  'file sync': {
    summary: 'let those open the files of a folder whom .sops.yaml names',
    more: 'All encrypted files of the folder at once, or none: each is made anew and checked before the first is written, and if one cannot be written, all are put back. Files that cannot or should not change are listed with the reason, and stay; exits with 10 then, and with --dry-run if anything would change.',
  },
  'people list': { summary: 'list the people of a project and their keys', more: 'From .coffre/people.yaml, in this folder or above it. Exits with 10 if something in it does not count.' },
  'people add': { summary: 'give somebody a name, or another key', more: 'Files stay as they are: `coffre file recipients FILE add NAME` lets somebody in.' },
  'people remove': { summary: 'take somebody, or a key of theirs, out of the list of people', more: 'What they can open stays as it is: take them out of the files first.' },
  'people leave': {
    summary: 'take somebody out of every rule and every file of a folder',
    more: 'All of it in one step, or none: each file gets a new data key, what they could read in any revision is listed and marked for rotation, and the list of people keeps the name. Where they are the last who could open a file, it stays and is told; exits with 10 then, and with --dry-run if anything would change.',
  },
  'people rename': { summary: 'give somebody another name', more: 'Keys and comments stay.' },
  'file rotate-key': { summary: 'give files a new data key', more: 'Every value is encrypted anew for the same recipients, in all files or none.' },
};
export const recipientFailuresEn = {
  'bad-change': () => ({ title: 'Say add or remove, and whom.', why: '', next: 'Run `coffre file recipients --help` to see how it is used.' }),
  'file-stays': ({ reason }: { readonly reason: string }) => ({ title: 'The file stays as it is', why: reason, next: '' }),
};

export const cliRecipientsEn = {
  recipientsOf: {
    group: (number: number): string => `Group ${f.number(number)}`,
    threshold: (needed: number, all: number): string => `${f.number(needed)} of ${f.number(all)} groups open it.`,
    ruled: 'in the rule', notRuled: 'not in the rule', missing: 'missing: the rule names it',
    state: { same: 'The rule for this file names the same.', differ: 'The rule for this file names others: `coffre file sync` brings it up to date.', unknown: 'No rule says who should open it.' },
    willChange: 'changes', willStay: 'stays',
    added: (names: string): string => `+ ${names}`, removed: (names: string): string => `- ${names}`,
    more: (count: number): string => `${f.number(count)} more`,
    newKey: 'new data key', lockedOut: 'you cannot open it afterwards', rules: 'rules',
    planned: (changes: number, same: number, stays: number): string => `${files(changes)} to change, ${files(same)} as it should be, ${files(stays)} left as it is.`,
    written: (count: number): string => `${files(count)} written.`,
    agree: ({ place, files: count, added, addedCount, newKeys, lockedOut }: { readonly place: string; readonly files: number; readonly added: readonly string[]; readonly addedCount: number; readonly newKeys: number; readonly lockedOut: number }): string => [
      `${files(count)} in ${place}:`, ...(addedCount === 0 ? [] : [`let in ${[...added, ...(addedCount > added.length ? [`${f.number(addedCount - added.length)} more`] : [])].join(', ')};`]),
      ...(newKeys === 0 ? [] : [`new data key for ${f.number(newKeys)};`]), ...(lockedOut === 0 ? [] : [`you cannot open ${f.number(lockedOut)} of them afterwards;`]), 'go on? [y/N] ',
    ].join(' '),
    nothing: 'Nothing to change.',
    keyKept: 'The data key is the same as before: whoever was taken out and has it can open new values, too.',
    finished: (count: number): string => `The interrupted change is at its end: ${files(count)}.`,
    undone: (count: number): string => `The interrupted change is undone: ${files(count)}.`,
    foreign: (paths: string): string => `Changed by somebody else since, and left alone: ${paths}`,
    person: (name: string, keys: number): string => `${name}: ${f.plural(keys, { one: '# key', other: '# keys' })}.`,
    personGone: (name: string): string => `${name} is not in the list any more.`,
    nobody: 'Nobody has a name yet: `coffre people add NAME KEY` gives one.',
    interrupted: (written: number, all: number, root: string): string => `A change in ${root} was interrupted after ${f.number(written)} of ${files(all)}. Bring it to its end with \`coffre file sync --resume\`, or put it back with \`coffre file sync --undo\`.`,
  },
};
export type CliRecipientWords = typeof cliRecipientsEn;
