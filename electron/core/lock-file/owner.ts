// Who holds a lock, and whether that process can still act. Must answer “gone” only when it is certain: a live owner who is taken for dead means two owners.
import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { readFileSync } from '../read-again.ts';

export interface Owner {
  readonly pid: number;
  /** When the process started, in clock ticks since the boot (proc_pid_stat(5), field 22); 0 where that cannot be known. It tells a process from a later one with the same number. */
  readonly start: number;
  /** The kernel's boot_id; empty where there is none. */
  readonly boot: string;
  /** Machine and pid namespace: a process number means nothing outside of them. */
  readonly ns: string;
  /** One for each process, unlike any other, ever: 32 hex digits. */
  readonly token: string;
}

interface Vitals {
  readonly start: number;
  /** Ended, and no thread of it is left inside a system call. */
  readonly ended: boolean;
}

/** What /proc says of a process; undefined where there is no /proc or it is hidden. */
function vitals(pid: number | 'self'): Vitals | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${String(pid)}/stat`).toString('latin1');
  } catch {
    // WHY silent: another platform, or a /proc that shows only one's own processes; the callers fall back.
    return undefined;
  }
  // The name in parentheses may hold anything, so count from its end: index 0 is field 3.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const start = Number(fields[19]);
  if (!Number.isSafeInteger(start)) return undefined;
  // WHY the threads: a killed process is a zombie while one of its threads still finishes a write.
  return { start, ended: (fields[0] === 'Z' || fields[0] === 'X') && Number(fields[17]) <= 1 };
}

function tryRead(read: () => string): string {
  try {
    return read().trim();
  } catch {
    // WHY silent: only Linux has these files.
    return '';
  }
}

// WHY kept: none of it changes while the process lives.
let known: Owner | undefined;

/** This process as an owner. */
export function thisProcess(): Owner {
  known ??= {
    pid: process.pid,
    start: vitals('self')?.start ?? 0,
    boot: tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id').toString('latin1')),
    // WHY the host name too: the first pid namespace has the same number on every Linux machine, and a home folder may be shared between machines.
    ns: `${hostname()} ${tryRead(() => readlinkSync('/proc/self/ns/pid'))}`.trim(),
    token: randomBytes(16).toString('hex'),
  };
  return known;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** True only if the owner can never act again. One from another machine or pid namespace cannot be judged and counts as alive. */
export function isGone(owner: Owner): boolean {
  const me = thisProcess();
  if (owner.ns !== me.ns) return false;
  if (owner.boot !== '' && me.boot !== '' && owner.boot !== me.boot) return true;
  if (!exists(owner.pid)) return true;
  const now = vitals(owner.pid);
  if (now === undefined) return false;
  return now.ended || (owner.start !== 0 && now.start !== owner.start);
}

const isToken = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);

/** The owner that a lock file names, or undefined if it does not name one. */
export function parseOwner(text: string): Owner | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { pid, start, boot, ns, token } = parsed as Readonly<Record<string, unknown>>;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0 || typeof start !== 'number' || !Number.isSafeInteger(start)) return undefined;
  return typeof boot === 'string' && typeof ns === 'string' && isToken(token) ? { pid, start, boot, ns, token } : undefined;
}
