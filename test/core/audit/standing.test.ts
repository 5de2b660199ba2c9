// When the log cannot be written: why, in kinds that a person can mend; nothing leaves, or what leaves is counted, shown, and said in the log afterwards.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { AuditRules } from '../../../electron/core/audit/index.ts';
import { errorWords } from '../../../shared/words/both.ts';
import { auditFault } from '../../../shared/ipc/audit.ts';
import { auditFolder, context, factsOf, hookCall, systemError, type AuditFolder } from './audit-folder.ts';

const rules = (others: Partial<AuditRules> = {}) => (): Promise<AuditRules> => Promise.resolve({ sealed: false, keepDays: 365, hashNames: false, required: true, ...others });
const intent = (id: string) => factsOf(id, { event_type: 'secret_access_intent' });

/** Lines do not reach the disk until that is undone. */
const refuse = (code: string): (() => void) => hookCall('writeSync', (args, real) => {
  if (typeof args[1] === 'string' && args[1].includes('"event_type"')) throw systemError(code);
  return real();
});

const causes: readonly (readonly [string, string, (at: AuditFolder) => unknown, Partial<AuditRules>])[] = [
  ['a full disk', 'full', () => refuse('ENOSPC'), {}],
  ['a spent quota', 'full', () => refuse('EDQUOT'), {}],
  ['a right that is missing', 'no-right', () => refuse('EACCES'), {}],
  ['a disk that takes no writes', 'no-right', () => refuse('EROFS'), {}],
  ['a link in its place', 'foreign', (at) => { mkdirSync(at.folder, { recursive: true }); symlinkSync('/dev/null', at.log); }, {}],
  ['a folder in its place', 'foreign', (at) => { mkdirSync(at.log, { recursive: true }); }, {}],
  ['a file where its folder should be', 'foreign', (at) => { mkdirSync(dirname(at.folder)); writeFileSync(at.folder, ''); }, {}],
  ['nobody to seal for', 'no-key', () => undefined, { sealed: true }],
  ['a fault of the disk', 'other', () => refuse('EIO'), {}],
];
it.each(causes)('%s: refused as %s, which the window is told', async (_what, fault, breakIt, policy) => {
  const events: string[] = [];
  const at = auditFolder({ rules: rules(policy), emit: ({ name }) => { events.push(name); } });
  const room = at.open();
  await breakIt(at);
  await expect(room.admit(intent('lost'))).rejects.toMatchObject({ code: 'audit-unavailable', data: { fault } });
  expect(await room.handlers.getStanding({}, context)).toMatchObject({ written: false, fault, readsAnyway: false, unlogged: 0 });
  expect(events).toEqual(['audit.standingChanged']);
});

it('each of them has words of its own in both languages', () => {
  for (const language of ['en', 'fr'] as const) {
    const said = auditFault.options.map((fault) => errorWords(language, 'audit-unavailable', { fault }));
    expect(new Set(said.map(({ why }) => why)).size).toBe(auditFault.options.length);
    expect(new Set(said.map(({ next }) => next)).size).toBe(auditFault.options.length);
  }
  expect(errorWords('en', 'audit-unavailable', { fault: '__proto__' })).toEqual(errorWords('en', 'audit-unavailable', { fault: 'other' }));
});

