// The `sops` section, read strictly (spec §1.1). What this program does not use stays in the file untouched: a save names the fields it changes.
import { Refusal } from '../refusal.ts';
import type { RawMetadata } from './tree.ts';

export const ruleKinds = ['unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex', 'encrypted_comment_regex'] as const;
export interface RuleSource {
  readonly kind: (typeof ruleKinds)[number];
  readonly pattern: string;
}

/** One wrapped data key. `kind` names the list it stood in; only `age` is opened so far. */
export interface WrappedKey {
  readonly kind: string;
  readonly recipient: string;
  readonly enc: string;
}

export interface Metadata {
  readonly keys: readonly WrappedKey[];
  /** RFC 3339 as it stands in the file. */
  readonly lastModified: string;
  readonly mac: string;
  readonly macOnlyEncrypted: boolean;
  readonly version: string;
  readonly rule: RuleSource;
}

const keyLists = ['kms', 'gcp_kms', 'hckms', 'azure_kv', 'hc_vault', 'pgp', 'age'] as const;
/** Which field of an entry names its key, per list. */
const naming: Readonly<Record<(typeof keyLists)[number], string>> = { kms: 'arn', gcp_kms: 'resource_id', hckms: 'key_id', azure_kv: 'name', hc_vault: 'key_name', pgp: 'fp', age: 'recipient' };
const semver = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const rfc3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const bad = (field: string): Refusal => new Refusal('bad-metadata', { field });
const isList = (value: RawMetadata[string] | undefined): value is readonly RawMetadata[] => Array.isArray(value);

function text(raw: RawMetadata, field: string): string | undefined {
  const value = Object.hasOwn(raw, field) ? raw[field] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw bad(field);
  return value;
}

function keysOf(raw: RawMetadata): WrappedKey[] {
  const keys = keyLists.flatMap((kind) => {
    const list = raw[kind];
    if (list === undefined || list === null) return [];
    if (!isList(list)) throw bad(kind);
    return list.map((entry) => ({ kind, recipient: text(entry, naming[kind]) ?? '', enc: text(entry, 'enc') ?? '' }));
  });
  if (keys.length > 0) return keys;
  const groups = raw['key_groups'];
  if (isList(groups) && groups.length > 0) throw new Refusal('key-groups-not-supported', { groups: groups.length });
  throw bad('age');
}

/** The form in which `lastmodified` authenticates the MAC: Go parses and prints it again (spec §2.5). */
export function canonicalTime(lastModified: string): string {
  const found = rfc3339.exec(lastModified);
  if (found === null || Number.isNaN(Date.parse(lastModified))) throw bad('lastmodified');
  const zone = found[3] ?? 'Z';
  return `${found[1] ?? ''}${zone === '+00:00' ? 'Z' : zone}`;
}

/** Refusals: `bad-metadata` (field), `mac-missing`, `rules-conflict`, `key-groups-not-supported`. */
export function readMetadata(raw: RawMetadata): Metadata {
  const version = text(raw, 'version');
  if (version === undefined || !semver.test(version)) throw bad('version');
  const rules = ruleKinds.flatMap((kind) => {
    const pattern = text(raw, kind);
    return pattern === undefined || pattern === '' ? [] : [{ kind, pattern }];
  });
  if (rules.length > 1) throw new Refusal('rules-conflict');
  const lastModified = text(raw, 'lastmodified') ?? '';
  canonicalTime(lastModified);
  const macOnly = raw['mac_only_encrypted'];
  if (macOnly !== undefined && !['true', 'false', true, false].includes(macOnly as string | boolean)) throw bad('mac_only_encrypted');
  const keys = keysOf(raw);
  const mac = text(raw, 'mac') ?? '';
  if (mac === '') throw new Refusal('mac-missing');
  return { keys, lastModified, mac, macOnlyEncrypted: macOnly === true || macOnly === 'true', version, rule: rules[0] ?? { kind: 'unencrypted_suffix', pattern: '_unencrypted' } };
}
