// The recipients that a rule names, in the groups and in the order in which sops would take them, each with its name and with what is wrong about it.
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml';
import type { Report } from './check-fields.ts';
import type { Place, RecipientKind, RuleRecipient } from './model.ts';
import { commentAbove, commentBehind } from './names.ts';
import type { Field, Nodes } from './nodes.ts';
import { isPostQuantum, judge, nameFrom, refusedBySops } from './recipients.ts';
import { resolvedType, textOf } from './scalar-type.ts';

/** The flat lists of a rule, in the order of sops. */
const flat: readonly (readonly [field: string, kind: RecipientKind])[] = [
  ['age', 'age'], ['pgp', 'pgp'], ['kms', 'kms'], ['gcp_kms', 'gcp_kms'], ['hckms', 'hckms'], ['azure_keyvault', 'azure_keyvault'], ['hc_vault_transit_uri', 'hc_vault'],
];
/** Those of a key group. */
const grouped: readonly (readonly [field: string, kind: RecipientKind])[] = [
  ['age', 'age'], ['pgp', 'pgp'], ['kms', 'kms'], ['gcp_kms', 'gcp_kms'], ['hckms', 'hckms'], ['azure_keyvault', 'azure_keyvault'], ['hc_vault', 'hc_vault'],
];
const maxMergeDepth = 50;

export interface Grouping {
  readonly groups: readonly (readonly RuleRecipient[])[];
  /** Nodes of the groups, for the places of problems with them. */
  readonly nodes: readonly ParsedNode[];
}

