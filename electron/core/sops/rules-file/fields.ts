// Which fields stand where in a `.sops.yaml` and what each takes, as sops decodes them (spec §4.1); and which one was meant by a name that is none.
import { nearest } from '../../../../shared/text/index.ts';
import { selectors } from './model.ts';

/** `keys`: text with commas, or a list of texts. `any` is not looked into. */
export type FieldType = 'text' | 'number' | 'flag' | 'texts' | 'keys' | 'any' | { readonly of: MappingName } | { readonly listOf: MappingName };
export type MappingName = 'file' | 'rule' | 'group' | 'destination' | 'stores' | 'store' | 'kms' | 'gcp' | 'azure' | 'hckms';
export type Spec = Readonly<Record<string, FieldType>>;

const group: Spec = {
  merge: { listOf: 'group' }, kms: { listOf: 'kms' }, gcp_kms: { listOf: 'gcp' }, hckms: { listOf: 'hckms' }, azure_keyvault: { listOf: 'azure' }, hc_vault: 'texts', age: 'texts', pgp: 'texts',
};
export const specs: Readonly<Record<MappingName, Spec>> = {
  file: { creation_rules: { listOf: 'rule' }, destination_rules: { listOf: 'destination' }, stores: { of: 'stores' } },
  rule: {
    path_regex: 'text', kms: 'keys', aws_profile: 'text', age: 'keys', pgp: 'keys', gcp_kms: 'keys', hckms: 'texts', azure_keyvault: 'keys', hc_vault_transit_uri: 'keys',
    key_groups: { listOf: 'group' }, shamir_threshold: 'number', ...Object.fromEntries(selectors.map((name) => [name, 'text' as const])), mac_only_encrypted: 'flag',
  },
  group,
  destination: {
    path_regex: 'text', s3_bucket: 'text', s3_prefix: 'text', gcs_bucket: 'text', gcs_prefix: 'text', vault_path: 'text', vault_address: 'text', vault_kv_mount_name: 'text', vault_kv_version: 'number',
    recreation_rule: { of: 'rule' }, omit_extensions: 'flag',
  },
  stores: { dotenv: 'any', ini: 'any', json: { of: 'store' }, json_binary: { of: 'store' }, yaml: { of: 'store' } },
  store: { indent: 'number' },
  kms: { arn: 'text', role: 'text', context: 'any', aws_profile: 'text' },
  gcp: { resource_id: 'text' },
  azure: { vaultUrl: 'text', key: 'text', version: 'text' },
  hckms: { key_id: 'text' },
};

/** Slips that are more than a letter away, as they were seen in the wild (sops #1599 and others). */
const slips: Readonly<Partial<Record<MappingName, Readonly<Record<string, string>>>>> = {
  file: { rules: 'creation_rules', creationrule: 'creation_rules', destinations: 'destination_rules' },
  rule: {
    path: 'path_regex', paths: 'path_regex', regex: 'path_regex', regexp: 'path_regex', pathregexp: 'path_regex', filenameregex: 'path_regex', groups: 'key_groups', threshold: 'shamir_threshold', recipients: 'age', agerecipients: 'age',
    gpg: 'pgp', gcpkms: 'gcp_kms', azurekv: 'azure_keyvault', azurekms: 'azure_keyvault', hcvault: 'hc_vault_transit_uri', vault: 'hc_vault_transit_uri', hcvaulturi: 'hc_vault_transit_uri', maconly: 'mac_only_encrypted',
  },
  group: { recipients: 'age', gpg: 'pgp', hcvaulttransituri: 'hc_vault', vault: 'hc_vault', azurekv: 'azure_keyvault' },
  azure: { vaulturi: 'vaultUrl', url: 'vaultUrl', name: 'key' },
  kms: { profile: 'aws_profile' },
};

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The field of `mapping` that was probably meant, or ''. Only ever one of our own words. */
export function meantBy(name: string, mapping: MappingName): string {
  if (name.length > 64) return '';
  const known = Object.keys(specs[mapping]);
  const plain = bare(name);
  return known.find((field) => bare(field) === plain) ?? slips[mapping]?.[plain] ?? nearest(name.toLowerCase(), known);
}

/** A name of a field may be shown; what is no name may be anything. */
export const shownName = (name: string): string => (/^[A-Za-z_][\w.-]{0,63}$/.test(name) && !/age-secret-key/i.test(name) ? name : '');
