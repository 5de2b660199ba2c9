// The log at a million lines: verified at least half as fast as a loop that hashes each line, appended in groups, and looked at without a wait. Rows are ratios to a bar: one or less keeps it.
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createAudit, type AuditRoom } from '../../electron/core/audit/index.ts';
import { median, timed, type Row } from './measure.ts';

const million = 1_000_000;
const context = { role: 'window', requestId: '', about: () => undefined, record: () => Promise.resolve() } as const;
const self = { agent: 'bench (cli)', ip_address: '127.0.0.1', user_agent: 'bench' };
const clock = { now: () => new Date(), monotonic: () => performance.now(), after: () => () => undefined };
const factsAt = (n: number) => ({ ...self, event_type: 'operation', secret_key: `project-${String(n % 40)}/.env#KEY_${String(n % 500)}`, agent: `person-${String(n % 9)} (cli)`, action: n % 3 === 0 ? 'sops.printEntry' : 'sops.openFile', success: n % 50 !== 0, request_id: `6f0f1c2e-7e6b-4f6e-9a0e-${String(n).padStart(12, '0')}`, backend: 'file', reason: n % 50 === 0 ? 'no-matching-key' : '', duration_ms: 1.5 });

/** WHY written here and not appended: a million fsyncs measure the disk. */
export function writeLog(path: string, count: number): void {
  let [prev, text] = ['0'.repeat(64), ''];
  writeFileSync(path, '');
  for (let n = 1; n <= count; n += 1) {
    const { event_type, secret_key, agent, action, success, ip_address, user_agent, request_id, backend, reason, duration_ms } = factsAt(n);
    const body = JSON.stringify({ timestamp: new Date(1_780_000_000_000 + n * 20_000).toISOString(), event_type, secret_key, agent, action, success, ip_address, user_agent, request_id, backend, reason, duration_ms, seq: n, prev }).slice(0, -1);
    prev = hash('sha256', body);
    text += `${body},"hash":"${prev}"}\n`;
    if (n % 10_000 === 0 || n === count) {
      fs.appendFileSync(path, text);
      text = '';
    }
  }
}

/** The peer: every line found and hashed, nothing compared. */
function hashLines(path: string): void {
  const bytes = readFileSync(path);
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    hash('sha256', bytes.subarray(start, end - 75), 'hex');
    start = end + 1;
  }
}

const bar = (what: string, peerIs: string, ours: number, most: number, unit?: string): Row => ({ what, peerIs, bar: 1, ours, peer: most, ratio: ours / most, ...(unit === undefined ? {} : { unit }) });

async function verifyRows(folder: string): Promise<Row[]> {
  const log = join(folder, 'audit.jsonl');
  const room = createAudit({ folder, clock, self });
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    peer.push(await timed(() => { hashLines(log); }));
    ours.push(await timed(() => room.handlers.verify({}, context)));
  }
  await room.dispose();
  return [
    { what: 'verifying a million lines', peerIs: 'hashing each of them', bar: 2, ours: median(ours), peer: median(peer), ratio: median(ours) / median(peer) },
    bar('verifying a million lines', '250,000 lines a second', median(ours), million / 250),
  ];
}

async function appendRow(base: string): Promise<Row> {
  const room = createAudit({ folder: join(base, 'appended'), clock, self });
  await room.append(factsAt(0));
  const { fdatasync } = fs;
  let syncs = 0;
  fs.fdatasync = Object.assign((...args: Parameters<typeof fdatasync>) => {
    syncs += 1;
    fdatasync(...args);
  }, fdatasync);
  syncBuiltinESMExports();
  const rounds = 50;
  await Promise.all(Array.from({ length: 64 }, async (_, n) => { for (let round = 0; round < rounds; round += 1) await room.append(factsAt(n)); }));
  fs.fdatasync = fdatasync;
  syncBuiltinESMExports();
  await room.dispose();
  return bar('fsyncs of 64 that append all the time', '0.8 × 64 lines for each', syncs, (64 * rounds) / (0.8 * 64), 'times');
}

/** Bytes that are in use, without what is only waiting to be collected. */
function kept(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function caughtUp(room: AuditRoom): Promise<void> {
  while (!(await room.handlers.listRange({ from: 0, limit: 1 }, context)).complete);
}

async function lookRows(folder: string): Promise<Row[]> {
  const room = createAudit({ folder, clock, self });
  const first = await timed(() => room.handlers.list({ limit: 100 }, context));
  const before = kept();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await caughtUp(room);
  const filters = [{ text: 'KEY_33' }, { who: 'person-3', result: 'refused' as const }, { secret: 'project-7', since: '2026-06-01T00:00:00Z' }, { what: 'print' }];
  const times: number[] = [];
  for (const filter of filters) times.push(await timed(() => room.handlers.listRange({ filter, from: 1000, limit: 100 }, context)));
  const sums: number[] = [];
  for (const by of ['hour', 'day', 'secret', 'hour-of-day'] as const) sums.push(await timed(() => room.handlers.sumUp({ by }, context)));
  delay.disable();
  const after = kept();
  await room.dispose();
  return [
    bar('the first rows of a million lines', 'half a second', first, 500),
    bar('any filter over a million lines', '300 ms', Math.max(...times), 300),
    bar('sums of all of them, by the slowest kind', '300 ms', Math.max(...sums), 300),
    bar('the longest hold of the event loop meanwhile', '50 ms', delay.max / 1e6, 50),
    bar('the memory that an index of them takes', '100 MB', (after - before) / 1e6, 100, 'MB'),
  ];
}

export async function auditRows(): Promise<Row[]> {
  const base = mkdtempSync(join(tmpdir(), 'coffre-bench-'));
  try {
    const folder = join(base, 'audit');
    mkdirSync(folder);
    writeLog(join(folder, 'audit.jsonl'), million);
    // WHY in this order: what the peer of the verifier reads is half a gigabyte that somebody must collect.
    return [...await lookRows(folder), await appendRow(base), ...await verifyRows(folder)];
  } finally {
    rmSync(base, { recursive: true });
  }
}
