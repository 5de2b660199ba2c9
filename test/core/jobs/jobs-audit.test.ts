// Each use of a job key is one line of the audit log, whether it was let in or not, and everything that a job gives away, or is refused, names it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import type { JobAction } from '../../../shared/ipc/jobs.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

interface Line {
  readonly action: string;
  readonly agent: string;
  readonly secret_key: string;
  readonly success: boolean;
  readonly reason: string;
  readonly event_type: string;
}

let at: OpenCore;
let other: OpenCore[];
let file: string;
beforeEach(async () => {
  at = openCore();
  other = [];
  await at.done('profile.create', { value: 'canary-passphrase-70', keychain: false });
  file = join(at.folder, 'prod.env');
  writeFileSync(file, await encryptDotenv([['TOKEN', 'canary-audited-1'], ['OTHER', 'canary-audited-2']], [recipients[0]], new Date()));
});
afterEach(async () => {
  for (const one of other) await one.close();
  await at.close();
});

const keyOf = (name: string): string => join(at.ports.fake.folder, `${name}.key`);
const add = (name: string, actions: readonly JobAction[], keys: readonly string[] = []) => at.done('jobs.add', { name, paths: [file], keys: [...keys], actions: [...actions], days: 30, path: keyOf(name) });
/** Another run of the program, as cron would start it. */
async function start(name: string): Promise<OpenCore | string> {
  const one = openCore({ paths: at.ports.paths, clock: at.ports.clock, keychain: at.ports.keychain, environment: {} });
  other.push(one);
  const reply = await one.call('jobs.use', { path: keyOf(name) });
  return reply.ok ? one : reply.error.code;
}
async function inside(name: string): Promise<OpenCore> {
  const one = await start(name);
  if (typeof one === 'string') throw new Error(one);
  return one;
}
async function lines(): Promise<readonly Line[]> {
  for (const one of other) await one.core.dispose();
  return readFileSync(join(at.ports.paths.profile, 'audit/audit.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Line);
}
const uses = async () => (await lines()).filter(({ action }) => action === 'jobs.use').map(({ secret_key: job, success, reason }) => [job, success, reason]);

test('one line for each use, of the job that it was, also of eight at once', async () => {
  await add('nightly', ['get']);
  await add('weekly', ['verify']);
  for (let run = 0; run < 3; run += 1) await inside('nightly');
  await inside('weekly');
  await Promise.all(Array.from({ length: 8 }, () => inside('nightly')));
  const found = await uses();
  expect(found.filter(([job]) => job === 'job nightly')).toHaveLength(11);
  expect(found.filter(([job]) => job === 'job weekly')).toHaveLength(1);
  expect(found.every(([, success]) => success === true)).toBe(true);
  expect((await at.done('jobs.list', {})).jobs.map(({ name, uses: counted }) => [name, counted])).toEqual([['nightly', 11], ['weekly', 1]]);
});

test('a use that is refused is a line too: expired with its name, revoked with the reason', async () => {
  await add('nightly', ['get']);
  const key = readFileSync(keyOf('nightly'));
  at.ports.fake.clock.advance(30 * 24 * 3_600_000);
  expect(await start('nightly')).toBe('job-expired');
  await at.done('jobs.revoke', { name: 'nightly' });
  writeFileSync(keyOf('nightly'), key, { mode: 0o600 });
  expect(await start('nightly')).toBe('job-revoked');
  const found = await uses();
  expect(found).toEqual([['job nightly', false, 'job-expired'], [expect.anything(), false, 'job-revoked']]);
});

test('what it reads, checks, sets and decrypts, and what it was refused, names the job and the value', async () => {
  await add('reader', ['get'], ['TOKEN']);
  await add('writer', ['set', 'verify'], ['TOKEN']);
  await add('whole', ['decrypt']);
  const reader = await inside('reader');
  const opened = await reader.open(file);
  await reader.done('sops.printEntry', { document: opened.document, path: 'TOKEN', sink: reader.ports.fake.mintSink('stdout').ref });
  expect(await reader.call('sops.printEntry', { document: opened.document, path: 'OTHER', sink: reader.ports.fake.mintSink('stdout').ref })).toMatchObject({ ok: false, error: { code: 'job-not-allowed' } });
  const writer = await inside('writer');
  const { document } = await writer.open(file);
  await writer.done('sops.getCoverage', { document });
  const { entry, name } = await writer.done('sops.listEntries', { document });
  const { revision } = await writer.done('sops.setEntry', { document, entry: entry[name.indexOf('TOKEN')] ?? -1, value: 'canary-audited-3' });
  await writer.done('sops.saveFile', { document, expectedRevision: revision });
  const whole = await inside('whole');
  await whole.done('sops.decryptFile', { document: (await whole.open(file)).document, sink: whole.ports.fake.mintSink('stdout').ref });
  const all = await lines();
  const of = (job: string, action: string, success: boolean) => all.filter((line) => line.agent.includes(`job ${job}`) && line.action === action && line.success === success);
  expect(of('reader', 'sops.printEntry', true).map(({ secret_key: what }) => what)).toEqual([expect.stringMatching(/prod\.env#TOKEN$/), expect.stringMatching(/prod\.env#TOKEN$/)]);
  expect(of('reader', 'sops.printEntry', false).at(-1)).toMatchObject({ reason: 'job-not-allowed', secret_key: expect.stringMatching(/prod\.env#OTHER$/) as unknown });
  expect(of('writer', 'sops.saveFile', true)).toHaveLength(1);
  expect(of('whole', 'sops.decryptFile', true).length).toBeGreaterThan(0);
  for (const job of ['reader', 'writer', 'whole']) expect(of(job, 'sops.openFile', true), job).toHaveLength(1);
  expect(JSON.stringify(all)).not.toContain('canary-audited');
});
