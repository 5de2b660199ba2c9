// A save of each format that is killed at its file calls, or whose disk fails: the file is the old one or the new one, whole, and the next save works and leaves nothing behind.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { fixtures } from '../../fakes/fixtures.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { formatIds, openAs } from './crypto-kit.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const children = join(import.meta.dirname, '../children');
const endings: Readonly<Record<Format['id'], string>> = { dotenv: 'env', json: 'json', yaml: 'yaml', ini: 'ini', binary: 'bin' };
const fresh = 'canary-before-the-crash';
const last = 'canary-after-the-crash';

let unhook = (): void => undefined;
afterEach(() => {
  unhook();
  unhook = () => undefined;
});

function place(id: Format['id']): { readonly folder: string; readonly path: string; readonly before: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-crash-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  const path = join(folder, `file.enc.${endings[id]}`);
  copyFileSync(join(fixtures, `v3.13.2/basic.enc.${endings[id]}`), path);
  return { folder, path, before: readFileSync(path) };
}

/** The name of the first value. */
const firstName = async (id: Format['id'], bytes: Buffer): Promise<string> => (await openAs(id, bytes)).leaves.find(({ comment, storedType }) => !comment && storedType === 'str')?.path.at(-1) ?? '';
const holds = async (id: Format['id'], bytes: Buffer, value = fresh): Promise<boolean> => (await openAs(id, bytes)).leaves.some(({ plain }) => plain.exposeBytes().toString('utf8') === value);

/** Edits and saves in a process of its own. Answers how many calls it made, or undefined if it was killed. */
function save(path: string, key: string, scope: string, killAt: number, mode: string): Promise<number | undefined> {
  const report = join(scope, '..', `report-${String(process.pid)}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', join(children, 'kill-at.mjs'), join(children, 'edit-and-save.ts'), path, key], { stdio: ['pipe', 'ignore', 'inherit'], env: { PATH: process.env['PATH'], KILL_AT: String(killAt), KILL_MODE: mode, KILL_SCOPE: scope, KILL_REPORT: report } });
    child.stdin.end(fresh);
    child.once('error', reject);
    child.once('close', (status, signal) => {
      if (signal === 'SIGKILL') resolve(undefined);
      else if (status !== 0) reject(new Error(`the child ended with ${String(status)}`));
      else {
        resolve(Number(readFileSync(report, 'utf8')));
        rmSync(report);
      }
    });
  });
}

describe.each(formatIds)('a save of %s', (id) => {
  const edited = async (at: OpenCore, path: string, value = fresh): Promise<{ readonly document: string; readonly expectedRevision: number }> => {
    const { document } = await at.open(path);
    const key = await firstName(id, readFileSync(path));
    const { entry, name } = await at.done('sops.listEntries', { document });
    const { revision } = await at.done('sops.setEntry', { document, entry: entry[name.indexOf(key)] ?? -1, value });
    return { document, expectedRevision: revision };
  };
  it('that is killed leaves the old file or the new one', { timeout: 3_600_000 }, async () => {
    const whole = place(id);
    const key = await firstName(id, whole.before);
    const calls = await save(whole.path, key, whole.folder, 0, 'before') ?? 0;
    expect(calls).toBeGreaterThan(8);
    expect(await holds(id, readFileSync(whole.path))).toBe(true);
    const modes = deep ? ['before', 'half', 'after'] : ['half'];
    // WHY from behind: the file itself is written by the last calls.
    const kills = deep ? Array.from({ length: calls }, (_, at) => at + 1) : [Math.ceil(calls / 2), calls - 5, calls - 2];
    const seen = new Set<boolean>();
    let killed = 0;
    for (const mode of modes) {
      for (const killAt of kills) {
        const { folder, path, before } = place(id);
        if (await save(path, key, folder, killAt, mode) === undefined) killed += 1;
        const now = readFileSync(path);
        const isNew = await holds(id, now);
        seen.add(isNew);
        expect(isNew || now.equals(before)).toBe(true);
        const at = openCore();
        try {
          // WHY another value: one that stands there already is no change, and nothing is saved.
          expect(await at.done('sops.saveFile', await edited(at, path, last))).toMatchObject({ written: true });
        } finally {
          await at.close();
        }
        expect([await holds(id, readFileSync(path), last), readdirSync(folder).length]).toEqual([true, 1]);
      }
    }
    expect(killed).toBeGreaterThan(kills.length / 2);
    if (deep) expect(seen.size).toBe(2);
  });

  const faults = [['handle.writeFile', 'ENOSPC', 'disk-full'], ['handle.sync', 'EIO', 'write-failed'], ['open', 'EROFS', 'folder-not-writable'], ['open', 'EACCES', 'folder-not-writable'], ['renameSync', 'ENOSPC', 'disk-full']] as const;
  it.each(faults)('that fails at %s with %s is refused as %s; the file and the draft stay, and it works the next time', async (step, system, code) => {
    const { folder, path, before } = place(id);
    const at = openCore();
    try {
      const wanted = await edited(at, path);
      const failure = Object.assign(new Error(`made up: ${system}`), { code: system });
      unhook = await hookFs((name, args, real) => {
        if (name !== step || !(name.startsWith('handle.') || (String(args[0]).startsWith(folder) && String(args[0]).endsWith('.tmp')))) return real();
        if (name.endsWith('Sync')) throw failure;
        return Promise.reject(failure);
      });
      const answer = await at.call('sops.saveFile', wanted);
      unhook();
      expect(answer).toMatchObject({ ok: false, error: { code } });
      expect(JSON.stringify(answer)).not.toContain('canary');
      expect([readFileSync(path).equals(before), readdirSync(folder).length]).toEqual([true, 1]);
      expect(await at.done('sops.saveFile', wanted)).toMatchObject({ written: true });
      expect(await holds(id, readFileSync(path))).toBe(true);
    } finally {
      await at.close();
    }
  });
  it('over a file that was replaced in between is refused, and theirs stands', async () => {
    const { folder, path } = place(id);
    const at = openCore();
    try {
      const wanted = await edited(at, path);
      const theirs = readFileSync(join(fixtures, `v3.12.2/basic.enc.${endings[id]}`));
      writeFileSync(join(folder, 'new'), theirs);
      renameSync(join(folder, 'new'), path);
      expect(await at.call('sops.saveFile', wanted)).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
      expect([readFileSync(path).equals(theirs), readdirSync(folder).length]).toEqual([true, 1]);
    } finally {
      await at.close();
    }
  });
});
