// Looking at the nodes of a `.sops.yaml` as Go's parser would: aliases followed, merged mappings spread, nulls dropped. Must end whatever the aliases do.
import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Place } from './model.ts';
import { resolvedType, textOf } from './scalar-type.ts';
import type { YamlText } from './yaml-text.ts';

/** Some aliases of aliases stand for more than anybody can read. */
export class TooMuch extends Error {}

export interface Field {
  readonly name: string;
  /** As it is written: for places, names in comments and edits. */
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}
export interface Nodes {
  readonly source: YamlText;
  /** What stands there, through aliases; null for nothing and for a null. */
  real(node: ParsedNode | null): Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed | null;
  /** The fields of a mapping as they are written, `<<` among them. */
  written(map: YAMLMap): readonly Field[];
  /** The fields with merged ones: those of the mapping itself win, then the earlier ones. */
  fields(map: YAMLMap): ReadonlyMap<string, Field>;
  place(node: ParsedNode | null): Place;
}

/** Far more than any file says. */
const maxVisits = 200_000;
const maxHops = 100;

export const isMergeKey = (node: ParsedNode): boolean => isScalar(node) && node.type === 'PLAIN' && node.value === '<<';

export function createNodes(source: YamlText): Nodes {
  let visits = 0;
  function visit(count: number): void {
    visits += count;
    if (visits > maxVisits) throw new TooMuch();
  }
  function real(node: ParsedNode | null): Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed | null {
    let here = node;
    for (let hops = 0; isAlias(here); hops += 1) {
      here = source.targets.get(here) ?? null;
      if (hops > maxHops) throw new TooMuch();
    }
    visit(1);
    if (here === null || (isScalar(here) && resolvedType(here) === 'null')) return null;
    return here as Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed;
  }
  function written(map: YAMLMap): readonly Field[] {
    visit(map.items.length);
    return (map.items as readonly Pair<ParsedNode, ParsedNode | null>[]).map(({ key, value }) => {
      const name = isAlias(key) ? source.targets.get(key) : key;
      return { name: isScalar(name) ? textOf(name) : '', key, value };
    });
  }
  function collect(map: YAMLMap, into: Map<string, Field>, depth: number): void {
    if (depth > maxHops) throw new TooMuch();
    const own = written(map);
    for (const field of own) if (!isMergeKey(field.key) && !into.has(field.name)) into.set(field.name, field);
    for (const { key, value } of own) {
      if (!isMergeKey(key)) continue;
      const merged = real(value);
      for (const each of isSeq(merged) ? (merged.items as readonly (ParsedNode | null)[]).map(real) : [merged]) if (isMap(each)) collect(each, into, depth + 1);
    }
  }
  return {
    source, real, written,
    fields(map) {
      const found = new Map<string, Field>();
      collect(map, found, 0);
      return found;
    },
    place: (node) => source.placeOf(node?.range[0] ?? 0),
  };
}
