// From the text of a `.sops.yaml` to its rules and to everything that is wrong with it (spec §4.1). Never fails for what a file holds, and holds nothing back in silence: sops ignores what it does not know.
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { createBreath } from '../breath.ts';
import { checkFields, type Report } from './check-fields.ts';
import { selectors, type CreationRule, type DestinationRule, type Problem, type Rules, type StoreIndents } from './model.ts';
import { createNodes, TooMuch, type Field, type Nodes } from './nodes.ts';
import { compilePattern } from './patterns.ts';
import { readGroups } from './rule-groups.ts';
import { flagOf, numberOf, textOf } from './scalar-type.ts';
import { readYamlText, type YamlText } from './yaml-text.ts';

const noRules: Omit<Rules, 'problems'> = { hasCreationRules: false, creation: [], destinations: [], indents: {} };
/** What one rule has at most to be looked at. */
const maxPatternLength = 4096;
const maxGroups = 255;

type Fields = ReadonlyMap<string, Field>;
const meansEverything = (pattern: string): boolean => /^\^?(?:\.\*)?\$?$/.test(pattern);

function reader(nodes: Nodes): { readonly text: (fields: Fields, name: string) => string; readonly number: (fields: Fields, name: string) => number | undefined; readonly flag: (fields: Fields, name: string) => boolean } {
  const scalar = (fields: Fields, name: string): ReturnType<Nodes['real']> => nodes.real(fields.get(name)?.value ?? null);
  return {
    text(fields, name) {
      const node = scalar(fields, name);
      return isScalar(node) ? textOf(node) : '';
    },
    number(fields, name) {
      const node = scalar(fields, name);
      return isScalar(node) ? numberOf(node) : undefined;
    },
    flag(fields, name) {
      const node = scalar(fields, name);
      return isScalar(node) && flagOf(node) === true;
    },
  };
}

const listOf = (nodes: Nodes, field: Field | undefined): readonly { readonly item: ParsedNode; readonly fields: Fields }[] => {
  const list = nodes.real(field?.value ?? null);
  return isSeq(list) ? (list.items as readonly (ParsedNode | null)[]).flatMap((item) => {
    const map = nodes.real(item);
    return item !== null && isMap(map) ? [{ item, fields: nodes.fields(map) }] : [];
  }) : [];
};

async function checkPattern(fields: Fields, name: string, value: string, report: Report): Promise<void> {
  const { kind } = value.length > maxPatternLength ? { kind: 'heavy' as const } : await compilePattern(value);
  const at = fields.get(name)?.value ?? null;
  if (kind === 'heavy') report({ code: 'regex-too-heavy', stops: 'nothing', field: name }, at);
  // sops says nothing of a selector that it cannot read: it matches nothing then.
  else if (kind === 'bad') report(name === 'path_regex' ? { code: 'bad-regex', stops: 'rule', field: name } : { code: name.startsWith('encrypted') ? 'nothing-encrypted' : 'bad-regex', stops: 'nothing', field: name }, at);
}

async function creationRule(nodes: Nodes, item: ParsedNode, fields: Fields, report: Report): Promise<CreationRule> {
  const get = reader(nodes);
  const pathRegex = get.text(fields, 'path_regex');
  await checkPattern(fields, 'path_regex', pathRegex, report);
  const chosen = selectors.flatMap((field) => {
    const value = get.text(fields, field);
    return value === '' ? [] : [{ field, value }];
  });
  const [selector, second] = chosen;
  if (second !== undefined) report({ code: 'selectors-conflict', stops: 'rule', field: second.field }, fields.get(second.field)?.key ?? item);
  for (const { field, value } of chosen) if (field.endsWith('regex')) await checkPattern(fields, field, value, report);
  const { groups } = readGroups(nodes, fields, report);
  const shamirThreshold = get.number(fields, 'shamir_threshold') ?? 0;
  const at = fields.get('shamir_threshold')?.value ?? item;
  if (groups.length > 1 && ((shamirThreshold !== 0 && (shamirThreshold < 2 || shamirThreshold > groups.length)) || groups.length > maxGroups)) report({ code: 'bad-threshold', stops: 'rule', field: 'shamir_threshold' }, at);
  if (groups.length === 1 && shamirThreshold !== 0) report({ code: 'threshold-unused', stops: 'nothing', field: 'shamir_threshold' }, at);
  if (groups.length === 1 && groups[0]?.length === 0 && nodes.real(fields.get('key_groups')?.value ?? null) === null) report({ code: 'no-recipients', stops: 'rule' }, item);
  return { ...nodes.place(item), pathRegex, groups, shamirThreshold, ...(selector === undefined || second !== undefined ? {} : { selector }), macOnlyEncrypted: get.flag(fields, 'mac_only_encrypted') };
}

