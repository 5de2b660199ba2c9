// What a mark says about real names and values, and that it says nothing else: no length, no part of a value, no crash.
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../electron/core/sops/marks/index.ts';

const runs = process.env['COFFRE_DEEP'] === '1' ? 200_000 : 5_000;
const marks = async (name: string, value: string | Buffer): Promise<readonly string[]> => (await marksOf([{ id: 7, name, value: Buffer.from(value) }])).flatMap((found) => found.marks);

describe('names', () => {
  it('marks every place of a name that stands twice', async () => {
    const entries = ['A', 'B', 'A', 'a'].map((name, id) => ({ id, name, value: Buffer.from('plain words') }));
    expect(await marksOf(entries)).toEqual([{ entry: 0, marks: ['duplicate'] }, { entry: 2, marks: ['duplicate'] }]);
  });
  it.each(['A', '_a', 'DB_HOST', 'a1'])('%j is good', async (name) => {
    expect(await marks(name, 'plain words')).toEqual([]);
  });
  it.each(['a.b', 'a-b', '1A', ' A', 'A ', 'export A', 'é', '', 'A\u0000', 'A\n', 'a b'])('%j is bad', async (name) => {
    expect(await marks(name, 'plain words')).toEqual(['bad-name']);
  });
});

describe('values that other readers see differently', () => {
  it.each([
    ['one#two', ['unquoted-hash']], ['one #two', ['unquoted-hash']], ['#two', ['unquoted-hash']], ['https://h/p#fragment', ['unquoted-hash']], ['{"k":"v#1"}', ['unquoted-hash']],
    ['"one #two"', ['quotes-kept']], ["'one #two'", ['quotes-kept']], ["'one' # note", ['unquoted-hash', 'quotes-kept']], ['"one', ['quotes-kept']], ['"one#', ['unquoted-hash', 'quotes-kept']],
    ['"a\\"b#c"', ['quotes-kept']], ['`one#two`', ['quotes-kept']], ['`one #two`', ['unquoted-hash', 'quotes-kept']], ['`a` and b', []], ["it's", []], ['{"a":"b"}', []], ['5" disk', []],
    ['one ', ['trailing-space']], [' one', ['trailing-space']], ['one\t', ['trailing-space']], ['one\r', ['trailing-space']], ['one\u00a0', ['trailing-space']], ['one\n', []], ['a b', []], ['" one "', ['quotes-kept']], [' ', ['trailing-space']],
    ['a$HOME/b', ['unexpanded-dollar']], ['${HOME}', ['unexpanded-dollar']], ['$2b$10$abcdefghijk', ['unexpanded-dollar']], ['pa$$', ['unexpanded-dollar']], ['$(id)', ['unexpanded-dollar']], ['a\\$HOME', ['unexpanded-dollar']],
    ['"$HOME"', ['unexpanded-dollar', 'quotes-kept']], ["'$HOME'", ['quotes-kept']], ['costs 5$', []], ['5$ and more', []], ['$-', []], ['', []], ['-----BEGIN X-----\nabc\n-----END X-----\n', []],
  ] as const)('%j has %j', async (value, expected) => {
    expect(await marks('A', value)).toEqual(expected);
  });
});

describe('placeholders', () => {
  it.each([
    'changeme', 'CHANGE_ME', 'change-this', 'postgres://app:changeme@db/app', 'todo', 'TODO: ask ops', 'tbd', 'xxx', 'XXXX-XXXX', 'sk_live_xxxxxxxxxxxxxxxx', '***', '…', '...', '<your key>', '<password>', '{{ secret }}', '__DB_PASSWORD__',
    'your-key-here', 'your_api_key', 'YOUR_AWS_SECRET_ACCESS_KEY_HERE', 'replace_me', 'replace-with-real-key', 'example', 'example_token', 'dummy', 'dummy-password', 'sample-key', 'insert-your-key', 'secret-goes-here', 'placeholder', 'fill-me-in', '"changeme"', 'to-be-defined', 'an-example-key', 'not-a-real-key',
  ])('%j', async (value) => {
    expect(await marks('SERVICE', value)).toContain('placeholder');
    expect(await marks('DB_PASSWORD', value)).not.toContain('weak');
  });
  it.each(['https://example.com/path', 'todo-app', 'admin@example.com', 'exchange', 'interchange media', 'production', 'sampler', 'dummies', 'fixtures', 'yourself', 'your-company', 'for example this one', 'hereafter', 'a<b', '<a><b>', 'box', 'xx'])('not %j', async (value) => {
    expect(await marks('SERVICE', value)).toEqual([]);
  });
});

