// What widens access or gives out whole files takes a code while a profile with a second factor is open, in the window and at the command line, and nothing is done without.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { appFor, factorKit, profileKit, type FactorKit } from './kit.ts';

async function write(kit: FactorKit): Promise<string> {
  const path = join(kit.folder, 'shop.env');
  writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-acts']], [recipients[0]], kit.ports.clock.now()));
  return path;
}
const fileIn = async (kit: FactorKit): Promise<string> => (await kit.open(await write(kit))).document;

test('act-needs-code: a whole file in clear text takes a code, asked for by its name, again until it is right', async () => {
  const kit = await factorKit();
  const document = await fileIn(kit);
  const sink = kit.ports.fake.mintSink('stdout');
  expect((await kit.refused('sops.decryptFile', { document, sink: sink.ref })).code).toBe('code-needed');
  expect(sink.written()).toBeUndefined();
  kit.types.push('000000', () => kit.code());
  await kit.done('sops.decryptFile', { document, sink: sink.ref });
  expect(sink.written()?.length).toBeGreaterThan(0);
  expect(kit.asked.map(({ what, again }) => `${what} ${String(again)}`)).toEqual(['second-factor false', 'second-factor false', 'second-factor true']);
  expect(kit.asked.every(({ place }) => place.endsWith('shop.env'))).toBe(true);
});

test('a code that unlocked the profile confirms nothing besides, and wrong ones end in the wait', async () => {
  const kit = await factorKit();
  const document = await fileIn(kit);
  kit.types.push(kit.code());
  const first = kit.ports.fake.mintSink('stdout');
  await kit.done('sops.decryptFile', { document, sink: first.ref });
  const sink = kit.ports.fake.mintSink('stdout');
  kit.types.push(kit.code(), ...Array.from({ length: 9 }, () => '000000'));
  expect((await kit.refused('sops.decryptFile', { document, sink: sink.ref })).code).toBe('locked-out');
  expect(sink.written()).toBeUndefined();
  expect((await kit.done('profile.getState', {})).tries).toMatchObject({ used: 5, allowed: 5 });
  // The recovery key is no guess, and works.
  kit.types.length = 0;
  kit.types.push(kit.recoveryKey);
  await kit.done('sops.decryptFile', { document, sink: sink.ref });
});

test('one value takes none, nor does a whole file while there is no second factor', async () => {
  const kit = await factorKit();
  const document = await fileIn(kit);
  const one = kit.ports.fake.mintSink('stdout');
  await kit.done('sops.printEntry', { document, path: 'TOKEN', sink: one.ref });
  expect(kit.asked).toEqual([]);
  const without = await profileKit();
  await without.done('sops.decryptFile', { document: await fileIn(without), sink: without.ports.fake.mintSink('stdout').ref });
  expect(without.asked).toEqual([]);
});

test('a job key takes a code at the command line; in the window a yes besides', async () => {
  const kit = await factorKit();
  const path = await write(kit);
  const wish = { name: 'nightly', paths: [path], keys: [], actions: ['get' as const], days: 1, path: join(kit.folder, 'nightly.job-key') };
  expect((await kit.refused('jobs.add', wish)).code).toBe('code-needed');
  expect(existsSync(wish.path)).toBe(false);
  kit.types.push(() => kit.code());
  await kit.done('jobs.add', wish);
  expect(kit.asked.at(-1)).toMatchObject({ place: 'nightly' });
  const { file } = await kit.done('projects.refFile', { path });
  kit.ports.fake.agrees = true;
  const enrol = { name: 'weekly', files: [file], keys: [], actions: ['get' as const], days: 1, place: 'keychain' as const };
  expect((await kit.refused('jobs.enrol', enrol, 'window')).code).toBe('code-needed');
  kit.ports.fake.agrees = false;
  kit.types.push('000000');
  expect((await kit.refused('jobs.enrol', enrol, 'window')).code).toBe('not-confirmed');
  expect(kit.types).toHaveLength(1);
});

test('letting somebody in takes a yes and a code, and without one no byte of any file changes', async () => {
  const kit = await factorKit();
  const path = await write(kit);
  const before = readFileSync(path, 'utf8');
  const { file } = await kit.done('projects.refFile', { path });
  const { plan } = await kit.done('recipients.planChange', { change: { what: 'add', files: [file], recipients: [recipients[1]] }, evenIfLockedOut: false });
  kit.ports.fake.agrees = true;
  expect((await kit.refused('recipients.applyPlan', { plan })).code).toBe('code-needed');
  expect(readFileSync(path, 'utf8')).toBe(before);
  kit.types.push(() => kit.code());
  await kit.done('recipients.applyPlan', { plan });
  expect(readFileSync(path, 'utf8')).toContain(recipients[1]);
});

test('a new recovery key takes a code: whoever sits down at an open window does not get past it that way', async () => {
  const kit = await factorKit();
  expect((await kit.refused('profile.revealRecoveryKey', {}, 'window')).code).toBe('code-needed');
  await kit.done('profile.lock', {});
  await kit.done('profile.unlockWithRecoveryKey', { value: kit.recoveryKey });
});

test('required-factor-stays: where the policy wants a second factor, nothing widens access before there is one, and it is not taken away', async () => {
  const kit = await profileKit();
  writeFileSync(join(kit.ports.paths.profile, 'security-policy.yaml'), 'security:\n  authentication:\n    mfa_required: true\n');
  const document = await fileIn(kit);
  const sink = kit.ports.fake.mintSink('stdout');
  expect((await kit.refused('sops.decryptFile', { document, sink: sink.ref })).code).toBe('factor-required');
  expect(sink.written()).toBeUndefined();
  const shows = appFor(await kit.written('factor.writeSetup'));
  await kit.done('factor.confirmSetup', { value: shows(kit.ports.clock.now()) });
  kit.ports.fake.clock.advance(60_000);
  kit.types.push(() => shows(kit.ports.clock.now()));
  await kit.done('sops.decryptFile', { document, sink: sink.ref });
  kit.ports.fake.clock.advance(60_000);
  kit.types.push(() => shows(kit.ports.clock.now()));
  expect((await kit.refused('factor.remove', {})).code).toBe('factor-required');
  expect((await kit.done('factor.getState', {})).enrolled).toBe(true);
});

test('another policy takes a code besides the yes, the person\'s own and a project\'s', async () => {
  const kit = await factorKit();
  kit.ports.fake.agrees = true;
  const changes = [{ field: 'mfa_required' as const, value: true }];
  const { revision } = await kit.done('policy.planChange', { changes }, 'window');
  expect((await kit.refused('policy.change', { changes, revision }, 'window')).code).toBe('code-needed');
  expect((await kit.done('policy.getView', {}, 'window')).there).toBe(false);
  kit.types.push(() => kit.code());
  await kit.done('policy.change', { changes, revision }, 'window');
  expect(kit.asked.at(-1)?.place).toMatch(/security-policy\.yaml$/);
  mkdirSync(join(kit.folder, 'config'));
  writeFileSync(join(kit.folder, 'config/security-policy.yaml'), 'security:\n  authentication:\n    session_timeout_minutes: 5\n');
  const { project } = (await kit.done('projects.openPath', { path: kit.folder })).project;
  const asks = (await kit.done('policy.getView', { project }, 'window')).project;
  expect((await kit.refused('policy.acceptProject', { project, revision: asks?.revision ?? '' }, 'window')).code).toBe('code-needed');
  expect((await kit.done('policy.getView', { project }, 'window')).project?.state).toBe('new');
});
