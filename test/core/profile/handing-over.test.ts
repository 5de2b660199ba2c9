// Between the cover and the lock: the page hands over what it holds, gets nothing, and is not waited for any longer than it takes.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { filesOf } from './kit.ts';

const passphrase = 'canary-passphrase-3e77';
const typed = 'canary-last-letters-51';

let at: OpenCore;
let told: string[];
let document: string;
beforeEach(async () => {
  at = openCore();
  told = [];
  at.core.events(({ name }) => { if (name.startsWith('profile.')) told.push(name); });
  await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
  const path = join(at.folder, '.env');
  writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-saved-9']], [recipients[0]], new Date()));
  ({ document } = await at.open(path));
  told = [];
});
afterEach(async () => { await at.close(); });

const codeOf = async (...[call, input]: Parameters<OpenCore['call']>): Promise<string> => {
  const reply = await at.call(call, input, 'window');
  return reply.ok ? 'answered' : reply.error.code;
};
const handOver = () => at.call('sops.setUnfinished', { document, unfinished: { what: 'value', name: 'TOKEN', value: typed } }, 'window');
const unlock = () => at.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
/** What was set off without anybody to wait for it. */
const lockedNow = async (): Promise<void> => { await expect.poll(() => told).toEqual(['profile.locked']); };

test('a covered window gives its last letters and gets nothing; after the lock nothing of them is in clear, after the unlock they are back', async () => {
  await at.done('profile.cover', {}, 'window');
  for (const [call, input] of [['sops.listDocuments', {}], ['app.getLayout', {}], ['profile.getOpen', {}], ['sops.listEntries', { document }], ['sops.revealUnfinished', { document }]] as const) expect(await codeOf(call, input), call).toBe('locked');
  expect((await handOver()).ok).toBe(true);
  expect(await codeOf('app.setLayout', { room: 'settings', mode: 'text', kept: [], folded: [], documents: [] })).toBe('answered');
  expect(told).toEqual([]);
  await at.done('profile.lock', {}, 'window');
  expect(told).toEqual(['profile.locked']);
  // Over: whoever comes now is too late.
  expect((await handOver())).toMatchObject({ ok: false, error: { code: 'locked' } });
  for (const [name, bytes] of filesOf(at.ports.paths.profile)) expect(bytes.includes(typed), name).toBe(false);
  await unlock();
  expect(await at.done('sops.revealUnfinished', { document }, 'window')).toMatchObject({ value: typed });
  expect((await at.done('app.getLayout', {}, 'window')).layout?.room).toBe('settings');
});

test('SECURITY(lock-clears-clipboard): what could be pasted goes with the cover, before the page has said its last', async () => {
  const { entry: [token = -1] } = await at.done('sops.listEntries', { document });
  await at.done('sops.copyEntry', { document, entry: token }, 'window');
  expect(at.ports.fake.clipboard).toBe('canary-saved-9');
  await at.done('profile.cover', {}, 'window');
  await expect.poll(() => at.ports.fake.clipboard).toBe('');
});

describe('SECURITY(hung-page-locks)', () => {
  const after = (ms: number): void => { at.ports.fake.clock.advance(ms); };
  test('a page that has covered itself and hangs is locked after five seconds, however often it says that it hands over', async () => {
    await at.done('profile.cover', {}, 'window');
    for (let second = 0; second < 4; second += 1) {
      after(1_000);
      await at.done('profile.cover', {}, 'window');
    }
    after(999);
    expect((await handOver()).ok).toBe(true);
    expect(told).toEqual([]);
    after(1);
    await lockedNow();
    await unlock();
    expect(await at.done('sops.revealUnfinished', { document }, 'window')).toMatchObject({ value: typed });
  });
  test('one that the menu locks is covered at once; locked after a second without a word, and has its five with one', async () => {
    at.core.command('lock');
    expect(await codeOf('sops.listDocuments', {})).toBe('locked');
    after(1_000);
    await lockedNow();
    await unlock();
    told = [];
    at.core.command('lock');
    after(900);
    await at.done('profile.cover', {}, 'window');
    at.core.command('lock');
    after(4_900);
    expect((await handOver()).ok).toBe(true);
    expect(told).toEqual([]);
    after(100);
    await lockedNow();
  });
  test('a machine that falls asleep meanwhile waits for nobody; a lock that is over leaves nothing waiting; without a profile nothing is covered', async () => {
    const { clock } = at.ports.fake;
    await at.done('profile.cover', {}, 'window');
    at.ports.fake.tell('suspend');
    await lockedNow();
    expect((await handOver()).ok).toBe(false);
    await unlock();
    const before = clock.waiting();
    await at.done('profile.cover', {}, 'window');
    await at.done('profile.lock', {}, 'window');
    await unlock();
    expect(clock.waiting()).toBe(before);
    expect(await codeOf('sops.listDocuments', {})).toBe('answered');
    const without = openCore();
    await without.done('profile.cover', {}, 'window');
    without.core.command('lock');
    expect((await without.call('sops.listDocuments', {}, 'window')).ok).toBe(true);
    await without.close();
  });
});

test('SECURITY(lock-declines): whoever says yes to a dialog of the system after a lock has said no', async () => {
  const answers: ((yes: boolean) => void)[] = [];
  (at.ports.dialogs as { agree: (change: unknown) => Promise<boolean> }).agree = () => new Promise((resolve) => { answers.push(resolve); });
  const changes = [{ field: 'session_timeout_minutes' as const, value: 10 }];
  const policy = join(at.ports.paths.profile, 'security-policy.yaml');
  const { revision } = await at.done('policy.planChange', { changes }, 'window');
  const before = at.call('policy.change', { changes, revision }, 'window');
  await expect.poll(() => answers.length).toBe(1);
  await at.done('profile.lock', {}, 'window');
  answers[0]?.(true);
  expect(await before).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
  expect(existsSync(policy)).toBe(false);
  await unlock();
  const after = at.call('policy.change', { changes, revision }, 'window');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(true);
  expect(await after).toMatchObject({ ok: true });
  expect(existsSync(policy)).toBe(true);
});
