// The rule tester in English, for the window and the command line. Functions take names, places and counts, never a value.
import type { RecipientKind, RuleProblem, RuleProblemCode, RulesOutcome, RuleVerdict } from '../../ipc/sops-rules.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

/** Whether a rule is meant for the file, and why not. */
const verdict: Readonly<Record<RuleVerdict, string>> = {
  matches: 'applies', 'not-meant': 'its path does not match', 'earlier-won': 'matches, but an earlier rule applies', 'not-asked': 'not reached, and its path does not match', 'bad-regex': 'its path cannot be read', unknown: 'its path is too heavy to try',
};
const outcome: Readonly<Record<RulesOutcome, { readonly said: string; readonly means: string }>> = {
  matched: { said: 'A rule applies', means: 'sops would encrypt this file for the recipients of that rule.' },
  'no-match': { said: 'No rule applies', means: 'None of the rules is meant for this file. sops refuses to encrypt it, even if you name recipients yourself.' },
  refused: { said: 'sops refuses', means: 'The rules hold a mistake that keeps sops from encrypting this file. See the problems below.' },
  ignored: { said: 'No creation rules', means: 'The file of rules has no list of creation rules. sops acts as if it were not there.' },
  unknown: { said: 'Cannot be told', means: 'A path is too heavy to be tried here.' },
  'no-file': { said: 'No rules', means: 'There is no .sops.yaml in the folder of this file, nor in any folder above it. sops would ask for recipients.' },
};
const fieldIs = (field: string): string => (field === '' ? 'This field' : `The field ${field}`);
const expected: Readonly<Record<NonNullable<RuleProblem['expected']>, string>> = {
  text: 'text', number: 'a whole number', 'yes-or-no': 'true or false, without quotes', list: 'a list', 'text-or-list': 'text or a list of texts; put digits in quotes', fields: 'fields, each with a name',
};
const problem: Readonly<Record<RuleProblemCode, (facts: Pick<RuleProblem, 'field' | 'expected'>) => string>> = {
  'file-unreadable': () => 'The file of rules cannot be read.',
  'file-too-large': () => 'The file of rules is larger than 1 MB: that is no file of rules.',
  'too-much': () => 'The file is nested or repeated beyond what can be read.',
  'not-yaml': () => 'This is not YAML: sops cannot read the file from here on.',
  'unknown-anchor': () => 'No anchor of this name stands above.',
  'several-documents': () => 'A second document begins here. sops reads the first one only.',
  'duplicate-field': ({ field }) => `${fieldIs(field)} stands here twice.`,
  'wrong-type': ({ field, expected: takes }) => `${fieldIs(field)} takes ${takes === undefined ? 'something else' : expected[takes]}.`,
  'unknown-field': ({ field }) => `sops does not know ${field === '' ? 'this field' : `the field ${field}`}, and ignores it without a word.`,
  'matches-everything': ({ field }) => `sops does not know ${field === '' ? 'this field' : `the field ${field}`}. Without path_regex this rule is meant for every file.`,
  'no-creation-rules': () => 'There is no list of creation_rules: sops acts as if the file were not there.',
  'never-reached': () => 'This rule is never reached: an earlier one is meant for the same files.',
  'bad-regex': ({ field }) => (field === 'path_regex' ? 'This is not a regular expression that sops can read. It refuses each file that comes to this rule.' : `${field} is not a regular expression that sops can read. It says nothing, and encrypts every value.`),
  'regex-too-heavy': () => 'This regular expression is too heavy to be tried here.',
  'nothing-encrypted': ({ field }) => `${field} is not a regular expression that sops can read. It says nothing, and leaves every value in clear text.`,
  'no-recipients': () => 'This rule names nobody to encrypt for.',
  'empty-group': () => 'This key group names nobody.',
  'bad-recipient': ({ field }) => `This is not a recipient as ${field} takes it. Look for a missing or mistyped letter.`,
  'private-key': () => 'A private key stands here, and everybody with this file can read it. Put the public one here, and make a new identity.',
  'duplicate-recipient': () => 'This recipient stands in the rule twice.',
  'post-quantum-mixed': () => 'Post-quantum recipients stand beside others: the file is only as strong as the weakest of them.',
  'selectors-conflict': ({ field }) => `A rule can have one way to choose what is encrypted. ${field} is one too many.`,
  'groups-win': ({ field }) => `This rule has key_groups: sops ignores ${field} beside them.`,
  'bad-threshold': () => 'shamir_threshold must be 2 or more, and no more than there are key groups.',
  'threshold-unused': () => 'shamir_threshold means nothing without two or more key groups.',
  'destinations-conflict': () => 'A destination rule can have one destination.',
};
const stops: Readonly<Record<RuleProblem['stops'], string>> = { everything: 'sops refuses every file', rule: 'sops refuses files of this rule', nothing: 'sops says nothing' };
const kind: Readonly<Record<RecipientKind, string>> = { age: 'age', pgp: 'PGP', kms: 'AWS KMS', gcp_kms: 'GCP KMS', azure_keyvault: 'Azure Key Vault', hc_vault: 'Vault transit', hckms: 'Huawei KMS' };

