// The data key in and out of its wrapped keys, with sources whose buffers can be looked at afterwards. Files of the real sops: test/core/sops/crypto-groups.test.ts.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openDataKey, wrapDataKey } from '../../../electron/core/sops/key-groups.ts';
import type { KeySource } from '../../../electron/core/sops/key-sources/key-source.ts';
import type { WrappedKey } from '../../../electron/core/sops/metadata.ts';
import { combineShares } from '../../../electron/core/sops/shamir.ts';

/** Wraps by writing in hex, opens for the recipients it is told of, and remembers every buffer that went through it. */
function openSource(own: readonly string[]): KeySource & { readonly given: Buffer[]; readonly taken: Buffer[] } {
  const given: Buffer[] = [];
  const taken: Buffer[] = [];
  return {
    kind: 'age', given, taken,
    open(keys, _extra, payloadBytes) {
      const found = keys.find(({ kind, recipient }) => kind === 'age' && own.includes(recipient));
      if (found === undefined) return Promise.resolve({ tried: own.length, unusable: [], damaged: 0 });
      const dataKey = Buffer.from(found.enc, 'hex');
      given.push(dataKey);
      return Promise.resolve(dataKey.length === payloadBytes ? { dataKey, openedWith: `place of ${found.recipient}` } : { tried: own.length, unusable: [], damaged: 1 });
    },
    wrap(part, recipient) {
      taken.push(part);
      return recipient === 'nobody' ? Promise.reject(new Error('no such recipient')) : Promise.resolve(part.toString('hex'));
    },
  };
}
const groupsOf = (...names: readonly (readonly string[])[]) => names.map((group) => group.map((recipient) => ({ kind: 'age' as const, recipient })));
const metadataOf = (groups: readonly (readonly WrappedKey[])[], shamirThreshold: number) => ({ groups, keys: groups.flat(), shamirThreshold });
const isWiped = (buffer: Buffer): boolean => buffer.every((byte) => byte === 0);

describe('a data key', () => {
  const dataKey = randomBytes(32);
  it('is whole for each of one group', async () => {
    const source = openSource(['b']);
    const groups = await wrapDataKey(dataKey, groupsOf(['a', 'b']), 2, [source]);
    expect(groups[0]?.map(({ enc }) => enc)).toEqual([dataKey.toString('hex'), dataKey.toString('hex')]);
    const { key, openedWith } = await openDataKey(metadataOf(groups, 2), [source], undefined);
    expect([key.export(), openedWith]).toEqual([dataKey, 'place of b']);
  });
  it('is put together from as many groups as it takes, and from all that open', async () => {
    const groups = await wrapDataKey(dataKey, groupsOf(['a'], ['b', 'c'], ['d']), 2, [openSource([])]);
    for (const own of [['a', 'c'], ['d', 'a'], ['b', 'd'], ['a', 'b', 'c', 'd']]) {
      const source = openSource(own);
      expect((await openDataKey(metadataOf(groups, 2), [source], undefined)).key.export()).toEqual(dataKey);
    }
    await expect(openDataKey(metadataOf(groups, 2), [openSource(['b', 'c'])], undefined)).rejects.toMatchObject({ code: 'no-matching-key', data: { groups: 1, needed: 2, recipients: 4, tried: 2 } });
    await expect(openDataKey(metadataOf(groups, 2), [openSource([])], undefined)).rejects.toMatchObject({ code: 'no-matching-key', data: { groups: 0, needed: 2 } });
  });
  it('takes all groups where no threshold is given', async () => {
    const groups = await wrapDataKey(dataKey, groupsOf(['a'], ['b'], ['c']), 0, [openSource([])]);
    const parts = groups.flat().map(({ enc }) => Buffer.from(enc, 'hex'));
    expect(combineShares(parts)).toEqual(dataKey);
    expect(combineShares(parts.slice(1))).not.toEqual(dataKey);
  });
  it('needs two groups at least, whatever the file says', async () => {
    const groups = await wrapDataKey(dataKey, groupsOf(['a'], ['b']), 2, [openSource([])]);
    for (const threshold of [0, 1]) await expect(openDataKey(metadataOf(groups, threshold), [openSource(['a'])], undefined)).rejects.toMatchObject({ code: 'no-matching-key', data: { groups: 1, needed: 2 } });
    await expect(openDataKey(metadataOf(groups, 1_000_000_000), [openSource(['a', 'b'])], undefined)).rejects.toMatchObject({ code: 'no-matching-key', data: { groups: 2, needed: 1_000_000_000 } });
  });
  it('is not made of shares that do not belong together', async () => {
    const [one] = await wrapDataKey(dataKey, groupsOf(['a'], ['b']), 2, [openSource([])]);
    await expect(openDataKey(metadataOf([one ?? [], one ?? []], 2), [openSource(['a'])], undefined)).rejects.toMatchObject({ code: 'bad-metadata', data: { field: 'key_groups' } });
  });
  it('of a group is not taken for the whole one', async () => {
    const groups = await wrapDataKey(dataKey, groupsOf(['a'], ['b']), 2, [openSource([])]);
    await expect(openDataKey(metadataOf([groups[0] ?? []], 0), [openSource(['a'])], undefined)).rejects.toMatchObject({ code: 'bad-metadata', data: { field: 'enc' } });
  });
  it.each([
    ['no groups', [], 0, 'key_groups'], ['a group of nobody', [['a'], []], 0, 'key_groups'], ['too many groups', Array.from({ length: 256 }, () => ['a']), 0, 'key_groups'],
    ['a threshold of one', [['a'], ['b']], 1, 'shamir_threshold'], ['a threshold above the groups', [['a'], ['b']], 3, 'shamir_threshold'],
  ])('is not wrapped for %s', async (_what, names, threshold, field) => {
    await expect(wrapDataKey(dataKey, groupsOf(...names), threshold, [openSource([])])).rejects.toMatchObject({ code: 'bad-metadata', data: { field } });
  });
  it('is not wrapped for a kind that no source makes', async () => {
    await expect(wrapDataKey(dataKey, [[{ kind: 'pgp', recipient: 'F' }]], 0, [openSource([])])).rejects.toMatchObject({ code: 'bad-metadata', data: { field: 'pgp' } });
  });
});

describe('SECURITY(key-copies-wiped) nothing is left of a key', () => {
  const dataKey = randomBytes(32);
  it('that was opened, whole or in shares', async () => {
    for (const names of [[['a']], [['a'], ['b']]]) {
      const source = openSource(['a', 'b']);
      await openDataKey(metadataOf(await wrapDataKey(dataKey, groupsOf(...names), 0, [source]), 0), [source], undefined);
      expect(source.given).toHaveLength(names.length);
      expect(source.given.every(isWiped)).toBe(true);
    }
  });
  it('of which too little was opened', async () => {
    const source = openSource(['a']);
    const groups = await wrapDataKey(dataKey, groupsOf(['a'], ['b']), 0, [source]);
    await expect(openDataKey(metadataOf(groups, 2), [source], undefined)).rejects.toThrow('no-matching-key');
    expect(source.given.every(isWiped)).toBe(true);
  });
  it('that was cut into shares, even if one of them could not be wrapped', async () => {
    for (const names of [[['a'], ['b']], [['a'], ['nobody']]]) {
      const source = openSource([]);
      await wrapDataKey(dataKey, groupsOf(...names), 0, [source]).catch(() => undefined);
      expect(source.taken).toHaveLength(2);
      expect(source.taken.every(isWiped)).toBe(true);
    }
    expect(isWiped(dataKey)).toBe(false);
  });
});
