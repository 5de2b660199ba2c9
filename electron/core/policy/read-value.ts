// Reads one value of a policy: its spelling, its type, its range and its floor. Pure. Must never repeat it.
import { isAlias, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml';
import { nearest } from '../../../shared/text/index.ts';
import { fields, type FieldName, type Takes, type Value } from './fields.ts';
import type { Expected, Finding } from './model.ts';

type Told = (finding: Partial<Finding> & Pick<Finding, 'code'>, at: ParsedNode | null) => void;
interface Read {
  /** Undefined for what cannot be used. */
  readonly value: Value | undefined;
  readonly floored: boolean;
}

const expectedOf = ({ kind }: Takes): Expected => (({ flag: 'yes-or-no', count: 'whole-number', choice: 'text', list: 'list', networks: 'list', countries: 'list' }) as const)[kind];
const textOf = (node: Scalar): string => (typeof node.value === 'string' ? node.value : '');
/** What a reader of YAML would take for something else than text. */
const isPlainNonText = (node: Scalar): boolean => node.type === 'PLAIN' && /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9._xXoObBeE+-]*|[-+]?\.(?:inf|nan))$/i.test(textOf(node));
/** Suites that are known and not taken: they have no forward secrecy or are broken. */
const isWeakSuite = (text: string): boolean => /^TLS_[A-Z0-9]+(?:_[A-Z0-9]+)*_WITH_[A-Z0-9_]+$/.test(text);

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const isFour = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(address);
  const isSix = /^[0-9A-Fa-f:.]{2,45}$/.test(address) && URL.canParse(`http://[${address}]/`);
  return (isFour || isSix) && rest.length === 0 && (bits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (isFour ? 32 : 128)));
}

function readFlag(node: Scalar.Parsed, floor: boolean, told: Told): Read {
  const text = textOf(node);
  if (node.type !== 'PLAIN' || (text !== 'true' && text !== 'false')) {
    const meant = /^(?:true|yes|on|y)$/i.test(text) ? 'true' : /^(?:false|no|off|n)$/i.test(text) ? 'false' : '';
    told({ code: 'wrong-type', expected: 'yes-or-no', suggestion: meant }, node);
    return { value: undefined, floored: false };
  }
  const value = text === 'true';
  if (floor && !value) told({ code: 'below-floor', suggestion: 'true' }, node);
  return { value: value || floor, floored: floor && !value };
}

function readCount(node: Scalar.Parsed, { min, max, floor, stricter }: Extract<Takes, { kind: 'count' }>, told: Told): Read {
  const text = textOf(node);
  // WHY no other spelling: 0x5, 5_0, 010 and 5e1 are different numbers to different readers.
  if (node.type !== 'PLAIN' || !/^-?(?:0|[1-9]\d{0,14})$/.test(text)) {
    told({ code: 'wrong-type', expected: 'whole-number', least: min, most: max }, node);
    return { value: undefined, floored: false };
  }
  const value = Number(text);
  if (value < min || value > max) {
    told({ code: 'out-of-range', least: min, most: max }, node);
    return { value: undefined, floored: false };
  }
  if (stricter === 'less' ? value <= floor : value >= floor) return { value, floored: false };
  // SECURITY(policy-floor): no policy makes the program less strict than it is without one.
  told({ code: 'below-floor', suggestion: String(floor), ...(stricter === 'less' ? { most: floor } : { least: floor }) }, node);
  return { value: floor, floored: true };
}

/** A word out of a few; undefined, and told, for anything else. */
function readWord(name: FieldName, node: ParsedNode | null, of: readonly string[], told: Told): string | undefined {
  if (!isScalar(node) || isPlainNonText(node)) {
    const text = isScalar(node) ? textOf(node) : '';
    told({ code: 'wrong-type', expected: 'text', suggestion: of.includes(text) ? `"${text}"` : '' }, node);
    return undefined;
  }
  const text = textOf(node);
  if (of.includes(text)) return text;
  const bare = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const suggestion = of.find((word) => bare(word) === bare(text)) ?? (text.length > 64 ? '' : nearest(text, of));
  if (name === 'encryption_algorithm') told({ code: 'not-supported', suggestion: of[0] ?? '' }, node);
  else if (name === 'tls_min_version' && /^1\.[01]$/.test(text)) told({ code: 'below-floor', suggestion: of[0] ?? '' }, node);
  else if (name === 'cipher_suites' && suggestion === '' && isWeakSuite(text)) told({ code: 'below-floor' }, node);
  else told({ code: 'unknown-value', suggestion }, node);
  return undefined;
}

function readItem(name: FieldName, takes: Takes, node: ParsedNode | null, told: Told): string | undefined {
  if (takes.kind === 'list') return readWord(name, node, takes.of, told);
  if (!isScalar(node) || isPlainNonText(node)) {
    told({ code: 'wrong-type', expected: 'text' }, node);
    return undefined;
  }
  const text = textOf(node);
  const isRight = takes.kind === 'networks' ? isNetwork(text) : /^[A-Z]{2}$/.test(text);
  if (!isRight) told({ code: takes.kind === 'networks' ? 'bad-network' : 'bad-country', suggestion: takes.kind === 'countries' && /^[a-z]{2}$/.test(text) ? text.toUpperCase() : '' }, node);
  return isRight ? text : undefined;
}

function readList(name: FieldName, takes: Takes, items: readonly (ParsedNode | null)[], node: ParsedNode, told: Told): Read {
  const found: string[] = [];
  let isRight = true;
  for (const item of items) {
    if (item !== null && !isAlias(item) && item.tag !== undefined) told({ code: 'yaml-trick', trick: 'tag' }, item);
    const value = readItem(name, takes, item, (finding, at) => { told(finding, at ?? node); });
    isRight &&= value !== undefined;
    if (value === undefined) continue;
    if (found.includes(value)) told({ code: 'duplicate-value' }, item);
    else found.push(value);
  }
  if (takes.kind === 'list' && items.length === 0) {
    told({ code: 'empty-list' }, node);
    isRight = false;
  }
  // WHY only where all of it is right: half a list is another list.
  return { value: isRight ? (found as unknown as Value) : undefined, floored: false };
}

/** The value of a field, or undefined for what cannot be used; what is wrong is told. */
export function readValue(name: FieldName, node: ParsedNode | null, told: Told): Read {
  const { takes } = fields[name];
  const nothing: Read = { value: undefined, floored: false };
  const wrong = (): Read => {
    told({ code: 'wrong-type', expected: expectedOf(takes) }, node);
    return nothing;
  };
  // An alias is told already.
  if (isAlias(node)) return nothing;
  if (node === null || (isScalar(node) && node.type === 'PLAIN' && node.value === '' && node.tag === undefined)) {
    told({ code: 'wrong-type', expected: expectedOf(takes) }, null);
    return nothing;
  }
  if (node.tag !== undefined) {
    told({ code: 'yaml-trick', trick: 'tag' }, node);
    return nothing;
  }
  if (takes.kind === 'list' || takes.kind === 'networks' || takes.kind === 'countries') return isSeq(node) ? readList(name, takes, node.items as readonly (ParsedNode | null)[], node, told) : wrong();
  if (!isScalar(node)) return wrong();
  if (takes.kind === 'flag') return readFlag(node, takes.floor === true, told);
  if (takes.kind === 'count') return readCount(node, takes, told);
  return { value: readWord(name, node, takes.of, told) as Value | undefined, floored: false };
}
