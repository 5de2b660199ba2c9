// The help texts, drawn from the grammar and the words.
import type { CliWords } from '../../shared/words/index.ts';
import { bareOptions, commands, type Argument, type Command, type Option } from './grammar.ts';
import type { Parsed } from './parse.ts';

function shownArgument({ name, optional, many }: Argument): string {
  const shown = many === true ? `${name}…` : name;
  return optional === true ? `[${shown}]` : shown;
}

const shownOption = ({ long, short, value }: Option): string => `${short === undefined ? '    ' : `-${short}, `}--${long}${value === undefined ? '' : ` ${value}`}`;
const usedOption = ({ long, short, value, many }: Option): string => `[${value !== undefined && short !== undefined ? `-${short}` : `--${long}`}${value === undefined ? '' : ` ${value}`}]${many === true ? '…' : ''}`;

function lines(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

/** `file get FILE KEY`, as a person types it. */
export const usageOf = (command: Command): string => [command.name, ...command.arguments.map(shownArgument), ...command.options.filter(({ name }) => name !== 'help').map(usedOption)].join(' ');

function helpOfCommand(command: Command, words: CliWords): string {
  const { summary, more } = words.commands[command.name];
  const parts = [
    `${words.usage}: coffre ${usageOf(command)}\n`,
    `  ${summary}${more === '' ? '' : `\n  ${more}`}\n`,
    ...(command.arguments.length === 0 ? [] : [`${words.argumentsTitle}\n${lines(command.arguments.map((argument) => [shownArgument(argument), words.arguments[argument.name]]))}`]),
    `${words.optionsTitle}\n${lines(command.options.map((option) => [shownOption(option), words.options[option.name]]))}`,
  ];
  return parts.join('\n');
}

/** For a command, a group of commands, or the whole. */
export function helpFor({ command, group }: Parsed, words: CliWords): string {
  if (command !== undefined) return helpOfCommand(command, words);
  const listed = commands.filter(({ name }) => group === '' || name.startsWith(`${group} `));
  const rows = listed.map((each): readonly [string, string] => [[each.name, ...each.arguments.map(shownArgument)].join(' '), words.commands[each.name].summary]);
  return [
    ...(group === '' ? [`${words.about}\n`] : []),
    `${words.usage}: coffre${group === '' ? ' [COMMAND]' : ` ${group} COMMAND`}\n`,
    `${words.commandsTitle}\n${lines(rows)}`,
    ...(group === '' ? [`${words.optionsTitle}\n${lines(bareOptions.map((option) => [shownOption(option), words.options[option.name]]))}`] : []),
    `${words.exitTitle}\n${words.exitStatus.map((line) => `  ${line}\n`).join('')}`,
    `${words.moreHelp}\n`,
  ].join('\n');
}
