// Before an identity goes: which files it opens, which of them nothing else here does, and which are lost for everybody.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUses } from '../../../electron/core/profile/uses.ts';
import type { Identities } from '../../../electron/core/profile/identities.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

let at: OpenCore;
beforeEach(async () => {
  at = openCore({ environment: { SOPS_AGE_KEY: identities[0] } });
  await at.done('profile.create', { value: 'canary-passphrase-71', keychain: false }, 'window');
});
afterEach(async () => { await at.close(); });

const encrypt = async (name: string, whom: readonly string[]): Promise<void> => {
  writeFileSync(join(at.folder, name), await encryptDotenv([['TOKEN', 'canary-value']], whom, new Date()));
};

test('tells what nothing else on this computer opens, and what is for nobody else; the folders of the window count', async () => {
  const going = await at.done('profile.generateIdentity', { name: 'going' });
  const staying = await at.done('profile.generateIdentity', { name: 'staying' });
  mkdirSync(join(at.folder, 'deep'));
  await encrypt('alone.env', [going.recipient]);
  await encrypt('deep/colleague.env', [going.recipient, recipients[1]]);
  await encrypt('both.env', [going.recipient, staying.recipient]);
  await encrypt('elsewhere.env', [going.recipient, recipients[0]]);
  await encrypt('other.env', [staying.recipient]);
  writeFileSync(join(at.folder, 'torn.env'), 'A=ENC[AES256_GCM,data:xx]\nsops_version=3.9.0\nsops_mac=x\n');
  writeFileSync(join(at.folder, '.env'), 'CLEAR=canary-clear\n');
  // Nothing is known before anybody opened the folder.
  expect(await at.done('profile.checkRemoval', { identity: going.identity })).toEqual({ folders: [], files: 0, unread: 0, complete: true, opens: 0, only: 0, nobody: 0, names: [] });
  await at.core.openPath(at.folder);
  const check = await at.done('profile.checkRemoval', { identity: going.identity }, 'window');
  expect(check).toMatchObject({ files: 5, complete: true, opens: 4, only: 2, nobody: 1 });
  expect(check.folders.length).toBe(1);
  expect(check.names.map((name) => name.split('/project/')[1] ?? '').toSorted()).toEqual(['alone.env', 'deep/colleague.env']);
  const { uses } = await at.done('profile.listUses', {});
  expect(uses).toEqual([{ identity: going.identity, files: 4 }, { identity: staying.identity, files: 2 }]);
  expect(await at.call('profile.checkRemoval', { identity: 'A'.repeat(22) })).toMatchObject({ ok: false, error: { code: 'identity-not-found' } });
  // It stays known after the folder is closed.
  const [project] = await at.done('projects.list', {});
  await at.done('projects.close', { project: project?.project ?? '' });
  expect(await at.done('profile.checkRemoval', { identity: going.identity })).toMatchObject({ only: 2 });
});

test('of several groups, as many as the file asks for must stay', async () => {
  const kept: Pick<Identities, 'list'> = { list: () => Promise.resolve(['a', 'b', 'c'].map((recipient) => ({ identity: recipient, name: recipient, kind: 'x25519' as const, recipient, made: '' }))) };
  const group = (...names: readonly string[]) => names.map((recipient) => ({ recipient }));
  const files = [
    { label: 'two of three', groups: [group('a'), group('b'), group('c')], threshold: 2 },
    { label: 'three of three', groups: [group('a'), group('b'), group('c')], threshold: 3 },
    { label: 'a twice', groups: [group('a'), group('a', 'x'), group('y')], threshold: 2 },
    { label: 'never', groups: [group('a'), group('y')], threshold: 2 },
  ];
  const uses = createUses({ files: () => Promise.resolve({ files, folders: [], unread: 0, complete: true }), elsewhere: () => Promise.resolve([]) }, kept as Identities);
  expect(await uses.checkRemoval('a')).toMatchObject({ opens: 4, only: 2, nobody: 0, names: ['three of three', 'a twice'] });
});
