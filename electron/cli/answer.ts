// What a command gets and what it gives back. A command answers with data; how it is shown is decided in one place. Must never hold a value.
import type { Catalogue, CliWords } from '../../shared/words/index.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

export type Colour = 'red' | 'green' | 'dim' | 'bold';

/** The words of the person's language, and colour where it may be used. */
export interface Page {
  readonly cli: CliWords;
  readonly words: Catalogue;
  readonly language: 'en' | 'fr';
  /** True on a terminal: columns are aligned there, and tab-separated in a pipe. */
  readonly terminal: boolean;
  paint(colour: Colour, text: string): string;
  /** Title of an error code, as a verdict. */
  title(code: string, data: Readonly<Record<string, string | number | boolean>>): string;
}

export interface Answer {
  readonly status?: ExitStatus;
  /** The `value` of the JSON answer; absent if a sink has written the answer already. */
  readonly json?: unknown;
  /** The answer for a person, with its line feeds. */
  text?(page: Page): string;
  /** What a person at a terminal should know besides; goes to standard error, as `warning` does always. */
  note?(page: Page): string;
  warning?(page: Page): string;
}

export interface Invocation {
  /** By name of the grammar, in order. */
  readonly arguments: readonly string[];
  readonly options: Readonly<Partial<Record<string, string>>>;
  /** Of options that may be given several times. */
  readonly repeated: Readonly<Partial<Record<string, readonly string[]>>>;
  readonly json: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly language: () => 'en' | 'fr';
  readonly terminal: Terminal;
  /** Says something to a person at once, before what cannot be taken back; not where JSON is asked for. */
  warn(sentence: (page: Page) => string): Promise<void>;
  /** A part of an answer that goes on and on; false once nobody reads any more. */
  print(text: string): boolean;
  /** Starts the core; closed by the caller. */
  session(): Promise<Session>;
}

export type Run = (invocation: Invocation) => Promise<Answer>;
