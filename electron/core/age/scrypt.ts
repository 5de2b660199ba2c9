// The scrypt stanza of age with Node's own scrypt, off the loop: the library's is the same in JavaScript, and everything stands still meanwhile.
import type { Identity, Recipient, Stanza } from 'age-encryption';
import { randomBytes, scrypt } from 'node:crypto';
import type { SecretText } from '../secret/index.ts';

/** What age itself takes: about a second. */
export const defaultWorkFactor = 18;
/** For files that somebody else wrote: 2^20 is 1 GB of memory. The command of age goes to 22, four times that, and writes 18. */
export const maxWorkFactor = 20;
const label = Buffer.from('age-encryption.org/v1/scrypt', 'latin1');
const saltBytes = 16;
const nonce = Buffer.alloc(12);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function derive(passphrase: SecretText, salt: Uint8Array, workFactor: number): Promise<Buffer> {
  const cost = 2 ** workFactor;
  return new Promise((resolve, reject) => {
    scrypt(Buffer.from(passphrase.expose(), 'utf8'), Buffer.concat([label, salt]), 32, { N: cost, r: 8, p: 1, maxmem: cost * 8 * 128 + 32 * 1024 * 1024 }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

// WHY late: every command would load the cipher, and few have a passphrase to try.
const cipherFor = async (key: Uint8Array) => (await import('@noble/ciphers/chacha.js')).chacha20poly1305(key, nonce);

export class WorkFactorTooHigh extends Error {}

export function passphraseRecipient(passphrase: SecretText, make: (args: string[], body: Uint8Array) => Stanza, workFactor = defaultWorkFactor): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(saltBytes);
      const key = await derive(passphrase, salt, workFactor);
      try {
        return [make(['scrypt', base64(salt), String(workFactor)], (await cipherFor(key)).encrypt(fileKey))];
      } finally {
        key.fill(0);
      }
    },
  };
}

/** Throws WorkFactorTooHigh, and an Error for a stanza that no age writes. */
export function passphraseIdentity(passphrase: SecretText): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const found = stanzas.find(({ args }) => args[0] === 'scrypt');
      if (found === undefined) return null;
      const [, encoded = '', factor = '', more] = found.args;
      const salt = Buffer.from(encoded, 'base64');
      if (stanzas.length !== 1 || more !== undefined || salt.length !== saltBytes || base64(salt) !== encoded || !/^[1-9]\d{0,2}$/.test(factor) || found.body.length !== 32) throw new Error('invalid scrypt stanza');
      // SECURITY(scrypt-work-limit): how much memory and time a passphrase takes is not for a file to say.
      if (Number(factor) > maxWorkFactor) throw new WorkFactorTooHigh();
      const key = await derive(passphrase, salt, Number(factor));
      try {
        return (await cipherFor(key)).decrypt(found.body);
      } catch {
        // The passphrase is wrong.
        return null;
      } finally {
        key.fill(0);
      }
    },
  };
}
