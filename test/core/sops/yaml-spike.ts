// A small YAML format behind the very interface that dotenv stands behind, to prove that the tree and its paths carry nested files.
// Test material only: it knows no comments and no plain numbers. The product's YAML format replaces it.
import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type Scalar as YamlScalar } from 'yaml';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { Branch, Item, RawMetadata, Scalar, Value } from '../../../electron/core/sops/tree.ts';

const keyText = (pair: Pair): string => (isScalar(pair.key) ? (pair.key.source ?? '') : '');

function read(bytes: Uint8Array): { readonly branch: Branch; readonly metadata: RawMetadata } {
  const root = parseDocument(Buffer.from(bytes).toString('utf8'), { schema: 'failsafe', uniqueKeys: false }).contents;
  if (!isMap(root)) throw new Error('the spike reads mappings only');
  let id = 0;
  function scalar(node: YamlScalar): Scalar {
    const text = typeof node.value === 'string' ? node.value : '';
    return { kind: 'scalar', id: id++, type: node.type === 'PLAIN' && (text === 'null' || text === '') ? 'null' : 'str', text };
  }
  function value(node: Node | null): Value {
    if (isMap(node)) return { kind: 'branch', items: node.items.map((pair) => item(pair)) };
    if (isSeq(node)) return { kind: 'list', elements: node.items.map((element) => value(element as Node)) };
    if (isScalar(node)) return scalar(node);
    throw new Error('the spike meets a node it does not know');
  }
  function item(pair: Pair): Item {
    return { kind: 'item', key: keyText(pair), value: value(pair.value as Node | null) };
  }
  function plain(node: unknown): RawMetadata[string] {
    if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyText(pair), plain(pair.value)]));
    if (isSeq(node)) return node.items.map((element) => plain(element) as RawMetadata);
    return isScalar(node) && typeof node.value === 'string' ? node.value : null;
  }
  const section = root.items.find((pair) => keyText(pair) === 'sops');
  return { branch: { kind: 'branch', items: root.items.filter((pair) => pair !== section).map((pair) => item(pair)) }, metadata: plain(section?.value) as RawMetadata };
}

export const yamlSpike: Pick<Format, 'parse'> = {
  parse(bytes) {
    const { branch, metadata } = read(bytes);
    return Promise.resolve({ branches: [branch], metadata, notes: [] });
  },
};
