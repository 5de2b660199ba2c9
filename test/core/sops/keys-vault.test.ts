// Data keys wrapped by a transit engine, with an engine in memory in the place of a server: only saved connections are asked, and what is written has the shape of sops.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TransitEngine } from '../../../electron/core/ports.ts';
import { createVaultKeySource } from '../../../electron/core/sops/key-sources/hc-vault/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';

const address = 'https://vault.example.invalid:8200';
const name = `${address}/v1/team/transit/keys/app`;
const secret = randomBytes(32);
const engine: TransitEngine = {
  decrypt(key, wrapped) {
    const [, sealed = ''] = /^vault:v1:(.*)$/.exec(wrapped) ?? [];
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12)).setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(12, 28));
    try {
      return Promise.resolve(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]));
    } catch {
      return Promise.resolve(undefined);
    }
  },
  encrypt(key, plain) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(key));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Promise.resolve(`vault:v1:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`);
  },
};

test('saved-connections-only: no engine is asked at an address that nobody saved, whatever a file says', async () => {
  const asked: string[] = [];
  const source = createVaultKeySource({ clock: { now: () => new Date('2026-11-27T08:00:00.5Z') }, transit(at, path) {
    asked.push(`${at} ${path}`);
    return at === address && path === 'team/transit' ? engine : undefined;
  } });
  const key = randomBytes(32);
  const enc = await source.wrap(key, name);
  const entry = source.entry(enc, name);
  expect(entry).toEqual({ created_at: '2026-11-27T08:00:00Z', enc, engine_path: 'team/transit', key_name: 'app', vault_address: address });
  expect(await source.open([{ kind: 'hc_vault', recipient: name, enc, entry }], undefined, 32)).toEqual({ dataKey: key, openedWith: address });
  expect(await source.open([{ kind: 'hc_vault', recipient: name, enc, entry: { ...entry, vault_address: 'https://evil.invalid' } }], undefined, 32)).toEqual({ tried: 0, unusable: [], damaged: 0 });
  expect(await source.open([{ kind: 'hc_vault', recipient: name, enc, entry: { ...entry, key_name: 'other' } }], undefined, 32)).toEqual({ tried: 1, unusable: [], damaged: 0 });
  for (const bad of ['https://evil.invalid/v1/team/transit/keys/app', 'https://user:word@vault.example.invalid:8200/v1/team/transit/keys/app', 'nonsense']) await expect(source.wrap(key, bad)).rejects.toThrow('no saved connection');
  asked.length = 0;
  await createVaultKeySource({ clock: { now: () => new Date() }, transit(at) { asked.push(at); return engine; } }, 'quiet').open([{ kind: 'hc_vault', recipient: name, enc, entry }], undefined, 32);
  expect(asked).toEqual([]);
});

test('a file by a rule with a transit key opens with it alone, once a connection is there', async () => {
  const at = openCore({ environment: {}, transit: (where) => (where === address ? engine : undefined) });
  try {
    writeFileSync(join(at.folder, '.sops.yaml'), `creation_rules:\n  - age: ${recipients[1]}\n    hc_vault_transit_uri: ${name}\n`);
    const path = join(at.folder, 'vault.env');
    writeFileSync(path, 'KEY=canary-vault-91\n');
    const { file } = await at.done('projects.refFile', { path });
    const { encryption } = await at.done('sops.prepareEncryption', { file, recipients: [] });
    await at.done('sops.writeEncryption', { encryption });
    expect((await at.open(path)).openedWith).toBe(address);
  } finally {
    await at.close();
  }
});
