// Changes to a rules file that keep its comments, its order and all that was not meant: one piece of text is put in or taken out, and what comes of it is read again and compared before anybody may have it.
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { Refusal } from '../../refusal.ts';
import { addTo, eol, plainOrQuoted, removeFrom, splice, type NewRecipient, type Splice } from './edit-lists.ts';
import type { CreationRule, RuleRecipient, Rules, SelectorField } from './model.ts';
import { commentAbove, commentBehind, lineEnd } from './names.ts';
import { createNodes, type Field, type Nodes } from './nodes.ts';
import { readRules } from './read-rules.ts';
import { judge } from './recipients.ts';
import { textOf } from './scalar-type.ts';
import { readYamlText } from './yaml-text.ts';

export interface NewRule {
  /** '' for a rule that is meant for every file. */
  readonly pathRegex: string;
  readonly recipients: readonly NewRecipient[];
  readonly selector?: { readonly field: SelectorField; readonly value: string };
  readonly macOnlyEncrypted?: boolean;
}

const refuse = (): never => { throw new Refusal('rules-not-editable'); };

async function nodesIn(text: string): Promise<Nodes> {
  const source = await readYamlText(text);
  if ('code' in source) throw new Refusal('rules-not-editable', { line: source.line, column: source.column });
  return createNodes(source);
}

interface Said extends Omit<CreationRule, 'line' | 'column' | 'groups'> {
  readonly groups: readonly (readonly Pick<RuleRecipient, 'kind' | 'key' | 'name'>[])[];
}
type Change = (rules: readonly Said[]) => readonly Said[];
const asSaid = ({ pathRegex, groups, shamirThreshold, selector, macOnlyEncrypted }: CreationRule): Said => ({ pathRegex, groups: groups.map((group) => group.map(({ kind, key, name }) => ({ kind, key, name }))), shamirThreshold, ...(selector === undefined ? {} : { selector }), macOnlyEncrypted });

/** All that a file says but where it says it. */
function meaning({ creation, destinations, indents, problems }: Rules, change: Change = (rules) => rules): string {
  const rules = creation.map(asSaid);
  const stopped = problems.filter(({ code, stops }) => stops === 'everything' || code === 'unknown-field' || code === 'wrong-type').map(({ code, field }) => ({ code, field }));
  return JSON.stringify([change(rules), destinations.map((rule) => ({ ...rule, line: 0, column: 0 })), indents, stopped]);
}

/** The new text, if it says what was meant and the rest as before. */
async function proven(before: Rules, text: string, splices: readonly Splice[], expected: (after: Rules) => Change): Promise<string> {
  if (splices.length === 0) refuse();
  const after = splice(text, splices);
  const read = await readRules(after);
  return meaning(read) === meaning(before, expected(read)) ? after : refuse();
}

interface Target {
  readonly nodes: Nodes;
  readonly before: Rules;
  readonly rule: CreationRule;
  readonly item: ParsedNode;
  readonly fields: ReadonlyMap<string, Field>;
  /** The mappings of its key groups; none where its lists are flat. */
  readonly groups: readonly ParsedNode[];
}

async function target(text: string, index: number): Promise<Target> {
  const nodes = await nodesIn(text);
  const before = await readRules(text);
  const top = nodes.real(nodes.source.document.contents);
  const listed = isMap(top) ? nodes.real(nodes.fields(top).get('creation_rules')?.value ?? null) : null;
  const items = isSeq(listed) ? (listed.items as readonly (ParsedNode | null)[]).filter((each) => isMap(nodes.real(each))) : [];
  const item = items[index];
  const map = nodes.real(item ?? null);
  const rule = before.creation[index];
  if (rule === undefined || item === undefined || item === null || !isMap(map)) throw new Refusal('rule-not-found');
  const fields = nodes.fields(map);
  const groups = nodes.real(fields.get('key_groups')?.value ?? null);
  return { nodes, before, rule, item, fields, groups: isSeq(groups) ? (groups.items as readonly (ParsedNode | null)[]).filter((each): each is ParsedNode => isMap(nodes.real(each))) : [] };
}

/** A field that stands in this very mapping, not in one that others share. */
function ownList(nodes: Nodes, map: ParsedNode, name: string): ParsedNode | null | undefined {
  if (!isMap(map)) return undefined;
  return nodes.written(map).find((field) => field.name === name)?.value;
}

