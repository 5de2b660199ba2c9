// What the server itself writes down of us, in its own audit log: no value is read that nobody asked for, and no path is touched that was not meant.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, within } from '../../servers/vault-server.ts';

test.skipIf(!hasVault())('looking around and changing a field read no value; showing one reads one', async () => {
  const vault = await startVault();
  onTestFinished(() => vault.end());
  const kv = await vault.mount(2);
  await vault.api('POST', `${kv}/data/team/app`, { data: { A: 'canary-value-to-be-read', B: 'other' } });
  await vault.api('POST', `${kv}/data/team/other`, { data: { A: 'x' } });
  const log = join(vault.folder, 'audit.log');
  expect((await vault.api('PUT', 'sys/audit/file', { type: 'file', options: { file_path: log } })).status).toBe(204);
  const core = openCore({ environment: { VAULT_ADDR: vault.address, VAULT_TOKEN: vault.root } });
  onTestFinished(() => core.close());
  /** Since the last look: what was done below the engine. */
  let seen = 0;
  const done = (): readonly string[] => {
    const lines = readFileSync(log, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown).filter((line) => within(line, 'type') === 'request').map((line) => `${String(within(line, 'request', 'operation'))} ${String(within(line, 'request', 'path'))}`).filter((line) => line.includes(`${kv}/`) && !line.includes(' sys/'));
    const fresh = lines.slice(seen);
    seen = lines.length;
    return fresh;
  };
  done();
  const path = `${kv}/team/app`;
  await core.done('vault.listPath', { path: kv });
  await core.done('vault.listFields', { path, version: 0 });
  await core.done('vault.listVersions', { path });
  await core.done('vault.setField', { path, name: 'A', value: 'canary-new-value' });
  await core.done('vault.deleteSecret', { path, versions: [1], final: false });
  expect(done()).toEqual([`list ${kv}/metadata/`, `read ${kv}/subkeys/team/app`, `read ${kv}/metadata/team/app`, `read ${kv}/subkeys/team/app`, `patch ${kv}/data/team/app`, `read ${kv}/metadata/team/app`, `update ${kv}/delete/team/app`]);
  const sink = core.ports.fake.mintSink('stdout');
  await core.done('vault.printField', { path, name: 'A', version: 0, sink: sink.ref });
  expect(sink.written()?.toString()).toBe('canary-new-value');
  expect(done()).toEqual([`read ${kv}/data/team/app`]);
  // What somebody is about to edit is read once; the rest of what a window shows is not.
  await core.done('vault.getMetadata', { path });
  await core.done('vault.getFieldKind', { path, name: 'A', version: 0 });
  await core.done('vault.saveFields', { path, over: 2, changes: [{ act: 'set-json', name: 'A', json: '7' }] });
  expect(done()).toEqual([`read ${kv}/metadata/team/app`, `read ${kv}/data/team/app`, `read ${kv}/subkeys/team/app`, `patch ${kv}/data/team/app`]);
});
