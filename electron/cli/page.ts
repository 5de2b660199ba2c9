// How an answer is shown to a person: their language, colour where it may be, columns. Loaded only when there is something to say.
import type { ErrorData } from '../../shared/ipc/define.ts';
import { errorWords, words } from '../../shared/words/both.ts';
import { cliWords, type CliWords, type ErrorWords } from '../../shared/words/index.ts';
import type { Colour, Page } from './answer.ts';
import type { Failure } from './failure.ts';

const codes: Readonly<Record<Colour, readonly [on: number, off: number]>> = { red: [31, 39], green: [32, 39], dim: [2, 22], bold: [1, 22] };

/** NO_COLOR (no-color.org) counts when it is set to anything but the empty string. */
export function mayColour(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  return isTerminal && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}

function wordsOf(cli: CliWords, language: 'en' | 'fr', code: string, data: ErrorData): ErrorWords {
  const { errors, next, refusals } = cli;
  // The data of a code of ours was checked against its words when the failure was made.
  if (Object.hasOwn(errors, code)) return (errors[code as keyof typeof errors] as (facts: ErrorData) => ErrorWords)(data);
  if (Object.hasOwn(refusals, code)) return refusals[code as keyof typeof refusals];
  const told = errorWords(language, code, data);
  return Object.hasOwn(next, code) ? { ...told, next: next[code as keyof typeof next] } : told;
}

export function createPage(language: 'en' | 'fr', options: { readonly terminal: boolean; readonly colour: boolean }): Page {
  const cli = cliWords(language);
  return {
    cli,
    language,
    words: words(language),
    terminal: options.terminal,
    paint(colour, text) {
      const [on, off] = codes[colour];
      return options.colour ? `\u001b[${String(on)}m${text}\u001b[${String(off)}m` : text;
    },
    title: (code, data) => wordsOf(cli, language, code, data).title,
  };
}

/** Columns: aligned on a terminal, tab-separated in a pipe. The last column is never padded. */
export function table(page: Page, rows: readonly (readonly string[])[], colourOf: (row: number, column: number) => Colour | undefined = () => undefined): string {
  const widths = rows.reduce<readonly number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, [...cell].length)), []);
  const lines = rows.map((row, y) => {
    const cells = row.map((cell, x) => {
      const colour = colourOf(y, x);
      const shown = colour === undefined ? cell : page.paint(colour, cell);
      return page.terminal && x < row.length - 1 ? shown + ' '.repeat((widths[x] ?? 0) - [...cell].length) : shown;
    });
    return cells.join(page.terminal ? '  ' : '\t').trimEnd();
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** What happened · why it usually does · what to do next, for standard error. */
export function failureText(page: Page, failure: Failure): string {
  const { title, why, next } = wordsOf(page.cli, page.language, failure.code, failure.data);
  const about = failure.subject === '' ? '' : `${failure.subject}: `;
  const ended = /[.?!]$/.test(title) ? title : `${title}.`;
  return `${page.paint('red', 'coffre:')} ${about}${page.paint('bold', ended)}\n${[why, next].filter((line) => line !== '').map((line) => `  ${line}\n`).join('')}`;
}