/** A new field at the end of a mapping. */
function addField(text: string, map: ParsedNode, name: string, value: string, comment: string): readonly Splice[] {
  if (!isMap(map)) return [];
  const last = map.items.at(-1) as { readonly key: ParsedNode; readonly value: ParsedNode | null } | undefined;
  const [start, end] = map.range;
  if (text[start] === '{') return [{ from: end - 1, to: end - 1, put: `${last === undefined ? '' : ', '}${name}: ${value}` }];
  if (last === undefined) return [];
  const { key: first } = map.items[0] as { readonly key: ParsedNode };
  const content = text.slice(0, (last.value ?? last.key).range[1]).trimEnd().length;
  const at = lineEnd(text, content);
  return [{ from: at, to: at, put: `${eol(text)}${' '.repeat(first.range[0] - text.lastIndexOf('\n', first.range[0] - 1) - 1)}${name}: ${value}${comment}` }];
}

/**
 * Adds an age recipient to a rule, with its name as a comment where the way the list is written has room for one. `group`: which of its key groups; the first if that is not said.
 * Refusals: rule-not-found, bad-recipient, recipient-known, rules-not-editable (data: line, column where known): shared by an anchor, or written in a way that this does not dare to change.
 */
export async function addRecipient(text: string, ruleIndex: number, key: string, name = '', group = 0): Promise<string> {
  if (judge('age', key) !== 'public') throw new Refusal('bad-recipient');
  const { nodes, before, rule, item, groups } = await target(text, ruleIndex);
  const holder = groups.length === 0 ? item : groups[group];
  const own = rule.groups[groups.length === 0 ? 0 : group];
  if (holder === undefined || own === undefined) throw new Refusal('rule-not-found');
  if (own.some((each) => each.kind === 'age' && each.key === key)) throw new Refusal('recipient-known');
  const list = ownList(nodes, holder, 'age');
  const recipient = { key, name };
  const splices = list === undefined ? addField(text, holder, 'age', groups.length === 0 ? plainOrQuoted(key, true) : `[${plainOrQuoted(key, true)}]`, name === '' || groups.length > 0 ? '' : ` # ${name}`) : list === null ? refuse() : addTo(text, list, recipient);
  const at = groups.length === 0 ? 0 : group;
  return await proven(before, text, splices, (after) => (rules) => rules.map((each, place) => {
    if (place !== ruleIndex) return each;
    const keys = after.creation[ruleIndex]?.groups[at] ?? [];
    const found = keys.findIndex((one) => one.kind === 'age' && one.key === key);
    const kept = keys[found]?.name === name.trim() ? name.trim() : '';
    // WHY where it is found: what is merged comes before it, and services after it.
    return { ...each, groups: each.groups.map((list, of) => (of === at ? list.toSpliced(found === -1 ? list.length : found, 0, { kind: 'age', key, name: kept }) : list)) };
  }));
}

/**
 * Takes an age recipient out of a rule, out of each of its groups, with the comment that names it.
 * Refusals: rule-not-found, recipient-not-found, last-recipient, rules-not-editable.
 */
export async function removeRecipient(text: string, ruleIndex: number, key: string): Promise<string> {
  const { nodes, before, rule, item, groups } = await target(text, ruleIndex);
  const holds = rule.groups.map((keys) => keys.some((each) => each.kind === 'age' && each.key === key));
  if (!holds.includes(true)) throw new Refusal('recipient-not-found');
  if (rule.groups.some((keys) => keys.every((each) => each.kind === 'age' && each.key === key))) throw new Refusal('last-recipient');
  const resolve = (node: ParsedNode | null): string => {
    const real = nodes.real(node);
    return isScalar(real) ? textOf(real) : '';
  };
  const nameAbove = (node: ParsedNode): boolean => commentBehind(text, node.range[1]) === '' && commentAbove(text, node.range[0]) !== '';
  const splices = holds.flatMap((held, at) => {
    const holder = groups.length === 0 ? item : groups[at];
    const list = held && holder !== undefined ? ownList(nodes, holder, 'age') : undefined;
    return !held ? [] : list === undefined || list === null ? refuse() : removeFrom(text, list, key, resolve, nameAbove);
  });
  return await proven(before, text, splices, () => (rules) => rules.map((each, place) => (place === ruleIndex ? { ...each, groups: each.groups.map((keys) => keys.filter((one) => !(one.kind === 'age' && one.key === key))) } : each)));
}

