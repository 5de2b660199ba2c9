// Keys on the command line: whole files of age beside the real age, the places of identities, post-quantum ones, and a passphrase at the terminal.
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealWithPassphrase } from '../../../electron/core/age/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { ageFolder, hasKeygen, realAge, runTool, sshKey } from '../../fakes/real-age.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { hasScreens, openScreen } from '../../fakes/screen.ts';

let home: CliHome;
beforeAll(() => {
  home = cliHome();
  home.write('plain.bin', Buffer.from([0, 1, 255, 10, 13]));
});
afterAll(() => { home.remove(); });
const canary = 'canary-cli-81';
const at = (name: string): string => join(home.work, name);

describe('whole files of age', () => {
  test('for recipients: into a file and back, byte for byte; as text where asked', async () => {
    expect(await home.run(['age', 'encrypt', 'plain.bin', '-o', 'out.age', '--age', recipients[0]])).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(at('out.age')).subarray(0, 21).toString('latin1')).toBe('age-encryption.org/v1');
    expect((await home.run(['age', 'decrypt', 'out.age'])).bytes).toEqual(readFileSync(at('plain.bin')));
    const text = await home.run(['age', 'encrypt', '-', '--armor', '--age', `${recipients[0]},${recipients[1]}`], { input: canary });
    expect(text.stdout).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect((await home.run(['age', 'decrypt', '-'], { input: text.stdout, env: { SOPS_AGE_KEY: identities[1] } })).stdout).toBe(canary);
  });
  test('for a passphrase: from standard input, where it is no terminal; to open one, nobody is asked without one', async () => {
    expect(await home.run(['age', 'encrypt', 'plain.bin', '-o', 'word.age', '--passphrase'], { input: 'canary-word-82\n' })).toMatchObject({ status: 0 });
    expect(await home.json(['age', 'decrypt', 'word.age'])).toMatchObject({ status: 3, answer: { error: { code: 'identity-locked', data: { places: 'word.age' } } } });
  });
  test('refusals: nobody, both, a private key, no age file, somebody else’s, a file that is there', async () => {
    expect(await home.json(['age', 'encrypt', 'plain.bin'])).toMatchObject({ status: 1, answer: { error: { code: 'no-recipients' } } });
    expect(await home.json(['age', 'encrypt', 'plain.bin', '--passphrase', '--age', recipients[0]])).toMatchObject({ answer: { error: { code: 'no-recipients' } } });
    const refused = await home.run(['age', 'encrypt', 'plain.bin', '--age', identities[0]]);
    expect(refused.status).toBe(1);
    expect(refused.stderr + refused.stdout).not.toContain(identities[0].slice(20));
    expect(await home.json(['age', 'decrypt', 'plain.bin'])).toMatchObject({ status: 1, answer: { error: { code: 'not-an-age-file' } } });
    await home.run(['age', 'encrypt', 'plain.bin', '-o', 'other.age', '--age', recipients[1]]);
    expect(await home.json(['age', 'decrypt', 'other.age'])).toMatchObject({ status: 3, answer: { error: { code: 'no-matching-key' } } });
    expect(await home.json(['age', 'decrypt', 'other.age', '-o', 'plain.bin'])).toMatchObject({ status: 5, answer: { error: { code: 'file-exists' } } });
  });
  test.skipIf(ageFolder === undefined)('the real age reads ours and writes for us', async () => {
    const key = home.write('key.txt', `${identities[0]}\n`);
    await home.run(['age', 'encrypt', 'plain.bin', '-o', 'ours.age', '--age', recipients[0]]);
    expect(realAge('age', ['-d', '-i', key, at('ours.age')]).stdout).toEqual(readFileSync(at('plain.bin')));
    home.write('theirs.age', realAge('age', ['-r', recipients[0]], { input: canary }).stdout);
    expect((await home.run(['age', 'decrypt', 'theirs.age'])).stdout).toBe(canary);
  });
});

