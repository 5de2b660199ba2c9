// Several processes at one log, and processes that die at every call: one chain, and no acknowledged line lost.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditFolder, type AuditFolder } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
/** Every third call here, all of them deep. WHY not every second: what an append does comes in fours. */
const step = deep ? 1 : 3;
const child = join(import.meta.dirname, '../children/append-lines.ts');
const hook = join(import.meta.dirname, '../children/kill-at.mjs');
const acknowledged = (stdout: string): string[] => stdout.split('\n').filter((line) => line !== '');
const inLog = (at: AuditFolder): string[] => at.entries().filter(({ event_type }) => event_type === 'operation').map(({ request_id }) => request_id);

describe('processes', () => {
  it('four at once: every acknowledged line once, in one chain', { timeout: 1_800_000 }, async () => {
    const at = auditFolder();
    const count = deep ? 10_000 : 300;
    const outputs = await Promise.all(['a', 'b', 'c', 'd'].map((name, index) => new Promise<string>((resolve, reject) => {
      // Two append one line after the other, two in bursts.
      const running = spawn(process.execPath, [child, at.folder, name, String(count), index % 2 === 0 ? '1' : '20'], { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      running.stdout.on('data', (data) => { text += String(data); });
      running.on('close', (status) => { if (status === 0) resolve(text); else reject(new Error(`child ended with ${String(status)}`)); });
    })));
    const all = outputs.flatMap(acknowledged);
    expect(all).toHaveLength(4 * count);
    expect(await at.verdict()).toMatchObject({ lines: 4 * count, whole: true });
    expect(inLog(at).toSorted()).toEqual(all.toSorted());
    for (const name of ['a', 'b', 'c', 'd']) expect(inLog(at).filter((id) => id.startsWith(name))).toEqual(Array.from({ length: count }, (_, n) => `${name}-${String(n)}`));
    expect(readdirSync(at.folder)).toEqual(['audit.jsonl']);
  });

  const die = (folder: string, at: number, mode: string) => spawnSync(process.execPath, ['--import', hook, child, folder, 'k', '6', '3'], { encoding: 'utf8', env: { PATH: process.env['PATH'], KILL_AT: String(at), KILL_MODE: mode, KILL_SCOPE: folder } });

  /** Half a line, the lock of a dead process, and its file beside it. */
  function leaveOverKilled(at: AuditFolder): void {
    const before = readFileSync(at.log);
    for (let call = 1; readFileSync(at.log).at(-1) === 10; call += 1) {
      rmSync(at.folder, { recursive: true });
      mkdirSync(at.folder);
      writeFileSync(at.log, before);
      expect(die(at.folder, call, 'half').signal).toBe('SIGKILL');
    }
    expect(readdirSync(at.folder)).toEqual(['audit.jsonl', 'audit.lock', expect.stringMatching(/\.owner$/)]);
  }
  const starts: Readonly<Record<string, (at: AuditFolder) => void>> = {
    'a log': () => undefined,
    'nothing': (at) => { rmSync(at.folder, { recursive: true }); },
    'what a killed process left': leaveOverKilled,
  };
  const cases = Object.keys(starts).flatMap((start) => ['before', 'half', 'after'].map((mode) => [mode, start] as const));

  it.each(deep ? cases : cases.filter(([mode, start]) => mode === 'half' || start === 'a log'))('killed %s each call that changes the disk, over %s: no acknowledged line lost, the chain whole after the next append', { timeout: 600_000 }, async (mode, start) => {
    const at = auditFolder();
    await at.write(2);
    starts[start]?.(at);
    const saved = join(at.folder, '..', 'saved');
    if (existsSync(at.folder)) cpSync(at.folder, saved, { recursive: true });
    let killed = 0;
    let acknowledgedAndKilled = 0;
    for (let call = 1; ; call += step) {
      rmSync(at.folder, { recursive: true, force: true });
      if (existsSync(saved)) cpSync(saved, at.folder, { recursive: true });
      const { stdout, signal, status } = die(at.folder, call, mode);
      if (signal === null) {
        expect(status).toBe(0);
        break;
      }
      killed += 1;
      await at.write(1, 'next');
      expect(await at.verdict(), `killed at call ${String(call)}`).toMatchObject({ whole: true });
      const there = new Set(inLog(at));
      for (const line of acknowledged(stdout)) expect(there, `killed at call ${String(call)}`).toContain(line);
      acknowledgedAndKilled += acknowledged(stdout).length;
      // A process that dies while it writes its own file leaves a part of it, which is swept when it is a minute old.
      const left = readdirSync(at.folder).filter((name) => !name.endsWith('.owner') || readFileSync(join(at.folder, name), 'utf8').endsWith('}'));
      expect(left, `killed at call ${String(call)}`).toEqual(['audit.jsonl']);
    }
    // Two groups of three lines, so that half of one ends inside a line; each with its claim, its write, its fsync and its release: a hook that counts nothing would end the loop at once.
    expect(killed).toBeGreaterThan(8 / step);
    expect(acknowledgedAndKilled).toBeGreaterThan(0);
  });
});
