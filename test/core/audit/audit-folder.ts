// A fresh folder for one audit log, rooms over it, and looks at its lines.
import fs, { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createAudit, type AuditDeps, type AuditRoom } from '../../../electron/core/audit/index.ts';
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import type { Context } from '../../../shared/ipc/define.ts';

export const context: Context = { role: 'cli', requestId: '', about: () => undefined, record: () => Promise.resolve() };
export const factsOf = (request_id: string, others: Partial<AuditFacts> = {}): AuditFacts => ({
  event_type: 'operation', secret_key: 'a/.env#KEY', agent: 'tester (cli)', action: 'test', success: true, ip_address: '127.0.0.1', user_agent: 'test', request_id, backend: 'file', reason: '', duration_ms: 1.5, ...others,
});

export interface AuditFolder {
  /** Does not exist before the first line. */
  readonly folder: string;
  readonly log: string;
  /** A room as another process would open it; disposed of when the test ends. */
  open(): AuditRoom;
  /** Appends that many lines by a room of its own. */
  write(count: number, from?: string): Promise<void>;
  /** The lines without their line feeds; a torn one is left out. */
  lines(): string[];
  entries(): AuditEntry[];
  /** The closed months, by name, and the entries of these and of the log, in the order of their lines. */
  months(): string[];
  everything(): AuditEntry[];
  /** All files of the log. */
  remove(): void;
  verdict(): ReturnType<AuditRoom['handlers']['verify']>;
}

export function auditFolder(others: Partial<AuditDeps> = {}): AuditFolder {
  const base = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  const folder = join(base, 'profile', 'audit');
  const log = join(folder, 'audit.jsonl');
  const rooms: AuditRoom[] = [];
  onTestFinished(async () => {
    await Promise.all(rooms.map((room) => room.dispose()));
    rmSync(base, { recursive: true });
  });
  const open = (): AuditRoom => {
    const room = createAudit({ folder, self: { agent: 'tester (cli)', ip_address: '127.0.0.1', user_agent: 'test' }, clock: { now: () => new Date(), monotonic: () => performance.now(), after: () => () => undefined }, ...others });
    rooms.push(room);
    return room;
  };
  const linesOf = (path: string): string[] => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []);
  const lines = (): string[] => linesOf(log);
  const firstOf = (name: string): number => Number(/(\d+)\.jsonl$/.exec(name)?.[1]);
  const months = (): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => /^audit-.*\.jsonl$/.test(name)).toSorted((a, b) => firstOf(a) - firstOf(b)) : []);
  return {
    folder, log, open, lines, months,
    everything: () => [...months().flatMap((name) => linesOf(join(folder, name))), ...lines()].map((line) => JSON.parse(line) as AuditEntry),
    remove() { rmSync(folder, { recursive: true }); },
    entries: () => lines().map((line) => JSON.parse(line) as AuditEntry),
    async write(count, from = 'r') {
      const room = open();
      await Promise.all(Array.from({ length: count }, (_, at) => room.append(factsOf(`${from}-${String(at)}`))));
      await room.dispose();
    },
    verdict: () => open().handlers.verify({}, context),
  };
}

type AnyFunction = (...args: unknown[]) => unknown;

/** Puts `step` before one of Node's file functions until the test ends; it may throw, or run the call itself. Undone early by the answer. */
export function hookCall(name: 'writeSync' | 'fdatasync' | 'fsync' | 'ftruncateSync' | 'linkSync', step: (args: unknown[], real: () => unknown) => unknown): () => void {
  const holder = fs as unknown as Record<string, AnyFunction>;
  const real = holder[name];
  if (real === undefined) throw new Error(`no such call: ${name}`);
  holder[name] = (...args) => step(args, () => real(...args));
  syncBuiltinESMExports();
  const undo = (): void => {
    holder[name] = real;
    syncBuiltinESMExports();
  };
  onTestFinished(undo);
  return undo;
}

export const systemError = (code: string): Error => Object.assign(new Error(`made up: ${code}`), { code });