describe('places of identities', () => {
  test('what is where, and which of it opens a file', async () => {
    home.write('.env', await encryptDotenv([['A', canary]], [recipients[1]], new Date()));
    home.write('bad.txt', 'nonsense\n');
    const env = { SOPS_AGE_KEY: `${identities[0]} ${identities[1]}`, SOPS_AGE_KEY_FILE: at('bad.txt'), SOPS_AGE_KEY_CMD: 'false' };
    const found = await home.json(['keys', 'places', '.env'], { env });
    expect(found.answer.value).toMatchObject({ others: 0, places: [
      { place: 'SOPS_AGE_KEY', state: 'usable', count: 2, recipients, fits: 'opens' }, { place: at('bad.txt'), state: 'unusable', fits: '' }, { place: 'SOPS_AGE_KEY_CMD', state: 'usable', count: 0, fits: 'perhaps' }, { state: 'absent', fits: '' },
    ] });
    const text = await home.run(['keys', 'places', '.env'], { env: { SOPS_AGE_KEY: identities[0] } });
    expect(text.stdout.split('\n')[0]).toBe('SOPS_AGE_KEY\topens files now\t1 identity\tdoes not open it');
    expect(text.stdout + text.stderr + found.stdout).not.toContain(identities[0].slice(20));
    expect((await home.run(['keys', 'places'], { env: { LANG: 'fr_FR.UTF-8' } })).stdout).toContain('SOPS_AGE_KEY\touvre des fichiers\t1 identité');
  });
});

describe('post-quantum', () => {
  test('an identity of the profile, whose recipient opens files', async () => {
    await home.run(['profile', 'init', '--no-keychain'], { input: 'canary passphrase 83\n' });
    await home.run(['profile', 'unlock'], { input: 'canary passphrase 83\n' });
    try {
      const made = await home.run(['keys', 'generate', 'mine', '--post-quantum']);
      expect(made.stdout).toMatch(/^age1pq1[02-9ac-hj-np-z]+\n$/);
      home.write('pq.env', `KEY=${canary}\n`);
      expect((await home.run(['file', 'encrypt', 'pq.env', '-o', 'pq.enc.env', '--age', made.stdout.trim()])).status).toBe(0);
      expect((await home.run(['file', 'get', 'pq.enc.env', 'KEY'], { env: { SOPS_AGE_KEY: undefined } })).stdout).toBe(canary);
    } finally {
      await home.run(['profile', 'lock']);
    }
  });
});

