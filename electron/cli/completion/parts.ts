// What the three completion scripts share: which words may follow which, and how names are read from a file.
import { choices, commands, groups, type Argument, type Command, type Option } from '../grammar.ts';

export const verbsOf = (group: string): readonly Command[] => commands.filter(({ name }) => name.startsWith(`${group} `));
export const lastWord = ({ name }: Command): string => name.slice(name.lastIndexOf(' ') + 1);
export const single: readonly Command[] = commands.filter(({ name }) => !name.includes(' '));
export { groups };

export type Completes = 'files' | 'folders' | 'keys' | 'shells' | 'nothing';
export function completes({ name }: Argument): Completes {
  switch (name) {
    case 'FILE':
    case 'CLEAR':
    case 'OTHER':
    case 'BACKUP':
    case 'KEYS':
    case 'ANY':
    case 'POLICY':
    case 'PATH': return 'files';
    case 'DIR': return 'folders';
    case 'KEY': return 'keys';
    case 'SHELL': return 'shells';
    case 'ACTION':
    case 'DOING':
    case 'STEP':
    case 'END':
    case 'SESSION':
    case 'JOB':
    case 'CHANGE':
    case 'RECIPIENT':
    case 'PERSON':
    case 'PUBLIC':
    case 'KIND':
    case 'NAME':
    case 'SECRET':
    case 'FOLDER':
    case 'FIELD':
    case 'WANTED':
    case 'NEW': return 'nothing';
  }
}

/** As they are typed. */
export const spellings = ({ long, short }: Option): readonly string[] => [`--${long}`, ...(short === undefined ? [] : [`-${short}`])];

/** Every option that a word of its own follows, once, with what that may be: a file, one of a few, or what nobody can know. */
export const valued: readonly { readonly option: Option; readonly words: readonly string[] | 'files' }[] = [
  ...new Map(commands.flatMap(({ options }) => options.filter(({ value }) => value !== undefined).map((option) => [option.long, { option, words: option.value === 'OUT' || option.value === 'WHERE' ? ('files' as const) : ((option.value === undefined ? undefined : choices[option.value]) ?? []) }] as const))).values(),
];
/** Those options, as patterns of `case`. */
export const optionsWithValue: readonly string[] = valued.flatMap(({ option }) => spellings(option));

/** A sed program: names stand in clear text in an encrypted file, those of sops itself are left out. Of YAML and JSON it knows the names at the top, which is where a way begins. */
export const namesBySed = String.raw`-n -e '/^sops_/d' -e '/^sops:/d' -e '/^[[:space:]]"sops":/d' -e 's/^\([A-Za-z_][A-Za-z0-9_.-]*\)=.*/\1/p' -e 's/^\([A-Za-z_][A-Za-z0-9_-]*\):.*/\1/p' -e 's/^[[:space:]]"\([A-Za-z_][A-Za-z0-9_-]*\)":.*/\1/p'`;
