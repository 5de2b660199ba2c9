// Files behind a passphrase: ours and those of the real age, and how much a file may ask for.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { armored, generateIdentity, openWithPassphrase, readAnyIdentities, sealWithPassphrase } from '../../../electron/core/age/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { ageFolder, realAge } from '../../fakes/real-age.ts';
import { keyHome, type KeyHome } from './kit.ts';

let home: KeyHome;
beforeAll(() => { home = keyHome(); });
afterAll(() => { home.remove(); });
const word = 'canary-word-31';
const passphrase = new SecretText(word);
const plain = Buffer.from('canary-content-32');

describe('files behind a passphrase', () => {
  test('open with it, armored or not, and with no other', async () => {
    const file = await sealWithPassphrase(plain, passphrase, 10);
    expect(await openWithPassphrase(file, passphrase)).toMatchObject({ kind: 'opened', payload: plain });
    expect(await openWithPassphrase(Buffer.from(await armored(file)), passphrase)).toMatchObject({ kind: 'opened', payload: plain });
    expect(await openWithPassphrase(file, new SecretText(`${word} `))).toEqual({ kind: 'no-match' });
    expect(await openWithPassphrase(file.subarray(0, -1), passphrase)).toEqual({ kind: 'malformed' });
  });
  test('scrypt-work-limit: a file that asks for gigabytes is refused before any of it is spent', async () => {
    const file = await sealWithPassphrase(plain, passphrase, 10);
    const costly = Buffer.from(file.toString('latin1').replace(/(-> scrypt \S+) 10\n/, '$1 21\n'), 'latin1');
    expect(await openWithPassphrase(costly, passphrase)).toEqual({ kind: 'too-costly' });
  });
  test('identities in one are handed out only by the right passphrase', async () => {
    const { identity } = await generateIdentity('post-quantum');
    const file = await armored(await sealWithPassphrase(Buffer.from(`# mine\n${identity.expose()}\n`), passphrase, 10));
    const read = readAnyIdentities(file);
    if (read.state !== 'locked') throw new Error(read.state);
    expect(await read.locked.unlock(new SecretText('wrong'))).toBeUndefined();
    expect((await read.locked.unlock(passphrase))?.map((each) => each.expose())).toEqual([identity.expose()]);
    expect(JSON.stringify(read)).not.toContain(identity.expose());
  });
});

describe.skipIf(ageFolder === undefined)('beside age', () => {
  const env = { AGE_PASSPHRASE: word, AGE_PASSPHRASE_WORK_FACTOR: '12', PATH: `${ageFolder ?? ''}:${process.env['PATH'] ?? ''}` };
  test('age opens ours, and we open what it writes', async () => {
    const ours = home.write('ours.age', await sealWithPassphrase(plain, passphrase, 12));
    expect(realAge('age', ['-d', '-j', 'batchpass', ours], { env }).stdout).toEqual(plain);
    const theirs = realAge('age', ['-e', '-a', '-j', 'batchpass'], { env, input: plain }).stdout;
    expect(await openWithPassphrase(theirs, passphrase)).toMatchObject({ kind: 'opened', payload: plain });
  });
  test('a post-quantum identity of age-keygen has the recipient that we say, and opens what we wrap', async () => {
    const { recipientOf, unwrap, wrap } = await import('../../../electron/core/age/index.ts');
    const text = realAge('age-keygen', ['-pq']).stdout.toString('utf8');
    const key = home.write('pq.txt', text);
    const identity = new SecretText(/^AGE-SECRET-KEY-PQ-1\w+$/m.exec(text)?.[0] ?? '');
    const recipient = await recipientOf(identity) ?? '';
    expect(text).toContain(`# public key: ${recipient}\n`);
    const ours = home.write('ours-pq.age', await wrap(plain, recipient));
    expect(realAge('age', ['-d', '-i', key, ours]).stdout).toEqual(plain);
    const theirs = realAge('age', ['-e', '-a', '-r', recipient], { input: plain }).stdout.toString('latin1');
    expect(await unwrap(theirs, [identity])).toMatchObject({ kind: 'opened', payload: plain });
    const made = await generateIdentity('post-quantum');
    const own = home.write('own.txt', made.identity.expose());
    expect(realAge('age-keygen', ['-y', own]).stdout.toString('utf8').trim()).toBe(made.recipient);
    expect(readFileSync(own, 'utf8')).toMatch(/^AGE-SECRET-KEY-PQ-1/);
  });
});
