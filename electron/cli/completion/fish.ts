// Completion for fish, with what each command does beside it.
import type { CliWords } from '../../../shared/words/index.ts';
import { bareOptions, commands, type Command, type Option } from '../grammar.ts';
import { completes, groups, lastWord, namesBySed, optionsWithValue, single, valued, verbsOf } from './parts.ts';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** True for `command` and the argument at place `at`. */
const condition = (command: Command, at: number | 'any'): string => quoted(`__coffre_at ${at === 'any' ? 'any' : String(at)} ${command.name}`);
const actions = { files: '-F', folders: `-a '(__fish_complete_directories)'`, keys: `-a '(__coffre_names)'`, shells: `-a 'bash zsh fish'`, nothing: '' } as const;

function optionLine(option: Option, when: string, say: CliWords): string {
  const { name, long, short, value } = option;
  const words = valued.find((each) => each.option.long === long)?.words ?? [];
  return `complete -c coffre -n ${when} -l ${long}${short === undefined ? '' : ` -s ${short}`}${value === undefined ? '' : words === 'files' ? ' -r -F' : words.length === 0 ? ' -x' : ` -x -a ${quoted(words.join(' '))}`} -d ${quoted(say.options[name])}\n`;
}

function linesOf(command: Command, words: CliWords): string {
  const places = command.arguments.map((argument, at) => `complete -c coffre -n ${condition(command, argument.many === true ? 'any' : at)} ${actions[completes(argument)]}\n`);
  return [...places, ...command.options.map((option) => optionLine(option, condition(command, 'any'), words))].join('');
}

export function fishCompletion(words: CliWords): string {
  return String.raw`# Completion of coffre for fish: coffre completion fish | source
function __coffre_words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${optionsWithValue.join(' ')}
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end
function __coffre_at
    set -l words (__coffre_words)
    set -l count (count $argv[2..-1])
    test (count $words) -ge $count; or return 1
    if test $count -gt 0
        test "$words[1..$count]" = "$argv[2..-1]"; or return 1
    end
    test $argv[1] = any; or test (count $words) -eq (math $count + $argv[1])
end
function __coffre_names
    set -l file (__coffre_words)[3]
    set file (string replace -r '^~/' "$HOME/" -- $file)
    test -f "$file"; and LC_ALL=C sed ${namesBySed} -- $file 2>/dev/null
end
complete -c coffre -f
${bareOptions.map((option) => optionLine(option, `'__coffre_at 0'`, words)).join('')}${single.map((command) => `complete -c coffre -n '__coffre_at 0' -a ${command.name} -d ${quoted(words.commands[command.name].summary)}\n`).join('')}${groups.map((group) => `complete -c coffre -n '__coffre_at 0' -a ${group} -d ${quoted(verbsOf(group).map(lastWord).join(' · '))}\n${verbsOf(group).map((command) => `complete -c coffre -n '__coffre_at 0 ${group}' -a ${lastWord(command)} -d ${quoted(words.commands[command.name].summary)}\n`).join('')}`).join('')}${commands.map((command) => linesOf(command, words)).join('')}`;
}