export const rules = {
  title: 'Which rule applies?',
  ask: 'Which rule applies?…',
  tested: (path: string) => `For ${path}`,
  testing: 'Reading the rules',
  file: 'Rules',
  noFile: 'none',
  elsewhere: (folder: string, file: string) => (file === '' ? `Run in ${folder}, the sops command would find no rules: it looks from the folder it is run in.` : `Run in ${folder}, the sops command would find ${file}: it looks from the folder it is run in.`),
  passedOver: (file: string) => `${file} is not read: the name must end in .yaml.`,
  tried: (path: string) => `Paths are tried on ${path}`,
  list: 'Rules in their order',
  columns: { rule: 'Rule', path: 'Path', applies: 'Applies', recipients: 'Recipients' },
  everyFile: 'every file',
  rule: (number: number) => `Rule ${f.number(number)}`,
  more: (count: number) => f.plural(count, { one: '# more', other: '# more' }),
  verdict, outcome, kind, stops,
  effective: (number: number) => `What rule ${f.number(number)} asks for`,
  recipients: (count: number) => f.plural(count, { one: 'Encrypts for # recipient', other: 'Encrypts for # recipients' }),
  group: (number: number) => `Group ${f.number(number)}`,
  threshold: (needed: number, groups: number) => `${f.number(needed)} of ${f.number(groups)} groups must come together to open the file.`,
  unnamed: 'no name',
  notShown: 'not a public key',
  selector: 'Encrypts',
  selectors: {
    unencrypted_suffix: (text: string) => `all but names that end in ${text}`, encrypted_suffix: (text: string) => `only names that end in ${text}`, unencrypted_regex: (text: string) => `all but names that match ${text}`, encrypted_regex: (text: string) => `only names that match ${text}`,
    unencrypted_comment_regex: (text: string) => `all but what is under a comment that matches ${text}`, encrypted_comment_regex: (text: string) => `only what is under a comment that matches ${text}`,
  },
  macOnly: 'The seal covers encrypted values only.',
  indent: (blanks: number) => (blanks < 0 ? 'Indented by tabs.' : f.plural(blanks, { one: 'Indented by # space.', other: 'Indented by # spaces.' })),
  destinations: 'Where sops publish would put files',
  destination: { s3: 'S3', gcs: 'Google Cloud Storage', vault: 'Vault', none: 'nowhere' },
  problems: (count: number) => f.plural(count, { one: '# problem in the rules', other: '# problems in the rules' }),
  noProblems: 'The rules are in order.',
  place: (line: number, column: number) => `line ${f.number(line)}, column ${f.number(column)}`,
  problem,
  meant: (field: string) => `Did you mean ${field}?`,
};
