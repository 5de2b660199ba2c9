// The promise of the log: what was acknowledged is there, in one unbroken chain, whoever writes and whenever a process dies.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit, type AuditRoom } from '../../../electron/core/audit/index.ts';
import type { Context } from '../../../shared/ipc/define.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const context: Context = { role: 'cli', requestId: '', about: () => undefined };
const child = join(import.meta.dirname, '../children/append-lines.ts');
const hook = join(import.meta.dirname, '../children/kill-at.mjs');
const facts = (request_id: string) => ({ event_type: 'operation', secret_key: 'a/.env#KEY', agent: 'tester', action: 'test', success: true, ip_address: '127.0.0.1', user_agent: 'test', request_id, backend: 'file', reason: '', duration_ms: 1.5 });

let folder: string;
let log: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'coffre-audit-')), 'audit');
  log = join(folder, 'audit.jsonl');
});
afterEach(() => { rmSync(join(folder, '..'), { recursive: true }); });

const open = (): AuditRoom => createAudit({ folder, clock: { now: () => new Date(), monotonic: () => performance.now(), after: () => () => undefined } });
const verdict = () => open().handlers.verify({}, context);
const lines = (): string[] => readFileSync(log, 'utf8').split('\n').slice(0, -1);
async function written(count: number): Promise<void> {
  const audit = open();
  await Promise.all(Array.from({ length: count }, (_, at) => audit.append(facts(`r-${at}`))));
  await audit.flush();
}

describe('the log', () => {
  it('has the fields of the guide, then ours, in their order, readable for its owner only', async () => {
    await written(2);
    expect(Object.keys(JSON.parse(lines()[1] ?? '') as object)).toEqual(['timestamp', 'event_type', 'secret_key', 'agent', 'action', 'success', 'ip_address', 'user_agent', 'request_id', 'backend', 'reason', 'duration_ms', 'seq', 'prev', 'hash']);
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await verdict()).toMatchObject({ lines: 2, whole: true });
  });
  it('is empty and whole where there is none', async () => {
    expect(await verdict()).toMatchObject({ lines: 0, whole: true });
    expect(await open().handlers.list({ limit: 10 }, context)).toEqual({ total: 0, entries: [] });
  });
  it('chains whatever the fields hold', async () => {
    const audit = open();
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 700 }), fc.double({ noNaN: true, noDefaultInfinity: true }), async (text, duration_ms) => {
      await audit.append({ ...facts(text), secret_key: `${text}\uD800`, reason: text, duration_ms });
    }), { numRuns: 200, seed: 7 });
    await audit.flush();
    expect(await verdict()).toMatchObject({ lines: 200, whole: true });
  });
  it('pages backwards', async () => {
    await written(1500);
    const newest = await open().handlers.list({ limit: 3 }, context);
    expect([newest.total, newest.entries.map(({ seq }) => seq)]).toEqual([1500, [1498, 1499, 1500]]);
    expect((await open().handlers.list({ limit: 2, before: 2 }, context)).entries.map(({ seq }) => seq)).toEqual([1]);
  });
});

describe('every change is named', () => {
  it('one bit of any byte', async () => {
    await written(4);
    const bytes = readFileSync(log);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(log, changed);
      const { whole, line } = await verdict();
      expect(whole, `byte ${at}`).toBe(false);
      expect(line, `byte ${at}`).toBeLessThanOrEqual(bytes.subarray(0, at).toString('latin1').split('\n').length + 1);
    }
  });
  it.each([
    ['a line removed', (all: string[]) => all.filter((_, at) => at !== 2), 3, 'chain-broken'],
    ['a line twice', (all: string[]) => [...all.slice(0, 3), all[2] ?? '', ...all.slice(3)], 4, 'chain-broken'],
    ['two lines swapped', (all: string[]) => [all[0] ?? '', all[2] ?? '', all[1] ?? '', ...all.slice(3)], 2, 'chain-broken'],
    ['a line of a stranger', (all: string[]) => [...all.slice(0, 2), '{"hello":1}', ...all.slice(2)], 3, 'not-a-line'],
    ['the first line removed', (all: string[]) => all.slice(1), 1, 'chain-broken'],
  ] as const)('%s', async (_what, change, line, damage) => {
    await written(6);
    writeFileSync(log, `${change(lines()).join('\n')}\n`);
    expect(await verdict()).toMatchObject({ whole: false, line, damage });
  });
  it('a last line without its end', async () => {
    await written(3);
    truncateSync(log, statSync(log).size - 9);
    expect(await verdict()).toMatchObject({ whole: false, line: 3, damage: 'torn-line' });
  });
});

