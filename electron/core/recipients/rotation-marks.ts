// Values that are to be rotated, from `.coffre/rotation.yaml`: where they stand, who could read them, since when. Names only; never a value, nor anything made from one. Read and edited by hand as often as by us, so it is read with what is wrong and where, and what is added leaves all else byte for byte.
import { isMap, isScalar, isSeq, type Node, type ParsedNode } from 'yaml';
import type { MarkProblem } from '../../../shared/ipc/recipients.ts';
import { Refusal } from '../refusal.ts';
import { readYamlText, type YamlText } from '../sops/index.ts';

/** One value: `key` is its path in the file, '' for a file that is one value. */
export interface Mark {
  /** The way from the folder that holds `.coffre`. */
  readonly file: string;
  readonly key: string;
  /** Who could read it, by name or key. */
  readonly who: string;
  /** YYYY-MM-DD, or '' where nobody knows. */
  readonly since: string;
  readonly marked: string;
}
export interface Marks {
  readonly marks: readonly Mark[];
  readonly problems: readonly { readonly code: MarkProblem; readonly line: number; readonly column: number }[];
}

export const maxMarksBytes = 4 * 1024 * 1024;
/** A value takes about sixteen. */
const maxLexemes = 1_000_000;
const maxMarks = 40_000;
const maxText = 4096;
const head = '# Values to rotate: somebody who could read them is gone. Take a line out once the value has changed. Names only, never a value.\nmarks:\n';
const fields: ReadonlySet<string> = new Set(['file', 'who', 'marked', 'values']);
const valueFields: ReadonlySet<string> = new Set(['key', 'since']);

interface Reading {
  readonly yaml: YamlText;
  report(code: MarkProblem, node: Node | null): void;
}
type Fields = ReadonlyMap<string, ParsedNode | null>;

const itemsOf = (node: unknown): readonly (ParsedNode | null)[] => (isSeq(node) ? (node.items as readonly (ParsedNode | null)[]) : []);
const textOf = (node: unknown): string | undefined => (isScalar(node) && typeof node.value === 'string' && node.value.length <= maxText ? node.value : undefined);

function fieldsOf(node: unknown, known: ReadonlySet<string>, { report }: Reading): Fields | undefined {
  if (!isMap(node)) {
    report('wrong-type', node as Node | null);
    return undefined;
  }
  const found = new Map<string, ParsedNode | null>();
  for (const { key, value } of node.items as readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]) {
    const name = textOf(key) ?? '';
    if (known.has(name)) found.set(name, value);
    else report('unknown-field', key);
  }
  return found;
}

function dateOf(found: Fields, name: string, { report }: Reading): string {
  const date = textOf(found.get(name)) ?? '';
  if (date === '' || (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)))) return date;
  report('bad-date', found.get(name) ?? null);
  return '';
}

function markedIn(node: ParsedNode | null, reading: Reading): readonly Mark[] {
  const found = fieldsOf(node, fields, reading);
  if (found === undefined) return [];
  const file = textOf(found.get('file')) ?? '';
  if (file === '') {
    reading.report('no-file', found.get('file') ?? node);
    return [];
  }
  const [who, marked, values] = [textOf(found.get('who')) ?? '', dateOf(found, 'marked', reading), found.get('values') ?? null];
  if (itemsOf(values).length === 0) reading.report('no-values', values ?? node);
  return itemsOf(values).flatMap((item) => {
    const value = fieldsOf(item, valueFields, reading);
    const key = textOf(value?.get('key'));
    if (value !== undefined && key === undefined) reading.report('wrong-type', item);
    return value === undefined || key === undefined ? [] : [{ file, key, who, since: dateOf(value, 'since', reading), marked }];
  });
}

/** The list of marks as nodes; undefined where there is none yet. */
function listIn(yaml: YamlText, report: Reading['report']): ParsedNode | null | undefined {
  const top = yaml.document.contents;
  if (!isMap(top)) {
    if (top !== null && textOf(top) !== '') report('wrong-type', top);
    return undefined;
  }
  let list: ParsedNode | null | undefined;
  for (const { key, value } of top.items as readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]) {
    if (textOf(key) !== 'marks') report('unknown-field', key);
    else if (!isSeq(value) && value !== null && textOf(value) !== '') report('wrong-type', value);
    else list = value;
  }
  return list;
}