function destinationRule(nodes: Nodes, item: ParsedNode, fields: Fields, report: Report): DestinationRule {
  const get = reader(nodes);
  const targets = ([['s3', 's3_bucket', 's3_prefix'], ['gcs', 'gcs_bucket', 'gcs_prefix'], ['vault', 'vault_path', '']] as const).flatMap(([target, name, prefix]) => {
    const where = get.text(fields, name);
    const below = prefix === '' ? '' : get.text(fields, prefix);
    return where === '' ? [] : [{ target, name, where: below === '' ? where : `${where}/${below}` }];
  });
  const [first, second] = targets;
  if (second !== undefined) report({ code: 'destinations-conflict', stops: 'nothing', field: second.name }, fields.get(second.name)?.key ?? item);
  const recreation = nodes.real(fields.get('recreation_rule')?.value ?? null);
  const recipients = isMap(recreation) ? readGroups(nodes, nodes.fields(recreation), () => undefined).groups.reduce((sum, group) => sum + group.length, 0) : 0;
  return { ...nodes.place(item), pathRegex: get.text(fields, 'path_regex'), target: first?.target ?? 'none', where: first?.where ?? '', omitExtensions: get.flag(fields, 'omit_extensions'), recipients };
}

function storeIndents(nodes: Nodes, field: Field | undefined): StoreIndents {
  const stores = nodes.real(field?.value ?? null);
  if (!isMap(stores)) return {};
  const of = nodes.fields(stores);
  const get = reader(nodes);
  return Object.fromEntries((['json', 'json_binary', 'yaml'] as const).flatMap((store) => {
    const map = nodes.real(of.get(store)?.value ?? null);
    const indent = isMap(map) ? get.number(nodes.fields(map), 'indent') : undefined;
    return indent === undefined ? [] : [[store, indent] as const];
  }));
}

async function readSource(source: YamlText, problems: Problem[]): Promise<Omit<Rules, 'problems'>> {
  const nodes = createNodes(source);
  const known = new Set<string>();
  const reportFor = (rule: number | undefined): Report => (problem, at) => {
    const place = problem.line === undefined || problem.column === undefined ? nodes.place(at) : { line: problem.line, column: problem.column };
    const full: Problem = { field: '', suggestion: '', ...(rule === undefined ? {} : { rule }), ...problem, ...place };
    const key = `${full.code} ${full.field} ${String(full.line)}:${String(full.column)}`;
    if (known.size !== known.add(key).size) problems.push(full);
  };
  const report = reportFor(undefined);
  checkFields(nodes, report);
  if (source.second !== undefined) report({ code: 'several-documents', stops: 'nothing', ...source.second }, null);
  const top = nodes.real(source.document.contents);
  const fields: Fields = isMap(top) ? nodes.fields(top) : new Map();
  const listed = fields.get('creation_rules');
  const hasCreationRules = isSeq(nodes.real(listed?.value ?? null));
  if (!hasCreationRules && !fields.has('destination_rules') && !problems.some(({ stops }) => stops === 'everything')) report({ code: 'no-creation-rules', stops: 'nothing' }, listed?.key ?? null);
  const creation: CreationRule[] = [];
  const breath = createBreath();
  const seen = new Set<string>();
  let all = false;
  for (const { item, fields: of } of listOf(nodes, listed)) {
    const own = reportFor(creation.length);
    const rule = await creationRule(nodes, item, of, own);
    if (all || seen.has(rule.pathRegex)) own({ code: 'never-reached', stops: 'nothing' }, item);
    seen.add(rule.pathRegex);
    all ||= meansEverything(rule.pathRegex);
    creation.push(rule);
    await breath();
  }
  const destinations = listOf(nodes, fields.get('destination_rules')).map(({ item, fields: of }) => destinationRule(nodes, item, of, report));
  return { hasCreationRules, creation, destinations, indents: storeIndents(nodes, fields.get('stores')) };
}

/** Reads a whole file. What makes sops refuse it entirely is a problem that stops everything; rules are told all the same where they can be. */
export async function readRules(text: string): Promise<Rules> {
  const problems: Problem[] = [];
  const stopped = (code: Problem['code'], line: number, column: number): Rules => ({ ...noRules, problems: [{ code, stops: 'everything', field: '', suggestion: '', line, column }] });
  const source = await readYamlText(text);
  if ('code' in source) return stopped(source.code, source.line, source.column);
  try {
    const rules = await readSource(source, problems);
    return { ...rules, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  } catch (error) {
    if (error instanceof TooMuch) return stopped('too-much', 1, 1);
    throw error;
  }
}
