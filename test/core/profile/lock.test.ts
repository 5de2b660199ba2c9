// Locking and unlocking as a window sees them: nothing answers meanwhile, and afterwards everything is where it was, drafts included.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import type { AnyEvent } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { filesOf } from './kit.ts';

const passphrase = 'canary-passphrase-8d20';
const halfHourMs = 30 * 60_000;

let at: OpenCore;
let told: AnyEvent<AppEvents>['name'][];
beforeEach(async () => {
  at = openCore();
  told = [];
  at.core.events(({ name }) => { if (name.startsWith('profile.')) told.push(name); });
  await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
  told = [];
});
afterEach(async () => { await at.close(); });

async function file(): Promise<string> {
  const path = join(at.folder, '.env');
  writeFileSync(path, await encryptDotenv([{ comment: ' canary comment' }, ['TOKEN', 'canary-saved-1'], ['OTHER', 'canary-saved-2'], ['THIRD', 'canary-saved-3']], [recipients[0]], new Date()));
  return path;
}
const codeOf = async (call: 'sops.listDocuments' | 'projects.list' | 'app.describe' | 'settings.get' | 'profile.getStatus', role: 'window' | 'cli' = 'window'): Promise<string> => {
  const reply = await at.call(call, {}, role);
  return reply.ok ? 'answered' : reply.error.code;
};
const unlock = () => at.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');

describe('locked-gate', () => {
  test('while locked, a window gets nothing but what unlocking takes', async () => {
    expect(await codeOf('sops.listDocuments')).toBe('answered');
    await at.done('profile.lock', {}, 'window');
    for (const call of ['sops.listDocuments', 'projects.list'] as const) expect(await codeOf(call), call).toBe('locked');
    for (const call of ['app.describe', 'settings.get', 'profile.getStatus'] as const) expect(await codeOf(call), call).toBe('answered');
    const wrong = await at.call('profile.unlockWithPassphrase', { value: 'wrong passphrase' }, 'window');
    expect(wrong.ok).toBe(false);
    expect(await codeOf('projects.list')).toBe('locked');
    await unlock();
    expect(await codeOf('projects.list')).toBe('answered');
    expect(told).toEqual(['profile.locked', 'profile.unlocked']);
  });
});

test('a window that begins with a locked profile is covered once it says so; without a profile it never is', async () => {
  const without = openCore();
  await without.done('profile.lock', {}, 'window');
  expect((await without.call('projects.list', {}, 'window')).ok).toBe(true);
  await without.close();
  const { profile } = at.ports.paths;
  const other = openCore({ paths: { ...at.ports.paths, profile } });
  expect((await other.done('profile.getStatus', {}, 'window')).state).toBe('locked');
  await other.done('profile.lock', {}, 'window');
  expect((await other.call('projects.list', {}, 'window'))).toMatchObject({ ok: false, error: { code: 'locked' } });
  await other.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
  expect((await other.call('projects.list', {}, 'window')).ok).toBe(true);
  await other.close();
});

