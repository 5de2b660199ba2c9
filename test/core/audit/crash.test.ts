// Killed at any call that changes the disk while it appends, signs, closes a month or lets go of one: the log verifies afterwards, and no acknowledged line is lost before its time.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditFolder, type AuditFolder } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const child = join(import.meta.dirname, '../children/live-years.ts');
const hook = join(import.meta.dirname, '../children/kill-at.mjs');
/** Every call when deep; else one in so many, from another one on for each way to die. */
const stride = deep ? 1 : 29;
/** WHY several: most of the time of each is waiting for the disk. */
const atOnce = 4;
/** What Node made of the sources, so that not every child does it again, and the count of calls. */
let scratch = '';
beforeAll(() => { scratch = mkdtempSync(join(tmpdir(), 'coffre-test-')); });
afterAll(() => { rmSync(scratch, { recursive: true }); });

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly killed: boolean;
}
function live({ folder }: AuditFolder, sealed: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, ['--import', hook, child, folder, 'k', sealed], { env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(scratch, 'compiled'), KILL_SCOPE: folder, ...env } });
    let [stdout, stderr] = ['', ''];
    running.stdout.on('data', (data) => { stdout += String(data); });
    running.stderr.on('data', (data) => { stderr += String(data); });
    running.on('error', reject);
    running.on('close', (status, signal) => {
      if (signal === null && status !== 0) reject(new Error(`the child ended with ${String(status)}: ${stderr.slice(0, 400)}`));
      else resolve({ stdout, stderr: stderr.replaceAll(/.*Warning.*\n/g, ''), killed: signal === 'SIGKILL' });
    });
  });
}

/** How many calls change the disk from beginning to end. */
async function callsOf(sealed: string): Promise<number> {
  const at = auditFolder();
  const report = join(scratch, `calls${sealed}`);
  expect(await live(at, sealed, { KILL_REPORT: report })).toMatchObject({ killed: false, stderr: '' });
  expect(await at.verdict()).toMatchObject({ whole: true });
  return Number(readFileSync(report, 'utf8'));
}

/** Lives until that call, and answers whether it came to it; then the log is whole, and goes on. */
async function killedAt(call: number, mode: string, sealed: string): Promise<boolean> {
  const at = auditFolder();
  const { stdout, stderr, killed } = await live(at, sealed, { KILL_AT: String(call), KILL_MODE: mode });
  expect(stderr).toBe('');
  if (killed) await at.write(1, 'next');
  const verdict = await at.verdict();
  const here = `killed at call ${String(call)}`;
  expect(verdict, here).toMatchObject({ whole: true });
  // What was acknowledged is there, or its month was let go of.
  const acknowledged = stdout.split('\n').filter((line) => line !== '').map((line) => line.split(' ')[0]);
  if (sealed === '') {
    const there = new Set(at.everything().map(({ request_id }) => request_id));
    const lost = acknowledged.filter((id) => !there.has(id ?? ''));
    expect(verdict.expired === 0 ? lost : lost.filter((id) => id?.startsWith('k-0-') !== true), here).toEqual([]);
  } else {
    expect(verdict.lines + verdict.expired, here).toBeGreaterThan(acknowledged.length);
  }
  rmSync(at.folder, { recursive: true });
  return killed;
}

it.each([['before', ''], ['half', ''], ['after', ''], ['half', 'sealed']] as const)('killed %s a call %s', { timeout: 3_600_000 }, async (mode, sealed) => {
  const calls = await callsOf(sealed);
  const places = Array.from({ length: calls }, (_, at) => at + 1).filter((call) => (call - 1 - ['before', 'half', 'after'].indexOf(mode)) % stride === 0);
  const waiting = places.values();
  let killed = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    // WHY one iterator for all: each takes the next place.
    for (const call of waiting) if (await killedAt(call, mode, sealed)) killed += 1;
  }));
  // The last calls may be spared where one run needs fewer of them.
  expect(killed).toBeGreaterThan(places.length * 0.9);
  expect(calls).toBeGreaterThan(100);
});
