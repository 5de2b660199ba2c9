// For whom and how a new file is encrypted: what somebody named, else what the rules in reach of it say, else what an earlier version of it has.
import { isAbsolute, relative, sep } from 'node:path';
import type { Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Format } from './formats/format.ts';
import type { Recipient } from './key-groups.ts';
import type { KeyWrapper } from './key-sources/key-source.ts';
import { keyLists, type KeyKind, type RuleSource } from './metadata.ts';
import type { VerifiedFile } from './open-file.ts';
import { kindOfKey, testRules, type Rules, type RulesTest } from './rules-file/index.ts';
import type { Layout } from './tree.ts';

export interface Recipe {
  readonly groups: readonly (readonly Recipient[])[];
  /** Who can open it, by their public names. */
  readonly shown: string[][];
  /** 0: all groups. */
  readonly threshold: number;
  readonly rule: RuleSource | undefined;
  readonly macOnlyEncrypted: boolean | undefined;
  readonly layout: Layout | undefined;
  /** As a person would write it; '' if none was asked. */
  readonly rulesFile: string;
  readonly ruleLine: number;
  readonly ruleProblems: number;
  readonly sources: readonly KeyWrapper[];
}

const maxShown = 200;
const notSupported = (kind: KeyKind, recipient: string): Refusal => new Refusal('recipient-not-supported', { kind, recipient: recipient.slice(0, maxShown) });

/** Wraps for every kind that can be wrapped for here, and refuses the others by name. */
export const wrapSources = (sources: readonly KeyWrapper[]): Recipe['sources'] => keyLists.map((kind) => {
  const source = sources.find((one) => one.kind === kind);
  return {
    ...source,
    kind,
    async wrap(payload, recipient) {
      if (source === undefined) throw notSupported(kind, recipient);
      try {
        return await source.wrap(payload, recipient);
      } catch (error) {
        // WHY no detail: what a library or a program says may repeat what it was given.
        throw error instanceof Refusal ? error : notSupported(kind, recipient);
      }
    },
  };
});

const kindOf = (kind: string): KeyKind => keyLists.find((known) => known === kind) ?? 'azure_kv';

/** Refusal: `recipient-not-supported`, for what is no public key too. */
function named(recipients: readonly string[]): readonly Recipient[] {
  return [...new Set(recipients)].map((recipient) => {
    const kind = kindOfKey(recipient);
    // SECURITY(private-key-not-repeated): what somebody took for a recipient may be the key that opens everything.
    if (kind === undefined) throw notSupported('age', '');
    return { kind: kindOf(kind), recipient: kind === 'pgp' ? recipient.replaceAll(' ', '') : recipient };
  });
}

/** sops chooses the indent by the store, and the store by the name. */
function layoutFor(format: Format['id'], { indents }: Rules): Layout | undefined {
  const indent = { dotenv: undefined, ini: undefined, yaml: indents.yaml, json: indents.json, binary: indents.json_binary }[format];
  return indent === undefined ? undefined : { indent };
}

function refuseRules({ outcome, rules, matched }: RulesTest, rulesFile: string): never {
  const problem = rules.problems.find(({ stops, rule }) => stops === 'everything' || (stops === 'rule' && rule === matched)) ?? rules.problems.find(({ stops }) => stops !== 'nothing');
  throw new Refusal(outcome === 'refused' || outcome === 'unknown' ? 'rules-refuse' : 'no-recipients', outcome === 'refused' || outcome === 'unknown' ? { file: rulesFile, ...(problem === undefined ? {} : { line: problem.line, reason: problem.code }) } : {});
}

/**
 * `path`: the file that will be written, '' for none. `keep`: an earlier version, whose recipients and settings stay where nobody says otherwise.
 * `instead`: texts of rules that are to be written, by the path of their file.
 * Refusals: `no-recipients`, `rules-refuse` (file, line, reason), `recipient-not-supported` (kind, recipient).
 */
export async function recipe(path: string, recipients: readonly string[], paths: Pick<Ports['paths'], 'userHome' | 'current'>, format: Format['id'], keep: VerifiedFile | undefined, all: readonly KeyWrapper[], instead?: ReadonlyMap<string, string>): Promise<Recipe> {
  const sources = wrapSources(all);
  const given = named(recipients);
  if (keep !== undefined) {
    const groups = keep.metadata.groups.map((group) => group.map(({ recipient }) => recipient));
    return { groups: [], shown: groups, threshold: keep.metadata.shamirThreshold, rule: keep.metadata.rule, macOnlyEncrypted: keep.metadata.macOnlyEncrypted, layout: keep.parsed.layout, rulesFile: '', ruleLine: 0, ruleProblems: 0, sources };
  }
  if (path === '') {
    if (given.length === 0) throw new Refusal('no-recipients');
    return { groups: [given], shown: [given.map(({ recipient }) => recipient)], threshold: 0, rule: undefined, macOnlyEncrypted: undefined, layout: undefined, rulesFile: '', ruleLine: 0, ruleProblems: 0, sources };
  }
  const found = await testRules(path, paths.current, instead);
  const way = relative(paths.userHome, found.rulesPath ?? '');
  const rulesFile = found.rulesPath === undefined ? '' : way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? found.rulesPath : `~${sep}${way}`;
  const rule = found.outcome === 'matched' ? found.rules.creation[found.matched] : undefined;
  if (rule === undefined && given.length === 0) refuseRules(found, rulesFile);
  const groups = given.length > 0 ? [given] : (rule?.groups ?? []).map((group) => group.map(({ kind, key }): Recipient => ({ kind: kindOf(kind), recipient: key })));
  if (groups.length === 0 || groups.some((group) => group.length === 0)) throw new Refusal('no-recipients');
  return {
    groups,
    shown: groups.map((group) => group.map(({ recipient }) => recipient)),
    threshold: given.length > 0 || groups.length < 2 ? 0 : (rule?.shamirThreshold ?? 0),
    rule: rule?.selector === undefined ? undefined : { kind: rule.selector.field, pattern: rule.selector.value },
    macOnlyEncrypted: rule?.macOnlyEncrypted,
    layout: layoutFor(format, found.rules),
    rulesFile: rule === undefined ? '' : rulesFile,
    ruleLine: rule?.line ?? 0,
    ruleProblems: rule === undefined ? 0 : found.rules.problems.length,
    sources,
  };
}