describe('everything is where it was', () => {
  test('a draft with a value changed, one added and one removed comes back, and saves', async () => {
    const path = await file();
    const { document } = await at.open(path);
    const { entry: [token = -1, other = -1] } = await at.done('sops.listEntries', { document });
    await at.done('sops.setEntry', { document, entry: token, value: 'canary-typed-1' });
    await at.done('sops.addEntry', { document, name: 'ADDED', value: 'canary-typed-2' });
    await at.done('sops.removeEntries', { document, entries: [other] });
    const before = await at.done('sops.listEntries', { document });
    const pending = await at.done('sops.listDocuments', {});
    await at.done('profile.lock', {}, 'window');
    for (const [name, bytes] of filesOf(at.ports.paths.profile)) for (const value of ['canary-typed', 'canary-saved', passphrase]) expect(bytes.includes(value), name).toBe(false);
    await unlock();
    expect(await at.done('sops.listDocuments', {})).toEqual(pending.map((one) => ({ ...one, canRedo: false, revision: one.revision + 1 })));
    const after = await at.done('sops.listEntries', { document });
    expect({ ...after, entry: [], revision: 0 }).toEqual({ ...before, entry: [], revision: 0 });
    await at.done('sops.saveFile', { document, expectedRevision: after.revision });
    const sink = at.ports.fake.mintSink('stdout');
    await at.done('sops.decryptFile', { document, sink: sink.ref });
    expect(sink.written()?.toString('utf8')).toBe('# canary comment\nTOKEN=canary-typed-1\nTHIRD=canary-saved-3\nADDED=canary-typed-2\n');
  });

  test('after a save in between, and twice in a row', async () => {
    const { document } = await at.open(await file());
    const first = await at.done('sops.addEntry', { document, name: 'ADDED', value: 'canary-typed-1' });
    await at.done('sops.saveFile', { document, expectedRevision: first.revision });
    const { entry: ids, name } = await at.done('sops.listEntries', { document });
    await at.done('sops.setEntry', { document, entry: ids[name.indexOf('ADDED')] ?? -1, value: 'canary-typed-2' });
    for (let round = 0; round < 2; round += 1) {
      await at.done('profile.lock', {}, 'window');
      await unlock();
    }
    const { revision } = await at.done('sops.listEntries', { document });
    await at.done('sops.saveFile', { document, expectedRevision: revision });
    const sink = at.ports.fake.mintSink('stdout');
    await at.done('sops.decryptFile', { document, sink: sink.ref });
    expect(sink.written()?.toString('utf8')).toContain('ADDED=canary-typed-2\n');
  });

  test('a file whose key is gone meanwhile keeps its draft sealed until it opens again', async () => {
    const { document } = await at.open(await file());
    await at.done('sops.addEntry', { document, name: 'ADDED', value: 'canary-typed-1' });
    await at.done('profile.lock', {}, 'window');
    const environment = at.ports.environment as Record<string, string | undefined>;
    const key = environment['SOPS_AGE_KEY'];
    environment['SOPS_AGE_KEY'] = undefined;
    await unlock();
    expect(await at.done('sops.listDocuments', {})).toEqual([]);
    await at.done('profile.lock', {}, 'window');
    environment['SOPS_AGE_KEY'] = key;
    await unlock();
    expect((await at.done('sops.listDocuments', {})).map((one) => one.document)).toEqual([document]);
  });

  test('what does not open now is not lost when something else is put away', async () => {
    const first = await at.open(await file());
    await at.done('sops.addEntry', { document: first.document, name: 'ADDED', value: 'canary-typed-1' });
    await at.done('profile.lock', {}, 'window');
    const environment = at.ports.environment as Record<string, string | undefined>;
    const key = environment['SOPS_AGE_KEY'];
    environment['SOPS_AGE_KEY'] = identities[1];
    await unlock();
    const other = join(at.folder, 'other.env');
    writeFileSync(other, await encryptDotenv([['ONE', 'canary-other']], [recipients[1]], new Date()));
    const second = await at.open(other);
    await at.done('sops.addEntry', { document: second.document, name: 'TWO', value: 'canary-typed-2' });
    await at.done('profile.lock', {}, 'window');
    environment['SOPS_AGE_KEY'] = `${String(key)}\n${identities[1]}`;
    await unlock();
    expect((await at.done('sops.listDocuments', {})).map(({ document, pending }) => [document, pending.added])).toEqual([[first.document, 1], [second.document, 1]]);
  });

  test('a draft that was put away when the program ended comes back at the next start, in its folder', async () => {
    const path = await file();
    await at.core.openPath(at.folder);
    const { document } = await at.open(path);
    await at.done('sops.addEntry', { document, name: 'ADDED', value: 'canary-typed-1' });
    await at.done('profile.lock', {}, 'window');
    await at.core.dispose();
    const later = openCore({ paths: at.ports.paths, environment: at.ports.environment });
    const opened: string[] = [];
    later.core.events((event) => { if (event.name === 'projects.opened') opened.push(event.payload.project.name); });
    await later.done('profile.lock', {}, 'window');
    await later.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
    expect(opened).toEqual(['project']);
    const [back] = await later.done('sops.listDocuments', {});
    expect(back).toMatchObject({ document, pending: { added: 1 } });
    const { revision } = await later.done('sops.listEntries', { document });
    await later.done('sops.saveFile', { document, expectedRevision: revision });
    const sink = later.ports.fake.mintSink('stdout');
    await later.done('sops.decryptFile', { document, sink: sink.ref });
    expect(sink.written()?.toString('utf8')).toContain('ADDED=canary-typed-1\n');
    await later.done('profile.lock', {}, 'window');
    await later.close();
  });

  test('a profile folder that cannot be written costs nobody their work: it stays in memory, behind the cover', async () => {
    const { document } = await at.open(await file());
    await at.done('sops.addEntry', { document, name: 'ADDED', value: 'canary-typed-1' });
    const index = join(at.ports.paths.profile, 'sealed/index');
    const whole = readFileSync(index);
    writeFileSync(index, 'torn');
    await at.done('profile.lock', {}, 'window');
    expect(await codeOf('sops.listDocuments')).toBe('locked');
    writeFileSync(index, whole);
    await unlock();
    expect((await at.done('sops.listDocuments', {}))[0]).toMatchObject({ document, pending: { added: 1 } });
  });
});

