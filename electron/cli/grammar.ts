// The commands as one table: parsing, help and completion are all drawn from it. Knows no command's code.
import type { CliWords } from '../../shared/words/index.ts';

export type CommandName = keyof CliWords['commands'];
export type ArgumentName = keyof CliWords['arguments'];
export type OptionName = keyof CliWords['options'];

export interface Option {
  readonly name: OptionName;
  readonly long: string;
  readonly short?: string;
  /** What stands after it; absent for a switch. */
  readonly value?: 'OUT' | 'N';
}
export interface Argument {
  readonly name: ArgumentName;
  readonly optional?: boolean;
  readonly many?: boolean;
}
export interface Command {
  readonly name: CommandName;
  readonly arguments: readonly Argument[];
  readonly options: readonly Option[];
  /** True where an argument too many is most likely a secret that somebody typed. */
  readonly guardsValue?: boolean;
}

export const helpOption: Option = { name: 'help', long: 'help', short: 'h' };
export const jsonOption: Option = { name: 'json', long: 'json' };
export const versionOption: Option = { name: 'version', long: 'version', short: 'V' };
const outputOption: Option = { name: 'output', long: 'output', short: 'o', value: 'OUT' };
const limitOption: Option = { name: 'limit', long: 'limit', short: 'n', value: 'N' };

const file: Argument = { name: 'FILE' };
const key: Argument = { name: 'KEY' };
const always: readonly Option[] = [jsonOption, helpOption];

export const commands: readonly Command[] = [
  { name: 'open', arguments: [{ name: 'PATH', optional: true }], options: always },
  { name: 'file list', arguments: [{ name: 'DIR', optional: true }], options: always },
  { name: 'file show', arguments: [file], options: always },
  { name: 'file get', arguments: [file, key], options: always },
  { name: 'file set', arguments: [file, key], options: always, guardsValue: true },
  { name: 'file unset', arguments: [file, key], options: always },
  { name: 'file decrypt', arguments: [file], options: [outputOption, ...always] },
  { name: 'file verify', arguments: [{ ...file, many: true }], options: always },
  { name: 'file rules', arguments: [{ name: 'PATH' }], options: always },
  { name: 'audit list', arguments: [], options: [limitOption, ...always] },
  { name: 'audit verify', arguments: [], options: always },
  { name: 'completion', arguments: [{ name: 'SHELL' }], options: always },
];

/** Options that stand without a command. */
export const bareOptions: readonly Option[] = [versionOption, jsonOption, helpOption];

export const groups: readonly string[] = [...new Set(commands.flatMap(({ name }) => (name.includes(' ') ? [name.slice(0, name.indexOf(' '))] : [])))];
