// The `sops` section, read strictly (spec §1.1). What this program does not use stays in the file untouched: a save names the fields it changes.
import { Refusal } from '../refusal.ts';
import { maxShares } from './shamir.ts';
import type { RawMetadata } from './tree.ts';

export const ruleKinds = ['unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex', 'encrypted_comment_regex'] as const;
export interface RuleSource {
  readonly kind: (typeof ruleKinds)[number];
  readonly pattern: string;
}
/** What sops assumes where a file names no rule, and writes into it. */
export const defaultRule: RuleSource = { kind: 'unencrypted_suffix', pattern: '_unencrypted' };

/** The lists of wrapped keys, in the order in which sops reads them. */
export const keyLists = ['kms', 'gcp_kms', 'hckms', 'azure_kv', 'hc_vault', 'pgp', 'age'] as const;
export type KeyKind = (typeof keyLists)[number];

/** One wrapped data key, or share of one. `kind` names the list it stood in; only `age` is opened so far. */
export interface WrappedKey {
  readonly kind: KeyKind;
  /** How sops names the key: a recipient, a fingerprint, an address. */
  readonly recipient: string;
  readonly enc: string;
  /** All fields as they stand in the file. */
  readonly entry: RawMetadata;
}

export interface Metadata {
  /** One group: each key wraps the whole data key. Several: each wraps the share of its group (spec §2.7). */
  readonly groups: readonly (readonly WrappedKey[])[];
  /** The keys of all groups. */
  readonly keys: readonly WrappedKey[];
  /** How many groups it takes; 0 where the file does not say. */
  readonly shamirThreshold: number;
  /** RFC 3339 as it stands in the file. */
  readonly lastModified: string;
  readonly mac: string;
  readonly macOnlyEncrypted: boolean;
  readonly version: string;
  readonly rule: RuleSource;
}

/** More wrapped keys than this are no file of people: each of them costs a search. */
const maxKeys = 4096;

const semver = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const rfc3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const bad = (field: string): Refusal => new Refusal('bad-metadata', { field });
const isList = (value: RawMetadata[string] | undefined): value is readonly RawMetadata[] => Array.isArray(value);
const isFields = (value: unknown): value is RawMetadata => typeof value === 'object' && value !== null && !Array.isArray(value);

function text(raw: RawMetadata, field: string): string | undefined {
  const value = Object.hasOwn(raw, field) ? raw[field] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw bad(field);
  return value;
}

function listOf(raw: RawMetadata, field: string): readonly RawMetadata[] {
  const list = Object.hasOwn(raw, field) ? raw[field] : undefined;
  if (list === undefined || list === null) return [];
  if (!isList(list) || !list.every(isFields)) throw bad(field);
  return list;
}

/** How each kind of key is called in messages of sops. */
function nameOf(kind: KeyKind, entry: RawMetadata): string {
  const field = (name: string): string => text(entry, name) ?? '';
  switch (kind) {
    case 'kms': return field('arn');
    case 'gcp_kms': return field('resource_id');
    case 'hckms': return field('key_id');
    case 'azure_kv': return `${field('vault_url')}/keys/${field('name')}/${field('version')}`;
    case 'hc_vault': return `${field('vault_address')}/v1/${field('engine_path')}/keys/${field('key_name')}`;
    case 'pgp': return field('fp');
    case 'age': return field('recipient');
  }
}

const groupOf = (raw: RawMetadata): WrappedKey[] => keyLists.flatMap((kind) => listOf(raw, kind).map((entry) => ({ kind, recipient: nameOf(kind, entry), enc: text(entry, 'enc') ?? '', entry })));

function groupsOf(raw: RawMetadata): readonly (readonly WrappedKey[])[] {
  const flat = groupOf(raw);
  if (flat.length > 0) return [flat];
  const groups = listOf(raw, 'key_groups').map(groupOf);
  if (groups.length > maxShares) throw bad('key_groups');
  if (groups.every((group) => group.length === 0)) throw bad('age');
  return groups;
}

/** A number, or what dotenv and INI have for one. */
function thresholdOf(raw: RawMetadata): number {
  const value = Object.hasOwn(raw, 'shamir_threshold') ? raw['shamir_threshold'] : undefined;
  if (value === undefined || value === null || value === '') return 0;
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) throw bad('shamir_threshold');
  return number;
}

/** The form in which `lastmodified` authenticates the MAC: Go parses and prints it again (spec §2.5). */
export function canonicalTime(lastModified: string): string {
  const found = rfc3339.exec(lastModified);
  if (found === null || Number.isNaN(Date.parse(lastModified))) throw bad('lastmodified');
  const zone = found[3] ?? 'Z';
  return `${found[1] ?? ''}${zone === '+00:00' ? 'Z' : zone}`;
}

/** Refusals: `bad-metadata` (field), `mac-missing`, `rules-conflict`. */
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
  if (macOnly !== undefined && macOnly !== null && !['true', 'false', true, false].includes(macOnly as string | boolean)) throw bad('mac_only_encrypted');
  const groups = groupsOf(raw);
  if (groups.reduce((sum, group) => sum + group.length, 0) > maxKeys) throw bad('age');
  const shamirThreshold = thresholdOf(raw);
  const mac = text(raw, 'mac') ?? '';
  if (mac === '') throw new Refusal('mac-missing');
  return { groups, keys: groups.flat(), shamirThreshold, lastModified, mac, macOnlyEncrypted: macOnly === true || macOnly === 'true', version, rule: rules[0] ?? defaultRule };
}
