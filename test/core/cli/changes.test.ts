// Changing one value from the shell: the file keeps every other byte, the real sops agrees, and the value is seen nowhere.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities } from '../../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';

const canary = 'canary-7be1d0c4';
const french = { LANG: 'fr_CA.UTF-8' };

let home: CliHome;
let path: string;
beforeEach(() => {
  home = cliHome();
  path = home.copy('v3.12.2/basic.enc.env', '.env');
});
afterEach(() => { home.remove(); });

const lines = (): readonly string[] => readFileSync(path, 'utf8').split('\n');
/** Names of the lines that stand in one and not in the other. */
function changed(before: readonly string[], after: readonly string[]): readonly string[] {
  const names = [...before.filter((line) => !after.includes(line)), ...after.filter((line) => !before.includes(line))].map((line) => line.slice(0, line.indexOf('=')));
  return [...new Set(names)].toSorted();
}
const everyFileOf = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

describe('file set', () => {
  test.skipIf(sopsPath === undefined)('changes one value, lastmodified and mac, keeps the mode, and the real sops reads it', async () => {
    const before = lines();
    expect(await home.run(['file', 'set', '.env', 'DB_PASSWORD'], { input: `${canary}\n` })).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(changed(before, lines())).toEqual(['DB_PASSWORD', 'sops_lastmodified', 'sops_mac']);
    expect(statSync(path).mode & 0o777).toBe(0o644);
    const clear = sopsDecrypt(path, identities[0]).stdout.toString('utf8');
    expect(clear).toContain(`DB_PASSWORD=${canary}\n`);
    expect((await home.run(['file', 'get', '.env', 'DB_PASSWORD'])).stdout).toBe(canary);
    expect(readdirSync(home.work)).toEqual(['.env']);
  });

  test.skipIf(sopsPath === undefined)('adds a key that is not there, and every value comes back as it went in', async () => {
    const before = lines();
    const values = { LINES: 'one\ntwo\n', BLANKS: '  \t canary  ', QUOTES: '"a" \'b\' `c` $D #e =f', UNICODE_NEW: 'é😀\u2028', EMPTY_NEW: '', CARRIAGE: 'a\r' };
    for (const [key, value] of Object.entries(values)) expect((await home.json(['file', 'set', '.env', key], { input: `${value}\n` })).answer).toEqual({ ok: true, value: { change: 'added' } });
    expect(changed(before, lines())).toEqual([...Object.keys(values), 'sops_lastmodified', 'sops_mac'].toSorted());
    for (const [key, value] of Object.entries(values)) expect((await home.run(['file', 'get', '.env', key])).stdout, key).toBe(value);
    expect(sopsDecrypt(path, identities[0]).status).toBe(0);
  });

  test('the same value again writes nothing, and says so in JSON', async () => {
    const before = home.snapshot();
    expect(await home.json(['file', 'set', '.env', 'DB_HOST'], { input: 'localhost\n' })).toMatchObject({ status: 0, answer: { ok: true, value: { change: 'none' } } });
    expect(home.snapshot()).toEqual(before);
    expect((await home.json(['file', 'set', '.env', 'DB_HOST'], { input: 'elsewhere' })).answer).toEqual({ ok: true, value: { change: 'changed' } });
  });

  test('the value stands afterwards in no file of the profile and in no output', async () => {
    const said = [
      await home.run(['file', 'set', '.env', 'DB_PASSWORD'], { input: canary }),
      await home.run(['file', 'set', 'none.env', 'DB_PASSWORD'], { input: canary }),
      await home.run(['file', 'set', '.env', 'sops_mac'], { input: canary }),
      await home.json(['file', 'set', '.env', 'bad=name'], { input: canary }),
      await home.json(['file', 'set', '.env', 'X', canary], { input: canary }),
      await home.json(['file', 'set', '.env', 'X'], { input: `${canary}\\n` }),
      await home.run(['file', 'unset', '.env', 'DB_HOST']),
      await home.run(['audit', 'list', '--json', '--limit', '100']),
    ];
    expect(said.map(({ status }) => status)).toEqual([0, 4, 1, 2, 2, 1, 0, 0]);
    for (const { stdout, stderr } of said) expect(stdout + stderr).not.toContain(canary);
    const written = everyFileOf(home.folder);
    expect(written.some((file) => file.endsWith('audit.jsonl'))).toBe(true);
    for (const file of written) expect(readFileSync(file, 'latin1'), file).not.toContain(canary);
  });

  test('no-value-in-argv: a value as an argument changes nothing and is explained in both languages', async () => {
    const before = home.snapshot();
    const english = await home.run(['file', 'set', '.env', 'DB_HOST', canary]);
    expect(english).toMatchObject({ status: 2, stdout: '' });
    expect(english.stderr).toContain('Every program on this computer can read a command line');
    const other = await home.run(['file', 'set', '.env', `DB_HOST=${canary}`], { env: french });
    expect(other).toMatchObject({ status: 2, stdout: '' });
    expect(other.stderr).toContain('Tout programme de cet ordinateur peut lire une ligne de commande');
    expect(await home.json(['file', 'set', '.env', 'DB_HOST', canary], { env: french })).toMatchObject({ status: 2, answer: { ok: false, error: { code: 'value-in-arguments', data: {} } } });
    expect(english.stderr + other.stderr).not.toContain(canary);
    expect(home.snapshot()).toEqual(before);
  });

  test('nothing on standard input, bytes that are no text, and a value that no .env file can hold change nothing', async () => {
    const before = home.snapshot();
    expect(await home.json(['file', 'set', '.env', 'DB_HOST'], { input: '' })).toMatchObject({ status: 1, answer: { error: { code: 'no-value-given' } } });
    expect(await home.json(['file', 'set', '.env', 'DB_HOST'], { input: Buffer.from([0x63, 0xff]) })).toMatchObject({ status: 1, answer: { error: { code: 'value-not-text' } } });
    expect(await home.json(['file', 'set', '.env', 'DB_HOST'], { input: 'a\\nb' })).toMatchObject({ status: 1, answer: { error: { code: 'value-not-representable' } } });
    expect(await home.json(['file', 'set', '.env', 'DB_HOST'], { input: 'a\0b' })).toMatchObject({ status: 1, answer: { error: { code: 'value-not-representable' } } });
    expect(await home.json(['file', 'set', '.env', 'DB_HOST'], { input: Buffer.alloc(13 * 1024 * 1024, 97) })).toMatchObject({ status: 1, answer: { error: { code: 'value-too-large' } } });
    expect(await home.json(['file', 'set', '.env', 'K'.repeat(2000)], { input: 'x' })).toMatchObject({ status: 2, answer: { error: { code: 'bad-input' } } });
    expect(home.snapshot()).toEqual(before);
  });

  test('two at once: each change arrives, or is refused as a conflict; none is lost', async () => {
    const answers = await Promise.all(['A', 'B', 'C'].map((name) => home.json(['file', 'set', '.env', `NEW_${name}`], { input: name })));
    for (const [at, name] of ['A', 'B', 'C'].entries()) {
      const found = await home.run(['file', 'get', '.env', `NEW_${name}`]);
      if (answers[at]?.status === 0) expect(found).toMatchObject({ status: 0, stdout: name });
      else expect([answers[at]?.status, answers[at]?.answer.error?.code, found.status]).toEqual([5, 'changed-on-disk', 4]);
    }
    expect((await home.run(['file', 'verify', '.env'])).status).toBe(0);
    expect(readdirSync(home.work)).toEqual(['.env']);
  });
});

describe('file unset', () => {
  test.skipIf(sopsPath === undefined)('removes one key, and the real sops agrees', async () => {
    const before = lines();
    expect(await home.run(['file', 'unset', '.env', 'DB_PORT'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(changed(before, lines())).toEqual(['DB_PORT', 'sops_lastmodified', 'sops_mac']);
    expect(sopsDecrypt(path, identities[0]).stdout.toString('utf8')).not.toContain('DB_PORT');
    expect((await home.json(['file', 'unset', '.env', 'DB_HOST'])).answer).toEqual({ ok: true, value: { change: 'removed' } });
    const after = home.snapshot();
    expect(await home.json(['file', 'unset', '.env', 'DB_PORT'])).toMatchObject({ status: 4, answer: { ok: false, error: { code: 'entry-not-found' } } });
    expect(home.snapshot()).toEqual(after);
  });
});
