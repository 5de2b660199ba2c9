// Who holds a lock, in a form that tells a dead owner from a living one. Must never judge an owner of another machine or container.
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Owner {
  readonly pid: number;
  /** Clock ticks after boot at which the process started; '' where the platform does not tell. */
  readonly start: string;
  /** Changes with every boot; '' where the platform does not tell. */
  readonly boot: string;
  /** Within what a pid means something: the pid namespace, else the host. */
  readonly space: string;
  /** Names this one lock and no other. */
  readonly token: string;
}

function tryRead(read: () => string): string {
  try {
    return read();
  } catch {
    // WHY silent: /proc is Linux's; without it a pid alone has to do.
    return '';
  }
}

/** Field 22 of /proc/pid/stat (proc(5)); the name in field 2 may hold blanks and brackets. */
const startOf = (pid: number): string => tryRead(() => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')[19] ?? '');
const bootId = (): string => tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
const pidSpace = (): string => tryRead(() => readlinkSync('/proc/self/ns/pid')) || hostname();

// WHY once: none of it changes while a process lives, and a lock is taken for every line of the audit log.
let self: Omit<Owner, 'token'> | undefined;

/** A new owner record for this process. */
export function thisOwner(): Owner {
  self ??= { pid: process.pid, start: startOf(process.pid), boot: bootId(), space: pidSpace() };
  return { ...self, token: randomBytes(16).toString('hex') };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** True only if the owner can be judged from here and is gone for certain. */
export function isDead(owner: Owner, me: Owner): boolean {
  if (owner.boot !== '' && owner.boot !== me.boot && owner.space === me.space) return true;
  if (owner.space !== me.space) return false;
  if (!isRunning(owner.pid)) return true;
  return owner.start !== '' && startOf(owner.pid) !== '' && startOf(owner.pid) !== owner.start;
}

/** Undefined for anything that is no owner record. */
export function readOwner(text: string): Owner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, start, boot, space, token } = value as Partial<Record<keyof Owner, unknown>>;
  const whole = Number.isSafeInteger(pid) && (pid as number) > 0 && typeof start === 'string' && typeof boot === 'string' && typeof space === 'string' && typeof token === 'string' && /^[0-9a-f]{32}$/.test(token);
  return whole ? { pid: pid as number, start: start as string, boot: boot as string, space: space as string, token: token as string } : undefined;
}
