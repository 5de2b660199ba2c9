// A job key opens what it names and nothing else, until it expires, is revoked or its files get another data key; and it holds no identity.
import { chmodSync, copyFileSync, cpSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import type { CallName, Input } from '../../../shared/ipc/define.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

type Add = Partial<Input<AppContract, 'jobs.add'>>;

let at: OpenCore;
let other: OpenCore[];
beforeEach(async () => {
  at = openCore();
  other = [];
  await at.done('profile.create', { value: 'canary-passphrase-62', keychain: false });
});
afterEach(async () => {
  for (const one of other) await one.close();
  await at.close();
});

const write = async (name: string): Promise<string> => {
  const path = join(at.folder, name);
  writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-token-1'], ['OTHER', 'canary-other-2']], [recipients[0]], new Date()));
  return path;
};
const keyFile = (): string => join(at.ports.fake.folder, 'nightly.key');
const add = (file: string, more: Add = {}) => at.done('jobs.add', { name: 'nightly', paths: [file], keys: [], actions: ['get'], days: 30, path: keyFile(), ...more });

/** Another run of the program, as a job would start it: no identity anywhere, the profile locked. */
function run(overrides: Parameters<typeof openCore>[0] = {}): OpenCore {
  const one = openCore({ paths: at.ports.paths, clock: at.ports.clock, keychain: at.ports.keychain, environment: {}, ...overrides });
  other.push(one);
  return one;
}
async function asJob(path = keyFile()): Promise<OpenCore> {
  const one = run();
  await one.done('jobs.use', { path });
  return one;
}
const codeOf = async <N extends CallName<AppContract>>(one: OpenCore, name: N, input: Input<AppContract, N>): Promise<string> => {
  const reply = await one.call(name, input);
  return reply.ok ? 'answered' : reply.error.code;
};
async function print(one: OpenCore, document: string, path: string): Promise<string> {
  const sink = one.ports.fake.mintSink('stdout');
  const code = await codeOf(one, 'sops.printEntry', { document, path, sink: sink.ref });
  return code === 'answered' ? (sink.written()?.toString('utf8') ?? '') : code;
}

test('gets the value it names while the profile is locked, with no identity anywhere, and the audit log says who', async () => {
  const file = await write('prod.env');
  expect(await add(file, { keys: ['TOKEN'] })).toMatchObject({ name: 'nightly', state: 'valid', place: 'file', actions: ['get'], keys: ['TOKEN'] });
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  const job = await asJob();
  const { document } = await job.open(file);
  expect(await print(job, document, 'TOKEN')).toBe('canary-token-1');
  await job.core.dispose();
  const log = readFileSync(join(at.ports.paths.profile, 'audit/audit.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { readonly action: string; readonly agent: string; readonly secret_key: string });
  const lines = log.filter(({ agent }) => agent.includes('job nightly'));
  expect(lines.map(({ action }) => action)).toEqual(['sops.openFile', 'sops.printEntry', 'sops.printEntry']);
  expect(lines[1]?.secret_key).toMatch(/prod\.env#TOKEN$/);
  expect(log.find(({ action }) => action === 'jobs.use')?.secret_key).toBe('job nightly');
});

describe('job-allows-only', () => {
  test('the values, files and actions that it names', async () => {
    const file = await write('prod.env');
    const second = await write('second.env');
    await add(file, { keys: ['TOKEN'], actions: ['get', 'decrypt', 'verify'] });
    const job = await asJob();
    const { document } = await job.open(file);
    expect(await print(job, document, 'OTHER')).toBe('job-not-allowed');
    const sink = job.ports.fake.mintSink('stdout');
    expect(await codeOf(job, 'sops.decryptFile', { document, sink: sink.ref })).toBe('job-not-allowed');
    expect(sink.written()).toBeUndefined();
    expect(await codeOf(job, 'sops.getCoverage', { document })).toBe('answered');
    for (const path of [second, join(at.folder, '../project/second.env'), join(at.folder, 'none')]) expect(await codeOf(job, 'projects.refFile', { path }), path).toBe('job-not-allowed');
    symlinkSync(second, join(at.folder, 'link.env'));
    expect(await codeOf(job, 'projects.refFile', { path: join(at.folder, 'link.env') })).toBe('job-not-allowed');
  });

  test('decrypts a whole file only where it names no values and the action', async () => {
    const file = await write('prod.env');
    await add(file, { actions: ['decrypt'] });
    const job = await asJob();
    const { document } = await job.open(file);
    const sink = job.ports.fake.mintSink('stdout');
    await job.done('sops.decryptFile', { document, sink: sink.ref });
    expect(sink.written()?.toString('utf8')).toBe('TOKEN=canary-token-1\nOTHER=canary-other-2\n');
    expect(await print(job, document, 'TOKEN')).toBe('job-not-allowed');
  });

  test('nothing else of the program, not even with the passphrase', async () => {
    const file = await write('prod.env');
    await add(file);
    const job = await asJob();
    const { document } = await job.open(file);
    expect(await codeOf(job, 'profile.unlockWithPassphrase', { value: 'canary-passphrase-62' })).toBe('job-not-allowed');
    expect(await codeOf(job, 'sops.listHistory', { document })).toBe('job-not-allowed');
    expect(await codeOf(job, 'sops.listEntries', { document })).toBe('job-not-allowed');
    expect(await codeOf(job, 'sops.setEntry', { document, entry: 0, value: 'x' })).toBe('job-not-allowed');
    expect(await codeOf(job, 'jobs.list', {})).toBe('job-not-allowed');
    expect(await codeOf(job, 'jobs.use', { path: keyFile() })).toBe('job-not-allowed');
    expect(await codeOf(job, 'audit.verify', {})).toBe('job-not-allowed');
  });
});

test('runs by night where the policy requires a second factor, which nobody is there to give; nothing else does', async () => {
  const file = await write('prod.env');
  await add(file);
  writeFileSync(join(at.ports.paths.profile, 'security-policy.yaml'), 'security:\n  authentication:\n    mfa_required: true\n');
  const person = run();
  await person.done('profile.unlockWithPassphrase', { value: 'canary-passphrase-62' });
  expect(await codeOf(person, 'jobs.list', {})).toBe('factor-required');
  const job = await asJob();
  expect(await print(job, (await job.open(file)).document, 'TOKEN')).toBe('canary-token-1');
});

describe('a job that writes', () => {
  test('sets the values that it names, reads none, and the file opens for its owners as before; each use is counted and in the audit log', async () => {
    const file = await write('prod.env');
    await add(file, { keys: ['TOKEN'], actions: ['set'] });
    expect((await at.done('jobs.list', {})).jobs).toMatchObject([{ uses: 0, lastUsed: '' }]);
    const before = readFileSync(file, 'utf8').split('\n');
    const job = await asJob();
    const { document } = await job.open(file);
    const { entry, name } = await job.done('sops.listEntries', { document });
    const [token = -1, second = -1] = ['TOKEN', 'OTHER'].map((one) => entry[name.indexOf(one)]);
    expect(await codeOf(job, 'sops.setEntry', { document, entry: second, value: 'canary-no' })).toBe('job-not-allowed');
    expect(await codeOf(job, 'sops.addEntry', { document, name: 'NEW', value: 'canary-no' })).toBe('job-not-allowed');
    expect(await codeOf(job, 'sops.removeEntries', { document, entries: [token] })).toBe('job-not-allowed');
    expect(await codeOf(job, 'sops.replaceContent', { document, source: 'none'.padEnd(22, 'A') })).toBe('job-not-allowed');
    expect(await print(job, document, 'TOKEN')).toBe('job-not-allowed');
    const { revision } = await job.done('sops.setEntry', { document, entry: token, value: 'canary-turned' });
    expect(await job.done('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ written: true });
    // Nothing but that value, the time and the seal.
    expect(readFileSync(file, 'utf8').split('\n').filter((line, index) => line !== before[index]).map((line) => line.split('=')[0])).toEqual(['TOKEN', 'sops_lastmodified', 'sops_mac']);
    const owner = openCore({ environment: { SOPS_AGE_KEY: identities[0] } });
    other.push(owner);
    const again = await owner.open(file);
    expect([await print(owner, again.document, 'TOKEN'), await print(owner, again.document, 'OTHER')]).toEqual(['canary-turned', 'canary-other-2']);
    at.ports.fake.clock.advance(60_000);
    await asJob();
    expect((await at.done('jobs.list', {})).jobs).toMatchObject([{ uses: 2, lastUsed: at.ports.clock.now().toISOString() }]);
    await job.core.dispose();
    const log = readFileSync(join(at.ports.paths.profile, 'audit/audit.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { readonly action: string; readonly agent: string; readonly success: boolean });
    expect(log.filter(({ action, agent, success }) => success && action === 'sops.saveFile' && agent.includes('job nightly')).length).toBe(1);
    expect(log.filter(({ action, success }) => success && action === 'jobs.use').length).toBeGreaterThan(0);
  });

  test('without the action it changes nothing; and the count of its uses is nothing that anybody else can write', async () => {
    const file = await write('prod.env');
    await add(file);
    await add(file, { name: 'weekly', path: `${keyFile()}2`, actions: ['set'] });
    const job = await asJob();
    const { document } = await job.open(file);
    expect(await codeOf(job, 'sops.saveFile', { document, expectedRevision: 0 })).toBe('job-not-allowed');
    await asJob(`${keyFile()}2`);
    const folder = join(at.ports.paths.profile, 'job-uses');
    const [first = '', second = ''] = readdirSync(folder);
    copyFileSync(join(folder, first), join(folder, second));
    expect((await at.done('jobs.list', {})).jobs.map(({ uses }) => uses).toSorted((a, b) => a - b)).toEqual([0, 1]);
    await at.done('jobs.revoke', { name: 'nightly' });
    await at.done('jobs.revoke', { name: 'weekly' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('two runs at once are two uses', async () => {
    const file = await write('prod.env');
    await add(file);
    await Promise.all(Array.from({ length: 8 }, () => asJob()));
    expect((await at.done('jobs.list', {})).jobs).toMatchObject([{ uses: 8 }]);
  });
});

test('enrolling takes an open profile, a file that opens and values that are there', async () => {
  const file = await write('prod.env');
  const input = { name: 'nightly', paths: [file], keys: ['TOKEN'], actions: ['get' as const], days: 30, path: keyFile() };
  expect(await codeOf(run(), 'jobs.add', input)).toBe('locked');
  expect(await codeOf(at, 'jobs.add', { ...input, keys: ['ABSENT'] })).toBe('entry-not-found');
  expect(await codeOf(at, 'jobs.add', { ...input, paths: [join(at.folder, 'none')] })).toBe('file-not-found');
  expect(await codeOf(at, 'jobs.add', { ...input, path: join(at.folder, 'none/key') })).toBe('folder-not-found');
  expect(await codeOf(at, 'jobs.add', { ...input, path: file })).toBe('file-exists');
  expect((await at.call('jobs.add', input, 'window'))).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  expect(await at.done('jobs.list', {})).toEqual({ jobs: [] });
  await add(file);
  expect(await codeOf(at, 'jobs.add', { ...input, path: `${keyFile()}2` })).toBe('job-exists');
});

test('revoked or expired it opens nothing, in this very moment', async () => {
  const file = await write('prod.env');
  await add(file);
  const key = readFileSync(keyFile());
  at.ports.fake.clock.advance(30 * 24 * 3_600_000 - 1);
  await asJob();
  at.ports.fake.clock.advance(1);
  expect(await run().call('jobs.use', { path: keyFile() })).toMatchObject({ ok: false, error: { code: 'job-expired' } });
  expect((await at.done('jobs.list', {})).jobs).toMatchObject([{ name: 'nightly', state: 'expired' }]);
  rmSync(keyFile());
  await at.done('jobs.revoke', { name: 'nightly' });
  expect(await codeOf(at, 'jobs.revoke', { name: 'nightly' })).toBe('job-not-found');
  writeFileSync(keyFile(), key, { mode: 0o600 });
  expect(await codeOf(run(), 'jobs.use', { path: keyFile() })).toBe('job-revoked');
  expect(readdirSync(join(at.ports.paths.profile, 'jobs'))).toEqual([]);
  await add(file, { path: `${keyFile()}2` });
});

test('a file whose data key was changed says so; one that was only wrapped anew opens', async () => {
  const file = await write('prod.env');
  await add(file);
  const before = readFileSync(file);
  const { file: ref } = await at.done('projects.refFile', { path: file });
  for (const newKey of [false, true]) {
    writeFileSync(file, before);
    const { plan } = await at.done('recipients.planChange', { change: newKey ? { what: 'rotate', files: [ref] } : { what: 'add', files: [ref], recipients: [recipients[1]] }, evenIfLockedOut: false });
    await at.done('recipients.applyPlan', { plan });
    const job = await asJob();
    expect(readFileSync(file)).not.toEqual(before);
    const { file: again } = await job.done('projects.refFile', { path: file });
    expect(await codeOf(job, 'sops.openFile', { file: again }), String(newKey)).toBe(newKey ? 'job-key-stale' : 'answered');
  }
});

test('job-key-private: a key that others can read is refused; anything else that is no key, too', async () => {
  const file = await write('prod.env');
  await add(file);
  const use = (path = keyFile()) => codeOf(run(), 'jobs.use', { path });
  for (const mode of [0o640, 0o604, 0o620]) {
    chmodSync(keyFile(), mode);
    expect(await use(), mode.toString(8)).toBe('job-key-exposed');
  }
  expect(await use(join(at.folder, 'none'))).toBe('job-key-not-found');
  chmodSync(keyFile(), 0o600);
  const key = readFileSync(keyFile(), 'latin1');
  for (const text of ['', 'x', key.replace('key-1', 'key-2'), `${key}${key}`, key.slice(0, -3), `${key.slice(0, -4)}AAA\n`]) {
    writeFileSync(keyFile(), text);
    expect(['job-key-damaged', 'job-key-not-found'], JSON.stringify(text.length)).toContain(await use());
  }
});

test('job-sealed: a change of any byte of what the key opens is refused, and so is another job’s', async () => {
  const file = await write('prod.env');
  await add(file);
  await add(file, { name: 'weekly', path: `${keyFile()}2`, actions: ['decrypt'] });
  const folder = join(at.ports.paths.profile, 'jobs');
  const id = readFileSync(keyFile(), 'latin1').split(':')[1] ?? '';
  const [first, second] = [join(folder, id), join(folder, readdirSync(folder).find((name) => name !== id) ?? '')];
  const bytes = readFileSync(first);
  for (const text of ['canary', 'prod.env', 'nightly']) expect(bytes.includes(text), text).toBe(false);
  for (let byte = 0; byte < bytes.length; byte += 11) {
    const changed = Buffer.from(bytes);
    changed[byte] = (changed[byte] ?? 0) ^ (1 << byte % 8);
    writeFileSync(first, changed);
    expect(await codeOf(run(), 'jobs.use', { path: keyFile() }), String(byte)).toBe('job-key-damaged');
  }
  copyFileSync(second, first);
  expect(await codeOf(run(), 'jobs.use', { path: keyFile() })).toBe('job-key-damaged');
});

test('the key alone, without the profile folder, opens nothing; the folder alone neither; and neither holds an identity', async () => {
  const file = await write('prod.env');
  const kept = await at.done('profile.generateIdentity', { name: 'mine' });
  await add(file);
  expect(kept.recipient).toMatch(/^age1/);
  const elsewhere = openCore({ environment: {} });
  other.push(elsewhere);
  expect(await codeOf(elsewhere, 'jobs.use', { path: keyFile() })).toBe('job-revoked');
  const key = readFileSync(keyFile(), 'latin1');
  expect(key).toMatch(/^coffre-job-key-1:[\w-]{22}:[\w-]{43}\n$/);
  cpSync(at.ports.paths.profile, join(at.folder, 'copy'), { recursive: true });
  for (const name of readdirSync(join(at.folder, 'copy'), { recursive: true, withFileTypes: true })) {
    if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name), 'latin1').includes(key.split(':')[2]?.trim() ?? '?'), name.name).toBe(false);
  }
  for (const identity of identities) expect(key.includes(identity)).toBe(false);
});

test('in the keychain instead of a file: used by its name, and gone when it is revoked', async () => {
  at.ports.fake.keychainLook = { state: 'ok', backend: 'GNOME Keyring' };
  const file = await write('prod.env');
  const { path: _path, ...input } = { path: '', name: 'nightly', paths: [file], keys: [], actions: ['get' as const], days: 1 };
  await at.done('jobs.add', input);
  const job = run();
  expect(await job.done('jobs.use', { name: 'nightly' })).toMatchObject({ name: 'nightly' });
  const { document } = await job.open(file);
  expect(await print(job, document, 'TOKEN')).toBe('canary-token-1');
  await at.done('jobs.revoke', { name: 'nightly' });
  expect([...at.ports.fake.keychainItems.keys()].some((name) => name.includes('job.nightly'))).toBe(false);
  expect(await codeOf(run(), 'jobs.use', { name: 'nightly' })).toBe('job-key-not-found');
});
