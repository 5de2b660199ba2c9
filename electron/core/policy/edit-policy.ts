// Changes to the text of a policy that keep its comments, its order and all that was not meant: one piece of text is put in or taken out for each field, and what comes of it is read again before anybody may have it.
import { isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { Refusal } from '../refusal.ts';
import { readYamlText, type YamlText } from '../sops/index.ts';
import { fields, sectionPaths, type FieldName, type Value } from './fields.ts';
import { readPolicy } from './read-policy.ts';
import { sameValue } from './strictness.ts';

export interface FieldChange {
  readonly field: FieldName;
  /** Null takes the field out: then its default holds. */
  readonly value: Value | null;
}
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}
interface Pair {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}

const refuse = (): never => { throw new Refusal('policy-not-editable'); };
const eol = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Where the next line begins, or the end. */
const nextLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};
const shown = (value: string | number | boolean): string => (typeof value === 'string' ? `"${value}"` : String(value));
const written = (value: Value): string => (typeof value === 'object' ? `[${value.map(shown).join(', ')}]` : shown(value));

const pairsOf = (map: YAMLMap): readonly Pair[] => map.items as unknown as readonly Pair[];
const find = (map: YAMLMap, name: string): Pair | undefined => pairsOf(map).find(({ key }) => isScalar(key) && key.value === name);
const isNothing = (node: ParsedNode | null): boolean => node === null || (isScalar(node) && node.type === 'PLAIN' && node.value === '');
/** The last place of what stands there, without the blanks and comments after it. */
const endOf = (text: string, pair: Pair): number => {
  const end = (isNothing(pair.value) ? pair.key.range[1] : (pair.value?.range[1] ?? 0));
  return text.slice(0, end).trimEnd().length;
};

/** New lines after what ends at `at`. */
function linesAfter(text: string, at: number, lines: readonly string[]): Splice {
  const next = nextLine(text, at);
  const ended = next > 0 && text[next - 1] === '\n';
  const body = lines.map((line) => `${line}${eol(text)}`).join('');
  return { from: next, to: next, put: next === 0 || ended ? body : `${eol(text)}${body}` };
}

/** Lists of one item a line: those that stay keep their lines and comments. */
function changeItems(text: string, seq: YAMLSeq, wanted: readonly string[]): readonly Splice[] {
  const items = (seq.items as readonly ParsedNode[]).map((node) => {
    if (!isScalar(node) || text.slice(node.range[0], node.range[1]).includes('\n')) refuse();
    return { value: String((node as Scalar).value), at: node.range[0] };
  });
  const [first] = items;
  if (first === undefined) return refuse();
  const start = lineStart(text, first.at);
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  if (items.some(({ at }) => !/^[ \t]*-[ \t]+$/.test(text.slice(lineStart(text, at), at)))) refuse();
  const gone = items.filter(({ value }) => !wanted.includes(value));
  const put = wanted.filter((value) => !items.some((item) => item.value === value)).map((value) => `${indent}- ${shown(value)}`);
  const last = items.at(-1) ?? first;
  return [...gone.map(({ at }) => ({ from: lineStart(text, at), to: nextLine(text, at), put: '' })), ...(put.length === 0 ? [] : [linesAfter(text, last.at, put)])];
}

function changeValue(text: string, { key, value }: Pair, wanted: Value): readonly Splice[] {
  if (value === null || isNothing(value)) {
    const colon = text.indexOf(':', key.range[1]);
    return colon === -1 || text.slice(key.range[1], colon).trim() !== '' ? refuse() : [{ from: colon + 1, to: colon + 1, put: ` ${written(wanted)}` }];
  }
  const [from, to] = value.range;
  if (isSeq(value) && value.flow !== true) return typeof wanted === 'object' && wanted.length > 0 ? changeItems(text, value, wanted) : refuse();
  // A comment inside of brackets would be lost.
  if (isSeq(value) && text.slice(from, to).includes('#')) return refuse();
  const isOneWord = isScalar(value) && value.type !== 'BLOCK_FOLDED' && value.type !== 'BLOCK_LITERAL';
  return isOneWord || isSeq(value) ? [{ from, to, put: written(wanted) }] : refuse();
}

