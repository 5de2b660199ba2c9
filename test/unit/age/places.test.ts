// Where identities are looked for, what is said about each place, and that nothing is started or repeated on the way.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateIdentity, searchPlaces, unwrap, wrap, type PlacePorts } from '../../../electron/core/age/index.ts';
import { readIdentityText } from '../../../electron/core/age/identity-text.ts';
import { shellWords } from '../../../electron/core/age/shell-words.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';

let folder: string;
let ran: { readonly argv: readonly string[]; readonly recipient: string | undefined }[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-age-'));
  ran = [];
});
afterEach(() => { rmSync(folder, { recursive: true }); });
const { identity, recipient } = await generateIdentity();

const ports = (environment: PlacePorts['environment'], answer = ''): PlacePorts => ({
  environment,
  paths: { profile: folder, userHome: folder, temporary: folder, configuration: join(folder, 'config') },
  runner: {
    run(program, args, { env }) {
      ran.push({ argv: [program, ...args], recipient: env['SOPS_AGE_RECIPIENT'] });
      return Promise.resolve({ status: 0, stdout: Buffer.from(answer) });
    },
  },
});

describe('places', () => {
  it('finds identities in the variable, the named file and the default file, in the order of sops', async () => {
    mkdirSync(join(folder, 'config/sops/age'), { recursive: true });
    writeFileSync(join(folder, 'config/sops/age/keys.txt'), `# created: today\n${identity.expose()}\n`);
    writeFileSync(join(folder, 'named.txt'), `${identity.expose()}\n${identity.expose()}\n`);
    const found = await searchPlaces(ports({ SOPS_AGE_KEY: `${identity.expose()} ${identity.expose()}`, SOPS_AGE_KEY_FILE: join(folder, 'named.txt') }));
    expect(found.map(({ place, state, identities }) => [place, state, identities.length])).toEqual([['SOPS_AGE_KEY', 'usable', 2], [join(folder, 'named.txt'), 'usable', 2], [join(folder, 'config/sops/age/keys.txt'), 'usable', 1]]);
  });
  it('one bad line makes its place unusable and no other', async () => {
    writeFileSync(join(folder, 'named.txt'), ` ${identity.expose()}\n`);
    const found = await searchPlaces(ports({ SOPS_AGE_KEY: identity.expose(), SOPS_AGE_KEY_FILE: join(folder, 'named.txt') }));
    expect(found.map(({ state }) => state)).toEqual(['usable', 'unusable', 'absent']);
  });
  it('a file in the place of an SSH key that is none is unusable, and told as a key of SSH', async () => {
    mkdirSync(join(folder, '.ssh'));
    writeFileSync(join(folder, '.ssh/id_ed25519'), 'x');
    expect((await searchPlaces(ports({})))[0]).toEqual({ place: join(folder, '.ssh/id_ed25519'), state: 'unusable', identities: [], ssh: true });
  });
  it('starts a program only while a file is opened, without a shell, and tells it the recipient', async () => {
    const withCommand = ports({ SOPS_AGE_KEY_CMD: 'pass show "my key" $(whoami)' }, identity.expose());
    await searchPlaces(withCommand);
    expect(ran).toEqual([]);
    const found = await searchPlaces(withCommand, { recipient });
    expect(ran).toEqual([{ argv: ['pass', 'show', 'my key', '$(whoami)'], recipient }]);
    expect(found.find(({ place }) => place === 'SOPS_AGE_KEY_CMD')?.identities).toHaveLength(1);
  });
  it('says nothing of what stands in a place', async () => {
    const found = await searchPlaces(ports({ SOPS_AGE_KEY: identity.expose() }));
    expect(JSON.stringify(found)).not.toContain(identity.expose());
    expect(JSON.stringify(found)).toContain('[secret]');
  });
});

describe('identity text', () => {
  it.each([['', 'usable'], ['# c\n\n', 'usable'], ['AGE-PLUGIN-YUBIKEY-1ABC', 'usable'], ['age-encryption.org/v1\n', 'locked'], ['-----BEGIN AGE ENCRYPTED FILE-----', 'locked'], ['nonsense', 'unusable']])('%j is %s', (text, state) => {
    expect(readIdentityText(text, false).state).toBe(state);
  });
  it('never throws, and never repeats a line', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.stringify(readIdentityText(`${text}canary-11`, true))).not.toContain('canary-11');
    }), { numRuns: 1000, seed: 6 });
  });
});

describe('shell words', () => {
  it.each([['a b  c', ['a', 'b', 'c']], ["a 'b c' \"d 'e\"", ['a', 'b c', "d 'e"]], ['a\\ b', ['a b']], ['"a\\"b" \'c\\d\'', ['a"b', 'c\\d']], ["''", ['']], ['"open', undefined], ['', undefined], ['a\\', undefined]])('%j', (line, words) => {
    expect(shellWords(line)).toEqual(words);
  });
});

describe('unwrap', () => {
  it('opens what it wrapped, for its identity only', async () => {
    const other = await generateIdentity();
    const file = await wrap(Buffer.from('canary-payload'), recipient);
    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END AGE ENCRYPTED FILE-----\n$/);
    expect(await unwrap(file, [other.identity, identity])).toMatchObject({ kind: 'opened', payload: Buffer.from('canary-payload') });
    expect(await unwrap(file, [other.identity])).toEqual({ kind: 'no-match' });
  });
  it('tells damage from a misspelt identity, and repeats neither', async () => {
    const file = await wrap(Buffer.from('x'), recipient);
    expect(await unwrap('rubbish', [identity])).toEqual({ kind: 'malformed' });
    expect(await unwrap(file.replace(/[A-Za-z0-9+/=]{8}\n-----END/, 'AAAAAAAA\n-----END'), [identity])).toEqual({ kind: 'malformed' });
    expect(await unwrap(file, [new SecretText(`${identity.expose().slice(0, -1)}${identity.expose().endsWith('Q') ? 'P' : 'Q'}`)])).toEqual({ kind: 'bad-identity' });
  });
});