describe('an identity in a file of its own', () => {
  test.each([['x25519', []], ['post-quantum', ['--post-quantum']]] as const)('%s: for its owner alone, in the form of age-keygen; sops opens with it what is encrypted for it', async (kind, more) => {
    const file = `made-${kind}.txt`;
    const made = await home.run(['keys', 'generate', 'my laptop', '-o', file, ...more]);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(at(file), 'utf8');
    expect(text).toMatch(/^# my laptop\n# created: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n# public key: age1[0-9a-z]+\nAGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+\n$/);
    expect([text.includes(`# public key: ${made.stdout}`), statSync(at(file)).mode & 0o777, made.stdout.includes('AGE-SECRET')]).toEqual([true, 0o600, false]);
    home.write(`${kind}.env`, await encryptDotenv([['KEY', canary]], [made.stdout.trim()], new Date()));
    const env = { SOPS_AGE_KEY: undefined, SOPS_AGE_KEY_FILE: at(file) };
    expect((await home.run(['file', 'get', `${kind}.env`, 'KEY'], { env })).stdout).toBe(canary);
    if (sopsPath !== undefined) expect(runTool(sopsPath, ['decrypt', at(`${kind}.env`)], { env: { SOPS_AGE_KEY_FILE: at(file) } }).stdout.toString('utf8')).toBe(`KEY=${canary}\n`);
    if (ageFolder !== undefined) expect(realAge('age-keygen', ['-y', at(file)]).stdout.toString('utf8')).toBe(made.stdout);
  });
  test('over nothing that is there, and never on standard output', async () => {
    home.write('there.txt', 'mine\n');
    expect(await home.json(['keys', 'generate', 'x', '-o', 'there.txt'])).toMatchObject({ status: 5, answer: { error: { code: 'file-exists' } } });
    expect(readFileSync(at('there.txt'), 'utf8')).toBe('mine\n');
    expect(await home.run(['keys', 'generate', 'x', '-o', '-'])).toMatchObject({ status: 2, stdout: '' });
    expect(await home.json(['keys', 'generate', 'x', '-o', 'nowhere/keys.txt'])).toMatchObject({ status: 4, answer: { error: { code: 'folder-not-found' } } });
    await home.run(['keys', 'generate', `x\n${identities[1]}`, '-o', 'lines.txt']);
    expect(readFileSync(at('lines.txt'), 'utf8').split('\n')).toHaveLength(5);
    const json = await home.json(['keys', 'generate', 'x', '-o', 'json.txt']);
    expect(json.answer.value).toEqual({ name: 'x', kind: 'x25519', recipient: expect.stringMatching(/^age1/) as unknown, output: 'json.txt' });
  });
});

describe('identities behind a passphrase', () => {
  const word = 'canary-file-word-87';
  test.skipIf(!hasScreens)('no-echo: a keys.txt that age encrypted is asked for once, with what it is for, and opens the file; without a terminal it is told', async () => {
    home.write('locked.txt', await sealWithPassphrase(Buffer.from(`# mine\n${identities[1]}\n`), new SecretText(word), 10));
    chmodSync(at('locked.txt'), 0o644);
    home.write('behind.env', await encryptDotenv([['KEY', canary]], [recipients[1]], new Date()));
    const env = { SOPS_AGE_KEY: '', SOPS_AGE_KEY_FILE: at('locked.txt') };
    const screen = openScreen(home, [process.execPath, builtCli, 'file', 'get', 'behind.env', 'KEY'], env);
    await screen.sees(`Passphrase of the identities in ${at('locked.txt')}`);
    screen.type(`${word}\r`);
    expect(await screen.ends, screen.shown()).toBe(0);
    expect([screen.shown().includes(canary), screen.shown().includes(word)]).toEqual([true, false]);
    expect(await home.json(['file', 'get', 'behind.env', 'KEY'], { env: { ...env, SOPS_AGE_KEY: undefined } })).toMatchObject({ status: 3, answer: { error: { code: 'identity-locked' } } });
  });
});

describe.skipIf(!hasScreens || !hasKeygen)('on a terminal', () => {
  test('no-echo: the passphrase of an SSH key is asked for once, unseen, and the value follows', async () => {
    sshKey(at('ssh'), 'ed25519', { passphrase: 'canary-terminal-84' });
    home.write('ssh.env', await encryptDotenv([['KEY', canary]], [readFileSync(at('ssh.pub'), 'utf8').trim()], new Date()));
    const env = { SOPS_AGE_SSH_PRIVATE_KEY_FILE: at('ssh'), SOPS_AGE_KEY: '' };
    const screen = openScreen(home, [process.execPath, builtCli, 'file', 'get', 'ssh.env', 'KEY'], env);
    await screen.sees('Passphrase of the SSH key');
    screen.type('canary-terminal-84\r');
    expect(await screen.ends).toBe(0);
    expect(screen.shown()).toContain(canary);
    expect(screen.shown()).not.toContain('canary-terminal-84');
    // The command line runs as nobody where the tests run as root.
    chmodSync(at('ssh'), 0o644);
    const without = await home.json(['file', 'get', 'ssh.env', 'KEY'], { env: { SOPS_AGE_SSH_PRIVATE_KEY_FILE: at('ssh'), SOPS_AGE_KEY: undefined } });
    expect(without).toMatchObject({ status: 3, answer: { error: { code: 'identity-locked' } } });
  });

  test('no-echo: keys import asks once for the passphrase of a key, and the profile opens files with it from then on', async () => {
    sshKey(at('import'), 'ed25519', { passphrase: 'canary-import-85' });
    const recipient = readFileSync(at('import.pub'), 'utf8').trim().split(' ').slice(0, 2).join(' ');
    home.write('import.env', await encryptDotenv([['KEY', canary]], [recipient], new Date()));
    const env = { SOPS_AGE_KEY: '', XDG_RUNTIME_DIR: home.folder };
    const type = async (args: readonly string[], answers: readonly (readonly [question: string, answer: string])[]): Promise<string> => {
      const screen = openScreen(home, [process.execPath, builtCli, ...args], env);
      for (const [question, answer] of answers) {
        await screen.sees(question);
        screen.type(`${answer}\r`);
      }
      expect(await screen.ends, screen.shown()).toBe(0);
      for (const [, answer] of answers) expect(screen.shown()).not.toContain(answer);
      return screen.shown();
    };
    const profile = ['Passphrase of the profile', 'canary profile 86'] as const;
    await type(['profile', 'init', '--no-keychain'], [['Passphrase for the profile', profile[1]], ['The same once more', profile[1]]]);
    expect(await type(['keys', 'import', at('import')], [profile, ['Passphrase of the SSH key', 'canary-import-85']])).toContain(recipient);
    await type(['profile', 'unlock'], [profile]);
    expect(await type(['file', 'get', 'import.env', 'KEY'], [])).toContain(canary);
    await type(['profile', 'lock'], []);
  });
});
