// The same file for other people, in every format: the real sops opens it for each of them and for nobody else, and what need not change stays byte for byte.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../../electron/core/age/index.ts';
import { wrapSources } from '../../../electron/core/sops/encrypt-rules.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { KeySource } from '../../../electron/core/sops/key-sources/key-source.ts';
import { recipientChanger } from '../../../electron/core/sops/recipients-of-file.ts';
import { rewrapFile, type Rewrap } from '../../../electron/core/sops/rewrap-file.ts';
import { fixtures, identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { formatIds, formats, groupOf, openAs, samples, sopsEncrypts, sopsOn, sourceOf, valuesOf, weEncrypt } from './crypto-kit.ts';

const [anna, bob] = recipients;
const [annas, bobs] = identities;
const now = new Date('2026-12-24T08:00:00Z');

async function rewrap(id: Format['id'], source: Buffer, more: Partial<Rewrap>, own: readonly string[] = [annas]): Promise<Buffer> {
  const file = await openAs(id, source, own);
  return (await rewrapFile(source, file, { format: formats[id], groups: [groupOf(anna)], threshold: 0, newKey: false, wraps: wrapSources([{ kind: 'age', wrap }]), now, ...more })).bytes;
}
const values = async (id: Format['id'], bytes: Buffer, own: readonly string[]) => valuesOf(await openAs(id, bytes, own));
const opens = (id: Format['id'], bytes: Buffer, own: readonly string[]): boolean => sopsOn('decrypt', id, bytes, { own }).status === 0;

/** What `sops updatekeys` says about the file under this rule. */
function updatekeysSays(id: Format['id'], bytes: Buffer, rule: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-rewrap-'));
  try {
    const path = join(folder, `file.${{ dotenv: 'env', json: 'json', yaml: 'yaml', ini: 'ini', binary: 'bin' }[id]}`);
    writeFileSync(path, bytes);
    writeFileSync(join(folder, '.sops.yaml'), `creation_rules:\n  - ${rule}\n`);
    const { stdout, stderr } = realSops(['--config', join(folder, '.sops.yaml'), 'updatekeys', '-y', path], annas);
    return `${stdout.toString('utf8')}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const lines = (bytes: Buffer): readonly string[] => bytes.toString('utf8').split('\n');

describe.each(formatIds)('%s', (id) => {
  it('somebody more: one entry comes, every line that was there stays, and sops opens it for both', async () => {
    const source = sopsPath === undefined ? await weEncrypt(id, samples[id]) : sopsEncrypts(id, samples[id]);
    const bytes = await rewrap(id, source, { groups: [groupOf(anna, bob)] });
    const kept = new Set(lines(bytes).map((line) => line.replace(/,$/, '')));
    expect(lines(source).map((line) => line.replace(/,$/, '')).filter((line) => !kept.has(line))).toEqual([]);
    expect(await values(id, bytes, [bobs])).toEqual(await values(id, source, [annas]));
    expect((await openAs(id, bytes, [bobs])).metadata.groups[0]?.map(({ recipient }) => recipient)).toEqual([anna, bob]);
    if (sopsPath === undefined) return;
    expect([[annas], [bobs]].map((own) => opens(id, bytes, own))).toEqual([true, true]);
    expect(updatekeysSays(id, bytes, `age: '${anna},${bob}'`)).toContain('already up to date');
  });

  it('somebody less: without a new key only the entry goes; with one every value is sealed anew and the old key opens nothing', async () => {
    const source = await weEncrypt(id, samples[id], { groups: [groupOf(anna, bob)] });
    const kept = await rewrap(id, source, { groups: [groupOf(bob)] });
    expect(await values(id, kept, [bobs])).toEqual(await values(id, source, [annas]));
    const before = new Set(lines(source).map((line) => line.replace(/,$/, '')));
    // What is new beside the first entry is the other one's name in a list, one place further up.
    expect(lines(kept).filter((line) => line.includes('ENC[') && !before.has(line.replace(/,$/, '')))).toEqual([]);

    const fresh = await rewrap(id, source, { groups: [groupOf(bob)], newKey: true });
    expect(await values(id, fresh, [bobs])).toEqual(await values(id, source, [annas]));
    const old = await openAs(id, source);
    const after = await openAs(id, fresh, [bobs]);
    expect(after.dataKey.equals(old.dataKey)).toBe(false);
    expect(after.metadata.lastModified).toBe('2026-12-24T08:00:00Z');
    const sealedBefore = new Set(old.leaves.filter(({ storedType }) => storedType !== 'plain').map(({ text }) => text));
    expect(after.leaves.filter(({ text }) => sealedBefore.has(text))).toEqual([]);
    await expect(openAs(id, fresh, [annas])).rejects.toMatchObject({ code: 'no-matching-key' });
    if (sopsPath === undefined) return;
    for (const bytes of [kept, fresh]) expect([[annas], [bobs]].map((own) => opens(id, bytes, own))).toEqual([false, true]);
    const [one, other] = [source, fresh].map((bytes) => sopsOn('decrypt', id, bytes, { own: [bobs] }).stdout.toString('utf8'));
    expect(other).toBe(one);
  });

  it('into groups and back: each share is cut anew, sops opens it with as many groups as it takes', async () => {
    const source = await weEncrypt(id, samples[id]);
    const grouped = await rewrap(id, source, { groups: [groupOf(anna), groupOf(bob)], threshold: 2 });
    await expect(openAs(id, grouped)).rejects.toMatchObject({ code: 'no-matching-key' });
    expect(await values(id, grouped, [annas, bobs])).toEqual(await values(id, source, [annas]));
    const back = await rewrap(id, grouped, { groups: [groupOf(bob)], newKey: true }, [annas, bobs]);
    expect(await values(id, back, [bobs])).toEqual(await values(id, source, [annas]));
    expect(back.toString('utf8')).not.toMatch(/key_groups|shamir/);
    if (sopsPath === undefined) return;
    expect([opens(id, grouped, [annas]), opens(id, grouped, [annas, bobs]), opens(id, back, [bobs])]).toEqual([false, true, true]);
  });
});

it('refuses somebody whom it cannot wrap for, by name, and a group of nobody', async () => {
  const source = await weEncrypt('dotenv', samples.dotenv);
  await expect(rewrap('dotenv', source, { groups: [[...groupOf(anna), { kind: 'pgp', recipient: 'FBC7B9E2' }]] })).rejects.toMatchObject({ code: 'recipient-not-supported', data: { kind: 'pgp', recipient: 'FBC7B9E2' } });
  await expect(rewrap('dotenv', source, { groups: [[]], newKey: true })).rejects.toMatchObject({ code: 'bad-metadata' });
});

it('verify-before-write: bytes that lost a value or are for others than was asked do not come out', async () => {
  const source = await weEncrypt('dotenv', samples.dotenv);
  const faulty: Format = { ...formats.dotenv, edit: async (bytes, changes) => Buffer.from((await formats.dotenv.edit(bytes, changes)).toString('utf8').replace(/^A_secret=.*\n/m, '')) };
  await expect(rewrap('dotenv', source, { format: faulty, newKey: true })).rejects.toMatchObject({ code: 'verify-failed' });
  const deaf: Format = { ...formats.dotenv, edit: (bytes, { lines: all }) => formats.dotenv.edit(bytes, { lines: all, metadata: {} }) };
  await expect(rewrap('dotenv', source, { format: deaf, groups: [groupOf(anna, bob)] })).rejects.toMatchObject({ code: 'verify-failed' });
});

it('leaves the entry of a kind that it cannot wrap for byte for byte as long as the data key stays', async () => {
  const source = await weEncrypt('yaml', samples.yaml);
  const entry = '    pgp:\n        - created_at: "2026-01-01T00:00:00Z"\n          enc: |\n            -----BEGIN PGP MESSAGE-----\n            -----END PGP MESSAGE-----\n          fp: FBC7B9E2\n';
  const both = Buffer.from(source.toString('utf8').replace(/^ {4}(?:unencrypted_suffix|version)/m, `${entry}$&`));
  const bytes = await rewrap('yaml', both, { groups: [[{ kind: 'pgp', recipient: 'FBC7B9E2' }, ...groupOf(anna, bob)]] });
  expect(bytes.toString('utf8')).toContain(entry);
  expect(await values('yaml', bytes, [bobs])).toEqual(await values('yaml', source, [annas]));
  await expect(rewrap('yaml', both, { groups: [[{ kind: 'pgp', recipient: 'FBC7B9E2' }, ...groupOf(anna)]], newKey: true })).rejects.toMatchObject({ code: 'recipient-not-supported' });
});

it('wrapped-key-fits: a file that opens with another key afterwards is not handed out; one that nothing here opens is told', async () => {
  const source = await weEncrypt('dotenv', samples.dotenv);
  const file = { path: '/x/.env', bytes: source, groups: [groupOf(anna)], threshold: 0 };
  const wanted = { groups: [groupOf(anna, bob)], threshold: 0, newKey: false, now };
  const own = sourceOf([annas]);
  let asked = 0;
  const lying: KeySource = { ...own, open: async (...args) => ((asked += 1) === 1 ? own.open(...args) : { dataKey: Buffer.alloc(32, 1), openedWith: 'nowhere' }) };
  await expect(recipientChanger([lying])(file, wanted)).rejects.toMatchObject({ code: 'verify-failed' });
  expect(await recipientChanger([own])(file, wanted)).toMatchObject({ opensHere: true });
  expect(await recipientChanger([own])(file, { ...wanted, groups: [groupOf(bob)] })).toMatchObject({ opensHere: false });
});

describe('the order of an entry is that of the sops that wrote the file', () => {
  it.each([['v3.12.2', 'json', ['recipient', 'enc']], ['v3.13.2', 'json', ['enc', 'recipient']], ['v3.8.1', 'bin', ['recipient', 'enc']], ['v3.12.2', 'yaml', ['recipient', 'enc']], ['v3.13.2', 'yaml', ['enc', 'recipient']]] as const)('%s %s', async (version, ending, order) => {
    const source = readFileSync(join(fixtures, version, `basic.enc.${ending}`));
    const id = ending === 'bin' ? 'binary' : ending;
    for (const newKey of [false, true]) {
      const bytes = await rewrap(id, source, { groups: [groupOf(anna, bob)], newKey });
      const { metadata } = await formats[id].parse(bytes);
      expect((metadata['age'] as readonly object[]).map((entry) => Object.keys(entry)), String(newKey)).toEqual([order, order]);
      expect(opens(id, bytes, [bobs])).toBe(sopsPath !== undefined);
    }
  });
});
