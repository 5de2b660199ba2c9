// A policy that requires a second factor: from the next unlock on, an open profile without one gives nothing and does nothing but set it up, in the window, at the command line and over an agent; and a lost phone is no lost profile.
import { mkdirSync, statSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ports } from '../../../electron/core/ports.ts';
import { contract } from '../../../shared/ipc/contract.ts';
import type { Contract } from '../../../shared/ipc/define.ts';
import { appFor, factorKit, profileKit, type FactorKit } from './kit.ts';

const passphrase = 'canary-required correct horse';
function require(kit: FactorKit, required = true): void {
  mkdirSync(kit.ports.paths.profile, { recursive: true });
  writeFileSync(join(kit.ports.paths.profile, 'security-policy.yaml'), `security:\n  authentication:\n    mfa_required: ${String(required)}\n`);
}
/** A window over the same profile that has just begun. */
async function windowOf(kit: FactorKit) {
  const page = kit.again({ about: { ...kit.ports.about, host: 'chromium' } });
  const done = async (name: string, input: object = {}): Promise<unknown> => {
    const reply = await page.call(name as never, input as never, 'window') as { ok: boolean; value?: unknown; error?: { code: string } };
    return reply.ok ? reply.value : reply.error?.code;
  };
  await done('profile.lock');
  return { ...page, done };
}

test('factor-first: the next unlock of a window opens nothing but the set-up, until a code was right', async () => {
  const kit = await profileKit();
  await kit.done('profile.setPassphrase', { value: passphrase });
  require(kit);
  const page = await windowOf(kit);
  expect(await page.done('profile.unlockWithPassphrase', { value: passphrase })).toEqual({});
  expect(await page.done('profile.getState')).toMatchObject({ state: 'unlocked', needsFactor: true });
  // Every call that a window may make, by the contract: with whatever input, it is refused before it is looked at closely.
  for (const [room, calls] of Object.entries(contract as Contract)) {
    for (const [name, def] of Object.entries(calls)) {
      if (!def.roles.includes('window') || def.whileLocked || def.duringSetup) continue;
      const input = (kitInputs[`${room}.${name}`] ?? {}) as object;
      expect(['factor-required', 'bad-input'], `${room}.${name}`).toContain(await page.done(`${room}.${name}`, input));
    }
  }
  expect(await page.done('profile.listIdentities')).toBe('factor-required');
  kit.ports.fake.clock.advance(1000);
  const shows = appFor(((await page.done('factor.revealSetup')) as { value: string }).value);
  expect(await page.done('factor.confirmSetup', { value: '000000' })).toBe('code-wrong');
  expect(await page.done('profile.listIdentities')).toBe('factor-required');
  expect(await page.done('factor.confirmSetup', { value: shows(kit.ports.clock.now()) })).toEqual({});
  expect(await page.done('profile.getState')).toMatchObject({ needsFactor: false });
  expect(await page.done('profile.listIdentities')).toMatchObject({ identities: [] });
  await page.dispose();
});
/** For calls whose input must be right before anything else is looked at. */
const kitInputs: Readonly<Record<string, unknown>> = { 'profile.generateIdentity': { name: 'x' }, 'profile.removeProtector': { kind: 'keychain' } };

test('a lock is the other way on, and the keychain and the recovery key open it no wider', async () => {
  const kit = await profileKit();
  require(kit);
  const page = await windowOf(kit);
  for (const [call, input] of [['profile.unlockWithKeychain', { ask: false }], ['profile.unlockWithRecoveryKey', { value: kit.recoveryKey }]] as const) {
    expect(await page.done(call, input)).toEqual({});
    expect(await page.done('profile.listIdentities')).toBe('factor-required');
    await page.done('profile.lock');
    expect(await page.done('profile.listIdentities')).toBe('locked');
  }
  // Whoever takes the requirement away again is let in by the next unlock.
  require(kit, false);
  await page.done('profile.unlockWithKeychain', { ask: false });
  expect(await page.done('profile.listIdentities')).toMatchObject({ identities: [] });
  await page.dispose();
});

