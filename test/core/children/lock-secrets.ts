// The secrets of lock-rounds.ts, computed by the child and by the test each for itself. WHY: what a test hands over would lie in the child's memory in a copy of the test's own.
import { createHash } from 'node:crypto';
import { bech32 } from '@scure/base';

const digest = (name: string): Buffer => createHash('sha256').update(`lock-rounds ${name}`).digest();
export const secret = (name: string): string => `canary-${digest(name).toString('hex')}`;
/** The 32 bytes of the identity that the profile keeps. */
export const identitySeed = (): Buffer => digest('identity');
export const identityText = (): string => bech32.encodeFromBytes('age-secret-key-', identitySeed()).toUpperCase();
