// Broken off at every file call of every act, the profile opens afterwards with what opened it before or after, and no record is lost.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProfileRoom } from '../../../electron/core/profile/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { acts, actPorts, backupFile, passphrase, prepare, recoveryKeyFile, roomOf, secondPassphrase, type ActName } from './acts.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
const names = Object.keys(acts) as readonly ActName[];
const child = fileURLToPath(new URL('../children/profile-act.ts', import.meta.url));

let base: string;
let count = 0;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  await prepare(actPorts(join(base, 'ready')));
});
afterAll(() => { rmSync(base, { recursive: true, force: true }); });

/** A folder as the act finds it. */
function fresh(act: ActName): string {
  count += 1;
  const folder = join(base, String(count));
  if (act !== 'create') cpSync(join(base, 'ready'), folder, { recursive: true });
  return folder;
}

// Misspelt: the sheet of a new key may have been broken off half-way too.
const isWrong: ReadonlySet<string> = new Set(['passphrase-wrong', 'recovery-key-wrong', 'recovery-key-misspelt']);
/** False for a wrong one. Anything else that keeps the profile shut is a fault, and says which. */
const opens = async (work: (room: ProfileRoom) => unknown, folder: string): Promise<boolean> => {
  const room = roomOf(actPorts(folder));
  try {
    await work(room);
    expect(room.isOpen()).toBe(true);
    return true;
  } catch (error) {
    if (error instanceof Refusal && isWrong.has(error.code)) return false;
    throw error;
  } finally {
    await room.dispose();
  }
};

/** What must be true after any act that was broken off anywhere. */
async function expectWhole(act: ActName, folder: string, at: string): Promise<void> {
  const room = roomOf(actPorts(folder));
  const { state, protectors } = await room.handlers.getStatus({}, context);
  expect(protectors.every((one) => one.state === 'whole'), at).toBe(true);
  if (act === 'create' && state === 'none') {
    // It did not come to be: then the next attempt must succeed.
    await room.handlers.create({ value: passphrase, keychain: true }, context);
    await room.dispose();
    return;
  }
  if (act === 'restore' && state !== 'locked') {
    // It broke off before its last step: then it is done again, and succeeds.
    await room.handlers.restoreBackup({ path: backupFile(folder), value: passphrase, by: 'passphrase' }, context);
    await room.dispose();
    await expectWhole(act, folder, `${at}, again`);
    return;
  }
  expect(state, at).toBe('locked');
  const kinds = protectors.map(({ kind }) => kind);
  const byPassphrase = [await opens((one) => one.handlers.unlockWithPassphrase({ value: passphrase }, context), folder), await opens((one) => one.handlers.unlockWithPassphrase({ value: secondPassphrase }, context), folder)];
  expect(byPassphrase.filter(Boolean).length, at).toBe(1);
  if (act !== 'setPassphrase') expect(byPassphrase[0], at).toBe(true);
  if (kinds.includes('keychain')) expect(await opens((one) => one.handlers.unlockWithKeychain({ ask: false }, context), folder), at).toBe(true);
  else expect(['create', 'removeKeychain', 'restore']).toContain(act);
  if (act !== 'create' && (act !== 'restore' || kinds.includes('recovery-key'))) {
    const keys = act === 'newRecoveryKey' ? (['first', 'second'] as const) : (['first'] as const);
    const byKey = await Promise.all(keys.map((which) => opens((one) => one.handlers.unlockWithRecoveryKey({ value: readFileSync(recoveryKeyFile(folder, which), 'utf8') }, context), folder)));
    expect(byKey.filter(Boolean).length, at).toBe(1);
  }
  await room.handlers.unlockWithPassphrase({ value: byPassphrase[0] === true ? passphrase : secondPassphrase }, context);
  expect((await room.handlers.getStatus({}, context)).rolledBack, at).toBe(false);
  if (act !== 'create') {
    expect((await room.store().read('kept'))?.exposeBytes().toString(), at).toBe('canary-kept');
    if (act !== 'setAside') {
      const alpha = (await room.store().read('alpha'))?.exposeBytes().toString();
      expect(act === 'saveRecord' ? ['canary-before', 'canary-after'] : act === 'removeRecord' ? ['canary-before', undefined] : ['canary-before'], at).toContain(alpha);
    }
  }
  // It goes on: the next write succeeds and sweeps what was left.
  if (act === 'setAside') await room.handlers.setDamagedAside({}, context);
  await room.store().change('alpha', () => Buffer.from('canary-next'));
  expect((await room.store().read('alpha'))?.exposeBytes().toString(), at).toBe('canary-next');
  await room.dispose();
}

/** Runs the act with everything frozen from file call `at` on, as if the process had ended there. Answers how many calls there were. */
async function frozenAt(act: ActName, folder: string, at: number): Promise<number> {
  const run = await acts[act](actPorts(folder));
  let calls = 0;
  const unhook = await hookFs((_name, args, real) => {
    if (typeof args[0] === 'string' && args[0].includes('/keychain.')) return real();
    calls += 1;
    if (calls < at) return real();
    throw Object.assign(new Error('made up: the process has ended'), { code: 'EIO' });
  });
  try {
    await Promise.resolve(run()).catch(() => undefined);
  } finally {
    unhook();
  }
  return calls;
}

function kill(act: ActName, folder: string, killAt: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, JSON.stringify({ act, folder, killAt })], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    process_.stdout.on('data', (chunk: Buffer) => { printed += chunk.toString('utf8'); });
    process_.on('error', reject);
    process_.on('close', (_status, signal) => { resolve(signal === 'SIGKILL' ? undefined : printed); });
  });
}

describe.each(names)('%s', (act) => {
  test(`broken off before ${deep ? 'any' : 'every fourth'} file call`, async () => {
    const total = await frozenAt(act, fresh(act), Number.POSITIVE_INFINITY);
    expect(total).toBeGreaterThan(5);
    for (let at = 1; at <= total; at += deep ? 1 : 4) {
      const folder = fresh(act);
      await frozenAt(act, folder, at);
      await expectWhole(act, folder, `${act}, call ${String(at)} of ${String(total)}`);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test(`killed ${deep ? 'at every file call' : 'at some file calls'}`, async () => {
    const all = fresh(act);
    const total = Number(await kill(act, all, 0));
    expect(total).toBeGreaterThan(5);
    for (let at = deep ? 1 : 3; at <= total; at += deep ? 1 : Math.ceil(total / 2)) {
      const folder = fresh(act);
      expect(await kill(act, folder, at)).toBeUndefined();
      await expectWhole(act, folder, `${act} killed at call ${String(at)} of ${String(total)}`);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