test('factor-first-quietly: the command line opens nothing in passing, starts no agent, and sets it up by a command of its own', async () => {
  const kit = await profileKit();
  await kit.done('profile.startAgent', { seconds: 600 });
  require(kit);
  const program = (more: Partial<Ports> = {}) => kit.again({ about: { ...kit.ports.about, host: 'cli' }, ...more });
  const quiet = program();
  // What it opens by itself, from the agent or the keychain, stays shut; a rule of a project is as sealed as before.
  expect(await quiet.call('policy.getView', {})).toMatchObject({ ok: true });
  expect(await quiet.call('profile.getState', {})).toMatchObject({ ok: true, value: { state: 'locked', needsFactor: false } });
  await quiet.dispose();
  for (const open of ['profile.unlockWithAgent', 'profile.unlockWithKeychain'] as const) {
    const one = program();
    expect(await one.call(open, open === 'profile.unlockWithAgent' ? {} as never : { ask: false } as never)).toMatchObject({ ok: true });
    for (const [name, input] of [['profile.startAgent', { seconds: 60 }], ['profile.listIdentities', {}], ['jobs.list', {}]] as const) expect(await one.call(name, input as never), name).toMatchObject({ ok: false, error: { code: 'factor-required' } });
    await one.dispose();
  }
  const last = program();
  await last.call('profile.unlockWithKeychain', { ask: false });
  const sink = kit.ports.fake.mintSink('stdout');
  expect(await last.call('factor.writeSetup', { sink: sink.ref })).toMatchObject({ ok: true });
  expect(await last.call('factor.confirmSetup', { value: appFor(sink.written()?.toString('utf8') ?? '')(kit.ports.clock.now()) })).toMatchObject({ ok: true });
  expect(await last.call('profile.listIdentities', {})).toMatchObject({ ok: true });
  await last.dispose();
});

test('without a recovery key it is made first, and a new profile is asked for its factor by the next unlock', async () => {
  const kit = await profileKit();
  require(kit);
  await kit.done('profile.removeProtector', { kind: 'recovery-key' });
  const page = await windowOf(kit);
  await page.done('profile.unlockWithKeychain', { ask: false });
  expect(await page.done('factor.revealSetup')).toBe('recovery-key-needed');
  kit.ports.fake.clock.advance(1000);
  expect(await page.done('profile.revealRecoveryKey')).toMatchObject({ hideAfterMs: 600_000 });
  kit.ports.fake.clock.advance(1000);
  expect(await page.done('factor.revealSetup')).toMatchObject({ hideAfterMs: 600_000 });
  await page.dispose();
});

test('factor-replaced-by-owner: a lost phone gives way to another one by the recovery key, and to nobody without it', async () => {
  const kit = await factorKit();
  require(kit);
  expect(await kit.refused('factor.remove', {})).toMatchObject({ code: 'factor-required' });
  const setUp = async (): Promise<string> => {
    const sink = kit.ports.fake.mintSink('stdout');
    const reply = await kit.call('factor.writeSetup', { sink: sink.ref });
    return reply.ok ? (sink.written()?.toString('utf8') ?? '') : reply.error.code;
  };
  expect(await setUp()).toBe('code-needed');
  kit.types.push('123456', kit.recoveryKey);
  const shows = appFor(await setUp());
  // The first one counts until the other one has shown a right code.
  expect(await kit.refused('factor.confirmSetup', { value: kit.code() })).toMatchObject({ code: 'code-wrong' });
  await kit.done('factor.confirmSetup', { value: shows(kit.ports.clock.now()) });
  await kit.done('profile.lock', {});
  kit.ports.fake.clock.advance(60_000);
  expect(await kit.refused('profile.unlockWithKeychain', { ask: false })).toMatchObject({ code: 'code-needed' });
  expect(await kit.refused('profile.unlockWithCode', { value: kit.code() })).toMatchObject({ code: 'code-wrong' });
  await kit.done('profile.unlockWithCode', { value: shows(kit.ports.clock.now()) });
  expect(await kit.done('factor.getState', {})).toMatchObject({ enrolled: true, codes: 0 });
});

test('codes-gone: the codes on the screen are saved where the person says, for nobody else to read, and only while they are there', async () => {
  const kit = await factorKit();
  expect(await kit.call('factor.saveCodes', {}, 'window')).toMatchObject({ ok: false, error: { code: 'codes-gone' } });
  kit.ports.fake.clock.advance(1000);
  kit.types.push(kit.code());
  const shown = await kit.call('factor.revealCodes', {}, 'window');
  expect(shown).toMatchObject({ ok: true });
  const text = shown.ok ? shown.value.value : '';
  const path = join(kit.ports.fake.folder, 'codes.txt');
  kit.ports.fake.clock.advance(1000);
  expect(await kit.call('factor.saveCodes', {}, 'window')).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  kit.ports.fake.chosenSaveFiles.push(path);
  kit.ports.fake.clock.advance(1000);
  expect(await kit.call('factor.saveCodes', {}, 'window')).toMatchObject({ ok: true, value: { name: 'codes.txt' } });
  expect(readFileSync(path, 'utf8')).toBe(`${text}\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  kit.ports.fake.clock.advance(600_000);
  expect(await kit.call('factor.saveCodes', {}, 'window')).toMatchObject({ ok: false, error: { code: 'codes-gone' } });
});
