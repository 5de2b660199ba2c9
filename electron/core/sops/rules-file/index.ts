// Door of the rules file: what a `.sops.yaml` says about which files are encrypted and for whom, whether it is in order, and how it is changed. Reads small files, runs nothing; what cannot be read is told and never ends the caller.
import { dirname, join } from 'node:path';
import { readWhole } from '../../safe-file/index.ts';
import { createBreath } from '../breath.ts';
import type { NewRule } from './edit-rules.ts';
import { findRules, pathForRules, rulesName } from './find-rules.ts';
import type { Rules } from './model.ts';
import { compilePattern, tryPattern, type Pattern } from './patterns.ts';
import type { RulesTest } from './test-rules.ts';
import type { NotRead, YamlText } from './yaml-text.ts';

export { changedLines, type ChangedLine } from './changed-lines.ts';
export { shownName } from './fields.ts';
export { judge, kindOfKey, type Judged } from './recipients.ts';
export type { NewRule } from './edit-rules.ts';
export type { RulesOutcome, RulesTest } from './test-rules.ts';
export type { CreationRule, DestinationRule, Problem as RulesProblem, RuleRecipient, Rules, Selector } from './model.ts';

/** What one `.sops.yaml` says. */
export interface RulesFile {
  /** The folder in which it lies. */
  readonly folder: string;
  /** How many creation rules it has; 0 if it cannot be read as rules. */
  readonly rules: number;
  /** True if a creation rule is meant for the file at this way from `folder`, written as this platform does, or if that cannot be told. */
  matches(relativePath: string): boolean;
}

/** Steps that one file may cost over all rules, so that a hostile file of rules does not hold up a scan. */
const maxSteps = 100_000_000;

/** WHY true for everything: what cannot be read must not raise an alarm about files that are in order. */
const unclear = (folder: string): RulesFile => ({ folder, rules: 0, matches: () => true });

async function rulesFileOf(folder: string, { hasCreationRules, creation, problems }: Rules): Promise<RulesFile> {
  // A file without the list is as good as none (spec §4.1).
  if (!hasCreationRules || problems.some(({ stops }) => stops === 'everything')) return unclear(folder);
  const breath = createBreath();
  const patterns: Pattern[] = [];
  for (const { pathRegex } of creation) {
    patterns.push(await compilePattern(pathRegex));
    await breath();
  }
  const weight = patterns.reduce((sum, pattern) => sum + (pattern.kind === 'expression' ? pattern.size : 0), 0);
  return {
    folder, rules: patterns.length,
    matches(path) {
      if (weight * path.length > maxSteps) return true;
      for (const pattern of patterns) if (tryPattern(pattern, path) !== 'no') return true;
      return false;
    },
  };
}

/** The rules in this very folder (absolute), or undefined if there is no `.sops.yaml` in it. What cannot be read has no rules and matches everything. */
export async function rulesIn(folder: string): Promise<RulesFile | undefined> {
  try {
    // WHY late: most folders have no rules, and reading them needs a parser.
    const { maxRulesBytes } = await import('./test-rules.ts');
    const { bytes } = await readWhole(join(folder, rulesName), maxRulesBytes);
    const { readRules } = await import('./read-rules.ts');
    return await rulesFileOf(folder, await readRules(bytes.toString('utf8')));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'file-not-found' ? undefined : unclear(folder);
  }
}

/**
 * The nearest rules for files in `folder` (absolute): from there upwards to the root of the file system, as sops does, so that a part of a repository has the rules of the whole.
 * sops starts from the folder in which it is run; a window has none, and starts from the file.
 */
export async function rulesFor(folder: string): Promise<RulesFile | undefined> {
  const { path } = await findRules(folder);
  return path === undefined ? undefined : await rulesIn(dirname(path));
}

/** True if the rules are meant for the file at this absolute path. */
export const isRuled = (rules: RulesFile | undefined, path: string): boolean => rules === undefined || rules.matches(pathForRules(rules.folder, path));

/**
 * Which rule is meant for the file at this absolute path, and why the others are not. `from`: the folder in which somebody would call sops.
 * What is wrong with the rules is told in the answer; nothing of it is a refusal. `instead`: texts of rules that are to be written, by the path of their file.
 */
export async function testRules(path: string, from: string | undefined, instead?: ReadonlyMap<string, string>): Promise<RulesTest> {
  return (await import('./test-rules.ts')).testRules(path, from, instead);
}

/** Adds a creation rule to the text of a file, which may be empty; its comments, order and line ends stay. Refusals: bad-recipient, rules-not-editable. */
export async function addRule(text: string, rule: NewRule): Promise<string> {
  return (await import('./edit-rules.ts')).addRule(text, rule);
}

/**
 * Adds a recipient of age or PGP to the rule of this index (to the key group of that one), named by a comment where the list has room for it.
 * Refusals: rule-not-found, bad-recipient, recipient-known, rules-not-editable (line, column where known).
 */
export async function addRecipient(text: string, ruleIndex: number, key: string, name?: string, group?: number): Promise<string> {
  return (await import('./edit-rules.ts')).addRecipient(text, ruleIndex, key, name, group);
}

/** Takes a recipient of age or PGP and its name out of the rule of this index. Refusals: rule-not-found, recipient-not-found, last-recipient, rules-not-editable. */
export async function removeRecipient(text: string, ruleIndex: number, key: string): Promise<string> {
  return (await import('./edit-rules.ts')).removeRecipient(text, ruleIndex, key);
}

/** Lets the rule of this index be meant for what another expression matches, too. Refusals: rule-not-found, rules-not-editable. */
export async function widenRule(text: string, ruleIndex: number, pathRegex: string): Promise<string> {
  return (await import('./edit-rules.ts')).widenRule(text, ruleIndex, pathRegex);
}

/** What the text of a rules file says, and what is wrong with it. */
export async function readRules(text: string): Promise<Rules> {
  return (await import('./read-rules.ts')).readRules(text);
}

/** For many files one after another: the rules in reach of a folder, what a file of them says, and which is meant for a file. */
export const rulesReader = async (): Promise<{ readonly rulesAt: (path: string) => Promise<Rules>; readonly createTester: (rulesPath: string, rules: Rules) => (path: string) => Promise<Pick<RulesTest, 'matched' | 'outcome'>> }> => import('./test-rules.ts');
export { findRules, rulesName } from './find-rules.ts';

/** Any small file of YAML as nodes with their places; `most`: so many lexemes are read, 120,000 where that is not said. Bounded in time and memory whatever it holds; where it cannot be read, the place. */
export async function readYamlText(text: string, most?: number): Promise<YamlText | NotRead> {
  return (await import('./yaml-text.ts')).readYamlText(text, most);
}
export type { YamlText } from './yaml-text.ts';
