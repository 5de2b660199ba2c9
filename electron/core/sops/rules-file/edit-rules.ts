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

type Kind = 'age' | 'pgp';
/** Of those that are put in and taken out here. An address is no fingerprint: whose key it means may change. */
const kindFor = (key: string): Kind | undefined => (judge('age', key) === 'public' ? 'age' : judge('pgp', key) === 'public' && !key.includes('@') ? 'pgp' : undefined);
const plainKey = (kind: string, key: string): string => (kind === 'pgp' ? key.replace(/^0x/i, '').replaceAll(' ', '').toUpperCase() : key);
/** Fingerprints are written in many ways. */
const isKey = (kind: Kind, key: string): ((one: Pick<RuleRecipient, 'kind' | 'key'>) => boolean) => (one) => one.kind === kind && plainKey(kind, one.key) === plainKey(kind, key);

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

/** A whole field out of a mapping that has others; nothing where its name shares its line with a dash. */
function dropField(text: string, map: ParsedNode, name: string): readonly Splice[] {
  if (!isMap(map) || map.items.length < 2) return [];
  const field = (map.items as readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]).find(({ key }) => isScalar(key) && textOf(key) === name);
  if (field === undefined) return [];
  const from = text.lastIndexOf('\n', field.key.range[0] - 1) + 1;
  const stop = lineEnd(text, text.slice(0, (field.value ?? field.key).range[1]).trimEnd().length);
  return text.slice(from, field.key.range[0]).trim() === '' ? [{ from, to: stop + (text.startsWith('\r\n', stop) ? 2 : 1), put: '' }] : [];
}

/**
 * Adds a recipient of age or PGP to a rule, with its name as a comment where the way the list is written has room for one. `group`: which of its key groups; the first if that is not said.
 * Refusals: rule-not-found, bad-recipient, recipient-known, rules-not-editable (data: line, column where known): shared by an anchor, or written in a way that this does not dare to change.
 */
export async function addRecipient(text: string, ruleIndex: number, key: string, name = '', group = 0): Promise<string> {
  const kind = kindFor(key);
  if (kind === undefined) throw new Refusal('bad-recipient');
  const { nodes, before, rule, item, groups } = await target(text, ruleIndex);
  const holder = groups.length === 0 ? item : groups[group];
  const own = rule.groups[groups.length === 0 ? 0 : group];
  if (holder === undefined || own === undefined) throw new Refusal('rule-not-found');
  if (own.some(isKey(kind, key))) throw new Refusal('recipient-known');
  const list = ownList(nodes, holder, kind);
  const recipient = { key, name };
  const splices = list === undefined ? addField(text, holder, kind, groups.length === 0 ? plainOrQuoted(key, true) : `[${plainOrQuoted(key, true)}]`, name === '' || groups.length > 0 ? '' : ` # ${name}`) : list === null ? refuse() : addTo(text, list, recipient);
  const at = groups.length === 0 ? 0 : group;
  return await proven(before, text, splices, (after) => (rules) => rules.map((each, place) => {
    if (place !== ruleIndex) return each;
    const keys = after.creation[ruleIndex]?.groups[at] ?? [];
    const found = keys.findIndex(isKey(kind, key));
    const kept = keys[found]?.name === name.trim() ? name.trim() : '';
    // WHY where it is found: what is merged comes before it, and services after it.
    return { ...each, groups: each.groups.map((list, of) => (of === at ? list.toSpliced(found === -1 ? list.length : found, 0, { kind, key, name: kept }) : list)) };
  }));
}

/**
 * Takes a recipient of age or PGP out of a rule, out of each of its groups, with the comment that names it.
 * Refusals: rule-not-found, recipient-not-found, last-recipient, rules-not-editable.
 */
export async function removeRecipient(text: string, ruleIndex: number, key: string): Promise<string> {
  const { nodes, before, rule, item, groups } = await target(text, ruleIndex);
  const kind = kindFor(key);
  if (kind === undefined) throw new Refusal('recipient-not-found');
  const gone = isKey(kind, key);
  const holds = rule.groups.map((keys) => keys.find(gone)?.key);
  if (holds.every((held) => held === undefined)) throw new Refusal('recipient-not-found');
  if (rule.groups.some((keys) => keys.every(gone))) throw new Refusal('last-recipient');
  const resolve = (node: ParsedNode | null): string => {
    const real = nodes.real(node);
    return isScalar(real) ? textOf(real) : '';
  };
  const nameAbove = (node: ParsedNode): boolean => commentBehind(text, node.range[1]) === '' && commentAbove(text, node.range[0]) !== '';
  const splices = holds.flatMap((held, at) => {
    const holder = groups.length === 0 ? item : groups[at];
    if (held === undefined) return [];
    const list = holder === undefined ? undefined : ownList(nodes, holder, kind);
    if (list === undefined || list === null || holder === undefined) return refuse();
    const alone = rule.groups[at]?.filter((one) => one.kind === kind).length === 1;
    return alone ? dropField(text, holder, kind) : removeFrom(text, list, held, resolve, nameAbove);
  });
  return await proven(before, text, splices, () => (rules) => rules.map((each, place) => (place === ruleIndex ? { ...each, groups: each.groups.map((keys) => keys.filter((one) => !gone(one))) } : each)));
}

