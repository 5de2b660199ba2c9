// Sealed records against whoever or whatever changes the folder: a flipped bit, a swapped file, a former copy, another profile's record. Never a wrong plaintext, and the rest stays readable.
import { cpSync, copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProfileRoom } from '../../../electron/core/profile/index.ts';
import { context, filesOf, get, giveKeychain, openKit, passphrase, put, refusalOf } from './kit.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const values = { alpha: 'canary-alpha-1', beta: 'canary-beta-2', gamma: '' } as const;

async function fill(room: ProfileRoom): Promise<void> {
  await put(room, 'alpha', 'canary-alpha-0');
  await put(room, 'alpha', values.alpha);
  await put(room, 'beta', values.beta);
}
const fileOf = (folder: string, name: string): string => {
  const found = readdirSync(join(folder, 'sealed')).find((file) => file.startsWith(`${name}.`));
  if (found === undefined) throw new Error(`no file of ${name}`);
  return join(folder, 'sealed', found);
};

test('come back as they were written, in any order of acts', async () => {
  const { room, again } = await openKit();
  await fill(room);
  const other = again();
  await other.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect([await get(other, 'alpha'), await get(other, 'beta'), await get(other, 'gamma')]).toEqual([values.alpha, values.beta, undefined]);
  await other.store().change('alpha', (before) => Buffer.from(`${String(before)}+`));
  await room.store().change('alpha', () => undefined);
  expect(await get(room, 'alpha')).toBe(`${values.alpha}+`);
  await other.store().change('alpha', () => Buffer.alloc(0));
  expect(await get(room, 'alpha')).toBeUndefined();
  expect((await room.store().survey()).whole).toEqual(['beta']);
});

test('leave one file each, and every nonce is another one', async () => {
  const { room, folder } = await openKit();
  const nonces = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    await put(room, 'alpha', 'the same text');
    nonces.add(readFileSync(fileOf(folder, 'alpha')).subarray(16, 28).toString('hex'));
  }
  expect(nonces.size).toBe(50);
  expect(readdirSync(join(folder, 'sealed')).toSorted()).toEqual(['alpha.50', 'index']);
});

test('sealed-bound: a change of any byte is damage of that record alone, and never another plaintext', async () => {
  const { room, folder } = await openKit();
  await fill(room);
  for (const name of ['alpha', 'beta', 'index'] as const) {
    const file = name === 'index' ? join(folder, 'sealed/index') : fileOf(folder, name);
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += deep ? 1 : 3) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << at % 8);
      writeFileSync(file, changed);
      const seen = await Promise.all((['alpha', 'beta'] as const).map(async (record) => get(room, record).catch((error: unknown) => (error as { readonly code: string }).code)));
      // Without its index each record still vouches for itself.
      expect(seen, `${name} byte ${String(at)}`).toEqual((['alpha', 'beta'] as const).map((record) => (record === name ? 'record-damaged' : values[record])));
      expect((await room.store().survey()).damaged).toEqual([name]);
    }
    writeFileSync(file, bytes);
  }
  expect((await room.store().survey()).damaged).toEqual([]);
});

test('sealed-bound: a record in the place of another, or of another profile, is refused', async () => {
  const { room, folder } = await openKit();
  const foreign = await openKit();
  await fill(room);
  await fill(foreign.room);
  const [alpha, beta] = [fileOf(folder, 'alpha'), fileOf(folder, 'beta')];
  const kept = readFileSync(alpha);
  copyFileSync(beta, alpha);
  expect(await refusalOf(() => get(room, 'alpha'))).toBe('record-damaged');
  copyFileSync(fileOf(foreign.folder, 'alpha'), alpha);
  expect(await refusalOf(() => get(room, 'alpha'))).toBe('record-damaged');
  expect(await get(room, 'beta')).toBe(values.beta);
  writeFileSync(alpha, kept);
  expect(await get(room, 'alpha')).toBe(values.alpha);
});

test('sealed-rollback: a former version of one record is refused under its new name', async () => {
  const { room, folder } = await openKit();
  await put(room, 'alpha', 'canary-former');
  const former = readFileSync(fileOf(folder, 'alpha'));
  await put(room, 'alpha', 'canary-now');
  writeFileSync(fileOf(folder, 'alpha'), former);
  expect(await refusalOf(() => get(room, 'alpha'))).toBe('record-damaged');
  expect(await refusalOf(() => put(room, 'alpha', 'canary-next'))).toBe('record-damaged');
});

test('a former index is told from the real one by the records that are newer', async () => {
  const { room, folder } = await openKit();
  await fill(room);
  const index = readFileSync(join(folder, 'sealed/index'));
  await put(room, 'alpha', 'canary-now');
  await put(room, 'beta', 'canary-now-too');
  writeFileSync(join(folder, 'sealed/index'), index);
  expect((await room.store().survey()).damaged).toContain('index');
});

