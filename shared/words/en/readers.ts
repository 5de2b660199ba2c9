// How programs read a line that sops writes unquoted, where they differ: each row tried with dotenv 17, Node 20, compose-go 2.4, python-dotenv 1, godotenv 1.5; Ruby's dotenv read in its source.
import type { EntryMark } from '../../ipc/sops.ts';

export interface ReaderRow {
  /** Names of programs: the same in every language. */
  readonly readers: string;
  readonly takes: string;
}
export type ReaderTable = Readonly<Record<EntryMark, readonly ReaderRow[]>>;

/** Empty where a mark is not about reading. */
export const readers: ReaderTable = {
  duplicate: [
    { readers: 'dotenv, Node --env-file, Compose, python-dotenv, Ruby dotenv, godotenv', takes: 'The last line counts, without a word.' },
    { readers: 'sops', takes: 'Keeps both lines.' },
  ],
  'bad-name': [
    { readers: 'dotenv', takes: 'Takes letters, digits, . - and _; leaves out a line with any other name.' },
    { readers: 'Ruby dotenv', takes: 'Takes letters, digits, . and _; leaves out a line with any other name.' },
    { readers: 'godotenv', takes: 'Refuses the whole file for a hyphen.' },
    { readers: 'Compose', takes: 'Takes a hyphen; refuses the whole file for a space.' },
    { readers: 'python-dotenv', takes: 'Takes a hyphen; leaves out a line whose name has a space.' },
    { readers: 'sops, Node --env-file', takes: 'Take any name, but a shell cannot export it.' },
  ],
  'unquoted-hash': [
    { readers: 'sops', takes: 'Keeps the whole value.' },
    { readers: 'dotenv, Node --env-file, Ruby dotenv', takes: 'Cut the value at the first #, wherever it stands.' },
    { readers: 'Compose, python-dotenv, godotenv', takes: 'Cut it at a # after a space, keep any other.' },
  ],
  'trailing-space': [
    { readers: 'sops', takes: 'Keeps the space.' },
    { readers: 'dotenv, Node --env-file, Compose, python-dotenv, Ruby dotenv, godotenv', takes: 'Take it away.' },
  ],
  'unexpanded-dollar': [
    { readers: 'sops, dotenv, Node --env-file', takes: 'Keep $NAME and ${NAME} as they are.' },
    { readers: 'Compose', takes: 'Puts in the variable for $NAME and ${NAME}, or nothing if there is none.' },
    { readers: 'python-dotenv', takes: 'Puts in the variable for ${NAME}, keeps $NAME.' },
    { readers: 'Ruby dotenv', takes: 'Puts in the variable for both, and runs $(command).' },
    { readers: 'godotenv', takes: 'Puts in the variable for both, if the name is in capitals.' },
  ],
  'quotes-kept': [
    { readers: 'sops', takes: 'The quotes are a part of the value.' },
    { readers: 'dotenv, Node --env-file, Compose, python-dotenv, Ruby dotenv, godotenv', takes: 'Take the quotes away.' },
  ],
  misprinted: [
    { readers: 'sops decrypt, sops edit', takes: 'Print null, or lines that nothing can read.' },
    { readers: 'sops decrypt --output-type json', takes: 'Keeps the value.' },
  ],
  placeholder: [],
  weak: [],
};
