// What is wrong with a `.sops.yaml` before anybody asks for a file: fields that sops does not know, and values that it cannot decode, each with its place. Must never repeat a value.
import { isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { meantBy, shownName, specs, type FieldType, type MappingName } from './fields.ts';
import type { Expected, Problem } from './model.ts';
import { isMergeKey, type Field, type Nodes } from './nodes.ts';
import { flagOf, numberOf, resolvedType } from './scalar-type.ts';

/** Puts a problem down, each one once however many aliases lead to it. */
export type Report = (problem: Pick<Problem, 'code' | 'stops'> & Partial<Problem>, at: ParsedNode | null) => void;

const expectedOf = (type: FieldType): Expected => {
  if (typeof type === 'object') return 'of' in type ? 'fields' : 'list';
  return ({ text: 'text', number: 'number', flag: 'yes-or-no', texts: 'list', keys: 'text-or-list', any: 'text' } as const)[type];
};

export function checkFields(nodes: Nodes, report: Report): void {
  const seen = new Set<string>();
  /** WHY remembered: a mapping that many aliases stand for is as right or wrong each time. */
  const checked = (node: ParsedNode | null, as: string, rule: number | undefined): boolean => {
    const key = `${String(node?.range[0])}:${as}:${String(rule)}`;
    return seen.size === seen.add(key).size;
  };
  const about = (rule: number | undefined): { readonly rule?: number } => (rule === undefined ? {} : { rule });

  function checkMapping(map: YAMLMap, mapping: MappingName, rule: number | undefined): void {
    if (checked(map as ParsedNode, mapping, rule)) return;
    const names = new Set<string>();
    for (const field of nodes.written(map)) {
      if (isMergeKey(field.key)) checkMerge(field, mapping, rule);
      else if (!isScalar(nodes.real(field.key)) && !isScalar(field.key)) report({ code: 'wrong-type', stops: 'everything', expected: 'text', ...about(rule) }, field.key);
      else if (names.has(field.name)) report({ code: 'duplicate-field', stops: 'everything', field: shownName(field.name), ...about(rule) }, field.key);
      else {
        const type = Object.hasOwn(specs[mapping], field.name) ? specs[mapping][field.name] : undefined;
        if (type === undefined) checkUnknown(map, field, mapping, rule);
        else checkValue(field.value, type, field.name, rule);
      }
      names.add(field.name);
    }
  }
  function checkMerge({ value }: Field, mapping: MappingName, rule: number | undefined): void {
    const merged = nodes.real(value);
    for (const each of isSeq(merged) ? (merged.items as readonly (ParsedNode | null)[]).map(nodes.real) : [merged]) {
      if (isMap(each)) checkMapping(each, mapping, rule);
      else report({ code: 'wrong-type', stops: 'everything', field: '<<', expected: 'fields', ...about(rule) }, value);
    }
  }
  function checkUnknown(map: YAMLMap, { name, key, value }: Field, mapping: MappingName, rule: number | undefined): void {
    const [start = 0, , end = 0] = value?.range ?? [];
    // WHY not at the top: keys are often listed there only to be named by an anchor.
    if (mapping === 'file' && nodes.source.anchored.some(({ range }) => range[0] >= start && range[0] < end)) return;
    const suggestion = meantBy(name, mapping);
    const forAll = suggestion === 'path_regex' && mapping === 'rule' && !nodes.fields(map).has('path_regex');
    report({ code: forAll ? 'matches-everything' : 'unknown-field', stops: 'nothing', field: shownName(name), suggestion: map.has(suggestion) ? '' : suggestion, ...about(rule) }, key);
  }
  function checkValue(value: ParsedNode | null, type: FieldType, field: string, rule: number | undefined): void {
    const node = nodes.real(value);
    if (node === null || type === 'any') return;
    const wrong = (stops: Problem['stops'], at: ParsedNode | null = value): void => { report({ code: 'wrong-type', stops, field, expected: expectedOf(type), ...about(rule) }, at); };
    if (typeof type === 'object') {
      if ('of' in type) {
        if (isMap(node)) checkMapping(node, type.of, rule);
        else wrong('everything');
      } else if (!isSeq(node)) wrong('everything');
      else if (!checked(node, type.listOf, rule)) checkList(node.items as readonly (ParsedNode | null)[], type.listOf, field, rule);
      return;
    }
    if (type === 'texts') {
      if (!isSeq(node)) wrong('everything');
      else for (const item of node.items as readonly (ParsedNode | null)[]) if (nodes.real(item) !== null && !isScalar(nodes.real(item))) wrong('everything', item);
    } else if (type === 'keys') {
      // WHY only the rule: sops looks into these when it needs them.
      for (const item of isSeq(node) ? (node.items as readonly (ParsedNode | null)[]) : [value]) {
        const one = nodes.real(item);
        if (!isScalar(one) || resolvedType(one) !== 'text') wrong('rule', item ?? value);
      }
    } else if (!isScalar(node) || (type === 'number' && numberOf(node) === undefined) || (type === 'flag' && flagOf(node) === undefined)) wrong('everything');
  }
  function checkList(items: readonly (ParsedNode | null)[], of: MappingName, field: string, rule: number | undefined): void {
    let index = -1;
    for (const item of items) {
      const node = nodes.real(item);
      // A null is no element to Go.
      if (node === null) continue;
      index += 1;
      const within = of === 'rule' ? index : rule;
      if (isMap(node)) checkMapping(node, of, within);
      else report({ code: 'wrong-type', stops: 'everything', field, expected: 'fields', ...about(within) }, item);
    }
  }

  const top = nodes.source.document.contents;
  const root = nodes.real(top);
  if (root === null) return;
  if (isMap(root)) checkMapping(root, 'file', undefined);
  else report({ code: 'wrong-type', stops: 'everything', expected: 'fields' }, top);
}