test('a former copy of everything is noticed where the keychain remembers, and accepted when the person says so', async () => {
  const kit = await openKit();
  giveKeychain(kit);
  await kit.room.handlers.addKeychain({}, context);
  await fill(kit.room);
  cpSync(join(kit.folder, 'sealed'), join(kit.folder, 'former'), { recursive: true });
  await put(kit.room, 'beta', 'canary-now');
  await kit.room.dispose();
  rmSync(join(kit.folder, 'sealed'), { recursive: true });
  renameSync(join(kit.folder, 'former'), join(kit.folder, 'sealed'));
  const other = kit.again();
  await other.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await other.handlers.getStatus({}, context)).toMatchObject({ rolledBack: true, damaged: [] });
  expect(await other.handlers.setDamagedAside({}, context)).toEqual({ records: 0 });
  await other.dispose();
  const later = kit.again();
  await later.handlers.unlockWithKeychain({ ask: false }, context);
  expect((await later.handlers.getStatus({}, context)).rolledBack).toBe(false);
  expect(await get(later, 'beta')).toBe(values.beta);
});

test('counter-not-lowered: a keychain that is stuck holds up no passphrase for long, and what it remembers is there at the next opening', async () => {
  const kit = await openKit();
  giveKeychain(kit);
  await kit.room.handlers.addKeychain({}, context);
  await fill(kit.room);
  cpSync(join(kit.folder, 'sealed'), join(kit.folder, 'former'), { recursive: true });
  for (const value of ['canary-1', 'canary-2', 'canary-3']) await put(kit.room, 'beta', value);
  await kit.room.dispose();
  rmSync(join(kit.folder, 'sealed'), { recursive: true });
  renameSync(join(kit.folder, 'former'), join(kit.folder, 'sealed'));
  const { fake } = kit.ports;
  const before = fake.keychainAsked;
  fake.keychainSilent = true;
  const stuck = kit.again();
  const typed = Promise.resolve(stuck.handlers.unlockWithPassphrase({ value: passphrase }, context));
  await expect.poll(() => fake.keychainAsked).toBeGreaterThan(before);
  fake.clock.advance(3000);
  await typed;
  expect(await stuck.handlers.getStatus({}, context)).toMatchObject({ rolledBack: false });
  fake.keychainSilent = false;
  await put(stuck, 'beta', 'canary-later');
  await stuck.dispose();
  const next = kit.again();
  await next.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await next.handlers.getStatus({}, context)).toMatchObject({ rolledBack: true });
  await next.dispose();
});

test('what is damaged is set aside, not deleted, and the rest goes on', async () => {
  const { room, folder } = await openKit();
  await fill(room);
  await put(room, 'delta', 'canary-delta');
  const torn = fileOf(folder, 'alpha');
  const bytes = readFileSync(torn).subarray(0, 20);
  writeFileSync(torn, bytes);
  expect(await room.handlers.setDamagedAside({}, context)).toEqual({ records: 1 });
  const aside = [...filesOf(join(folder, 'damaged'))];
  expect(aside.map(([, kept]) => kept)).toEqual([bytes]);
  expect(await get(room, 'alpha')).toBeUndefined();
  await put(room, 'alpha', 'canary-again');
  expect([await get(room, 'alpha'), await get(room, 'beta'), await get(room, 'delta')]).toEqual(['canary-again', values.beta, 'canary-delta']);
});

test('an index that is gone is made anew from the records', async () => {
  const { room, folder } = await openKit();
  await fill(room);
  rmSync(join(folder, 'sealed/index'));
  expect(await refusalOf(() => put(room, 'beta', 'x'))).toBe('record-damaged');
  expect(await get(room, 'beta')).toBe(values.beta);
  await room.handlers.setDamagedAside({}, context);
  expect((await room.store().survey()).whole).toEqual(['alpha', 'beta']);
  expect(existsSync(join(folder, 'sealed/index'))).toBe(true);
  await put(room, 'beta', 'canary-on');
  expect(await get(room, 'beta')).toBe('canary-on');
});

test('a change that throws writes nothing, and what it was given is wiped', async () => {
  const { room, folder } = await openKit();
  await fill(room);
  const before = filesOf(join(folder, 'sealed'));
  let given: Buffer | undefined;
  await expect(room.store().change('alpha', (content) => {
    given = content;
    throw new Error('no');
  })).rejects.toThrow('no');
  expect(given?.every((byte) => byte === 0)).toBe(true);
  expect(filesOf(join(folder, 'sealed'))).toEqual(before);
});
