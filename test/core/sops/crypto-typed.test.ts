// Typed values through encryption and MAC, both ways with the real sops; and what an earlier encrypted version keeps (sops #1587).
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import { linesOf, type Line } from '../../../electron/core/sops/tree.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { formatIds, formats, groupOf, openAs, samples, sopsEncrypts, sopsOn, sourceOf, valuesOf, weEncrypt } from './crypto-kit.ts';

const numbers = '{"int":42,"low":-9223372036854775808,"high":9223372036854775807,"float":1.5,"whole":100.0,"exp":1e21,"tiny":1e-7,"big":18446744073709551616,"zero":0,"minus":-0.0,"yes":true,"no":false,"nothing":null,"empty":""}';

describe.skipIf(sopsPath === undefined)('typed values', () => {
  it('of ours are what they were to sops', async () => {
    const bytes = await weEncrypt('json', numbers);
    expect(valuesOf(await openAs('json', bytes)).map(([name, type, value]) => `${name} ${type} ${value}`)).toEqual([
      'int int 42', 'low int -9223372036854775808', 'high int 9223372036854775807', 'float float 1.5', 'whole float 100', 'exp float 1000000000000000000000', 'tiny float 0.0000001', 'big float 18446744073709552000', 'zero int 0', 'minus float -0',
      'yes bool True', 'no bool False', 'nothing plain null ', 'empty plain str ',
    ]);
    const { status, stdout } = sopsOn('decrypt', 'json', bytes);
    expect([status, JSON.parse(stdout.toString('utf8'))]).toEqual([0, JSON.parse(numbers)]);
    // As text, since a number of JavaScript would round it.
    expect(stdout.toString('utf8')).toContain('"high": 9223372036854775807,');
  });
  it('of sops are what they were to us, readable or not', async () => {
    for (const rule of [undefined, { kind: 'encrypted_regex', pattern: '^none' } as const]) {
      const values = valuesOf(await openAs('json', sopsEncrypts('json', numbers.replace('"low":-9223372036854775808,"high":9223372036854775807,', ''), rule)));
      const value = (name: string): string | undefined => values.find(([own]) => own === name)?.[2];
      expect(['int', 'float', 'whole', 'exp', 'tiny', 'minus', 'yes', 'no', 'empty'].map(value)).toEqual(['42', '1.5', '100', '1000000000000000000000', '0.0000001', '-0', 'True', 'False', '']);
    }
  });
  it('that are too large for a float are hashed in two ways, and both are known', async () => {
    // sops up to 3.13.1 took the MAC over what a float64 makes of it.
    const rounded = await weEncrypt('json', '{"secret":"canary-4f","id":9007199254740992}', { rule: { kind: 'encrypted_regex', pattern: '^secret' } });
    const exact = Buffer.from(rounded.toString('utf8').replace('9007199254740992', '9007199254740993'));
    expect(sopsOn('decrypt', 'json', exact).status).toBe(0);
    const file = await openAs('json', exact);
    expect(file.parsed.notes).toContain('legacy-mac');
    expect((await openAs('json', rounded)).parsed.notes).not.toContain('legacy-mac');
    const again = await weEncrypt('json', '{"secret":"canary-4f","id":9007199254740993}', { keep: file });
    expect((await openAs('json', again)).parsed.notes).not.toContain('legacy-mac');
    await expect(openAs('json', Buffer.from(rounded.toString('utf8').replace('9007199254740992', '9007199254740995')))).rejects.toMatchObject({ code: 'mac-mismatch' });
  });
});

const changed = (before: Buffer, after: Buffer): string[] => {
  const old = new Set(before.toString('utf8').split('\n'));
  return after.toString('utf8').split('\n').filter((line) => !old.has(line)).map((line) => /[\w-]+/.exec(line.replace('#', ''))?.[0] ?? '');
};
const later = new Date('2026-12-02T00:00:00Z');

