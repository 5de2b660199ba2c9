// Completion for zsh, with what each command does beside it.
import type { CliWords } from '../../../shared/words/index.ts';
import { choices, commands, type Command, type Option } from '../grammar.ts';
import { completes, groups, lastWord, namesBySed, single, verbsOf } from './parts.ts';

const actions = { files: '_files', folders: '_files -/', keys: '_coffre_names', shells: '(bash zsh fish)', nothing: '' } as const;
/** For a description within single quotes and before a colon. */
const quoted = (text: string): string => text.replaceAll(/['’]/g, '’').replaceAll(':', '\\:').replaceAll('[', '(').replaceAll(']', ')');

const follows = (value: Option['value']): string => (value === 'OUT' ? '_files' : value === undefined || choices[value] === undefined ? '' : `(${choices[value].join(' ')})`);

function optionSpec({ name, long, short, value, many }: Option, words: CliWords): string {
  const tail = `[${quoted(words.options[name])}]${value === undefined ? '' : `:${value}:${follows(value)}`}`;
  return short === undefined ? `'${many === true ? '*' : ''}--${long}${tail}'` : `'(-${short} --${long})'{-${short},--${long}}'${tail}'`;
}

function specs({ options, arguments: given }: Command, words: CliWords): string {
  const places = given.map((argument, at) => `'${argument.many === true ? '*' : String(at + 1)}:${argument.name}:${actions[completes(argument)]}'`);
  return [...options.map((option) => optionSpec(option, words)), ...places].join(' ');
}

const described = (list: readonly Command[], words: CliWords): string => list.map((command) => `'${lastWord(command)}:${quoted(words.commands[command.name].summary)}'`).join(' ');

export function zshCompletion(words: CliWords): string {
  return String.raw`#compdef coffre
# Completion of coffre for zsh: eval "$(coffre completion zsh)"
_coffre_names() {
  local file="${'$'}{(Q)line[1]}"
  file="${'$'}{file/#\~\//$HOME/}"
  local -a names
  [[ -f "$file" ]] && names=("${'$'}{(@f)$(LC_ALL=C sed ${namesBySed} -- "$file" 2>/dev/null)}")
  compadd -a names
}
${groups.map((group) => `_coffre_${group}() {
  local -a verbs line
  local curcontext="$curcontext" state
  verbs=(${described(verbsOf(group), words)})
  if (( CURRENT == 2 )); then _describe command verbs; return; fi
  local verb="$words[2]"
  shift words; (( CURRENT-- ))
  case "$verb" in
${verbsOf(group).map((command) => `    ${lastWord(command)}) _arguments ${specs(command, words)} ;;\n`).join('')}  esac
}
`).join('')}_coffre() {
  local -a all line
  local curcontext="$curcontext" state
  all=(${described(single, words)} ${groups.map((group) => `'${group}:${verbsOf(group).map(lastWord).join(' · ')}'`).join(' ')})
  if (( CURRENT == 2 )); then
    if [[ "$words[2]" == -* ]]; then _arguments '--help' '--version' '--json'; else _describe command all; fi
    return
  fi
  local command="$words[2]"
  shift words; (( CURRENT-- ))
  case "$command" in
${groups.map((group) => `    ${group}) _coffre_${group} ;;\n`).join('')}${commands.filter(({ name }) => !name.includes(' ')).map((command) => `    ${command.name}) _arguments ${specs(command, words)} ;;\n`).join('')}  esac
}
compdef _coffre coffre
`;
}