describe('lock-on-leaving', () => {
  test.each(['suspend', 'resume', 'screen-locked'] as const)('%s locks', async (news) => {
    at.ports.fake.tell(news);
    await expect.poll(() => codeOf('projects.list')).toBe('locked');
    await unlock();
    expect(await codeOf('projects.list')).toBe('answered');
  });

  test('half an hour without input locks, and every touch begins it anew', async () => {
    at.ports.fake.clock.advance(halfHourMs - 60_000);
    at.ports.fake.idleSeconds = 60;
    at.ports.fake.clock.advance(60_000);
    expect(await codeOf('projects.list')).toBe('answered');
    at.ports.fake.idleSeconds = 29 * 60;
    at.ports.fake.clock.advance(halfHourMs - 60_000);
    expect(await codeOf('projects.list')).toBe('answered');
    at.ports.fake.idleSeconds = 30 * 60;
    at.ports.fake.clock.advance(60_000);
    await expect.poll(() => codeOf('projects.list')).toBe('locked');
    const waiting = at.ports.fake.clock.waiting();
    at.ports.fake.clock.advance(halfHourMs * 4);
    expect(at.ports.fake.clock.waiting()).toBeLessThanOrEqual(waiting);
  });

  test('the person chooses less, and it holds at once; more than half an hour is not to be had', async () => {
    expect(await at.done('settings.getLocking', {})).toEqual({ idleMinutes: 30, lockOnClose: false, revealSeconds: 30, clipboardSeconds: 30, longestMinutes: 30 });
    at.ports.fake.idleSeconds = 4 * 60;
    expect(await at.done('profile.getOpen', {}, 'window')).toEqual({ folder: at.ports.paths.profile, locksInMs: 26 * 60_000 });
    await at.done('settings.setLocking', { idleMinutes: 5 }, 'window');
    expect(await codeOf('projects.list')).toBe('answered');
    at.ports.fake.idleSeconds = 5 * 60;
    at.ports.fake.clock.advance(60_000);
    await expect.poll(() => codeOf('projects.list')).toBe('locked');
    expect(await at.call('settings.setLocking', { idleMinutes: 30 }, 'window')).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await at.call('profile.getOpen', {}, 'window')).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await at.call('profile.getOpen', {}, 'cli')).toMatchObject({ ok: false, error: { code: 'locked' } });
    at.ports.fake.idleSeconds = 0;
    await unlock();
    for (const idleMinutes of [0, 31, 1.5]) expect(await at.call('settings.setLocking', { idleMinutes }), String(idleMinutes)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    // Somebody touches nothing for longer than is allowed by a file that was edited by hand.
    writeFileSync(join(at.ports.paths.profile, 'settings.json'), '{"idleMinutes":600}');
    expect(await at.done('settings.getLocking', {})).toEqual({ idleMinutes: 30, lockOnClose: false, revealSeconds: 30, clipboardSeconds: 30, longestMinutes: 30 });
  });

  test('the person chooses how long a value stays on the screen and on the clipboard, within a minute', async () => {
    const { document } = await at.open(await file());
    const { entry: entries, name } = await at.done('sops.listEntries', { document });
    const entry = entries[name.indexOf('TOKEN')] ?? -1;
    const reveal = () => at.done('sops.revealEntry', { document, entry, side: 'draft' }, 'window');
    const copy = () => {
      at.ports.fake.clock.advance(1000);
      return at.done('sops.copyEntry', { document, entry }, 'window');
    };
    expect([(await reveal()).hideAfterMs, (await copy()).clearAfterMs]).toEqual([30_000, 30_000]);
    await at.done('settings.setLocking', { revealSeconds: 10, clipboardSeconds: 5 }, 'window');
    at.ports.fake.clock.advance(1000);
    expect([(await reveal()).hideAfterMs, (await copy()).clearAfterMs]).toEqual([10_000, 5000]);
    at.ports.fake.clock.advance(5000);
    await expect.poll(() => at.ports.fake.clipboard).toBe('');
    for (const seconds of [4, 61, 7.5]) expect(await at.call('settings.setLocking', { revealSeconds: seconds, clipboardSeconds: seconds }), String(seconds)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  test('closing the window ends the agent where the person chose that, and only there', async () => {
    for (const lockOnClose of [false, true]) {
      const other = openCore();
      await other.done('profile.create', { value: passphrase, keychain: false }, 'window');
      await other.done('profile.startAgent', { seconds: 600 });
      await other.done('settings.setLocking', { lockOnClose }, 'window');
      await other.core.dispose();
      const later = openCore({ paths: other.ports.paths, agent: other.ports.agent });
      expect((await later.done('profile.getStatus', {})).agentSeconds > 0).toBe(!lockOnClose);
      await later.close();
      other.ports.fake.remove();
    }
  });

  test('without a profile nothing ever locks', async () => {
    const plain = openCore();
    plain.core.events(() => undefined);
    plain.ports.fake.idleSeconds = 3600;
    plain.ports.fake.tell('suspend');
    plain.ports.fake.clock.advance(halfHourMs * 2);
    expect((await plain.call('projects.list', {}, 'window')).ok).toBe(true);
    await plain.close();
  });
});

test('lock-clears-clipboard: a value that was copied is not there any more', async () => {
  const { document } = await at.open(await file());
  const { entry: [token = -1] } = await at.done('sops.listEntries', { document });
  await at.done('sops.copyEntry', { document, entry: token }, 'window');
  expect(at.ports.fake.clipboard).toBe('canary-saved-1');
  await at.done('profile.lock', {}, 'window');
  expect(at.ports.fake.clipboard).not.toBe('canary-saved-1');
});
