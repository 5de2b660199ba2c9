// Reads of the profile, of its lock and of a job's key that a signal breaks off: they are made again. Taken for damage, one would cost a record, count a try too few or leave the lock behind.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobs } from '../../../electron/core/jobs/index.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import { brokenOff, hasStrace } from '../../fakes/strace.ts';
import { actPorts, openRoom, prepare, roomOf } from './acts.ts';

const child = fileURLToPath(new URL('../children/read-profile.ts', import.meta.url));
const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };

let folder: string;
/** Every file that is read, by what it is. */
let files: ReadonlyMap<string, string>;

describe.runIf(hasStrace())('a read that is broken off', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coffre-test-'));
    const ports = actPorts(folder);
    await prepare(ports);
    const room = await openRoom(ports);
    const jobs = createJobs({ ports, keychain: room.keychain, store: () => room.store(), files: { dataKeyOf: () => Promise.resolve(Buffer.alloc(32, 7)), entryAt: () => undefined }, resolveFile: () => undefined });
    await jobs.handlers.add({ name: 'nightly', paths: [folder], keys: [], actions: ['get'], days: 9, path: join(folder, 'job.key') }, context);
    await room.dispose();
    // One wrong try, so that there is something to count.
    await Promise.resolve(roomOf(ports).handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context)).catch(() => undefined);
    const profile = join(folder, 'profile');
    const sealed = (name: string): string => join(profile, 'sealed', readdirSync(join(profile, 'sealed')).find((file) => file.startsWith(name)) ?? '');
    files = new Map([
      ['protector', join(profile, 'protectors/passphrase.json')], ['tries', join(profile, 'tries.json')], ['index', join(profile, 'sealed/index')], ['record', sealed('kept.')],
      ['lock of the protectors', join(profile, 'locks/profile')], ['lock of the records', join(profile, 'locks/sealed')], ['job', join(profile, 'jobs', readdirSync(join(profile, 'jobs'))[0] ?? '')], ['key of the job', join(folder, 'job.key')],
    ]);
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  test.each(['protector', 'tries', 'index', 'record', 'lock of the protectors', 'lock of the records', 'job', 'key of the job'].flatMap((what) => ['1', '1+2'].map((when) => [what, when] as const)))('of the %s (%s) is made again', { timeout: 60_000 }, async (what, when) => {
    if (what === 'tries') await Promise.resolve(roomOf(actPorts(folder)).handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context)).catch(() => undefined);
    const { printed, times } = brokenOff([child, folder], { calls: 'read,pread64,readv,preadv', when, about: [files.get(what) ?? ''] });
    expect(times).toBeGreaterThan(0);
    const { counter, ...found } = JSON.parse(printed) as { readonly counter: number };
    expect(counter).toBeGreaterThan(2);
    expect(found).toEqual({ damaged: [], kept: 'canary-kept', rolledBack: false, protectors: ['whole', 'whole', 'whole'], listed: 'valid', job: 'nightly' });
    // What was held was let go, too.
    expect(readdirSync(join(folder, 'profile/locks'))).toEqual([]);
  });
});