describe('the next append', () => {
  it('cuts off a torn line, says so, and goes on', async () => {
    await written(3);
    appendFileSync(log, '{"timestamp":"2026-');
    await written(1);
    expect(lines().map((line) => (JSON.parse(line) as { event_type: string }).event_type)).toEqual(['operation', 'operation', 'operation', 'log_recovered', 'operation']);
    expect(await verdict()).toMatchObject({ lines: 5, whole: true });
  });
  it('SECURITY(audit-replaced) names the head that an exchanged log should have had', async () => {
    const audit = open();
    await audit.append(facts('one'));
    await audit.append(facts('two'));
    const head = (JSON.parse(lines()[1] ?? '') as { hash: string }).hash;
    truncateSync(log, (lines()[0]?.length ?? 0) + 1);
    await audit.append(facts('three'));
    expect(JSON.parse(lines()[1] ?? '')).toMatchObject({ event_type: 'log_replaced', reason: `expected 2 ${head}` });
    renameSync(log, `${log}.gone`);
    await audit.append(facts('four'));
    await audit.flush();
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({ event_type: 'log_replaced' });
  });
  it('rejects when the disk refuses, and the one after it works', async () => {
    const audit = open();
    writeFileSync(folder, 'a file where the folder should be');
    await expect(audit.append(facts('lost'))).rejects.toThrow();
    rmSync(folder);
    await audit.append(facts('kept'));
    await audit.flush();
    expect(await verdict()).toMatchObject({ lines: 1, whole: true });
  });
});

const acknowledged = (stdout: string): string[] => stdout.split('\n').filter((line) => line !== '');
const inLog = (): Set<string> => new Set(lines().map((line) => (JSON.parse(line) as { request_id: string }).request_id));

describe('processes', () => {
  it('four at once: every acknowledged line once, one chain', async () => {
    const count = deep ? 2000 : 300;
    const outputs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => new Promise<string>((resolve, reject) => {
      const running = spawn(process.execPath, [child, folder, name, String(count), '20'], { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      running.stdout.on('data', (data) => { text += String(data); });
      running.on('close', (status) => { if (status === 0) resolve(text); else reject(new Error(`child ended with ${String(status)}`)); });
    })));
    const all = outputs.flatMap(acknowledged);
    expect(all).toHaveLength(4 * count);
    expect(await verdict()).toMatchObject({ lines: 4 * count, whole: true });
    expect(inLog()).toEqual(new Set(all));
  }, 120_000);

  it.each(['before', 'half', 'after'])('killed %s every call that changes the disk: no acknowledged line lost, the chain whole after the next append', async (mode) => {
    await written(2);
    const start = readFileSync(log);
    let killed = 0;
    for (let at = 1; ; at += 1) {
      writeFileSync(log, start);
      const { stdout, signal, status } = spawnSync(process.execPath, ['--import', hook, child, folder, 'k', '4', '2'], { encoding: 'utf8', env: { ...process.env, KILL_AT: String(at), KILL_MODE: mode } });
      if (signal === null) {
        expect(status).toBe(0);
        break;
      }
      killed += 1;
      await written(1);
      expect(await verdict(), `killed at call ${at}`).toMatchObject({ whole: true });
      const there = inLog();
      for (const line of acknowledged(stdout)) expect(there, `killed at call ${at}`).toContain(line);
    }
    // Two commits with a lock each: a hook that counts nothing would end the loop at once.
    expect(killed).toBeGreaterThan(12);
    expect(existsSync(join(folder, 'audit.lock'))).toBe(false);
  }, 180_000);
});