describe('weak passwords and tokens', () => {
  it.each([
    ['DB_PASSWORD', 'hunter2'], ['DB_PASSWORD', '123456'], ['DB_PASSWORD', 'correcthorse'], ['DB_PASSWORD', 'P4ssw0rd2024!'], ['DB_PASSWORD', 'Password123!!'], ['DB_PASSWORD', 'MySecretPassw0rd!'], ['DB_PASSWORD', 'aaaaaaaaaaaaaaaaaaaa'],
    ['DB_PASSWORD', 'abcdabcdabcdabcd'], ['DB_PASSWORD', 'Qwertyuiop1234'], ['DB_PASSWORD', 'abcdefghijklmnop1'], ['DB_PASSWORD', '0123456789012345'], ['DB_PASSWORD', 'db_password_2024'], ['STRIPE_PASSWORD', 'Stripe-prod-2024'], ['API_TOKEN', 'short'], ['APP_SECRET', '"hunter2"'],
    ['SESSION_KEY', 'ééé'], ['DB_PASSWORD', 'qwertyuiopasdfgh'], ['DB_PASSWORD', 'admin1234567890'],
  ])('%s=%j', async (name, value) => {
    expect(await marks(name, value)).toContain('weak');
  });
  it.each([
    ['DB_PASSWORD', 'x8Kq2mVt9LpR4w'], ['STRIPE_PASSWORD', 'stripe-x8Kq2mVt9LpR4w'], ['GITHUB_TOKEN', 'github_pat_11ABCDE0Y0h2Jk3Lm4Np5Qr6St7Uv8Wx9Yz'], ['DB_PASSWORD', 'cactus-orbit-velvet-rumble'], ['API_KEY', '9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c'], ['TLS_KEY', '/etc/ssl/server.key'], ['API_KEY', './secrets/key'], ['ACCESS_TOKEN', '84629175038264917350826'],
    ['NAME', 'bob'], ['PORT', '5432'], ['MAX_TOKENS', '4096'], ['RESET_PASSWORD', 'true'], ['DB_PASSWORD', ''], ['A', 'hello'],
  ])('not %s=%j', async (name, value) => {
    expect(await marks(name, value)).toEqual([]);
  });
  it('leaves a variable that points elsewhere to its own mark', async () => {
    expect(await marks('API_TOKEN', '${OTHER}')).toEqual(['unexpanded-dollar']);
  });
});

describe('what no mark may do', () => {
  it('tell one length of a random token from another', async () => {
    for (let round = 0; round < 300; round += 1) {
      const token = randomBytes(96).toString('base64url');
      const answers = await Promise.all([20, 21, 32, 40, 64, 128].map((length) => marks('API_TOKEN', token.slice(0, length))));
      expect(new Set(answers.map((answer) => answer.join()))).toEqual(new Set(['']));
    }
  });
  it('throw, whatever the bytes', async () => {
    const piece = fc.oneof(fc.constantFrom('"', "'", '`', '#', '$', '\\', ' ', '\t', '\r', '\n', '${', 'x', 'changeme', '<', 'your', '_', 'here'), fc.string({ unit: 'binary', maxLength: 12 }));
    const value = fc.oneof(fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)), fc.array(piece, { maxLength: 12 }).map((parts) => Buffer.from(parts.join(''))));
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), value, async (name, bytes) => {
      const found = await marks(name, bytes);
      expect(new Set(found).size).toBe(found.length);
    }), { numRuns: runs });
  });
  it('hold the loop: ten thousand entries, and others get their turn in between', async () => {
    const entries = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `SERVICE_${String(id)}_PASSWORD`, value: Buffer.from(`"${randomBytes(400).toString('hex')} #$x"`) }));
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    expect((await marksOf(entries)).length).toBe(entries.length);
    done = true;
    expect(turns).toBeGreaterThan(2);
  });
  it('stumble over values made to be slow', async () => {
    const hostile = ['your-'.repeat(40), `your ${'key '.repeat(38)}!`, 'x-'.repeat(2000), '<'.repeat(4000), `an ${'api'.repeat(60)}`, 'your'.repeat(50), 'aab'.repeat(1300), '$'.repeat(1_000_000), '`'.repeat(1_000_000), `"${'\\'.repeat(1_000_000)}`];
    for (const value of hostile) expect(Array.isArray(await marks('DB_PASSWORD', value))).toBe(true);
  });
});
