// Refused too often, an access to a secret is locked for the time of the policy: for the one who asked and nobody else, over restarts and changes of the clock, with lines in the audit log.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ports } from '../../../electron/core/ports.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { factorKit } from '../factor/kit.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const quarterMs = 15 * 60_000;
const passphrase = 'canary-attempts correct horse';
let at: OpenCore;
let others: OpenCore[] = [];
beforeEach(() => {
  at = openCore();
  others = [];
});
afterEach(async () => {
  for (const one of others) await one.close();
  await at.close();
});

/** Another program over the same profile, with no identity anywhere. */
function program(overrides: Partial<Ports> = {}): OpenCore {
  const one = openCore({ paths: at.ports.paths, clock: at.ports.clock, boot: at.ports.boot, keychain: at.ports.keychain, environment: {}, ...overrides });
  others.push(one);
  return one;
}
async function secretFile(name = 'prod.env'): Promise<string> {
  const path = join(at.folder, name);
  writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-attempts-1'], ['OTHER', 'canary-attempts-2']], [recipients[0]], new Date()));
  return path;
}
type Role = 'window' | 'cli';
/** What opening it answers. */
async function opening(one: OpenCore, path: string, role: Role = 'cli'): Promise<string> {
  const { file } = await one.done('projects.refFile', { path });
  const reply = await one.call('sops.openFile', { file }, role);
  return reply.ok ? 'opened' : reply.error.code;
}
async function times(count: number, ask: () => Promise<string>): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let n = 0; n < count; n += 1) answers.push(await ask());
  return answers;
}
const five = Array.from({ length: 5 }, () => 'no-matching-key');
const attemptsFile = (): string => join(at.ports.paths.profile, 'attempts.json');
const audit = (): readonly { readonly action: string; readonly agent: string; readonly secret_key: string; readonly reason: string }[] => readFileSync(join(at.ports.paths.profile, 'audit/audit.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as never);

describe('access-attempts', () => {
  test('without a key for it: five times, then the access is locked, with until when, and the log says so', async () => {
    const path = await secretFile();
    const one = program();
    expect(await times(5, () => opening(one, path))).toEqual(five);
    const { file } = await one.done('projects.refFile', { path });
    expect(await one.call('sops.openFile', { file })).toMatchObject({ ok: false, error: { code: 'access-locked', data: { waitMs: quarterMs, until: new Date(at.ports.clock.now().getTime() + quarterMs).toISOString() } } });
    await one.core.dispose();
    const lines = audit().filter(({ action }) => action === 'sops.openFile');
    expect(lines.map(({ reason }) => reason)).toEqual([...five.slice(1), 'access-locked', 'no-matching-key', 'access-locked']);
    for (const line of lines) expect(line.secret_key).toMatch(/prod\.env$/);
    expect(statSync(attemptsFile()).mode & 0o777).toBe(0o600);
    expect(readFileSync(attemptsFile(), 'utf8')).not.toContain('prod');
  });

  test('that one only: another file, another client, and another time', async () => {
    const path = await secretFile();
    const one = program();
    await times(6, () => opening(one, path));
    expect(await opening(one, path)).toBe('access-locked');
    expect(await opening(one, await secretFile('other.env'))).toBe('no-matching-key');
    expect(await opening(one, path, 'window')).toBe('no-matching-key');
    at.ports.fake.clock.advance(quarterMs - 1);
    expect(await opening(one, path)).toBe('access-locked');
    at.ports.fake.clock.advance(1);
    expect(await times(6, () => opening(one, path))).toEqual([...five, 'access-locked']);
  });

  test('over a restart, a clock that is moved and a restart of the machine', async () => {
    const path = await secretFile();
    await times(3, () => opening(program(), path));
    expect(await times(2, () => opening(program({ clock: { ...at.ports.clock, now: () => new Date(0) } }), path))).toEqual(five.slice(0, 2));
    expect(await opening(program(), path)).toBe('access-locked');
    expect(await opening(program({ clock: { ...at.ports.clock, now: () => new Date(4e12) } }), path)).toBe('access-locked');
    const boot = (seconds: number): Ports['boot'] => ({ id: 'another start', seconds: () => seconds });
    expect(await opening(program({ boot: boot(1) }), path)).toBe('access-locked');
    expect(await opening(program({ boot: boot(quarterMs / 1000) }), path)).toBe('no-matching-key');
  });

  test(`never more than five in any quarter of an hour, over ${deep ? '1,000' : '60'} accesses by programs that restart under clocks that jump`, async () => {
    const path = await secretFile();
    const made: number[] = [];
    let state = 20_261_127;
    const chance = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    while (made.length < (deep ? 1000 : 60)) {
      const wall = at.ports.clock.now().getTime() + (chance() - 0.5) * 20 * quarterMs;
      const one = openCore({ paths: at.ports.paths, clock: { ...at.ports.clock, now: () => new Date(wall) }, boot: at.ports.boot, environment: {} });
      const answer = await opening(one, path);
      await one.close();
      if (answer === 'no-matching-key') made.push(at.ports.clock.monotonic());
      else expect(answer).toBe('access-locked');
      at.ports.fake.clock.advance(chance() < 0.4 ? chance() * quarterMs : chance() * 30_000);
    }
    for (const [first, time] of made.entries()) expect(made.slice(first).filter((later) => later - time < quarterMs).length).toBeLessThanOrEqual(5);
  }, 600_000);

  test('as often and as long as the policy says, before the profile is open', async () => {
    mkdirSync(at.ports.paths.profile, { recursive: true });
    writeFileSync(join(at.ports.paths.profile, 'security-policy.yaml'), 'security:\n  secrets:\n    max_access_attempts: 2\n    lockout_duration_minutes: 60\n');
    const path = await secretFile();
    const one = program();
    expect(await times(3, () => opening(one, path))).toEqual(['no-matching-key', 'no-matching-key', 'access-locked']);
    at.ports.fake.clock.advance(59 * 60_000);
    expect(await opening(one, path)).toBe('access-locked');
    at.ports.fake.clock.advance(60_000);
    expect(await opening(one, path)).toBe('no-matching-key');
  });

  test('the passphrase and the recovery key end it for the person, and not for a job', async () => {
    await at.done('profile.create', { value: passphrase, keychain: false });
    const sink = at.ports.fake.mintSink('stdout');
    await at.done('profile.writeRecoveryKey', { sink: sink.ref });
    const path = await secretFile();
    await at.done('jobs.add', { name: 'nightly', paths: [path], keys: ['TOKEN'], actions: ['get'], days: 30, path: join(at.ports.fake.folder, 'nightly.key') });
    const job = program();
    await job.done('jobs.use', { path: join(at.ports.fake.folder, 'nightly.key') });
    const { document } = await job.open(path);
    const print = async (key: string): Promise<string> => {
      const reply = await job.call('sops.printEntry', { document, path: key, sink: job.ports.fake.mintSink('stdout').ref });
      return reply.ok ? 'printed' : reply.error.code;
    };
    expect(await times(6, () => print('OTHER'))).toEqual([...Array.from({ length: 5 }, () => 'job-not-allowed'), 'access-locked']);
    expect(await print('TOKEN')).toBe('printed');
    // What it may not name is its own file as little.
    const others = await secretFile('others.env');
    const name = async (): Promise<string> => ((reply) => (reply.ok ? 'named' : reply.error.code))(await job.call('projects.refFile', { path: others }));
    expect(await times(6, name)).toEqual([...Array.from({ length: 5 }, () => 'job-not-allowed'), 'access-locked']);
    for (const [call, value] of [['profile.unlockWithPassphrase', passphrase], ['profile.unlockWithRecoveryKey', sink.written()?.toString('utf8') ?? '']] as const) {
      const one = program();
      await times(6, () => opening(one, path));
      expect(await opening(one, path)).toBe('access-locked');
      expect(await one.call('profile.unlockWithPassphrase', { value: 'canary-attempts wrong' })).toMatchObject({ ok: false });
      expect(await opening(one, path)).toBe('access-locked');
      await one.done(call, { value });
      expect(await opening(one, path)).toBe('no-matching-key');
    }
    expect(await print('OTHER')).toBe('access-locked');
    await job.core.dispose();
    expect(audit().filter(({ agent, secret_key, reason }) => agent.includes('job nightly') && secret_key.endsWith('#OTHER') && reason === 'access-locked').length).toBe(3);
  });

  test('nobody who types a code: counts too, and the right code forgets it', async () => {
    const kit = await factorKit();
    const path = join(kit.folder, 'coded.env');
    writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-attempts-1']], [recipients[0]], new Date()));
    const { document } = await kit.open(path);
    const whole = async (): Promise<string> => {
      const sink = kit.ports.fake.mintSink('stdout');
      const reply = await kit.call('sops.decryptFile', { document, sink: sink.ref });
      expect(sink.written() === undefined).toBe(!reply.ok);
      return reply.ok ? 'written' : reply.error.code;
    };
    expect(await times(4, whole)).toEqual(Array.from({ length: 4 }, () => 'code-needed'));
    kit.types.push(kit.code());
    expect(await whole()).toBe('written');
    expect(await times(6, whole)).toEqual([...Array.from({ length: 5 }, () => 'code-needed'), 'access-locked']);
    // One of its values is another access.
    const sink = kit.ports.fake.mintSink('stdout');
    await kit.done('sops.printEntry', { document, path: 'TOKEN', sink: sink.ref });
  });

  test('a file that makes no sense bars everything once, and is no way around', async () => {
    const path = await secretFile();
    const one = program();
    await times(5, () => opening(one, path));
    writeFileSync(attemptsFile(), '{');
    expect(await opening(one, path)).toBe('access-locked');
    expect(await opening(at, await secretFile('mine.env'))).toBe('access-locked');
    at.ports.fake.clock.advance(quarterMs);
    expect(await opening(at, path)).toBe('opened');
    // Whoever puts a folder in its place is barred for as long as it stands there.
    rmSync(attemptsFile());
    mkdirSync(attemptsFile());
    for (let hours = 0; hours < 3; hours += 1) {
      expect(await opening(one, path)).toBe('access-locked');
      at.ports.fake.clock.advance(4 * quarterMs);
    }
  });

  test('a full disk wins no access: what cannot be written counts in this program', async () => {
    const path = await secretFile();
    const one = program();
    await opening(one, path);
    const full = await hookFs((name, args, real) => {
      if (name === 'open' && String(args[0]).includes('.attempts.json.')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return real();
    });
    try {
      expect(await times(5, () => opening(one, path))).toEqual([...five.slice(1), 'access-locked']);
    } finally {
      full();
    }
    expect(one.ports.fake.logged.join('\n')).toContain('attempts could not be written: disk-full');
    expect(one.ports.fake.logged.join('\n')).not.toContain('prod');
  });

  test('what fails for another reason counts for nothing', async () => {
    const path = await secretFile();
    writeFileSync(path, readFileSync(path, 'utf8').replace(/sops_mac=ENC\[AES256_GCM,data:./, (text) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`));
    expect(new Set(await times(7, () => opening(at, path)))).toEqual(new Set(['mac-mismatch']));
    const gone = join(at.folder, 'gone.env');
    const ref = await secretFile('gone.env');
    const { file } = await at.done('projects.refFile', { path: ref });
    rmSync(gone);
    for (let n = 0; n < 7; n += 1) expect(await at.call('sops.openFile', { file })).toMatchObject({ ok: false, error: { code: 'file-not-found' } });
  });
});
