// From the words of a command line to a command. Must never repeat in a message what could be a secret: unknown words are shown only if they look like a command or an option.
import { failure } from './failure.ts';
import { bareOptions, choices, commands, groups, type Command, type Option } from './grammar.ts';
import { nearest } from '../../shared/text/index.ts';

export interface Parsed {
  /** Absent for a bare `coffre`. */
  readonly command: Command | undefined;
  readonly arguments: readonly string[];
  /** By long name; a switch is ''. */
  readonly options: Readonly<Partial<Record<string, string>>>;
  /** Everything that options which may be given several times were given, by long name. */
  readonly repeated: Readonly<Partial<Record<string, readonly string[]>>>;
  /** For `coffre file --help`: the group whose commands are shown. */
  readonly group: string;
}

const optionsWithValue: readonly string[] = commands.flatMap(({ options }) => options.filter(({ value }) => value !== undefined).flatMap(({ long, short }) => [`--${long}`, `-${short ?? long}`]));
const looksLikeCommand = (word: string): boolean => /^[a-z]{1,16}$/.test(word);

function unknownCommand(words: readonly string[], candidates: readonly string[], prefix: string): never {
  const last = words.at(-1) ?? '';
  const typed = words.every(looksLikeCommand) ? words.join(' ') : '';
  const meant = typed === '' ? '' : nearest(last, candidates);
  throw failure('unknown-command', { typed, meant: meant === '' ? '' : `${prefix}${meant}` });
}

const firstWords: readonly string[] = [...commands.map(({ name }) => name).filter((name) => !name.includes(' ')), ...groups];

function findCommand(words: readonly string[], help: boolean): { readonly command: Command | undefined; readonly used: number; readonly group: string } {
  const [first, second] = words;
  if (first === undefined) return { command: undefined, used: 0, group: '' };
  if (groups.includes(first)) {
    const verbs = commands.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []));
    if (second === undefined && help) return { command: undefined, used: 1, group: first };
    if (second === undefined) throw failure('missing-argument', { name: 'COMMAND', command: first });
    const command = commands.find(({ name }) => name === `${first} ${second}`);
    if (command === undefined) unknownCommand([first, second], verbs, `${first} `);
    return { command, used: 2, group: first };
  }
  const command = commands.find(({ name }) => name === first);
  if (command !== undefined) return { command, used: 1, group: '' };
  // A verb without its group, as in `coffre get`, is a common slip.
  const inGroup = commands.find(({ name }) => name.endsWith(` ${first}`));
  if (inGroup !== undefined) throw failure('unknown-command', { typed: first, meant: inGroup.name });
  return unknownCommand([first], firstWords, '');
}

interface Word {
  readonly text: string;
  /** False after `--`, where nothing is an option. */
  readonly mayBeOption: boolean;
}

/** Marks what stands behind `--`. */
function readWords(argv: readonly string[]): readonly Word[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv.map((text) => ({ text, mayBeOption: true })) : [...argv.slice(0, end).map((text) => ({ text, mayBeOption: true })), ...argv.slice(end + 1).map((text) => ({ text, mayBeOption: false }))];
}

const isOption = ({ text, mayBeOption }: Word): boolean => mayBeOption && text.length > 1 && text.startsWith('-');

/** True for an option, written alone, whose value is the next word: it must not be taken for a command's name. */
const takesNext = (word: Word | undefined): boolean => word !== undefined && isOption(word) && optionsWithValue.includes(word.text);

function nameOption(option: Option): string {
  return `--${option.long}`;
}

function checkArguments(command: Command, given: readonly string[]): void {
  const required = command.arguments.filter(({ optional }) => optional !== true);
  const missing = required[given.length];
  const many = command.arguments.at(-1)?.many === true;
  // SECURITY(no-value-in-argv): a value on the command line is refused before anything is opened, and is not repeated.
  if (command.guardsValue === true && (given.length > command.arguments.length || given[1]?.includes('=') === true || /^\w+=/.test(given[0] ?? ''))) throw failure('value-in-arguments');
  if (missing !== undefined) throw failure('missing-argument', { name: missing.name, command: command.name });
  if (given.length > command.arguments.length && !many) throw failure('extra-argument', { command: command.name });
}

/** Takes `--name value`, `--name=value`, `-n value` and `-nvalue`; switches stand alone. */
function readOption(words: readonly Word[], at: number, known: readonly Option[], command: Command | undefined): { readonly option: Option; readonly value: string; readonly used: number } {
  const text = words[at]?.text ?? '';
  const isLong = text.startsWith('--');
  const equals = text.indexOf('=');
  const name = isLong ? text.slice(2, equals === -1 ? undefined : equals) : text.slice(1, 2);
  const commandName = command?.name ?? '';
  const option = known.find(({ long, short }) => (isLong ? long === name : short === name));
  if (option === undefined) {
    const shown = /^[a-z][a-z-]{0,24}$/i.test(name) ? text.slice(0, (isLong ? 2 : 1) + name.length) : '';
    const meant = isLong && shown !== '' ? nearest(name, known.map(({ long }) => long)) : '';
    // WHY not shown there: a value that begins with a dash looks like an option.
    throw failure('unknown-option', { typed: command?.guardsValue === true && meant === '' ? '' : shown, meant: meant === '' ? '' : `--${meant}`, command: commandName });
  }
  const attached = isLong ? (equals === -1 ? undefined : text.slice(equals + 1)) : text.length > 2 ? text.slice(2) : undefined;
  const typed = nameOption(option);
  if (option.value === undefined) {
    if (attached !== undefined) throw failure('option-takes-no-value', { typed, command: commandName });
    return { option, value: '', used: 1 };
  }
  const value = attached ?? words[at + 1]?.text;
  if (value === undefined || value === '') throw failure('option-needs-value', { typed, command: commandName });
  const allowed = choices[option.value];
  if (allowed !== undefined && !allowed.includes(value)) throw failure('bad-choice', { typed, allowed: allowed.join(', '), command: commandName });
  return { option, value, used: attached === undefined ? 2 : 1 };
}

/** Throws Failure with a usage code. `argv` is without the program's own two words. */
export function parse(argv: readonly string[]): Parsed {
  const words = readWords(argv);
  const help = words.some((word) => word.mayBeOption && (word.text === '--help' || word.text === '-h'));
  const names = words.filter((word, at) => !isOption(word) && !takesNext(words[at - 1])).map(({ text }) => text);
  const { command, used, group } = findCommand(names, help);
  const known = command?.options ?? bareOptions;
  const given: string[] = [];
  const options: Partial<Record<string, string>> = {};
  const repeated: Partial<Record<string, readonly string[]>> = {};
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    if (isOption(word)) {
      const read = readOption(words, at, known, command);
      options[read.option.long] = read.value;
      if (read.option.many === true) repeated[read.option.long] = [...(repeated[read.option.long] ?? []), read.value];
      at += read.used;
    } else {
      given.push(word.text);
      at += 1;
    }
  }
  const rest = given.slice(used);
  if (command !== undefined && !help) checkArguments(command, rest);
  return { command, arguments: rest, options, repeated, group };
}

/** True if the person asked for JSON, readable even where the rest is wrong. */
export const wantsJson = (argv: readonly string[]): boolean => readWords(argv).some(({ text, mayBeOption }) => mayBeOption && text === '--json');