const quoted = (value: string): string => (/^[A-Za-z0-9^\\(._/][A-Za-z0-9^$\\()._/|*+?-]*$/.test(value) ? value : /[\u0000-\u001f\u007f-\u009f]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`);

/** In the order in which sops reads them. */
const byKind = (recipients: readonly NewRecipient[]): readonly (readonly [kind: Kind, own: readonly NewRecipient[]])[] => (['age', 'pgp'] as const).flatMap((kind) => {
  const own = recipients.filter(({ key }) => kindFor(key) === kind);
  return own.length === 0 ? [] : [[kind, own] as const];
});

function ruleLines({ pathRegex, recipients, selector, macOnlyEncrypted = false }: NewRule): readonly string[] {
  const named = recipients.some(({ name }) => name !== '');
  const kinds = byKind(recipients);
  // WHY a group for names: every sops reads a list there, and a flat one only since 3.11; text with commas has no room for a name.
  const who = named ? ['key_groups:', ...kinds.flatMap(([kind, own], at) => [`  ${at === 0 ? '-' : ' '} ${kind}:`, ...own.map(({ key, name }) => `      - ${plainOrQuoted(key, false)}${name === '' ? '' : ` # ${name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').trim()}`}`)])]
    : kinds.flatMap(([kind, own]) => (own.length === 1 ? own.map(({ key }) => `${kind}: ${plainOrQuoted(key, false)}`) : [`${kind}: >-`, ...own.map(({ key }, at) => `  ${key}${at === own.length - 1 ? '' : ','}`)]));
  return [...(pathRegex === '' ? [] : [`path_regex: ${quoted(pathRegex)}`]), ...who, ...(selector === undefined ? [] : [`${selector.field}: ${quoted(selector.value)}`]), ...(macOnlyEncrypted ? ['mac_only_encrypted: true'] : [])];
}

/**
 * Adds a creation rule: before the first one that is meant for every file, which would keep it from ever being reached, else at the end. An empty text becomes a file of one rule.
 * Refusals: bad-recipient, rules-not-editable.
 */
export async function addRule(text: string, rule: NewRule): Promise<string> {
  if (rule.recipients.length === 0 || rule.recipients.some(({ key }) => kindFor(key) === undefined)) throw new Refusal('bad-recipient');
  const nodes = await nodesIn(text);
  const before = await readRules(text);
  const top = nodes.real(nodes.source.document.contents);
  if (top !== null && !isMap(top)) refuse();
  const field = isMap(top) ? nodes.written(top).find(({ name }) => name === 'creation_rules') : undefined;
  const lines = ruleLines(rule);
  const item = (indent: string): string => lines.map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}`).join(eol(text));
  const catchAll = rule.pathRegex === '' ? -1 : before.creation.findIndex(({ pathRegex }) => pathRegex === '');
  const place = catchAll === -1 ? before.creation.length : catchAll;
  const added = (after: Rules): Said => ({ pathRegex: rule.pathRegex, groups: [byKind(rule.recipients).flatMap(([kind, own]) => own.map((one) => ({ ...one, kind }))).map(({ kind, key, name }, at) => ({ kind, key, name: after.creation[place]?.groups[0]?.[at]?.name === name.trim() ? name.trim() : '' }))], shamirThreshold: 0, ...(rule.selector === undefined ? {} : { selector: rule.selector }), macOnlyEncrypted: rule.macOnlyEncrypted ?? false });
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

/** WHY in brackets: flags count up to the end of their group. */
const either = (one: string, other: string): string => `${/\(\?[a-zA-Z-]+\)/.test(one) ? `(?:${one})` : one}|${other}`;

/**
 * Lets a rule be meant for what another expression matches, too.
 * Refusals: rule-not-found, rules-not-editable for an expression that others share, or that is no text of one line.
 */
export async function widenRule(text: string, ruleIndex: number, pathRegex: string): Promise<string> {
  const { nodes, before, rule, item } = await target(text, ruleIndex);
  const own = ownList(nodes, item, 'path_regex');
  if (rule.pathRegex === '' || !isScalar(own) || own.type === 'BLOCK_FOLDED' || own.type === 'BLOCK_LITERAL') return refuse();
  const wider = either(rule.pathRegex, pathRegex);
  const put = own.type === 'QUOTE_DOUBLE' ? JSON.stringify(wider) : own.type === 'QUOTE_SINGLE' ? `'${wider.replaceAll("'", "''")}'` : quoted(wider);
  return await proven(before, text, [{ from: own.range[0], to: own.range[1], put }], () => (rules) => rules.map((each, place) => (place === ruleIndex ? { ...each, pathRegex: wider } : each)));
}
