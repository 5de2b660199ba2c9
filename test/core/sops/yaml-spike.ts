// A small YAML format behind the very interface that dotenv stands behind, to prove that the tree, the paths and the edit by id carry nested files.
// Test material only: it knows no comments and no plain numbers. The product's YAML format replaces it.
import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type Scalar as YamlScalar } from 'yaml';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { Branch, Item, RawMetadata, Scalar, Value } from '../../../electron/core/sops/tree.ts';

interface Placed { readonly start: number; readonly end: number }

const keyText = (pair: Pair): string => (isScalar(pair.key) ? (pair.key.source ?? '') : '');

function read(bytes: Uint8Array): { readonly branch: Branch; readonly metadata: RawMetadata; readonly places: Map<number, Placed>; readonly fields: Map<string, Placed> } {
  const root = parseDocument(Buffer.from(bytes).toString('utf8'), { schema: 'failsafe', uniqueKeys: false }).contents;
  if (!isMap(root)) throw new Error('the spike reads mappings only');
  const places = new Map<number, Placed>();
  const fields = new Map<string, Placed>();
  let id = 0;
  function scalar(node: YamlScalar): Scalar {
    const text = typeof node.value === 'string' ? node.value : '';
    const [start = 0, end = 0] = node.range ?? [];
    places.set(id, { start, end });
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
  if (section !== undefined && isMap(section.value)) for (const pair of section.value.items) if (isScalar(pair.value)) fields.set(keyText(pair), { start: pair.value.range?.[0] ?? 0, end: pair.value.range?.[1] ?? 0 });
  return { branch: { kind: 'branch', items: root.items.filter((pair) => pair !== section).map((pair) => item(pair)) }, metadata: plain(section?.value) as RawMetadata, places, fields };
}

export const yamlSpike: Pick<Format, 'parse' | 'edit'> = {
  parse(bytes) {
    const { branch, metadata } = read(bytes);
    return Promise.resolve({ branches: [branch], metadata, notes: [] });
  },
  edit(bytes, changes) {
    const { places, fields } = read(bytes);
    const quoted = (text: string): string => (text.startsWith('ENC[') ? text : JSON.stringify(text));
    const patches = [
      ...[...changes.set].map(([id, text]) => ({ place: places.get(id), text: quoted(text) })),
      ...Object.entries(changes.metadata).map(([field, text]) => ({ place: fields.get(field), text: quoted(text) })),
    ].flatMap(({ place, text }) => (place === undefined ? [] : [{ ...place, text }])).sort((a, b) => b.start - a.start);
    return Promise.resolve(Buffer.from(patches.reduce((text, { start, end, text: next }) => text.slice(0, start) + next + text.slice(end), Buffer.from(bytes).toString('utf8')), 'utf8'));
  },
};
