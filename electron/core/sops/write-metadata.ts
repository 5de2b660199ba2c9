// The `sops` section of a new file, in the order and with the fields of sops 3.13 (spec §1.1): everything sorted by name, one group of keys flat, several in `key_groups`.
import { keyLists, ruleKinds, type RuleSource, type WrappedKey } from './metadata.ts';
import type { RawMetadata } from './tree.ts';

/** The format version that new files name: one that every reader from 3.8 on accepts. */
export const writtenVersion = '3.13.2';

/** RFC 3339, UTC, whole seconds. */
export const stamp = (now: Date): string => now.toISOString().replace(/\.\d+Z$/, 'Z');

export interface WrittenMetadata {
  readonly groups: readonly (readonly WrappedKey[])[];
  /** 0 where there is none. */
  readonly shamirThreshold: number;
  readonly lastModified: string;
  readonly mac: string;
  readonly macOnlyEncrypted: boolean;
  readonly version: string;
  /** None where the format has no use for one. */
  readonly rule: RuleSource | undefined;
}

/** The same fields in the order of their names, at every level. What a list of unknown fields holds may be anything. */
function sorted<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => sorted(element)) as T;
  // WHY no prototype: a field named __proto__ is only a field here.
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name, field] of Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))) object[name] = sorted(field);
  return object as T;
}

const listsOf = (group: readonly WrappedKey[], always: readonly string[]): RawMetadata => Object.fromEntries(keyLists.toSorted().flatMap((kind) => {
  const entries = group.filter((key) => key.kind === kind).map(({ entry }) => entry);
  return entries.length === 0 && !always.includes(kind) ? [] : [[kind, entries]];
}));

// WHY empty lists in groups: sops 3.13 writes these two there.
const keysOf = (groups: WrittenMetadata['groups']): RawMetadata => (groups.length === 1 ? listsOf(groups[0] ?? [], []) : { key_groups: groups.map((group) => listsOf(group, ['age', 'hc_vault'])) });

/** The fields that hold keys, sorted, each entry as it comes. `shamirThreshold` 0 takes all groups. */
export const keyFields = (groups: WrittenMetadata['groups'], shamirThreshold: number): RawMetadata => ({ ...keysOf(groups), ...(groups.length > 1 ? { shamir_threshold: shamirThreshold === 0 ? groups.length : shamirThreshold } : {}) });

const ruleOf = (rule: RuleSource | undefined): RawMetadata => (rule === undefined ? {} : { [rule.kind]: rule.pattern });

export function writeMetadata({ groups, shamirThreshold, lastModified, mac, macOnlyEncrypted, version, rule }: WrittenMetadata): RawMetadata {
  // sops takes the number of groups where none is given.
  const threshold = shamirThreshold === 0 && groups.length > 1 ? groups.length : shamirThreshold;
  return sorted<RawMetadata>({
    ...keysOf(groups), ...(threshold === 0 ? {} : { shamir_threshold: threshold }), lastmodified: lastModified, mac, ...(macOnlyEncrypted ? { mac_only_encrypted: true } : {}), ...ruleOf(rule), version,
  });
}

/** What an earlier version of the file said, unknown fields too, with a new seal and perhaps another rule. */
export function rewriteMetadata(raw: RawMetadata, { lastModified, mac, macOnlyEncrypted, version, rule }: Omit<WrittenMetadata, 'groups' | 'shamirThreshold'>): RawMetadata {
  const replaced: ReadonlySet<string> = new Set([...ruleKinds, 'mac_only_encrypted']);
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !replaced.has(name)));
  return sorted<RawMetadata>({ ...kept, lastmodified: lastModified, mac, ...(macOnlyEncrypted ? { mac_only_encrypted: true } : {}), ...ruleOf(rule), version });
}