it('audit-unlogged-counted: where the policy lets secrets be read without it, they are counted while it lasts, and the log says so before anything else', async () => {
  let ticks: (() => void)[] = [];
  let now = Date.parse('2026-11-27T10:00:00.000Z');
  const clock = { now: () => new Date(now), monotonic: () => now, after: (_ms: number, run: () => void) => { ticks.push(run); return () => { ticks = ticks.filter((one) => one !== run); }; } };
  const events: string[] = [];
  const at = auditFolder({ clock, rules: rules({ required: false }), emit: ({ name }) => { events.push(name); } });
  const room = at.open();
  await room.admit(intent('before'));
  const undo = refuse('ENOSPC');
  for (const minute of [1, 2, 3]) {
    now = Date.parse(`2026-11-27T10:0${String(minute)}:00.000Z`);
    await room.admit(intent(`lost-${String(minute)}`));
  }
  // What gives nothing away is no access.
  await expect(room.append(factsOf('outcome'))).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await room.handlers.getStanding({}, context)).toEqual({ written: false, fault: 'full', since: '2026-11-27T10:01:00.000Z', readsAnyway: true, keepDays: 365, unlogged: 3 });
  expect(events.length).toBeGreaterThanOrEqual(3);
  // It looks again by itself, in vain at first.
  expect(ticks).toHaveLength(1);
  ticks.shift()?.();
  await room.flush();
  await expect.poll(() => ticks.length).toBe(1);
  undo();
  now = Date.parse('2026-11-27T10:04:00.000Z');
  ticks.shift()?.();
  await expect.poll(async () => (await room.handlers.getStanding({}, context)).written).toBe(true);
  expect(await room.handlers.getStanding({}, context)).toEqual({ written: true, readsAnyway: true, keepDays: 365, unlogged: 0 });
  await room.admit(intent('after'));
  expect(at.entries().map(({ event_type, reason, success, request_id }) => [event_type, reason, success, request_id])).toEqual([
    ['secret_access_intent', '', true, 'before'],
    ['log_gap', '3 accesses not recorded, 2026-11-27T10:01:00.000Z to 2026-11-27T10:03:00.000Z', false, ''],
    ['secret_access_intent', '', true, 'after'],
  ]);
  expect(ticks).toEqual([]);
  expect(await at.verdict()).toMatchObject({ whole: true, lines: 3 });
});

it('says so with the next access, or at its end, where that comes first; and how long nothing could leave', async () => {
  const at = auditFolder({ rules: rules({ required: false }) });
  for (const next of ['access', 'end'] as const) {
    const room = at.open();
    const undo = refuse('EROFS');
    await room.admit(intent('lost'));
    undo();
    if (next === 'access') await room.admit(intent('found'));
    await room.dispose();
    expect(at.entries().slice(-2).map(({ event_type }) => event_type)).toEqual(next === 'access' ? ['log_gap', 'secret_access_intent'] : ['secret_access_intent', 'log_gap']);
  }
  expect(at.entries().at(-1)?.reason).toMatch(/^1 accesses not recorded, \S+Z to \S+Z$/);
});

it('audit-unlogged-kept: a program that ends, or is killed, before the log can be written leaves its count to the next one; that one says all of it, once', async () => {
  const at = auditFolder({ rules: rules({ required: false }) });
  const kept = `${at.folder}-unlogged`;
  mkdirSync(at.folder, { recursive: true });
  symlinkSync('/dev/null', at.log);
  const [one, two, killed] = [at.open(), at.open(), at.open()];
  for (const [room, id] of [[one, 'a'], [one, 'b'], [two, 'c'], [killed, 'd']] as const) await room.admit(intent(id));
  await one.dispose();
  await two.dispose();
  const times = readFileSync(kept, 'utf8').trimEnd().split('\n');
  expect(times).toHaveLength(4);
  expect(readFileSync(kept, 'utf8')).toMatch(/^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\n){4}$/);
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  rmSync(at.log);
  await at.open().admit(intent('after'));
  expect(at.entries().map(({ event_type, reason }) => [event_type, reason])).toEqual([['log_gap', `4 accesses not recorded, ${times[0] ?? ''} to ${times[3] ?? ''}`], ['secret_access_intent', '']]);
  expect(existsSync(kept)).toBe(false);
  // The one that still lives does not say its own once more.
  await killed.dispose();
  expect(at.entries().filter(({ reason }) => /^[1-9]\d* accesses/.test(reason))).toHaveLength(1);
  expect(await at.verdict()).toMatchObject({ whole: true });
});

it('where not even the count can be kept, the program that let it go says it as long as it lives', async () => {
  const at = auditFolder({ rules: rules({ required: false }) });
  mkdirSync(`${at.folder}-unlogged`, { recursive: true });
  const room = at.open();
  const undo = refuse('ENOSPC');
  await room.admit(intent('lost'));
  undo();
  await room.dispose();
  expect(at.entries().map(({ event_type, reason }) => [event_type, reason.slice(0, 24)])).toEqual([['log_gap', '1 accesses not recorded,']]);
});

it('a folder that goes while the lock in it is held is made again, and nothing is refused', async () => {
  const at = auditFolder();
  const room = at.open();
  await room.admit(intent('one'));
  rmSync(at.folder, { recursive: true });
  await room.admit(intent('two'));
  expect(at.entries().map(({ event_type }) => event_type)).toEqual(['log_replaced', 'secret_access_intent']);
});
