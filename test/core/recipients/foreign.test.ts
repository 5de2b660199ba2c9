// Entries of key services that nothing here can use: shown, kept byte for byte through every change, and never dropped unless somebody names them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecipientChange } from '../../../shared/ipc/recipients.ts';
import { identities } from '../../fakes/fixtures.ts';
import { runTool } from '../../fakes/real-age.ts';
import { sopsVersions } from '../../fakes/real-sops.ts';
import { anna, annas, bob, tree, type Tree } from './kit.ts';

const created = '2026-01-02T03:04:05Z';
const foreign = {
  kms: [{ arn: 'arn:aws:kms:eu-west-1:123456789012:key/abcd-ef', created_at: created, enc: 'AQICAHcanary1==', aws_profile: 'work', context: { team: 'a', unknown: 'b' } }],
  gcp_kms: [{ resource_id: 'projects/p/locations/global/keyRings/r/cryptoKeys/k', created_at: created, enc: 'CiQAcanary2==' }],
  azure_kv: [{ vault_url: 'https://v.vault.azure.net', name: 'n', version: '0123', created_at: created, enc: 'canary3' }],
  hc_vault: [{ vault_address: 'https://vault.example.invalid:8200', engine_path: 'transit', key_name: 'app', created_at: created, enc: 'vault:v1:canary4' }],
  hckms: [{ key_id: 'eu-west-101:01234567-89ab-cdef-0123-456789abcdef', created_at: created, enc: 'canary5' }],
  pgp: [{ fp: 'FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4', created_at: created, enc: '-----BEGIN PGP MESSAGE-----\n\ncanary6\n-----END PGP MESSAGE-----\n' }],
};
const shown: Readonly<Record<keyof typeof foreign, string>> = {
  kms: foreign.kms[0]?.arn ?? '', gcp_kms: foreign.gcp_kms[0]?.resource_id ?? '', azure_kv: 'https://v.vault.azure.net/keys/n/0123',
  hc_vault: 'https://vault.example.invalid:8200/v1/transit/keys/app', hckms: foreign.hckms[0]?.key_id ?? '', pgp: foreign.pgp[0]?.fp ?? '',
};
const kinds = Object.keys(foreign) as (keyof typeof foreign)[];
const listed = ['kms', 'gcp_kms', 'hckms', 'azure_kv', 'hc_vault', 'pgp', 'age'];

let place: Tree;
beforeEach(() => { place = tree(); });
afterEach(() => place.end());

const peer = sopsVersions[0];
const env = { SOPS_AGE_KEY: identities[0] };
type Sops = Record<string, unknown> & { age: { recipient: string }[] };
const sopsOf = (name: string): Sops => (JSON.parse(readFileSync(join(place.at.folder, name), 'utf8')) as { sops: Sops }).sops;
const foreignOf = (name: string): unknown => Object.fromEntries(kinds.map((kind) => [kind, sopsOf(name)[kind]]));

/** A file of sops with an entry of each kind beside the age key. Metadata is under no seal. */
function withForeign(name: string): void {
  const clear = place.write(`clear-${name}`, '{"KEY": "canary-value", "OTHER": "x"}\n');
  const made = JSON.parse(runTool(peer?.path ?? 'sops', ['encrypt', '--age', anna, clear]).stdout.toString('utf8')) as { sops: object };
  place.write(name, `${JSON.stringify({ ...made, sops: { ...made.sops, ...foreign, unknown_field: { a: 1 } } }, undefined, '\t')}\n`);
}

