// Metadata as dotenv and INI write it: `age__list_0__map_enc` and so on (spec §1.1 “Flattening”).
import { Refusal } from '../../../refusal.ts';
import type { RawMetadata } from '../../tree.ts';

type Node = string | { readonly map: Map<string, Node> } | { readonly list: Map<number, Node> };
const step = /__(map|list)_/;
/** WHY limits: each step of a name becomes an object, and a megabyte of nothing but steps a hundred of them. What sops writes has five steps at most. */
const maxSteps = 32;
const maxName = 4096;
const maxFields = 50_000;

const bad = (field: string): Refusal => new Refusal('bad-metadata', { field: field.slice(0, 120) });

/** Splits `a__list_0__map_b` into its steps. */
function stepsOf(name: string): readonly (string | number)[] {
  const [head = '', ...rest] = name.length > maxName ? [] : name.split(step, 2 * maxSteps);
  if (name.length > maxName || rest.length >= 2 * maxSteps - 1) throw bad(name);
  const steps: (string | number)[] = [head];
  for (let i = 0; i < rest.length; i += 2) {
    const text = rest[i + 1] ?? '';
    if (rest[i] === 'map') steps.push(text);
    else if (/^(0|[1-9]\d{0,5})$/.test(text)) steps.push(Number(text));
    else throw bad(name);
  }
  return steps;
}

function insert(root: Map<string, Node>, name: string, value: string): void {
  const steps = stepsOf(name);
  let node: Node = { map: root };
  steps.forEach((at, depth) => {
    const next = steps[depth + 1];
    const fresh: Node = next === undefined ? value : typeof next === 'number' ? { list: new Map() } : { map: new Map() };
    if (typeof node === 'string') throw bad(name);
    const children: Map<string | number, Node> | undefined = typeof at === 'number' ? ('list' in node ? node.list as Map<string | number, Node> : undefined) : 'map' in node ? node.map as Map<string | number, Node> : undefined;
    if (children === undefined) throw bad(name);
    const found = children.get(at);
    if (found !== undefined && (next === undefined || typeof found === 'string')) throw bad(name);
    if (found === undefined) children.set(at, fresh);
    node = found ?? fresh;
  });
}

function plain(node: Node, name: string): RawMetadata[string] {
  if (typeof node === 'string') return node;
  if ('map' in node) return toObject(node.map, name);
  return [...node.list.keys()].sort((a, b) => a - b).map((index, position) => {
    const element = node.list.get(index);
    if (index !== position || element === undefined || typeof element === 'string' || !('map' in element)) throw bad(name);
    return toObject(element.map, name);
  });
}

function toObject(map: ReadonlyMap<string, Node>, name: string): RawMetadata {
  // WHY no prototype: a field named __proto__ is only a field here.
  const object = Object.create(null) as Record<string, RawMetadata[string]>;
  for (const [key, node] of map) object[key] = plain(node, name === '' ? key : `${name}.${key}`);
  return object;
}

/** Refuses `bad-metadata` (field) for a path that stands twice, a gap in a list, a value and sub-keys at one place, and for more than any file has. */
export function unflatten(flat: readonly (readonly [name: string, value: string])[]): RawMetadata {
  if (flat.length > maxFields) throw bad('sops');
  const root = new Map<string, Node>();
  for (const [name, value] of flat) insert(root, name, value);
  return toObject(root, '');
}

/** The flat names and texts of a field and all below it, as sops 3.13 orders them: maps by key, lists by index. Empty lists and null have none. */
export function flatten(value: RawMetadata[string], name: string): (readonly [name: string, value: string])[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (Array.isArray(value)) return (value as readonly RawMetadata[]).flatMap((element, index) => flatten(element, `${name}__list_${String(index)}`));
  const map = value as RawMetadata;
  return Object.keys(map).toSorted().flatMap((key) => flatten(map[key] ?? null, name === '' ? key : `${name}__map_${key}`));
}
