// What a key source is: a way to open, and to make, one kind of wrapped data key. Plain data in and out, so that it may run in a worker or a child.
import type { WrappedKey } from '../metadata.ts';
import type { RawMetadata } from '../tree.ts';

/** What makes wrapped keys. */
export type KeyWrapper = Pick<KeySource, 'kind' | 'wrap' | 'entry'>;

export interface Opening {
  readonly dataKey: Buffer;
  /** Where the identity was found, as the person would look for it. */
  readonly openedWith: string;
}
export interface KeySource {
  /** The metadata list that it opens. */
  readonly kind: string;
  /** Tries every key of its kind. What is wrapped has `payloadBytes`: a data key 32, a share of one 33. The answer without `dataKey` tells why not: how many identities were tried, which places were unusable, which stayed behind their passphrase. The caller wipes `dataKey`. */
  open(keys: readonly WrappedKey[], extraIdentityFile: string | undefined, payloadBytes: number, signal?: AbortSignal): Promise<Opening | { readonly tried: number; readonly unusable: readonly string[]; readonly locked?: readonly string[]; readonly damaged: number }>;
  /** Whole data keys instead of what opens wrapped ones; undefined where there are none. While there are, no other source is asked. */
  held?(): readonly Buffer[] | undefined;
  /** Wraps a data key, or a share of one, for one recipient, in the form that `enc` has. */
  wrap(dataKey: Buffer, recipient: string): Promise<string>;
  /** The entry of such a key in the file; where absent, `enc` and `recipient`. */
  entry?(enc: string, recipient: string): RawMetadata;
}