/** Never refuses. */
export async function readMarks(text: string): Promise<Marks> {
  const yaml = await readYamlText(text, maxLexemes);
  if ('code' in yaml) return { marks: [], problems: [{ code: 'not-yaml', line: yaml.line, column: yaml.column }] };
  const problems: { code: MarkProblem; line: number; column: number }[] = [];
  const report: Reading['report'] = (code, node) => { problems.push({ code, ...yaml.placeOf(node?.range?.[0] ?? 0) }); };
  const marks = itemsOf(listIn(yaml, report)).flatMap((item) => markedIn(item, { yaml, report }));
  return { marks, problems: problems.toSorted((one, other) => one.line - other.line || one.column - other.column) };
}

const plain = /^[A-Za-z_][\w./-]*$/;
const otherTypes = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
/** WHY quoted where in doubt: a name may be anything, and a date in plain style is one for other readers of YAML. */
const spelt = (text: string): string => (plain.test(text) && !otherTypes.test(text) ? text : JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`));

function linesFor(marks: readonly Mark[], indent: string): readonly string[] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const name = JSON.stringify([mark.file, mark.who, mark.marked]);
    groups.set(name, [...(groups.get(name) ?? []), mark]);
  }
  return [...groups.values()].flatMap((group) => {
    const [{ file, who, marked } = { file: '', who: '', marked: '' }] = group;
    return [
      `- file: ${spelt(file)}`, ...(who === '' ? [] : [`  who: ${spelt(who)}`]), ...(marked === '' ? [] : [`  marked: ${spelt(marked)}`]), '  values:',
      ...group.flatMap(({ key, since }) => [`    - key: ${spelt(key)}`, ...(since === '' ? [] : [`      since: ${spelt(since)}`])]),
    ];
  }).map((line) => `${indent}${line}`);
}

/** Where more of a list belongs, and how far it stands in. Undefined for one that is written in a way that nobody should touch. */
function placeIn(text: string, list: ParsedNode | null | undefined, yaml: YamlText): { readonly at: number; readonly indent: string } | undefined {
  if (list === undefined || list === null || !isSeq(list)) return list === undefined ? undefined : { at: text.length, indent: '  ' };
  const last = itemsOf(list).at(-1);
  if (list.flow === true || last?.range === undefined || last.range === null) return undefined;
  const next = text.indexOf('\n', Math.max(0, last.range[1] - 1));
  return { at: next === -1 ? text.length : next + 1, indent: ' '.repeat(yaml.placeOf(list.range[0]).column - 1) };
}

const nameOf = ({ file, key }: Mark): string => JSON.stringify([file, key]);

/**
 * The text with these marks behind those that are there; a value that is marked already stays marked once.
 * Refusals: `file-too-large`, and `marks-not-editable` for a text that is not in order, or that would say something else afterwards.
 */
export async function withMarks(text: string, wanted: readonly Mark[]): Promise<{ readonly text: string; readonly added: number }> {
  const refuse = (): never => { throw new Refusal('marks-not-editable'); };
  const before = await readMarks(text);
  if (before.problems.some(({ code }) => code === 'not-yaml' || code === 'wrong-type')) refuse();
  const known = new Set(before.marks.map(nameOf));
  const fresh = wanted.filter((mark) => known.size !== known.add(nameOf(mark)).size);
  if (fresh.length === 0) return { text, added: 0 };
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const own = text.trim() === '' ? head : text.endsWith('\n') ? text : `${text}${eol}`;
  const yaml = await readYamlText(own, maxLexemes);
  if ('code' in yaml) return refuse();
  const list = listIn(yaml, () => undefined);
  const begun = list === undefined ? `${own}marks:${eol}` : own;
  const place = list === undefined ? { at: begun.length, indent: '  ' } : placeIn(begun, list, yaml);
  if (place === undefined) return refuse();
  const after = `${begun.slice(0, place.at)}${linesFor(fresh, place.indent).map((line) => `${line}${eol}`).join('')}${begun.slice(place.at)}`;
  if (Buffer.byteLength(after) > maxMarksBytes || before.marks.length + fresh.length > maxMarks) throw new Refusal('file-too-large', { limitBytes: maxMarksBytes });
  const read = await readMarks(after);
  const same = JSON.stringify(read.marks.toSorted(byName)) === JSON.stringify([...before.marks, ...fresh].toSorted(byName)) && read.problems.length === before.problems.length;
  return same ? { text: after, added: fresh.length } : refuse();
}
const byName = (one: Mark, other: Mark): number => (nameOf(one) < nameOf(other) ? -1 : nameOf(one) > nameOf(other) ? 1 : 0);
