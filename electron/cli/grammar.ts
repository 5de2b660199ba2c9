// The commands as one table: parsing, help and completion are all drawn from it. Knows no command's code.
import type { CliWords } from '../../shared/words/index.ts';

export type CommandName = keyof CliWords['commands'];
export type ArgumentName = keyof CliWords['arguments'];
export type OptionName = keyof CliWords['options'];

export type OptionValue = 'OUT' | 'N' | 'WHEN' | 'DO' | 'WHERE' | 'KEY' | 'TYPE' | 'FORMAT' | 'R' | 'REV' | 'NAME' | 'TEXT' | 'TIME' | 'RESULT' | 'KIND' | 'URL' | 'METHOD' | 'GUARD' | 'COLOUR';

/** What may stand after an option, where that is a choice of a few. */
export const choices: Readonly<Partial<Record<OptionValue, readonly string[]>>> = { TYPE: ['str', 'int', 'float', 'bool', 'null', 'time'], FORMAT: ['dotenv', 'yaml', 'json', 'ini', 'binary'], WHEN: ['lock', 'stay'], DO: ['get', 'set', 'decrypt', 'verify'], RESULT: ['answered', 'refused'], KIND: ['jsonl', 'csv', 'bundle'], METHOD: ['token', 'userpass', 'ldap', 'approle', 'jwt', 'oidc', 'kubernetes', 'cert', 'github'], GUARD: ['none', 'staging', 'production'], COLOUR: ['none', 'blue', 'green', 'orange', 'pink', 'violet'] };

