// The marks say that other readers see something else than sops does: asked of the readers that run here, Node's own and the real sops.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../electron/core/sops/marks/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, sopsEncrypt, sopsPath } from '../../fakes/real-sops.ts';

const marks = async (value: string): Promise<readonly string[]> => (await marksOf([{ id: 0, name: 'A', value: Buffer.from(value) }])).flatMap((found) => found.marks);
const node = (value: string): string | undefined => parseEnv(`A=${value}\n`)['A'];

const same = ['one', 'a b c', "it's", 'a=b', 'p@ss!w0rd', '{"a":"b"}', 'postgres://u:p@h:1/d?x=y', '5" disk', 'back\\slash', 'x`y'];
const marked = [
  ['one#two', 'unquoted-hash', 'one'], ['one #two', 'unquoted-hash', 'one'], ['#two', 'unquoted-hash', ''], ['https://h/p#f', 'unquoted-hash', 'https://h/p'], ["'one' # note", 'unquoted-hash', 'one'],
  ['"one#two"', 'quotes-kept', 'one#two'], ["'one'", 'quotes-kept', 'one'], ['`one`', 'quotes-kept', 'one'],
  [' one', 'trailing-space', 'one'], ['one \t', 'trailing-space', 'one'],
] as const;

describe('Node and dotenv', () => {
  it.each(same)('read %j as sops does, and it has no mark', async (value) => {
    expect(node(value)).toBe(value);
    expect(await marks(value)).toEqual([]);
  });
  it.each(marked)('read %j otherwise, and it is marked %s', async (value, mark, read) => {
    expect(node(value)).toBe(read);
    expect(await marks(value)).toContain(mark);
  });
  it('keep a dollar: the mark is about those that expand it', async () => {
    expect(node('a$HOME')).toBe('a$HOME');
    expect(await marks('a$HOME')).toEqual(['unexpanded-dollar']);
  });
});

describe.skipIf(sopsPath === undefined)('sops', () => {
  it('takes all of them as they stand', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coffre-readers-'));
    try {
      const values = [...same, ...marked.map(([value]) => value), 'a$HOME', '${HOME}', '$$x'];
      const text = values.map((value, at) => `K${String(at)}=${value}\n`).join('');
      const clear = join(folder, 'clear.env');
      writeFileSync(clear, text);
      const secret = join(folder, 'secret.env');
      writeFileSync(secret, sopsEncrypt(clear, recipients[0]).stdout);
      const names = values.map((_, at) => `K${String(at)}`);
      const { stdout, stderr } = realSops(['exec-env', secret, `${JSON.stringify(process.execPath)} -e ${JSON.stringify(`process.stdout.write(JSON.stringify(${JSON.stringify(names).replaceAll('"', "'")}.map((name) => process.env[name])))`)}`], identities[0]);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout.toString('utf8'))).toEqual(values);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
