// What the command line says in English, and the shape that the French words have. Refusals of the core have their words in en/errors*.ts;
// here are those of the command line itself, and the few that would otherwise speak of a window. Must never take in a value.
import { auditCommandsEn, auditOptionsEn, cliAuditEn } from './cli-audit-en.ts';
import { cliFileEn } from './cli-file-en.ts';
import { cliKeysEn, keysArgumentsEn, keysCommandsEn, keysOptionsEn } from './cli-keys-en.ts';
import { cliNextEn } from './cli-next-en.ts';
import { cliProfileEn, profileArgumentsEn, profileCommandsEn, profileFailuresEn, profileOptionsEn, profileRefusalsEn } from './cli-profile-en.ts';
import { cliRecipientsEn, recipientArgumentsEn, recipientCommandsEn, recipientFailuresEn, recipientOptionsEn } from './cli-recipients-en.ts';
import { cliRotationEn, rotationCommandsEn, rotationOptionsEn } from './cli-rotation-en.ts';
import { cliVaultEn, vaultArgumentsEn, vaultCommandsEn, vaultFailuresEn, vaultOptionsEn } from './cli-vault-en.ts';
import type { ErrorCode, ErrorWords } from './error-code.ts';

const help = (command: string): string => `Run \`coffre ${command === '' ? '' : `${command} `}--help\` to see how it is used.`;

