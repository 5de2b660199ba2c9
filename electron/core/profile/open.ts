// What is in memory while the profile is open, and wiped when it locks.
import type { Anchor } from './anchor.ts';
import type { SealedStore } from './sealed-store.ts';

export interface Open {
  readonly key: Buffer;
  readonly sealKey: Buffer;
  readonly profile: string;
  readonly store: SealedStore;
  readonly anchor: Anchor;
  /** True while the keychain is one of the protectors, and so may remember the counter. */
  anchored: boolean;
  rolledBackTo: number | undefined;
}