describe.skipIf(peer === undefined)('entries of other key services', () => {
  test('are shown with the others, and the file opens and is edited: only the value and the seal change', async () => {
    withForeign('all.json');
    const before = readFileSync(join(place.at.folder, 'all.json'), 'utf8').split('\n');
    const { groups } = await place.at.done('recipients.listRecipients', { file: await place.ref('all.json') });
    expect(groups[0]?.kind).toEqual(listed);
    expect(groups[0]?.key.slice(0, -1)).toEqual(listed.slice(0, -1).map((kind) => shown[kind as keyof typeof foreign]));
    const { document } = await place.at.open(join(place.at.folder, 'all.json'));
    const { entry, name } = await place.at.done('sops.listEntries', { document });
    const { revision } = await place.at.done('sops.setEntry', { document, entry: entry[name.indexOf('OTHER')] ?? -1, value: 'canary-new' });
    await place.at.done('sops.saveFile', { document, expectedRevision: revision });
    const after = readFileSync(join(place.at.folder, 'all.json'), 'utf8').split('\n');
    expect(after.filter((line, at) => line !== before[at]).map((line) => /"(\w+)"/.exec(line)?.[1])).toEqual(['OTHER', 'lastmodified', 'mac']);
  });

  test('stay byte for byte when people come and go with the same data key', async () => {
    withForeign('people.json');
    // Everything but the list that changes.
    const rest = (): string => readFileSync(join(place.at.folder, 'people.json'), 'utf8').replace(/"age": \[[^\]]*\]/, '');
    const before = rest();
    await place.apply((await place.plan({ what: 'add', files: [await place.ref('people.json')], recipients: [bob] })).plan);
    expect(sopsOf('people.json').age.map(({ recipient }) => recipient)).toEqual([anna, bob]);
    expect(rest()).toBe(before);
    await place.apply((await place.plan({ what: 'remove', files: [await place.ref('people.json')], recipients: [bob], keepKey: true })).plan);
    expect(rest()).toBe(before);
    expect(before).toContain('vault:v1:canary4');
    expect(JSON.parse(runTool(peer?.path ?? 'sops', ['decrypt', join(place.at.folder, 'people.json')], { env }).stdout.toString('utf8'))).toEqual({ KEY: 'canary-value', OTHER: 'x' });
  });

  test('a new data key is refused while there are any: nothing is dropped in silence', async () => {
    withForeign('rotate.json');
    await place.apply((await place.plan({ what: 'add', files: [await place.ref('rotate.json')], recipients: [bob] })).plan);
    const before = readFileSync(join(place.at.folder, 'rotate.json'), 'utf8');
    const changes: readonly RecipientChange[] = [{ what: 'rotate', files: [await place.ref('rotate.json')] }, { what: 'remove', files: [await place.ref('rotate.json')], recipients: [bob], keepKey: false }];
    for (const change of changes) {
      const { plan, rows } = await place.plan(change);
      expect(rows).toMatchObject([{ state: 'stays', reason: 'recipient-not-supported' }]);
      expect(await place.apply(plan)).toMatchObject({ written: 0 });
    }
    expect(readFileSync(join(place.at.folder, 'rotate.json'), 'utf8')).toBe(before);
  });

  test('who names them takes them out, and then the data key can change', async () => {
    withForeign('named.json');
    const some = kinds.filter((kind) => kind !== 'hc_vault').map((kind) => shown[kind]);
    await place.apply((await place.plan({ what: 'remove', files: [await place.ref('named.json')], recipients: some, keepKey: true })).plan);
    expect(foreignOf('named.json')).toEqual({ hc_vault: foreign.hc_vault });
    expect((await place.plan({ what: 'remove', files: [await place.ref('named.json')], recipients: [bob, shown.hc_vault], keepKey: false })).rows).toMatchObject([{ state: 'changes', newKey: true, removed: [{ kind: 'hc_vault', key: shown.hc_vault }] }]);
    await place.apply((await place.plan({ what: 'remove', files: [await place.ref('named.json')], recipients: [shown.hc_vault], keepKey: false })).plan);
    expect(foreignOf('named.json')).toEqual({});
    expect(sopsOf('named.json')['unknown_field']).toEqual({ a: 1 });
    expect(JSON.parse(runTool(peer?.path ?? 'sops', ['decrypt', join(place.at.folder, 'named.json')], { env }).stdout.toString('utf8'))).toEqual({ KEY: 'canary-value', OTHER: 'x' });
  });

  test('nobody can be added whom nothing here can encrypt for, and a private key is named nowhere', async () => {
    withForeign('add.json');
    for (const key of [shown.kms, shown.hc_vault, shown.azure_kv]) expect((await place.plan({ what: 'add', files: [await place.ref('add.json')], recipients: [key.replace('abcd', 'new').replace('app', 'new').replace('0123', '4567')] })).rows).toMatchObject([{ state: 'stays', reason: 'recipient-not-supported' }]);
    const answer = await place.at.call('recipients.planChange', { change: { what: 'remove', files: [await place.ref('add.json')], recipients: [annas], keepKey: true }, evenIfLockedOut: false });
    expect(answer).toMatchObject({ ok: false, error: { code: 'recipient-not-supported', data: { recipient: '' } } });
    expect(JSON.stringify(answer)).not.toContain(annas.slice(20));
  });
});
