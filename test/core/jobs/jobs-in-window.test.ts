// A job enrolled from the window: files by refs, agreement and the place of the key outside of the page, and a key that the page never sees.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import type { Input } from '../../../shared/ipc/define.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

let at: OpenCore;
let file: string;
let ref: string;
beforeEach(async () => {
  at = openCore();
  await at.done('profile.create', { value: 'canary-passphrase-71', keychain: false });
  file = join(at.folder, 'prod.env');
  writeFileSync(file, await encryptDotenv([['TOKEN', 'canary-token-1']], [recipients[0]], new Date()));
  ({ file: ref } = await at.done('projects.refFile', { path: file }));
});
afterEach(async () => { await at.close(); });

const keyFile = (): string => join(at.ports.fake.folder, 'nightly.job-key');
const enrol = (more: Partial<Input<AppContract, 'jobs.enrol'>> = {}) => at.call('jobs.enrol', { name: 'nightly', files: [ref], keys: ['TOKEN'], actions: ['get'], days: 30, place: 'file', ...more }, 'window');
const codeOf = async (more: Partial<Input<AppContract, 'jobs.enrol'>> = {}): Promise<string> => {
  const reply = await enrol(more);
  return reply.ok ? 'answered' : reply.error.code;
};

test('is agreed to, goes where the person chose, and works', async () => {
  at.ports.fake.agrees = true;
  at.ports.fake.chosenSaveFiles.push(keyFile());
  const reply = await enrol();
  expect(reply).toMatchObject({ ok: true, value: { job: { name: 'nightly', place: 'file', keys: ['TOKEN'], state: 'valid' }, paths: [file], keyFile: keyFile() } });
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(reply)).not.toContain(readFileSync(keyFile(), 'utf8').trim().split(':').at(-1));
  const job = openCore({ paths: at.ports.paths, environment: {} });
  await job.done('jobs.use', { path: keyFile() });
  const { document } = await job.open(file);
  const sink = job.ports.fake.mintSink('stdout');
  await job.done('sops.printEntry', { document, path: 'TOKEN', sink: sink.ref });
  expect(sink.written()?.toString('utf8')).toBe('canary-token-1');
  await job.close();
});

test('into the keychain, without a file', async () => {
  at.ports.fake.keychainLook = { state: 'ok', backend: 'GNOME Keyring' };
  at.ports.fake.agrees = true;
  expect(await enrol({ place: 'keychain' })).toMatchObject({ ok: true, value: { job: { place: 'keychain' }, keyFile: '' } });
  expect([...at.ports.fake.keychainItems.keys()]).toEqual(['coffre job.nightly']);
});

describe('job-agreed', () => {
  test('without a yes nothing is made, whatever else is chosen; and the page can name no path', async () => {
    at.ports.fake.chosenSaveFiles.push(keyFile());
    at.ports.fake.agrees = false;
    expect(await codeOf()).toBe('not-confirmed');
    expect(at.ports.fake.askedFor.at(-1)).toMatchObject({ job: 'nightly', openFiles: [file] });
    expect(existsSync(keyFile())).toBe(false);
    at.ports.fake.chosenSaveFiles.length = 0;
    at.ports.fake.agrees = true;
    expect(await codeOf()).toBe('cancelled');
    expect((await at.done('jobs.list', {})).jobs).toEqual([]);
    expect(await codeOf({ files: ['A'.repeat(22)] })).toBe('file-not-found');
    expect(await at.call('jobs.add', { name: 'nightly', paths: [file], keys: [], actions: ['get'], days: 1 }, 'window')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test('a name that is taken is told before anybody is asked, a value that is not there leaves nothing behind', async () => {
    at.ports.fake.agrees = true;
    at.ports.fake.chosenSaveFiles.push(keyFile(), keyFile());
    expect(await codeOf({ keys: ['NO_SUCH'] })).toBe('entry-not-found');
    expect(existsSync(keyFile())).toBe(false);
    expect(await codeOf()).toBe('answered');
    expect(await codeOf()).toBe('job-exists');
    expect((await at.done('jobs.list', {})).jobs.map(({ name }) => name)).toEqual(['nightly']);
  });
});
