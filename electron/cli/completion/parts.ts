// What the three completion scripts share: which words may follow which, and how names are read from a file.
import { commands, groups, type Argument, type Command } from '../grammar.ts';

export const verbsOf = (group: string): readonly Command[] => commands.filter(({ name }) => name.startsWith(`${group} `));
export const lastWord = ({ name }: Command): string => name.slice(name.lastIndexOf(' ') + 1);
export const single: readonly Command[] = commands.filter(({ name }) => !name.includes(' '));
export { groups };

export type Completes = 'files' | 'folders' | 'keys' | 'shells';
export function completes({ name }: Argument): Completes {
  switch (name) {
    case 'FILE':
    case 'PATH': return 'files';
    case 'DIR': return 'folders';
    case 'KEY': return 'keys';
    case 'SHELL': return 'shells';
  }
}

/** Options after which a word of its own follows, as patterns of `case`. */
export const optionsWithValue: readonly string[] = [...new Set(commands.flatMap(({ options }) => options.filter(({ value }) => value !== undefined).flatMap(({ long, short }) => [`--${long}`, ...(short === undefined ? [] : [`-${short}`])])))];

/** A sed program: names stand in clear text in an encrypted .env file, those of sops itself are left out. */
export const namesBySed = String.raw`-n -e '/^sops_/d' -e 's/^\([A-Za-z_][A-Za-z0-9_.-]*\)=.*/\1/p'`;
