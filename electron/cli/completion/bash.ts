// Completion for bash 3.2 and newer, as macOS and Linux have it.
import { commands } from '../grammar.ts';
import { completes, groups, lastWord, namesBySed, optionsWithValue, single, spellings, valued, verbsOf } from './parts.ts';

const actions = {
  files: 'COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null',
  folders: 'COMPREPLY=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null',
  keys: 'COMPREPLY=($(compgen -W "$(_coffre_names "$file")" -- "$cur"))',
  nothing: ':',
  shells: String.raw`COMPREPLY=($(compgen -W $'bash\nzsh\nfish' -- "$cur"))`,
} as const;

function argumentCases(): string {
  return commands.flatMap(({ name, arguments: given }) => given.map((argument, at) => {
    const position = argument.many === true ? '*' : String(at);
    return `    ${name.replace(' ', '_')}:${position}) ${actions[completes(argument)]} ;;\n`;
  })).join('');
}

const optionCases = (): string => commands.map(({ name, options }) => `    ${name.replace(' ', '_')}) words='${options.flatMap(({ long, short }) => [`--${long}`, ...(short === undefined ? [] : [`-${short}`])]).join(' ')}' ;;\n`).join('');

const valueCases = (): string => valued.map(({ option, words }) => `    ${spellings(option).join('|')}) ${words === 'files' ? `${actions.files}; ` : words.length === 0 ? '' : `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")); `}return ;;\n`).join('');

export function bashCompletion(): string {
  return String.raw`# Completion of coffre for bash: eval "$(coffre completion bash)"
_coffre_names() {
  local file="$1"
  case "$file" in '~/'*) file="$HOME/$(printf '%s' "$file" | cut -c3-)" ;; esac
  [ -f "$file" ] && LC_ALL=C sed ${namesBySed} -- "$file" 2>/dev/null
}
_coffre() {
  local IFS=$' \n'
  local cur="$2" prev="$3" word words='' command='' group='' file='' position=0 i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${'$'}{COMP_WORDS[i]}"
    case "$word" in
      ${optionsWithValue.join('|')}) i=$((i + 1)); continue ;;
      -*) continue ;;
    esac
    if [ -z "$command" ]; then
      case "$group$word" in
        ${groups.join('|')}) group="$word" ; continue ;;
        *) command="${'$'}{group:+${'$'}{group}_}$word" ;;
      esac
    else
      [ "$position" -eq 0 ] && file="$word"
      position=$((position + 1))
    fi
  done
  case "$prev" in
${valueCases()}  esac
  if [ -z "$command" ]; then
    case "$group" in
${groups.map((group) => `      ${group}) words='${verbsOf(group).map(lastWord).join(' ')} --help' ;;\n`).join('')}      *) words='${[...single.map(lastWord), ...groups].join(' ')} --help --version --json' ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  case "$cur" in
    -*)
      case "$command" in
${optionCases().replaceAll(/^/gm, '  ').trimEnd()}
      esac
      COMPREPLY=($(compgen -W "$words" -- "$cur"))
      return ;;
  esac
  IFS=$'\n'
  case "$command:$position" in
${argumentCases()}  esac
}
complete -F _coffre coffre
`;
}