export function readGroups(nodes: Nodes, fields: ReadonlyMap<string, Field>, report: Report): Grouping {
  const { text } = nodes.source;

  function recipient(kind: RecipientKind, written: string, at: ParsedNode, name: string, field: string, place: Place = nodes.place(at)): RuleRecipient {
    const judged = judge(kind, written);
    if (judged !== 'public') report({ code: judged === 'private' ? 'private-key' : 'bad-recipient', stops: refusedBySops.has(kind) ? 'rule' : 'nothing', field, ...place }, at);
    const ofKey = kind === 'age' && judged === 'public' && written.startsWith('ssh-') ? nameFrom(written.split(/\s+/).slice(2).join(' ')) : '';
    return { kind, key: judged === 'public' ? written : '', name: name === '' ? ofKey : name, ...place };
  }
  /** Of one node that stands for one recipient: behind it, above it, there where its alias leads, or its anchor. */
  function nameOf(node: ParsedNode): string {
    const here = commentBehind(text, node.range[1]);
    if (here !== '') return here;
    const above = commentAbove(text, node.range[0]);
    if (above !== '') return above;
    if (!isAlias(node)) return 'anchor' in node && typeof node.anchor === 'string' ? nameFrom(node.anchor.replaceAll('_', ' ')) : '';
    const target = nodes.source.targets.get(node);
    return target === undefined ? '' : nameOf(target);
  }
  /** A text that may hold several, with commas. Names behind it count if there are as many. */
  function split(kind: RecipientKind, node: ParsedNode, scalar: Scalar, field: string, dropEmpty: boolean): RuleRecipient[] {
    const all = textOf(scalar).split(',').map((part) => part.trim());
    const parts = dropEmpty ? all.filter((part) => part !== '') : all;
    const name = nameOf(node);
    const names = parts.length === 1 ? [name] : name.split(',').map((part) => part.trim());
    let from = node.range[0];
    return parts.map((part, at) => {
      // WHY looked for: a folded text has a line for each of them.
      const found = part === '' ? -1 : text.indexOf(part, from);
      const here = found !== -1 && found + part.length <= node.range[1];
      if (here) from = found + part.length;
      return recipient(kind, part, node, names.length === parts.length ? nameFrom(names[at] ?? '') : '', field, here ? nodes.source.placeOf(found) : nodes.place(node));
    });
  }

  function flatKeys([field, kind]: readonly [string, RecipientKind]): RuleRecipient[] {
    const value = fields.get(field)?.value ?? null;
    const node = nodes.real(value);
    if (node === null || value === null || isMap(node)) return [];
    if (isScalar(node)) return resolvedType(node) === 'text' && field !== 'hckms' ? split(kind, value, node, field, true) : [];
    const items = node.items as readonly (ParsedNode | null)[];
    // One empty text is as good as none to sops.
    const [only] = items;
    if (items.length === 1 && only !== undefined) {
      const scalar = nodes.real(only);
      if (isScalar(scalar) && textOf(scalar) === '') return [];
    }
    return items.flatMap((item) => {
      const scalar = nodes.real(item);
      return item !== null && isScalar(scalar) && (resolvedType(scalar) === 'text' || field === 'hckms') ? split(kind, item, scalar, field, false) : [];
    });
  }

  const textField = (map: ReadonlyMap<string, Field>, name: string): string => {
    const node = nodes.real(map.get(name)?.value ?? null);
    return isScalar(node) ? textOf(node) : '';
  };
  /** One key of a service, written as fields. */
  function fromFields(kind: RecipientKind, map: YAMLMap, item: ParsedNode, field: string): RuleRecipient {
    const of = nodes.fields(map);
    const role = textField(of, 'role');
    const written = kind === 'kms' ? `${textField(of, 'arn')}${role === '' ? '' : `+${role}`}`
      : kind === 'gcp_kms' ? textField(of, 'resource_id')
      : kind === 'hckms' ? textField(of, 'key_id')
      : `${textField(of, 'vaultUrl').replace(/\/$/, '')}/keys/${textField(of, 'key')}${textField(of, 'version') === '' ? '' : `/${textField(of, 'version')}`}`;
    return recipient(kind, written, item, commentAbove(text, item.range[0]), field);
  }
  function groupKeys(map: YAMLMap, depth: number): RuleRecipient[] {
    const of = nodes.fields(map);
    const merged = nodes.real(of.get('merge')?.value ?? null);
    const keys = isSeq(merged) && depth < maxMergeDepth ? (merged.items as readonly (ParsedNode | null)[]).flatMap((item) => {
      const sub = nodes.real(item);
      return isMap(sub) ? groupKeys(sub, depth + 1) : [];
    }) : [];
    for (const [field, kind] of grouped) {
      const list = nodes.real(of.get(field)?.value ?? null);
      if (!isSeq(list)) continue;
      for (const item of list.items as readonly (ParsedNode | null)[]) {
        const one = nodes.real(item);
        if (item === null || one === null) continue;
        if (isMap(one)) keys.push(fromFields(kind, one, item, field));
        else if (isScalar(one) && kind === 'age') keys.push(...(textOf(one) === '' ? [] : split(kind, item, one, field, false)));
        else if (isScalar(one)) keys.push(recipient(kind, textOf(one), item, nameOf(item), field));
      }
    }
    const known = new Set<string>();
    // sops takes each key of a group once; what may not be shown cannot be compared.
    return keys.filter(({ kind, key }) => key === '' || known.size !== known.add(`${kind} ${key}`).size);
  }

  const listed = nodes.real(fields.get('key_groups')?.value ?? null);
  const groups = isSeq(listed) ? (listed.items as readonly (ParsedNode | null)[]).flatMap((item) => {
    const map = nodes.real(item);
    return item !== null && isMap(map) ? [{ item, keys: groupKeys(map, 0) }] : [];
  }) : [];
  if (groups.length > 0) {
    for (const [field] of flat) {
      const beside = fields.get(field);
      if (beside !== undefined && nodes.real(beside.value) !== null) report({ code: 'groups-win', stops: 'nothing', field }, beside.key);
    }
    for (const { item, keys } of groups) if (keys.length === 0) report({ code: 'empty-group', stops: 'rule', field: 'key_groups' }, item);
    return { groups: groups.map(({ keys }) => keys), nodes: groups.map(({ item }) => item) };
  }
  const keys = flat.flatMap(flatKeys);
  const known = new Set<string>();
  for (const { kind, key, line, column } of keys) {
    if (key !== '' && known.has(`${kind} ${key}`)) report({ code: 'duplicate-recipient', stops: 'nothing', field: kind, line, column }, null);
    known.add(`${kind} ${key}`);
  }
  if (keys.some(({ key }) => isPostQuantum(key)) && keys.some(({ kind, key }) => kind !== 'age' || !isPostQuantum(key))) report({ code: 'post-quantum-mixed', stops: 'nothing', field: 'age' }, fields.get('age')?.key ?? null);
  return { groups: [keys], nodes: [] };
}