const quoted = (value: string): string => (/^[A-Za-z0-9^\\(._/][A-Za-z0-9^$\\()._/|*+?-]*$/.test(value) ? value : /[\u0000-\u001f\u007f-\u009f]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`);

function ruleLines({ pathRegex, recipients, selector, macOnlyEncrypted = false }: NewRule): readonly string[] {
  const named = recipients.some(({ name }) => name !== '');
  const [only] = recipients;
  const keys = recipients.map(({ key }) => key);
  // WHY a group for names: every sops reads a list there, and a flat one only since 3.11; text with commas has no room for a name.
  const who = named ? ['key_groups:', '  - age:', ...recipients.map(({ key, name }) => `      - ${plainOrQuoted(key, false)}${name === '' ? '' : ` # ${name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').trim()}`}`)]
    : recipients.length === 1 && only !== undefined ? [`age: ${plainOrQuoted(only.key, false)}`]
    : ['age: >-', ...keys.map((key, at) => `  ${key}${at === keys.length - 1 ? '' : ','}`)];
  return [...(pathRegex === '' ? [] : [`path_regex: ${quoted(pathRegex)}`]), ...who, ...(selector === undefined ? [] : [`${selector.field}: ${quoted(selector.value)}`]), ...(macOnlyEncrypted ? ['mac_only_encrypted: true'] : [])];
}

/**
 * Adds a creation rule: before the first one that is meant for every file, which would keep it from ever being reached, else at the end. An empty text becomes a file of one rule.
 * Refusals: bad-recipient, rules-not-editable.
 */
export async function addRule(text: string, rule: NewRule): Promise<string> {
  if (rule.recipients.length === 0 || rule.recipients.some(({ key }) => judge('age', key) !== 'public')) throw new Refusal('bad-recipient');
  const nodes = await nodesIn(text);
  const before = await readRules(text);
  const top = nodes.real(nodes.source.document.contents);
  if (top !== null && !isMap(top)) refuse();
  const field = isMap(top) ? nodes.written(top).find(({ name }) => name === 'creation_rules') : undefined;
  const lines = ruleLines(rule);
  const item = (indent: string): string => lines.map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}`).join(eol(text));
  const catchAll = rule.pathRegex === '' ? -1 : before.creation.findIndex(({ pathRegex }) => pathRegex === '');
  const place = catchAll === -1 ? before.creation.length : catchAll;
  const added = (after: Rules): Said => ({ pathRegex: rule.pathRegex, groups: [rule.recipients.map(({ key, name }, at) => ({ kind: 'age', key, name: after.creation[place]?.groups[0]?.[at]?.name === name.trim() ? name.trim() : '' }))], shamirThreshold: 0, ...(rule.selector === undefined ? {} : { selector: rule.selector }), macOnlyEncrypted: rule.macOnlyEncrypted ?? false });
  const list = field?.value ?? null;
  const splices = ((): readonly Splice[] => {
    if (field === undefined) {
      const gap = text === '' || text.endsWith('\n') ? '' : eol(text);
      return [{ from: text.length, to: text.length, put: `${gap}creation_rules:${eol(text)}${item('  ')}${eol(text)}` }];
    }
    if (!isSeq(list)) return nodes.real(list) === null && list !== null && !isScalar(list) ? [] : [{ from: lineEnd(text, (list ?? field.key).range[1]), to: lineEnd(text, (list ?? field.key).range[1]), put: `${eol(text)}${item('  ')}` }];
    if (list.items.length === 0) return [{ from: list.range[0], to: list.range[1], put: `${eol(text)}${item('  ')}` }];
    const token = list.srcToken;
    if (token?.type !== 'block-seq') return [];
    const dashes = token.items.flatMap(({ start }) => start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset));
    const indentOf = (dash: number): string => ' '.repeat(dash - text.lastIndexOf('\n', dash - 1) - 1);
    const maps = (list.items as readonly (ParsedNode | null)[]).flatMap((each, at) => (isMap(nodes.real(each)) ? [at] : []));
    const next = dashes[maps[place] ?? -1];
    if (next === undefined) {
      const end = lineEnd(text, text.slice(0, list.range[1]).trimEnd().length);
      return [{ from: end, to: end, put: `${eol(text)}${item(indentOf(dashes[0] ?? 0))}` }];
    }
    let at = text.lastIndexOf('\n', next - 1) + 1;
    // What is said right above a rule, as far in as it, stays with it.
    for (let above = text.lastIndexOf('\n', at - 2) + 1; above < at && above > field.key.range[1] && text.startsWith(`${indentOf(next)}#`, above); above = text.lastIndexOf('\n', at - 2) + 1) at = above;
    return [{ from: at, to: at, put: `${item(indentOf(next))}${eol(text)}` }];
  })();
  return await proven(before, text, splices, (after) => (rules) => rules.toSpliced(place, 0, added(after)));
}