export interface Option {
  readonly name: OptionName;
  readonly long: string;
  readonly short?: string;
  /** What stands after it; absent for a switch. */
  readonly value?: OptionValue;
  /** True if it may be given several times. */
  readonly many?: boolean;
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
const typeOption: Option = { name: 'type', long: 'type', short: 't', value: 'TYPE' };
const ageOption: Option = { name: 'age', long: 'age', value: 'R', many: true };
const formatOption: Option = { name: 'input-type', long: 'input-type', value: 'FORMAT' };
const revisionOption: Option = { name: 'rev', long: 'rev', value: 'REV' };
const noKeychainOption: Option = { name: 'no-keychain', long: 'no-keychain' };
const noPassphraseOption: Option = { name: 'no-passphrase', long: 'no-passphrase' };
const recoveryOption: Option = { name: 'recovery-key', long: 'recovery-key' };
const keychainOption: Option = { name: 'keychain', long: 'keychain', value: 'NAME' };
const minutesOption: Option = { name: 'minutes', long: 'minutes', short: 'm', value: 'N' };
const jobKeyOption: Option = { name: 'job-key', long: 'job-key', value: 'WHERE' };
const jobOptions: readonly Option[] = [
  { name: 'action', long: 'action', value: 'DO', many: true }, { name: 'key', long: 'key', value: 'KEY', many: true }, { name: 'days', long: 'days', value: 'N' },
  { ...outputOption, name: 'job-output' }, { name: 'in-keychain', long: 'in-keychain' },
];
const idleOption: Option = { name: 'idle', long: 'idle', value: 'N' };
const closingOption: Option = { name: 'on-close', long: 'on-close', value: 'WHEN' };
const nameOption: Option = { name: 'name', long: 'name', value: 'NAME' };
const dryRunOption: Option = { name: 'dry-run', long: 'dry-run' };
const keepKeyOption: Option = { name: 'keep-data-key', long: 'keep-data-key' };
const forceOption: Option = { name: 'force', long: 'force' };
const yesOption: Option = { name: 'yes', long: 'yes', short: 'y' };
const versionsOption: Option = { name: 'these-versions', long: 'version', value: 'N', many: true };
const connectionOption: Option = { name: 'connection', long: 'connection', short: 'c', value: 'NAME' };
const loginOptions: readonly Option[] = [
  { name: 'addr', long: 'addr', value: 'URL' }, { name: 'other', long: 'other', value: 'URL', many: true }, { name: 'proxy', long: 'proxy', value: 'URL' }, { name: 'engine', long: 'engine', value: 'NAME', many: true }, { name: 'colour', long: 'colour', value: 'COLOUR' }, { name: 'method', long: 'method', value: 'METHOD' }, { ...nameOption, name: 'connection-name' }, { name: 'account', long: 'account', value: 'NAME' }, { name: 'mount', long: 'mount', value: 'NAME' }, { name: 'namespace', long: 'namespace', value: 'NAME' },
  { name: 'ca', long: 'ca', value: 'OUT' }, { name: 'cert', long: 'cert', value: 'OUT' }, { name: 'cert-key', long: 'cert-key', value: 'OUT' }, { name: 'guard', long: 'guard', value: 'GUARD' }, { name: 'wrapped', long: 'wrapped' }, { name: 'remember', long: 'remember' }, yesOption,
];
const targetOption: Option = { ...outputOption, name: 'target' };

const filterOptions: readonly Option[] = [
  { name: 'who', long: 'who', value: 'TEXT' }, { name: 'what', long: 'what', value: 'TEXT' }, { name: 'secret', long: 'secret', value: 'TEXT' }, { name: 'backend', long: 'backend', value: 'TEXT' },
  { name: 'result', long: 'result', value: 'RESULT' }, { name: 'since', long: 'since', value: 'TIME' }, { name: 'until', long: 'until', value: 'TIME' }, { name: 'text', long: 'text', value: 'TEXT' },
];

const file: Argument = { name: 'FILE' };
const key: Argument = { name: 'KEY' };
const secret: Argument = { name: 'SECRET' };
const person: Argument = { name: 'PERSON' };
const always: readonly Option[] = [jsonOption, helpOption];

export const commands: readonly Command[] = [
  { name: 'open', arguments: [{ name: 'PATH', optional: true }], options: always },
  { name: 'file list', arguments: [{ name: 'DIR', optional: true }], options: always },
  { name: 'file show', arguments: [file], options: always },
  { name: 'file get', arguments: [file, key], options: [jobKeyOption, ...always] },
  { name: 'file set', arguments: [file, key], options: [typeOption, jobKeyOption, ...always], guardsValue: true },
  { name: 'file unset', arguments: [file, key], options: always },
  { name: 'file rename', arguments: [file, key, { name: 'NEW' }], options: always },
  { name: 'file encrypt', arguments: [{ name: 'CLEAR' }], options: [targetOption, ageOption, { name: 'pgp', long: 'pgp', value: 'R', many: true }, formatOption, ...always] },
  { name: 'file decrypt', arguments: [file], options: [outputOption, jobKeyOption, ...always] },
  { name: 'file verify', arguments: [{ ...file, many: true }], options: [jobKeyOption, ...always] },
  { name: 'file diff', arguments: [file, { name: 'OTHER', optional: true }], options: [revisionOption, ...always] },
  { name: 'file lint', arguments: [{ ...file, many: true }], options: always },
  { name: 'file rules', arguments: [{ name: 'PATH' }], options: always },
  { name: 'file recipients', arguments: [file, { name: 'CHANGE', optional: true }, { name: 'RECIPIENT', optional: true, many: true }], options: [{ name: 'rule', long: 'rule' }, dryRunOption, keepKeyOption, forceOption, yesOption, ...always] },
  { name: 'file sync', arguments: [{ name: 'DIR', optional: true }], options: [dryRunOption, keepKeyOption, forceOption, yesOption, { name: 'resume', long: 'resume' }, { name: 'undo', long: 'undo' }, ...always] },
  { name: 'file rotate-key', arguments: [{ ...file, many: true }], options: [dryRunOption, yesOption, ...always] },
  { name: 'file rotation-marks', arguments: [{ name: 'DIR', optional: true }], options: [{ name: 'for', long: 'for', value: 'R', many: true }, ...always] },
  { name: 'people list', arguments: [{ name: 'DIR', optional: true }], options: always },
  { name: 'people add', arguments: [person, { name: 'PUBLIC', many: true }], options: always },
  { name: 'people remove', arguments: [person, { name: 'PUBLIC', optional: true, many: true }], options: always },
  { name: 'people leave', arguments: [person, { name: 'DIR', optional: true }], options: [dryRunOption, forceOption, yesOption, ...always] },
  { name: 'people rename', arguments: [person, { name: 'NEW' }], options: always },
  { name: 'profile init', arguments: [], options: [noKeychainOption, noPassphraseOption, ...always] },
  { name: 'profile unlock', arguments: [], options: [minutesOption, ...always] },
  { name: 'profile lock', arguments: [], options: always },
  { name: 'profile status', arguments: [], options: always },
  { name: 'profile times', arguments: [], options: [idleOption, closingOption, ...always] },
  { name: 'profile protectors', arguments: [{ name: 'ACTION', optional: true }, { name: 'KIND', optional: true }], options: always },
  { name: 'profile second-factor', arguments: [{ name: 'STEP', optional: true }], options: always },
  { name: 'profile sessions', arguments: [{ name: 'END', optional: true }, { name: 'SESSION', optional: true }], options: always },
  { name: 'profile recover', arguments: [], options: always },
  { name: 'profile repair', arguments: [], options: always },
  { name: 'profile job-keys', arguments: [{ name: 'DOING', optional: true }, { name: 'JOB', optional: true }, { ...file, optional: true, many: true }], options: [...jobOptions, ...always] },
  { name: 'profile backup', arguments: [{ name: 'BACKUP' }], options: always },
  { name: 'profile restore', arguments: [{ name: 'BACKUP' }], options: [recoveryOption, ...always] },
  { name: 'policy show', arguments: [{ name: 'DIR', optional: true }], options: always },
  { name: 'policy check', arguments: [{ name: 'POLICY' }], options: always },
  { name: 'keys list', arguments: [], options: always },
  { name: 'keys places', arguments: [{ ...file, optional: true }], options: always },
  { name: 'keys generate', arguments: [{ name: 'NAME' }], options: [{ name: 'post-quantum', long: 'post-quantum' }, { ...outputOption, name: 'identity-output' }, ...always] },
  { name: 'keys import', arguments: [{ name: 'KEYS', optional: true }], options: [nameOption, keychainOption, ...always] },
  { name: 'keys uses', arguments: [], options: always },
  { name: 'keys remove', arguments: [{ name: 'NAME' }], options: [forceOption, ...always] },
  { name: 'age encrypt', arguments: [{ name: 'ANY' }], options: [outputOption, ageOption, { name: 'passphrase', long: 'passphrase' }, { name: 'armor', long: 'armor', short: 'a' }, ...always] },
  { name: 'age decrypt', arguments: [{ name: 'ANY' }], options: [outputOption, ...always] },
  { name: 'audit list', arguments: [], options: [limitOption, ...filterOptions, { name: 'follow', long: 'follow', short: 'f' }, ...always] },
  { name: 'audit export', arguments: [], options: [outputOption, { name: 'format', long: 'format', value: 'KIND' }, ...filterOptions, ...always] },
  { name: 'audit verify', arguments: [], options: always },
  { name: 'vault login', arguments: [], options: [...loginOptions, ...always], guardsValue: true },
  { name: 'vault logout', arguments: [], options: [connectionOption, { name: 'forget-connection', long: 'forget' }, ...always] },
  { name: 'vault connections', arguments: [], options: always },
  { name: 'vault status', arguments: [], options: [connectionOption, ...always] },
  { name: 'vault list', arguments: [{ name: 'FOLDER', optional: true }], options: [connectionOption, ...always] },
  { name: 'vault search', arguments: [{ name: 'WANTED' }], options: [connectionOption, ...always] },
  { name: 'vault get', arguments: [secret, { name: 'FIELD', optional: true }], options: [{ name: 'values', long: 'values' }, { name: 'one-version', long: 'version', value: 'N' }, connectionOption, ...always] },
  { name: 'vault put', arguments: [secret, { name: 'FIELD' }], options: [{ name: 'cas', long: 'cas', value: 'N' }, connectionOption, yesOption, ...always], guardsValue: true },
  { name: 'vault delete', arguments: [secret], options: [versionsOption, { ...forceOption, name: 'final' }, connectionOption, yesOption, ...always] },
  { name: 'vault undelete', arguments: [secret], options: [versionsOption, connectionOption, yesOption, ...always] },
  { name: 'vault destroy', arguments: [secret], options: [versionsOption, { name: 'all-versions', long: 'all' }, connectionOption, yesOption, ...always] },
  { name: 'vault metadata', arguments: [secret], options: [{ name: 'max-versions', long: 'max-versions', value: 'N' }, { name: 'delete-after', long: 'delete-after', value: 'TIME' }, connectionOption, yesOption, ...always] },
  { name: 'vault wrap', arguments: [secret, { name: 'FIELD', optional: true }], options: [{ name: 'seconds', long: 'seconds', value: 'N' }, connectionOption, ...always] },
  { name: 'vault unwrap', arguments: [], options: [connectionOption, ...always], guardsValue: true },
  { name: 'vault versions', arguments: [secret], options: [connectionOption, ...always] },
  { name: 'health', arguments: [], options: always },
  { name: 'completion', arguments: [{ name: 'SHELL' }], options: always },
];

/** Options that stand without a command. */
export const bareOptions: readonly Option[] = [versionOption, jsonOption, helpOption];

export const groups: readonly string[] = [...new Set(commands.flatMap(({ name }) => (name.includes(' ') ? [name.slice(0, name.indexOf(' '))] : [])))];