/** Puts a field where its section is, or with those of its sections that are not there. */
function addField(text: string, source: YamlText, field: FieldName, value: Value): readonly Splice[] {
  const path = sectionPaths[fields[field].section];
  const lines = (names: readonly string[], indent: number): readonly string[] => [...names.map((name, level) => `${' '.repeat(indent + level * 2)}${name}:`), `${' '.repeat(indent + names.length * 2)}${field}: ${written(value)}`];
  let map = source.document.contents as ParsedNode | null;
  if (isNothing(map)) return [linesAfter(text, text.length, lines(path, 0))];
  for (const [depth, name] of path.entries()) {
    if (!isMap(map) || map.flow === true) return refuse();
    const pair = find(map, name);
    const [first] = pairsOf(map);
    const last = pairsOf(map).at(-1);
    if (first === undefined || last === undefined) return refuse();
    const indent = source.placeOf(first.key.range[0]).column - 1;
    if (pair === undefined) return [linesAfter(text, endOf(text, last), lines(path.slice(depth), indent))];
    if (isNothing(pair.value)) return [linesAfter(text, endOf(text, pair), lines(path.slice(depth + 1), indent + 2))];
    map = pair.value;
  }
  if (!isMap(map) || map.flow === true) return refuse();
  const [first] = pairsOf(map);
  const last = pairsOf(map).at(-1);
  if (first === undefined || last === undefined) return refuse();
  return [linesAfter(text, endOf(text, last), lines([], source.placeOf(first.key.range[0]).column - 1))];
}

function removeField(text: string, pair: Pair): readonly Splice[] {
  const from = lineStart(text, pair.key.range[0]);
  return text.slice(from, pair.key.range[0]).trim() === '' ? [{ from, to: nextLine(text, endOf(text, pair)), put: '' }] : refuse();
}

async function changeOne(text: string, { field, value }: FieldChange): Promise<string> {
  const source = await readYamlText(text);
  if ('code' in source) throw new Refusal('policy-not-editable', { line: source.line, column: source.column });
  let node = source.document.contents as ParsedNode | null;
  for (const name of sectionPaths[fields[field].section]) node = isMap(node) ? (find(node as YAMLMap, name)?.value ?? null) : null;
  const pair = isMap(node) ? find(node as YAMLMap, field) : undefined;
  const splices = pair === undefined ? (value === null ? [] : addField(text, source, field, value)) : value === null ? removeField(text, pair) : changeValue(text, pair, value);
  return splices.toSorted((one, other) => other.from - one.from).reduce((now, { from, to, put }) => now.slice(0, from) + put + now.slice(to), text);
}

/**
 * The text with these fields changed. What was wrong before may stay wrong, but for the fields that are changed; nothing new may be.
 * Refusals: policy-not-editable (line, column where known) for a text in which that cannot be done without losing something, policy-invalid (data: code, field, line, column) for values that a policy may not have.
 */
export async function changePolicy(text: string, changes: readonly FieldChange[]): Promise<string> {
  const before = await readPolicy(Buffer.from(text));
  let after = text;
  for (const change of changes) after = await changeOne(after, change);
  const read = await readPolicy(Buffer.from(after));
  const changed = new Set<string>(changes.map(({ field }) => field));
  const isNew = read.findings.find(({ code, field }) => changed.has(field) || !before.findings.some((known) => known.code === code && known.field === field));
  if (isNew !== undefined) throw new Refusal('policy-invalid', { code: isNew.code, field: isNew.field, line: isNew.line, column: isNew.column });
  for (const name of Object.keys(fields) as FieldName[]) {
    const asked = changes.findLast(({ field }) => field === name);
    const wanted = asked === undefined ? before.values[name] : (asked.value ?? undefined);
    const found = read.values[name];
    if (wanted === undefined || found === undefined ? wanted !== found : !sameValue(wanted, found)) refuse();
  }
  return after;
}
