// Makes and opens protectors: what a passphrase, a recovery key or the keychain gives becomes 32 bytes that wrap the profile key. Must never count damage as a wrong try.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { KeychainRoom } from '../keychain/index.ts';
import { SecretText } from '../secret/index.ts';
import { formatVersion, type Cost, type KeychainFile, type PassphraseFile, type RecoveryFile } from './canonical.ts';
import { leastLength, stretch } from './passphrase.ts';
import { newId, newSalt } from './protector-files.ts';
import { makeRecoveryKey, readRecoveryKey, recoverySecret } from './recovery-key.ts';
import { keyBytes, unwrapKey, wrapKey } from './wrap.ts';

/** Under what name the keychain keeps our entries. */
export const keychainService = 'coffre';

/** What is wrapped, and for which profile. */
export interface Wrapping {
  readonly profileKey: Buffer;
  readonly profile: string;
  readonly now: Date;
}

const headOf = ({ profile, now }: Wrapping) => ({ coffre: 'protector', version: formatVersion, profile, id: newId(), made: now.toISOString() }) as const;

/** Refusal: passphrase-too-short (data: least). */
export function checkPassphrase(passphrase: string): void {
  if ([...passphrase.normalize('NFKC')].length < leastLength) throw new Refusal('passphrase-too-short', { least: leastLength });
}

export async function passphraseProtector(wrapping: Wrapping, passphrase: string, cost: Cost): Promise<PassphraseFile> {
  checkPassphrase(passphrase);
  const place = { ...headOf(wrapping), kind: 'passphrase', scrypt: { ...cost }, salt: newSalt() } as const;
  const secret = await stretch(passphrase, place.salt, cost);
  try {
    return { ...place, ...wrapKey(wrapping.profileKey, secret, place) };
  } finally {
    secret.fill(0);
  }
}

/** The profile key, or undefined for another passphrase. */
export async function openWithPassphrase(file: PassphraseFile, passphrase: string): Promise<Buffer | undefined> {
  const secret = await stretch(passphrase, file.salt, file.scrypt);
  try {
    return unwrapKey(file, secret);
  } finally {
    secret.fill(0);
  }
}

export function recoveryProtector(wrapping: Wrapping): { readonly file: RecoveryFile; readonly text: SecretText } {
  const { secret: written, text } = makeRecoveryKey();
  const secret = recoverySecret(written);
  written.fill(0);
  const place = { ...headOf(wrapping), kind: 'recovery-key', rehearsed: '', salt: newSalt() } as const;
  try {
    return { file: { ...place, ...wrapKey(wrapping.profileKey, secret, place) }, text: new SecretText(text) };
  } finally {
    secret.fill(0);
  }
}

/** Refusals: recovery-key-misspelt (data: group, 0 for a wrong length), recovery-key-wrong. */
export function openWithRecoveryKey(file: RecoveryFile, typed: string): Buffer {
  const read = readRecoveryKey(typed);
  if (!read.ok) throw new Refusal('recovery-key-misspelt', { group: read.group });
  const secret = recoverySecret(read.secret);
  read.secret.fill(0);
  try {
    const key = unwrapKey(file, secret);
    if (key === undefined) throw new Refusal('recovery-key-wrong');
    return key;
  } finally {
    secret.fill(0);
  }
}

/** Puts a new wrapping key into the keychain, read back before this answers. Refusals: those of the keychain. */
export async function keychainProtector(wrapping: Wrapping, keychain: KeychainRoom): Promise<KeychainFile> {
  const head = headOf(wrapping);
  const place = { ...head, kind: 'keychain', account: `${wrapping.profile}.${head.id}`, backend: (await keychain.look()).backend, salt: newSalt() } as const;
  const secret = randomBytes(keyBytes);
  try {
    // WHY base64 in one line: some keychains keep text only, and one of them stops at the first line end.
    await keychain.setPassword(keychainService, place.account, secret.toString('base64'));
    return { ...place, ...wrapKey(wrapping.profileKey, secret, place) };
  } finally {
    secret.fill(0);
  }
}

/** Refusals: keychain-changed (data: before, now), those of the keychain. */
export async function openWithKeychain(file: KeychainFile, keychain: KeychainRoom, ask: boolean): Promise<Buffer> {
  const text = await keychain.getPassword(keychainService, file.account, { ask });
  const secret = Buffer.from(text ?? '', 'base64');
  try {
    const key = secret.length === keyBytes ? unwrapKey(file, secret) : undefined;
    // The keychain answers, but it is not the one that took our key, or it was put back to a former state.
    if (key === undefined) throw new Refusal('keychain-changed', { before: file.backend, now: (await keychain.look()).backend });
    return key;
  } finally {
    secret.fill(0);
  }
}
