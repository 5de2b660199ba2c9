// The short way to a data key agrees with the library wherever it answers, and answers nothing where anything is odd.
import { randomBytes } from 'node:crypto';
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openNatively } from '../../../electron/core/age/native-x25519.ts';

async function sealed(payload: Uint8Array, ...recipients: readonly string[]): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(payload));
}
async function person(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

describe('data keys opened with Node’s own crypto', () => {
  test('opens what the library sealed, for one and for several recipients, with the fitting identity anywhere in the list', async () => {
    const [one, two, three] = [await person(), await person(), await person()];
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 100 }), async (payload) => {
      expect(openNatively(await sealed(payload, one.recipient), [three.identity, two.identity, one.identity])).toEqual(Buffer.from(payload));
      expect(openNatively(await sealed(payload, three.recipient, two.recipient), [one.identity, two.identity])).toEqual(Buffer.from(payload));
      expect(openNatively(await sealed(payload, three.recipient), [one.identity, two.identity])).toBeUndefined();
    }), { numRuns: 20 });
  });

  test('never answers with anything but the payload, whatever single character of the file or the identity was changed', async () => {
    const { identity, recipient } = await person();
    const payload = randomBytes(32);
    const file = await sealed(payload, recipient);
    for (let at = 0; at < file.length; at += 1) {
      const changed = `${file.slice(0, at)}${file[at] === 'A' ? 'B' : 'A'}${file.slice(at + 1)}`;
      expect(openNatively(changed, [identity]), `changed at ${String(at)}`).toBeUndefined();
    }
    for (let at = 0; at < identity.length; at += 1) {
      expect(openNatively(file, [`${identity.slice(0, at)}${identity[at] === 'Q' ? 'P' : 'Q'}${identity.slice(at + 1)}`]), `identity changed at ${String(at)}`).toBeUndefined();
    }
  });

  test('age-header-mac: a stanza slipped into the header opens nothing, though our own stanza still fits', async () => {
    const [ours, theirs] = [await person(), await person()];
    const payload = randomBytes(32);
    const bytes = Buffer.from(armor.decode(await sealed(payload, ours.recipient)));
    const other = Buffer.from(armor.decode(await sealed(payload, theirs.recipient))).toString('latin1');
    const stanza = /-> X25519 .{43}\n.{43}\n/.exec(other)?.[0] ?? '';
    const headEnd = bytes.indexOf('--- ');
    const slipped = Buffer.concat([bytes.subarray(0, headEnd), Buffer.from(stanza, 'latin1'), bytes.subarray(headEnd)]);
    expect(stanza).not.toBe('');
    expect(openNatively(armor.encode(bytes), [ours.identity])).toEqual(payload);
    expect(openNatively(armor.encode(slipped), [ours.identity])).toBeUndefined();
    const library = new Decrypter();
    library.addIdentity(ours.identity);
    await expect(library.decrypt(slipped)).rejects.toThrow(/HMAC|MAC/i);
  });

  test('leaves passphrases, other kinds of recipients and misspelt identities to the library', async () => {
    const { identity, recipient } = await person();
    const withPassphrase = new Encrypter();
    withPassphrase.setScryptWorkFactor(10);
    withPassphrase.setPassphrase('canary-passphrase');
    const passphrase = armor.encode(await withPassphrase.encrypt(randomBytes(32)));
    const file = await sealed(randomBytes(32), recipient);
    expect(openNatively(passphrase, [identity])).toBeUndefined();
    expect(openNatively(file, [identity, 'AGE-SECRET-KEY-1QQQQ'])).toBeUndefined();
    expect(openNatively(file, [identity.toLowerCase()])).toBeUndefined();
    expect(openNatively(file.replaceAll('\n', '\r\n'), [identity])).toBeUndefined();
    expect(openNatively('', [identity])).toBeUndefined();
  });
});