export const cliEn = {
  usage: 'Usage',
  commandsTitle: 'Commands',
  argumentsTitle: 'Arguments',
  optionsTitle: 'Options',
  exitTitle: 'Exit status',
  about: 'Coffre: secrets in encrypted files, as sops reads and writes them.',
  moreHelp: 'Run `coffre COMMAND --help` for one command. Without a command, the window opens.',
  exitStatus: [
    '0 done', '1 refused or failed', '2 wrong usage', '3 locked, or no key fits', '4 not found', '5 conflict: somebody else changed it, or it exists already',
    '6 a server cannot be reached', '10 findings (verify, lint, diff, rules, policy)',
  ],
  arguments: {
    ...profileArgumentsEn,
    ...recipientArgumentsEn,
    ...keysArgumentsEn,
    ...vaultArgumentsEn,
    FILE: 'an encrypted file', DIR: 'a folder; the current one if you leave it out', KEY: 'the name of a secret in the file, or the way to it: db.users[0].password', NEW: 'its new name', CLEAR: 'a file in clear text; - for standard input', OTHER: 'another encrypted file', PATH: 'a file or a folder', SHELL: 'bash, zsh or fish', POLICY: 'a file of policy, such as config/security-policy.yaml',
  },
  options: {
    ...profileOptionsEn,
    ...recipientOptionsEn,
    ...rotationOptionsEn,
    ...keysOptionsEn,
    ...auditOptionsEn,
    ...vaultOptionsEn,
    help: 'show this help', version: 'show the version', json: 'answer as one JSON object, never translated', output: 'write into a new file that only you can read; it must not exist yet',
    target: 'write the encrypted file there instead of over the clear one; - for standard output', age: 'a recipient; may be given several times, and wins over .sops.yaml', pgp: 'the fingerprint of a PGP key that gpg knows; may be given several times', 'input-type': 'dotenv, yaml, json, ini or binary, where the name of the file does not tell',
    type: 'str, int, float, bool, null or time; as it was if you leave it out', rev: 'compare with the same file in this git revision',
    limit: 'at most so many entries, the newest (20 if you leave it out)',
  },
  commands: {
    open: { summary: 'open the window, on a folder if you name one', more: '' },
    'file list': { summary: 'list the secret files of a folder and their state', more: 'No key is needed and no file is opened.' },
    'file show': { summary: 'show the keys of a file, values masked', more: 'Names, kinds and comments. Values never appear.' },
    'file get': { summary: 'print one value', more: 'On a terminal a line feed follows; in a pipe you get the exact bytes.' },
    'file set': {
      summary: 'set one value, read from standard input',
      more: 'The value comes from standard input and loses exactly one trailing line feed; on a terminal you are asked once and nothing shows while you type or paste. It is never taken from the command line. For an empty value: `echo | coffre file set FILE KEY`. A key that is not in the file is added, with the branches and lists on the way to it. A file that is one value has the key `data`, and takes any bytes.',
    },
    'file unset': { summary: 'remove one key and its value', more: '' },
    'file rename': { summary: 'give a key another name', more: 'Its value and place stay as they are.' },
    'file encrypt': {
      summary: 'encrypt a file in clear text',
      more: 'Without -o the encrypted file takes the place of the clear one. Recipients and what is encrypted come from the .sops.yaml in reach of the file that is written. If that file is there already and encrypted, only what changed is encrypted anew. What the format cannot keep is said before anything is written.',
    },
    'file decrypt': { summary: 'print a whole file in clear text', more: 'What you get is clear text: anybody who can read it, reads the secrets.' },
    'file verify': { summary: 'decrypt files and check that nobody changed them', more: 'Prints one verdict per file. Below a whole file it says what its seal does not cover. Exits with 10 if any file is not as its owner left it.' },
    'file diff': { summary: 'compare two files by key, or a file with a git revision', more: 'Names and kinds of change; values never appear. Exits with 10 if anything differs.' },
    'file lint': { summary: 'look for weak values, odd names and bad rules', more: 'Says what somebody should look at; values never appear. Exits with 10 if there is anything.' },
    'file rules': { summary: 'tell which rule of .sops.yaml applies to a file, and why', more: 'No key is needed and the file is not opened: it may still be in clear text. Exits with 10 if the rules have problems or none applies, with 4 if there are no rules.' },
    'policy show': { summary: 'show every rule of the security policy, what holds and where from', more: 'With what the project of the folder asks for, and whether you accepted it. Exits with 10 if your own policy has mistakes.' },
    'policy check': { summary: 'look for mistakes in a file of policy', more: 'By line and column, with what was probably meant. Exits with 10 if there are any.' },
    ...auditCommandsEn,
    ...profileCommandsEn,
    ...keysCommandsEn,
    ...recipientCommandsEn,
    ...rotationCommandsEn,
    ...vaultCommandsEn,
    completion: { summary: 'print the completion script of a shell', more: 'bash: eval "$(coffre completion bash)" · zsh: eval "$(coffre completion zsh)" · fish: coffre completion fish | source' },
  },
  ...cliAuditEn,
  ...cliFileEn,
  ...cliProfileEn,
  ...cliKeysEn,
  ...cliRecipientsEn,
  ...cliRotationEn,
  ...cliVaultEn,
  columns: { name: 'KEY', value: 'VALUE', kind: 'KIND', comment: 'COMMENT' },
  readable: 'not encrypted',
  keys: (n: number): string => (n === 1 ? '1 key' : `${String(n)} keys`),
  recipients: (n: number): string => (n === 1 ? '1 recipient' : `${String(n)} recipients`),
  noFiles: 'No secret files here.',
  notTerminal: 'Control characters are shown as escapes. In a pipe you get the exact bytes.',
  saved: { added: (key: string, file: string): string => `${key} added to ${file}.`, changed: (key: string, file: string): string => `${key} changed in ${file}.`, removed: (key: string, file: string): string => `${key} removed from ${file}.`, renamed: (key: string, file: string): string => `${key} renamed in ${file}.`, none: (key: string, file: string): string => `${key} in ${file} has this value already; nothing was written.` },
  keptAside: (file: string): string => `Another program wrote the file in the very moment of saving. What it wrote is kept in ${file}: compare the two.`,
  prompt: (key: string): string => `New value of ${key} (not shown; Enter ends it, Ctrl+C stops): `,
  verdict: { ok: 'whole', comments: 'values are whole, comments are not' },
  success: 'ok',
  refused: (reason: string): string => `refused: ${reason}`,
  nodeTooOld: (version: string): string => `Coffre needs Node 22.19 or newer; this is Node ${version}. Install a newer Node, or run it with the one in node_modules/.bin.`,
  /** Instead of the last line of what the window says, and of all of it. */
  next: cliNextEn,
  refusals: {
    ...profileRefusalsEn,
    'bad-input': { title: 'The request could not be understood', why: 'A name or a value is longer than what Coffre takes.', next: 'Check what you gave.' },
    'entry-not-found': { title: 'This key is not in the file', why: 'The name may be mistyped; capital and small letters differ.', next: 'Run `coffre file show FILE` to see the names.' },
    'file-not-found': { title: 'This file is not there', why: 'The name may be mistyped, or it was moved, renamed or deleted.', next: 'Check the path.' },
    'file-exists': { title: 'A file of this name is already there', why: 'Coffre never writes clear text over a file.', next: 'Choose another name, or remove the file first.' },
    'identity-unusable': { title: 'An identity was found, but it cannot be used', why: 'Its file is unreadable or damaged, its program failed, or it is of a kind that Coffre does not know yet.', next: 'Look at SOPS_AGE_KEY, SOPS_AGE_KEY_FILE, SOPS_AGE_KEY_CMD and sops/age/keys.txt in your configuration folder.' },
    'changed-on-disk': { title: 'The file was changed by another program', why: 'Git, sops or an editor wrote it in this moment. Saving would undo that.', next: 'Run the command again.' },
    'file-gone': { title: 'The file is no longer there', why: 'It was deleted, moved or renamed in this moment.', next: 'Put it back, then run the command again.' },
    'file-not-writable': { title: 'This file is read-only', why: 'Its rights do not let you write it.', next: 'Give yourself the right to write it, then run the command again.' },
    'folder-not-writable': { title: 'The folder is read-only', why: 'A file is saved by putting a new one beside it, and this folder does not let you.', next: 'Give yourself the right to write there, then run the command again.' },
  } satisfies Partial<Record<ErrorCode, ErrorWords>>,
  errors: {
    ...profileFailuresEn,
    ...recipientFailuresEn,
    ...vaultFailuresEn,
    'unknown-command': ({ typed, meant }: { readonly typed: string; readonly meant: string }): ErrorWords => ({
      title: typed === '' ? 'Coffre has no such command.' : `Coffre has no command “${typed}”.`,
      why: meant === '' ? '' : `Did you mean “coffre ${meant}”?`,
      next: help(''),
    }),
    'unknown-option': ({ typed, meant, command }: { readonly typed: string; readonly meant: string; readonly command: string }): ErrorWords => ({
      title: typed === '' ? 'There is an option here that Coffre does not know.' : `Coffre does not know the option ${typed} here.`,
      why: meant === '' ? '' : `Did you mean ${meant}?`,
      next: help(command),
    }),
    'option-needs-value': ({ typed, command }: { readonly typed: string; readonly command: string }): ErrorWords => ({ title: `${typed} needs something after it.`, why: '', next: help(command) }),
    'option-takes-no-value': ({ typed, command }: { readonly typed: string; readonly command: string }): ErrorWords => ({ title: `${typed} stands alone: nothing may follow it with “=”.`, why: '', next: help(command) }),
    'bad-time': ({ typed, command }: { readonly typed: string; readonly command: string }): ErrorWords => ({ title: `${typed} needs a day or a time with its zone: 2026-11-27, or 2026-11-27T10:00:00Z.`, why: '', next: help(command) }),
    'bad-number': ({ typed, command }: { readonly typed: string; readonly command: string }): ErrorWords => ({ title: `${typed} needs a whole number from 1 to 1,000,000.`, why: '', next: help(command) }),
    'bad-choice': ({ typed, allowed, command }: { readonly typed: string; readonly allowed: string; readonly command: string }): ErrorWords => ({ title: `${typed} takes one of: ${allowed}.`, why: '', next: help(command) }),
    'bad-path': (): ErrorWords => ({ title: 'This is no way to a key.', why: 'Names are joined by dots, places in a list stand in brackets: db.users[0].password. A name with a dot or bracket needs quotes: "a.b".c', next: 'Run `coffre file show FILE` to see the ways to all keys.' }),
    'list-gap': ({ length }: { readonly length: number }): ErrorWords => ({ title: 'A list has no gaps. Nothing was changed.', why: '', next: `The next place in this list is [${String(length)}].` }),
    'rename-elsewhere': (): ErrorWords => ({ title: 'The new name leads elsewhere. Nothing was changed.', why: 'A key is renamed in its place.', next: 'Give only the last part of the name.' }),
    'one-other-needed': (): ErrorWords => ({ title: 'Name another file, or a git revision with --rev: one of the two.', why: '', next: help('file diff') }),
    'input-needs': (): ErrorWords => ({ title: 'For standard input, --input-type and -o are needed.', why: 'There is no name that would tell the format, nor where the encrypted file goes.', next: help('file encrypt') }),
    'missing-argument': ({ name, command }: { readonly name: string; readonly command: string }): ErrorWords => ({ title: `${name} is missing.`, why: '', next: help(command) }),
    'extra-argument': ({ command }: { readonly command: string }): ErrorWords => ({ title: 'There is an argument too many.', why: 'A name with spaces needs quotes.', next: help(command) }),
    'value-in-arguments': (): ErrorWords => ({
      title: 'The value may not stand on the command line. Nothing was changed.',
      why: 'Every program on this computer can read a command line, and your shell keeps it in its history.',
      next: 'Give it on standard input: `coffre … < value.txt`, or leave it out and type it when asked. If the value was real, remove the line from your shell’s history.',
    }),
    'bad-shell': (): ErrorWords => ({ title: 'Coffre has completion for bash, zsh and fish.', why: '', next: help('completion') }),
    'no-value-given': (): ErrorWords => ({
      title: 'No value came on standard input. Nothing was changed.',
      why: 'The command before the pipe may have failed, or nothing was piped in. Coffre asks only on a terminal.',
      next: 'Pipe the value in. For an empty value: `echo | coffre …`.',
    }),
    'value-not-text': (): ErrorWords => ({ title: 'The value is not text in UTF-8. Nothing was changed.', why: 'This kind of file holds text only.', next: 'Encode it first, for example with `base64`.' }),
    'value-has-lines': (): ErrorWords => ({ title: 'More than one line was typed or pasted. Nothing was changed.', why: 'This terminal does not mark what is pasted, so only the first line can be told from the rest.', next: 'Pipe the value in: `coffre file set FILE KEY < value.txt`.' }),
    'value-too-large': ({ limit }: { readonly limit: number }): ErrorWords => ({ title: `The value is larger than ${new Intl.NumberFormat('en').format(limit)} characters. Nothing was changed.`, why: '', next: 'Check what you piped in.' }),
    'value-cancelled': (): ErrorWords => ({ title: 'Stopped. Nothing was changed.', why: '', next: '' }),
    'path-not-found': (): ErrorWords => ({ title: 'There is no such file or folder.', why: 'The name may be mistyped, or it was moved or deleted.', next: 'Check the path.' }),
    'scan-failed': (): ErrorWords => ({ title: 'The folder could not be read to its end.', why: 'It was deleted or closed to you while it was being read.', next: 'Check the folder and try again.' }),
    'window-not-here': (): ErrorWords => ({
      title: 'The window cannot be opened from here.',
      why: 'This is the command line alone; the program of the window is not beside it.',
      next: 'Run `npm start` in the folder of Coffre’s source. The other commands work as they are.',
    }),
    'window-failed': ({ status }: { readonly status: number }): ErrorWords => ({ title: `The window ended with status ${String(status)}.`, why: '', next: 'See the lines above.' }),
  },
};

/** Every language of the command line has this shape; a missing message does not compile. */
export type CliWords = typeof cliEn;