describe('over an earlier encrypted version', () => {
  it.each(formatIds)('the same file is the same bytes in %s', async (id) => {
    const bytes = await weEncrypt(id, samples[id]);
    expect((await weEncrypt(id, samples[id], { keep: await openAs(id, bytes), groups: [], now: later })).equals(bytes)).toBe(true);
  });
  it.each(formatIds.filter((id) => id !== 'binary'))('one changed value changes its line, lastmodified and mac in %s', async (id) => {
    const bytes = await weEncrypt(id, samples[id]);
    const again = await weEncrypt(id, samples[id].replace('canary-a1', 'canary-a9'), { keep: await openAs(id, bytes), groups: [], now: later });
    const names = changed(bytes, again);
    expect(names).toHaveLength(3);
    expect(names.filter((name) => !/lastmodified|mac/.test(name))).toEqual([id === 'ini' ? 'x' : 'A_secret']);
    expect(valuesOf(await openAs(id, again)).map(([, , value]) => value)).toContain('canary-a9');
    if (sopsPath !== undefined) expect(sopsOn('decrypt', id, again).stdout.toString('utf8')).toContain('canary-a9');
  });
  it('what moves within a list, or stands there twice, keeps its ciphertext', async () => {
    const bytes = await weEncrypt('json', '{"l":["canary-1","canary-1","canary-2"],"n":1}');
    const encs = (text: Buffer): string[] => text.toString('utf8').match(/ENC\[[^\]]+type:(?:str|int)\](?=",?$)/gm)?.slice(0, -1) ?? [];
    const keep = await openAs('json', bytes);
    const again = await weEncrypt('json', '{"l":["canary-0","canary-2","canary-1","canary-1"],"n":"1"}', { keep, groups: [] });
    const [was, is] = [encs(bytes), encs(again)];
    expect(is.slice(1, 4)).toEqual([was[2], was[0], was[1]]);
    expect([was.includes(is[0] ?? ''), was.includes(is[4] ?? '')]).toEqual([false, false]);
    expect(new Set(is).size).toBe(5);
  });
  it('keys, groups, version and unknown fields stay, and another rule takes the place of the old one', async () => {
    const source = (await weEncrypt('json', samples.json, { version: '3.9.0', groups: [groupOf(...recipients)] })).toString('utf8').replace('"version":', '"future": {"x": [1]},\n\t\t"version":');
    const keep = await openAs('json', Buffer.from(source));
    const again = await weEncrypt('json', samples.json, { keep, groups: [], rule: { kind: 'encrypted_suffix', pattern: '_secret' }, macOnlyEncrypted: true });
    const file = await openAs('json', again, [identities[1]]);
    expect(file.metadata).toMatchObject({ version: '3.9.0', rule: { kind: 'encrypted_suffix', pattern: '_secret' }, macOnlyEncrypted: true, groups: keep.metadata.groups });
    expect(file.parsed.metadata['future']).toEqual({ x: [1] });
    expect(again.toString('utf8').match(/unencrypted_suffix/g)).toBeNull();
    // The one value that is encrypted under both rules kept its text.
    expect(again.toString('utf8')).toContain(keep.leaves.find(({ path }) => path[0] === 'A_secret')?.text);
  });
});

/** A format whose files are read with their first comment inside the item that follows it. */
const moving: Format = {
  ...formats.yaml,
  async parse(bytes) {
    const parsed = await formats.yaml.parse(bytes);
    const [comment, item, ...rest] = parsed.branches[0]?.items ?? [];
    if (comment?.kind !== 'comment' || item?.kind !== 'item' || item.value.kind !== 'branch') return parsed;
    return { ...parsed, branches: [{ kind: 'branch', items: [{ ...item, value: { kind: 'branch', items: [comment, ...item.value.items] } }, ...rest] }] };
  },
};

describe('a comment that comes to stand elsewhere by being written', () => {
  it('is sealed for where it is read', async () => {
    const clear = '# canary-c0\na:\n    b: 1\n';
    const bytes = await weEncrypt('yaml', clear, { format: moving });
    const { leaves } = await openVerified(bytes, moving, [sourceOf([identities[0]])], undefined);
    expect(leaves.map(({ path, sealedUnder, plain }) => [path.join('.'), sealedUnder, plain.exposeBytes().toString('utf8')])).toEqual([['a', undefined, ' canary-c0'], ['a.b', undefined, '1']]);
    // Read as it stands it is found all the same, and remembers where it fits.
    expect((await openAs('yaml', bytes)).leaves[0]).toMatchObject({ path: [], sealedUnder: ['a'], storedType: 'comment' });
  });
});

describe('SECURITY(verify-before-write) a new file', () => {
  it('that does not read back as what was meant is given to nobody', async () => {
    const lines = await linesOf((await formats.dotenv.parsePlain(Buffer.from(samples.dotenv))).branches);
    const forgetful = { ...formats.dotenv, emit: (all: readonly Line[], ...rest: [Parameters<typeof formats.dotenv.emit>[1]]) => formats.dotenv.emit(all.slice(0, -1), ...rest) };
    await expect(weEncrypt('dotenv', samples.dotenv, { format: forgetful, lines })).rejects.toMatchObject({ code: 'verify-failed' });
  });
});
