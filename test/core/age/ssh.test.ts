// SSH keys as recipients and identities: those that ssh-keygen makes, in files that the real age writes and reads, both ways.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnyIdentities, recipientOf, unwrap, wrap } from '../../../electron/core/age/index.ts';
import { readSshFile } from '../../../electron/core/age/ssh-key-file.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { ageFolder, hasKeygen, realAge, runTool, sshKey } from '../../fakes/real-age.ts';
import { keyHome, type KeyHome } from './kit.ts';

let home: KeyHome;
const canary = 'canary-ssh-51';
const passphrase = 'canary-passphrase-77';
const publicOf = (name: string): string => readFileSync(home.at(`${name}.pub`), 'utf8').trim();
const privateOf = (name: string): string => readFileSync(home.at(name), 'latin1');
beforeAll(() => {
  home = keyHome();
  if (!hasKeygen) return;
  sshKey(home.at('ed'), 'ed25519', { comment: 'anna@laptop' });
  sshKey(home.at('rsa'), 'rsa', { comment: 'bob' });
  sshKey(home.at('rsa-pem'), 'rsa', { more: ['-m', 'PEM'] });
  sshKey(home.at('ed-locked'), 'ed25519', { passphrase });
  sshKey(home.at('rsa-locked'), 'rsa', { passphrase });
  sshKey(home.at('rsa-pem-locked'), 'rsa', { passphrase, more: ['-m', 'PEM'] });
  sshKey(home.at('ecdsa'), 'ecdsa');
});
afterAll(() => { home.remove(); });

const open = ['ed', 'rsa', 'rsa-pem'];
const locked = ['ed-locked', 'rsa-locked', 'rsa-pem-locked'];

describe.skipIf(!hasKeygen)('keys of ssh-keygen', () => {
  test.each(open)('%s: what is wrapped for its public half opens, and nothing else does', async (name) => {
    const file = await wrap(Buffer.from(canary), publicOf(name));
    const other = new SecretText(privateOf(name === 'ed' ? 'rsa' : 'ed'));
    expect(await unwrap(file, [other])).toEqual({ kind: 'no-match' });
    expect(await unwrap(file, [other, new SecretText(privateOf(name))])).toMatchObject({ kind: 'opened', payload: Buffer.from(canary) });
    expect(await recipientOf(new SecretText(privateOf(name)))).toBe(publicOf(name).split(' ').slice(0, name === 'rsa-pem' ? 2 : 3).join(' '));
  });

  test.each(locked)('%s: asks for its passphrase, and a wrong one opens nothing', async (name) => {
    const read = readAnyIdentities(privateOf(name));
    if (read.state !== 'locked') throw new Error(read.state);
    expect(read.locked.recipient).toBe(name.startsWith('rsa-pem') ? undefined : publicOf(name).trim());
    expect(await read.locked.unlock(new SecretText('wrong'))).toBeUndefined();
    const identities = await read.locked.unlock(new SecretText(passphrase)) ?? [];
    expect(await unwrap(await wrap(Buffer.from(canary), publicOf(name)), identities)).toMatchObject({ kind: 'opened', payload: Buffer.from(canary) });
  });

  // Debian's own versions of OpenSSH differ in which of them they still write.
  test.each(['aes128-cbc', 'aes192-cbc', 'aes256-cbc', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'])('a key under %s opens', async (cipher) => {
    sshKey(home.at(`ed-${cipher}`), 'ed25519', { passphrase, more: ['-Z', cipher, '-a', '2'] });
    const read = readSshFile(privateOf(`ed-${cipher}`));
    if (read.state !== 'locked') throw new Error(read.state);
    const opened = await read.unlock(new SecretText(passphrase));
    expect(opened).toBeDefined();
    expect(await read.unlock(new SecretText(`${passphrase}x`))).toBeUndefined();
    // The open form of it is one that ssh-keygen reads, too.
    const path = home.write(`open-${cipher}`, opened?.expose() ?? '');
    expect(runTool('ssh-keygen', ['-y', '-f', path]).stdout.toString('utf8').trim().split(' ').slice(0, 2)).toEqual(publicOf(`ed-${cipher}`).split(' ').slice(0, 2));
  });

  test('a kind that age does not know is told, and so is rubbish', () => {
    expect(readAnyIdentities(privateOf('ecdsa')).state).toBe('not-supported');
    expect(readAnyIdentities(privateOf('ed').slice(0, 200)).state).toBe('unusable');
  });

  test('ssh-bcrypt-rounds: a key that asks for a million rounds asks for nothing here', async () => {
    const bytes = Buffer.from(privateOf('ed-locked').split('\n').slice(1, -2).join(''), 'base64');
    const at = bytes.indexOf('bcrypt') + 6 + 4 + 4 + 16;
    bytes.writeUInt32BE(1_000_000, at);
    const read = readSshFile(`-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`);
    if (read.state !== 'locked') throw new Error(read.state);
    expect(await read.unlock(new SecretText(passphrase))).toBeUndefined();
  });
});

describe.skipIf(!hasKeygen || ageFolder === undefined)('beside age', () => {
  test.each(['ed', 'rsa'])('%s: age opens ours, and we open what it writes', async (name) => {
    const ours = home.write('ours.age', await wrap(Buffer.from(canary), publicOf(name)));
    expect(realAge('age', ['-d', '-i', home.at(name), ours]).stdout.toString('utf8')).toBe(canary);
    const theirs = realAge('age', ['-e', '-a', '-r', publicOf(name)], { input: canary }).stdout.toString('utf8');
    expect(await unwrap(theirs, [new SecretText(privateOf(name))])).toMatchObject({ kind: 'opened', payload: Buffer.from(canary) });
  });
  test('a short RSA key is refused by both', async () => {
    sshKey(home.at('rsa-short'), 'rsa', { bits: 1024 });
    expect(realAge('age', ['-e', '-a', '-r', publicOf('rsa-short')], { input: canary }).status).toBe(1);
    await expect(wrap(Buffer.from(canary), publicOf('rsa-short'))).rejects.toThrow();
  });
});
