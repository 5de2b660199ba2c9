// What can be asked of one Vault, as the rooms above see it. Must never know who asks.
import type { SecretText } from '../../secret/index.ts';
import type { Allowed } from './capabilities.ts';
import type { Difference, FieldChange } from './edit.ts';
import type { Kind } from './json.ts';
import type { Done, Shape, Version } from './kv.ts';
import type { AskCode, LoggedIn, Login, Renewed } from './login.ts';
import type { Metadata, Settings } from './metadata.ts';
import type { NamedEngine } from './mounts.ts';
import type { Health, TokenFacts } from './status.ts';
import type { VaultOptions } from './transport.ts';
import type { Walker } from './walk.ts';
import type { Opened, Wrapped, WrappingFacts } from './wrapping.ts';

export interface VaultClient {
  readonly origin: string;
  health(): Promise<Health>;
  token(): Promise<TokenFacts>;
  /** Needs no token yet; what comes back is the caller's to keep and to wipe. Refusals: see `logIn`. */
  logIn(login: Login, askCode: AskCode): Promise<LoggedIn>;
  /** Refusal: not-renewable. */
  renew(incrementSeconds?: number): Promise<Renewed>;
  /** False for a token that cannot be taken back and lives to its end. */
  revoke(): Promise<boolean>;
  /** '' lists the engines, as folders. */
  list(path: string): Promise<readonly string[]>;
  shape(path: string, version: number): Promise<Shape>;
  /** One value, or what lies in it by these names, as bytes: text as it is, anything else as JSON. Refusal: field-not-found. */
  value(path: string, field: string, version: number, within?: readonly string[]): Promise<Buffer>;
  /** What a value is. It is read, and let go of here. Refusal: field-not-found. */
  kind(path: string, field: string, version: number): Promise<Kind>;
  /** All of them, as JSON. */
  values(path: string, version: number): Promise<Buffer>;
  set(path: string, field: string, value: string, cas: number | undefined): Promise<Done>;
  /** Several at once, in their order. Refusals: field-not-found, field-exists. */
  change(path: string, changes: readonly FieldChange[], cas: number | undefined): Promise<Done>;
  /** An older version written as a new one. */
  restore(path: string, version: number, cas: number | undefined): Promise<Done>;
  /** Names of what differs between two versions; 0 is the newest. */
  differences(path: string, from: number, to: number): Promise<readonly Difference[]>;
  /** The engines of keys and values, by their paths. */
  mounts(): Promise<readonly { readonly path: string; readonly version: 1 | 2 }[]>;
  remove(path: string, versions: readonly number[], final: boolean): Promise<Done>;
  undelete(path: string, versions: readonly number[]): Promise<Done>;
  versions(path: string): Promise<readonly Version[]>;
  /** These versions, for good. */
  destroy(path: string, versions: readonly number[]): Promise<Done>;
  /** Every version and all that is known of the secret, for good. */
  destroyAll(path: string): Promise<Done>;
  metadata(path: string): Promise<Metadata>;
  /** Over what was seen; what is absent in `wanted` stays. Refusals: metadata-conflict, metadata-invalid. */
  setMetadata(path: string, seen: Settings, wanted: Partial<Settings>): Promise<{ readonly asked: boolean }>;
  /** In their order; undefined where the token may not ask. Half a millisecond a path on the server: only for what is in view. */
  capabilities(paths: readonly string[]): Promise<readonly Allowed[] | undefined>;
  /** A whole secret, or one field of it, to be opened once. */
  wrap(path: string, version: number, field: string | undefined, ttlSeconds: number): Promise<Wrapped>;
  /** What a wrapping token says of itself; it stays wrapped. Refusal: wrapping-used. */
  wrapping(token: SecretText): Promise<WrappingFacts>;
  /** Its fields, once; the caller's to wipe. Refusals: wrapping-used, wrapping-foreign, unwrap-undecided. */
  open(token: SecretText): Promise<readonly Opened[]>;
  /** Its fields, as JSON; once. Refusals: the same. */
  unwrap(token: SecretText): Promise<Buffer>;
  /** Every path of the engines that the token may see, for an index of them. */
  walker(): Promise<Walker>;
  close(): Promise<void>;
}
export interface VaultConnection extends Omit<VaultOptions, 'nodes'> {
  /** As a person writes it. */
  readonly address: string;
  /** Addresses of the same Vault that may be asked instead, and no others. */
  readonly others?: readonly string[];
  /** A proxy that the person named, `http://host:port`; '' for none. */
  readonly proxy?: string;
  /** Engines that the person named, for where the server does not tell which there are. */
  readonly engines?: readonly NamedEngine[];
  readonly authorities?: string;
  readonly own?: { readonly certificate: string; readonly key: string };
}
