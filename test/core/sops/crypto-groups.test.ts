// Keys shared among groups (Shamir), both ways with the real sops: what it splits we put together, what we split it does.
import { beforeAll, describe, expect, it } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { formatIds, formats, groupOf, openAs, samples, sopsOn, valuesOf, weEncrypt } from './crypto-kit.ts';

const [one, two] = identities;
let three = '';
let names: readonly string[] = [];
beforeAll(async () => {
  const made = await generateIdentity();
  three = made.identity.expose();
  names = [...recipients, made.recipient];
});

/** Sets of three identities, by which of them are there. */
const some = (mask: number): readonly string[] => [one, two, three].filter((_, at) => (mask >> at) & 1);
const masks = [0, 1, 2, 3, 4, 5, 6, 7];
const size = (mask: number): number => some(mask).length;
const rules = (threshold: number | undefined, groups: readonly string[]): string => `creation_rules:\n  - ${threshold === undefined ? '' : `shamir_threshold: ${String(threshold)}\n    `}key_groups:\n${groups.map((name) => `      - age: [${name}]\n`).join('')}`;

const sharings = [[2, 3], [3, 3], [undefined, 2], [undefined, 3], [2, 2]] as const;

describe.skipIf(sopsPath === undefined)('a key that sops splits', () => {
  it.each(sharings)('%s of %i: each set of identities that is enough opens it, and no other', async (threshold, count) => {
    const { status, stdout, stderr } = sopsOn('encrypt', 'dotenv', samples.dotenv, { rules: rules(threshold, names.slice(0, count)) });
    expect([status, stderr.includes('rror')]).toEqual([0, false]);
    for (const mask of masks.filter((each) => each < 1 << count)) {
      if (size(mask) >= (threshold ?? count)) expect(valuesOf(await openAs('dotenv', stdout, some(mask)))).toContainEqual(['A_secret', 'str', 'canary-a1']);
      else await expect(openAs('dotenv', stdout, some(mask))).rejects.toMatchObject({ code: 'no-matching-key', data: { groups: size(mask), needed: threshold ?? count } });
    }
  });
  it.each(formatIds)('opens in %s', async (id) => {
    const { stdout } = sopsOn('encrypt', id, samples[id], { rules: rules(2, names) });
    expect((await openAs(id, stdout, [two, three])).metadata).toMatchObject({ shamirThreshold: 2, groups: [[{ recipient: names[0] }], [{ recipient: names[1] }], [{ recipient: names[2] }]] });
  });
  it('one of several is a thing that neither it nor we make', async () => {
    expect(sopsOn('encrypt', 'dotenv', samples.dotenv, { rules: rules(1, names) }).status).not.toBe(0);
    await expect(weEncrypt('dotenv', samples.dotenv, { groups: names.map((name) => groupOf(name)), threshold: 1 })).rejects.toMatchObject({ code: 'bad-metadata', data: { field: 'shamir_threshold' } });
  });
});

describe.skipIf(sopsPath === undefined)('a key that we split', () => {
  it.each(sharings)('%s of %i: sops opens it with each set that is enough, and with no other', async (threshold, count) => {
    const bytes = await weEncrypt('dotenv', samples.dotenv, { groups: names.slice(0, count).map((name) => groupOf(name)), threshold });
    for (const mask of masks.filter((each) => each < 1 << count)) {
      const { status, stdout } = sopsOn('decrypt', 'dotenv', bytes, { own: some(mask) });
      expect([mask, status]).toEqual([mask, size(mask) >= (threshold ?? count) ? 0 : 128]);
      if (status === 0) expect(stdout.toString('utf8')).toBe(samples.dotenv);
    }
  });
  it.each(formatIds)('is read by sops and by us in %s, groups of several people too', async (id) => {
    const bytes = await weEncrypt(id, samples[id], { groups: [groupOf(names[0] ?? '', names[1] ?? ''), groupOf(names[2] ?? '')] });
    for (const own of [[one, three], [two, three]]) {
      expect(sopsOn('decrypt', id, bytes, { own }).status).toBe(0);
      expect((await openAs(id, bytes, own)).metadata.shamirThreshold).toBe(2);
    }
    expect(formats[id].id).toBe(id);
  });
  it('stays as it is when the file is encrypted again over what was there', async () => {
    const bytes = await weEncrypt('json', samples.json, { groups: names.map((name) => groupOf(name)), threshold: 2 });
    const keep = await openAs('json', bytes, [one, two]);
    const again = await weEncrypt('json', samples.json.replace('canary-a1', 'canary-a2'), { groups: [], keep });
    expect(sopsOn('decrypt', 'json', again, { own: [two, three] }).stdout.toString('utf8')).toContain('canary-a2');
    expect((await openAs('json', again, [one, three])).metadata.groups).toEqual(keep.metadata.groups);
  });
});
