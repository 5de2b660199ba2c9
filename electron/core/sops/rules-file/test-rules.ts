// The rule tester: which rules file is in reach of a path, which of its rules is meant for it, why the others are not, and what follows. Metadata only.
import { dirname, join } from 'node:path';
import { readWhole } from '../../safe-file/index.ts';
import { Refusal } from '../../refusal.ts';
import { createBreath } from '../breath.ts';
import { findRules, pathForRules } from './find-rules.ts';
import type { CreationRule, Problem, Rules } from './model.ts';
import { compilePattern, tryPattern, type Pattern } from './patterns.ts';
import { readRules } from './read-rules.ts';

/** Ten thousand recipients with names fit; a file of 50 MB is refused by its size. */
export const maxRulesBytes = 1024 * 1024;

/**
 * `matches`: it is the one. `not-meant`: its expression does not match. `earlier-won`: it would match, but one before it does. `not-asked`: sops never comes to it, and it would not match.
 * `bad-regex`: sops refuses the file there. `unknown`: its expression is too heavy to be tried.
 */
export type RuleVerdict = 'matches' | 'not-meant' | 'earlier-won' | 'not-asked' | 'bad-regex' | 'unknown';
/** `refused`: sops finds a rule or the file and refuses. `ignored`: the file has no creation rules, as if it were not there. */
export type RulesOutcome = 'matched' | 'no-match' | 'refused' | 'ignored' | 'unknown' | 'no-file';

export interface RulesTest {
  /** The rules file, absolute; undefined if there is none. */
  readonly rulesPath: string | undefined;
  /** Another one that the sops command would find from the folder it was asked about; '' for none there. Undefined if it is the same. */
  readonly elsewhere: string | undefined;
  readonly passedOver: string | undefined;
  /** What the expressions are tried on. */
  readonly tried: string;
  readonly outcome: RulesOutcome;
  readonly rules: Rules;
  /** One for each creation rule. */
  readonly verdicts: readonly RuleVerdict[];
  /** Index of the rule that is meant for the file, whether sops refuses it or not; -1 for none. */
  readonly matched: number;
}

const unread = (code: Problem['code']): Rules => ({ hasCreationRules: false, creation: [], destinations: [], indents: {}, problems: [{ code, stops: 'everything', field: '', suggestion: '', line: 1, column: 1 }] });

/** The rules in the file at this path. What cannot be read is a problem, never a refusal. */
export async function rulesAt(path: string): Promise<Rules> {
  try {
    return await readRules((await readWhole(path, maxRulesBytes)).bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof Refusal) return unread(error.code === 'file-too-large' ? 'file-too-large' : 'file-unreadable');
    throw error;
  }
}

/** Tries each rule on what sops would try it on. */
export async function tryRules(creation: readonly Pick<CreationRule, 'pathRegex'>[], tried: string, compile: (pathRegex: string) => Promise<Pattern> = compilePattern): Promise<Pick<RulesTest, 'verdicts' | 'matched'> & { readonly stopped: 'bad-regex' | 'unknown' | undefined }> {
  const breath = createBreath();
  const verdicts: RuleVerdict[] = [];
  let matched = -1;
  let stopped: 'bad-regex' | 'unknown' | undefined;
  for (const { pathRegex } of creation) {
    const answer = tryPattern(await compile(pathRegex), tried);
    const open = matched === -1 && stopped === undefined;
    if (answer === 'yes' && open) matched = verdicts.length;
    if (open && (answer === 'bad' || answer === 'unknown')) stopped = answer === 'bad' ? 'bad-regex' : 'unknown';
    verdicts.push(answer === 'bad' ? 'bad-regex' : answer === 'unknown' ? 'unknown' : answer === 'yes' ? (open ? 'matches' : 'earlier-won') : open ? 'not-meant' : 'not-asked');
    await breath();
  }
  return { verdicts, matched, stopped };
}

/** What comes of rules for a file, once it was tried. */
async function outcomeOf(rules: Rules, tried: string, compile?: (pathRegex: string) => Promise<Pattern>): Promise<Pick<RulesTest, 'verdicts' | 'matched' | 'outcome'>> {
  const { verdicts, matched, stopped } = await tryRules(rules.creation, tried, compile);
  const refuses = (problem: Problem): boolean => problem.stops === 'everything' || (problem.stops === 'rule' && problem.code !== 'bad-regex' && problem.rule === matched);
  const outcome = rules.problems.some(refuses) || stopped === 'bad-regex' ? 'refused'
    : stopped === 'unknown' ? 'unknown'
    : !rules.hasCreationRules ? 'ignored'
    : matched === -1 ? 'no-match' : 'matched';
  return { verdicts, matched, outcome };
}

/** Rules that are asked about many files: their expressions are compiled once. `rulesPath` is absolute. */
export function createTester(rulesPath: string, rules: Rules): (path: string) => Promise<Pick<RulesTest, 'matched' | 'outcome'>> {
  const compiled = new Map<string, Promise<Pattern>>();
  const compile = (pathRegex: string): Promise<Pattern> => {
    const pattern = compiled.get(pathRegex) ?? compilePattern(pathRegex);
    compiled.set(pathRegex, pattern);
    return pattern;
  };
  return (path) => outcomeOf(rules, pathForRules(dirname(rulesPath), path), compile);
}

/** Tests the file at this absolute path. `from`: the folder in which somebody would call sops. `instead`: texts of rules that are to be written, by the path of their file. */
export async function testRules(path: string, from: string | undefined, instead: ReadonlyMap<string, string> = new Map()): Promise<RulesTest> {
  const found = await findRules(dirname(path));
  const there = from === undefined ? found : await findRules(from);
  const about = { rulesPath: found.path, passedOver: found.passedOver, elsewhere: there.path === found.path ? undefined : (there.path ?? '') };
  if (found.path === undefined) return { ...about, tried: path, outcome: 'no-file', rules: { hasCreationRules: false, creation: [], destinations: [], indents: {}, problems: [] }, verdicts: [], matched: -1 };
  const text = instead.get(found.path);
  const rules = text === undefined ? await rulesAt(found.path) : await readRules(text);
  const tried = pathForRules(join(found.path, '..'), path);
  return { ...about, tried, rules, ...(await outcomeOf(rules, tried)) };
}
