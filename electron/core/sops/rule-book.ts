// Who should open a file, as the rules in reach of it say, for many files one after another: each file of rules is read once while it stays as it is. Reads rules only, and never refuses for what they hold.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createBreath } from './breath.ts';
import type { Recipient } from './key-groups.ts';
import type { KeyKind } from './metadata.ts';
import { findRules, readRules, rulesReader, type Rules, type RulesOutcome, type RulesTest } from './rules-file/index.ts';

/** Somebody in a rule. `name` is '' where none stands beside the key. */
export interface Ruled extends Recipient {
  readonly name: string;
}
export interface RuleFor {
  readonly outcome: RulesOutcome;
  /** The file of rules; '' for none. */
  readonly rulesPath: string;
  /** Where the rule stands, and which it is; 0 and -1 for none. */
  readonly line: number;
  readonly index: number;
  /** None unless the outcome is `matched`. */
  readonly groups: readonly (readonly Ruled[])[];
  readonly threshold: number;
}
export interface RuleBook {
  /** `path` is absolute. */
  ruleFor(path: string): Promise<RuleFor>;
  /** Everybody who is named beside a key in the rules that were read so far. */
  nameOf(recipient: Recipient): string;
}

/** sops writes a role into a field of its own. */
function asStored(kind: string, key: string): Recipient {
  if (kind === 'azure_keyvault') return { kind: 'azure_kv', recipient: key };
  return { kind: kind as KeyKind, recipient: kind === 'kms' ? key.replace(/\+arn:.*$/, '') : kind === 'pgp' ? key.replaceAll(' ', '') : key };
}

const ruledGroups = (rules: Rules, index: number): RuleFor['groups'] => (rules.creation[index]?.groups ?? []).map((group) => group.map(({ kind, key, name }) => ({ ...asStored(kind, key), name })));

interface Known {
  readonly mark: string;
  readonly rules: Rules;
  readonly test: (path: string) => Promise<Pick<RulesTest, 'matched' | 'outcome'>>;
}

/** `instead`: texts of rules that are to be written, by the path of their file. */
export function createRuleBook(instead: ReadonlyMap<string, string> = new Map()): RuleBook {
  const known = new Map<string, Known>();
  const names = new Map<string, string>();
  const breath = createBreath();

  async function rulesOf(path: string): Promise<Known> {
    const text = instead.get(path);
    const facts = text === undefined ? await stat(path, { bigint: true }).catch(() => undefined) : undefined;
    const mark = `${String(facts?.ino)} ${String(facts?.size)} ${String(facts?.mtimeNs)}`;
    const found = known.get(path);
    if (found?.mark === mark) return found;
    const { rulesAt, createTester } = await rulesReader();
    const rules = text === undefined ? await rulesAt(path) : await readRules(text);
    for (const { kind, key, name } of rules.creation.flatMap(({ groups }) => groups.flat())) {
      const { kind: stored, recipient } = asStored(kind, key);
      if (name !== '' && key !== '') names.set(`${stored} ${recipient}`, name);
    }
    const read = { mark, rules, test: createTester(path, rules) };
    known.set(path, read);
    return read;
  }

  return {
    async ruleFor(path) {
      const { path: rulesPath } = await findRules(dirname(path));
      await breath();
      if (rulesPath === undefined) return { outcome: 'no-file', rulesPath: '', line: 0, index: -1, groups: [], threshold: 0 };
      const { rules, test } = await rulesOf(rulesPath);
      const { outcome, matched } = await test(path);
      const rule = rules.creation[matched];
      return { outcome, rulesPath, line: rule?.line ?? 0, index: matched, groups: outcome === 'matched' ? ruledGroups(rules, matched) : [], threshold: rule?.shamirThreshold ?? 0 };
    },
    nameOf: ({ kind, recipient }) => names.get(`${kind} ${recipient}`) ?? '',
  };
}

const namesIn = (group: readonly Recipient[]): ReadonlySet<string> => new Set(group.map(({ kind, recipient }) => `${kind} ${recipient}`));

/** True if both are for the same, group by group, as `sops updatekeys` compares: the order within a group is of no matter. */
export function sameRecipients(one: readonly (readonly Recipient[])[], other: readonly (readonly Recipient[])[]): boolean {
  return one.length === other.length && one.every((group, at) => {
    const [here, there] = [namesIn(group), namesIn(other[at] ?? [])];
    return here.size === there.size && [...here].every((name) => there.has(name));
  });
}
