// The files of what opens a profile, with any byte of them changed: damage of that one, never a wrong try, never another key, and the others open it as before.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { context, filesOf, get, giveKeychain, openKit, passphrase, put, recoveryKeyOf, refusalOf } from './kit.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const step = deep ? 1 : 23;
const limitMs = deep ? 60 * 60_000 : 120_000;

test(`protector-checksum: one change in ${deep ? 'every byte' : 'some bytes'} of each is damage, counted by nobody, and leaves the others`, async () => {
  const kit = await openKit();
  giveKeychain(kit);
  await kit.room.handlers.addKeychain({}, context);
  const key = await recoveryKeyOf(kit);
  await put(kit.room, 'token', 'canary-flips-20d1');
  const ways = {
    passphrase: (one: ReturnType<typeof kit.again>) => one.handlers.unlockWithPassphrase({ value: passphrase }, context),
    'recovery-key': (one: ReturnType<typeof kit.again>) => one.handlers.unlockWithRecoveryKey({ value: key }, context),
    keychain: (one: ReturnType<typeof kit.again>) => one.handlers.unlockWithKeychain({ ask: false }, context),
  } as const;
  const kinds = ['passphrase', 'recovery-key', 'keychain'] as const;
  let flips = 0;
  for (const kind of kinds) {
    const file = join(kit.folder, 'protectors', `${kind}.json`);
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << at % 8);
      writeFileSync(file, changed);
      flips += 1;
      const one = kit.again();
      expect(await refusalOf(() => ways[kind](one)), `${kind} byte ${String(at)}`).toBe('protector-damaged');
      expect(one.isOpen()).toBe(false);
      const status = await one.handlers.getState({}, context);
      expect(status).toMatchObject({ state: 'locked', tries: { used: 0 } });
      expect(status.protectors.map((found) => `${found.kind} ${found.state}`).toSorted()).toEqual(kinds.map((each) => `${each} ${each === kind ? 'damaged' : 'whole'}`).toSorted());
      const other = kinds[(kinds.indexOf(kind) + 1 + at % 2) % 3] ?? 'passphrase';
      expect(await refusalOf(() => ways[other](one))).toBe('not refused');
      expect(await get(one, 'token'), `${other} beside ${kind} byte ${String(at)}`).toBe('canary-flips-20d1');
      await one.dispose();
    }
    writeFileSync(file, bytes);
  }
  expect(flips).toBeGreaterThan(deep ? 1000 : 50);
}, limitMs);

test(`sealed-bound: one change in ${deep ? 'every byte' : 'some bytes'} of every file below sealed/, each with every other record still there`, async () => {
  const kit = await openKit();
  const names = ['alpha', 'beta', 'gamma', 'delta'] as const;
  for (const name of names) await put(kit.room, name, `canary-flips-${name}`);
  const sealed = join(kit.folder, 'sealed');
  const files = filesOf(sealed);
  expect(files.size).toBe(names.length + 1);
  for (const [path, bytes] of files) {
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at * 5) % 8);
      writeFileSync(join(sealed, path), changed);
      const one = kit.again();
      await one.handlers.unlockWithPassphrase({ value: passphrase }, context);
      for (const name of names) {
        const read = await get(one, name).catch((error: unknown) => (error as { readonly code: string }).code);
        expect(read, `${name} with ${path} byte ${String(at)}`).toBe(path.startsWith(`${name}.`) ? 'record-damaged' : `canary-flips-${name}`);
      }
      expect((await one.store().survey()).damaged.length).toBe(1);
      await one.dispose();
    }
    writeFileSync(join(sealed, path), bytes);
  }
}, limitMs);
