// Any part of what fits a filter, and sums over it: as if every line were looked at, however the log grows, and also where its months are closed.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AuditFilter } from '../../../shared/ipc/audit.ts';
import { auditFolder, context, factsOf, type AuditFolder } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';

function clockFrom(start: string): { now: () => Date; monotonic: () => number; after: () => () => void; pass: (ms: number) => void } {
  let at = Date.parse(start);
  return { now: () => new Date(at), monotonic: () => at, after: () => () => undefined, pass: (ms) => { at += ms; } };
}

async function fill(at: AuditFolder, clock: ReturnType<typeof clockFrom>, count: number, from = 0): Promise<void> {
  const room = at.open();
  let waiting: Promise<void>[] = [];
  for (let n = from; n < from + count; n += 1) {
    clock.pass(1_800_000);
    if (n % 50 === 0) {
      await Promise.all(waiting);
      waiting = [];
    }
    waiting.push(room.append(factsOf(`r-${String(n)}`, { secret_key: `.env#KEY_${String(n % 7)}`, agent: `${['ann', 'bob', 'cy'][n % 3] ?? ''} (cli)`, action: ['sops.printEntry', 'sops.openFile'][n % 2] ?? '', success: n % 5 !== 0, reason: n % 5 === 0 ? 'denied' : '', backend: n % 4 === 0 ? 'Vault' : 'file' })));
  }
  await Promise.all(waiting);
  await room.dispose();
}

/** Asks again until everything was read, as a window does. */
async function whole<T extends { readonly complete: boolean }>(ask: () => Promise<T> | T): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer.complete) return answer;
  }
}

/** What stands in the log, by looking at each line. */
function expected(at: AuditFolder, filter: AuditFilter) {
  const has = (text: string, part: string | undefined): boolean => part === undefined || text.toLowerCase().includes(part.toLowerCase());
  return at.everything().filter((entry) =>
    has(entry.agent, filter.who) && (has(entry.action, filter.what) || has(entry.event_type, filter.what)) && has(entry.secret_key, filter.secret) && has(entry.backend, filter.backend)
    && (filter.result === undefined || entry.success === (filter.result === 'answered'))
    && (filter.since === undefined || entry.timestamp >= filter.since) && (filter.until === undefined || entry.timestamp < filter.until)
    && (filter.text === undefined || [entry.agent, entry.action, entry.event_type, entry.secret_key, entry.backend, entry.reason].some((text) => has(text, filter.text))));
}

it('answers any part of what fits, the newest first, as does the newest page', async () => {
  const clock = clockFrom('2026-10-20T00:00:00.000Z');
  const at = auditFolder({ clock });
  await fill(at, clock, 900);
  expect(at.months()).toHaveLength(1);
  const room = at.open();
  const text = fc.option(fc.constantFrom('KEY_3', 'key_', 'ANN', 'bob', 'nobody', 'vault', 'denied', 'print', 'operation'), { nil: undefined });
  const time = fc.option(fc.integer({ min: 0, max: 20 }).map((day) => new Date(Date.parse('2026-10-19T12:00:00.000Z') + day * 86_400_000).toISOString()), { nil: undefined });
  const filters = fc.record({ who: text, what: text, secret: text, backend: text, text, result: fc.option(fc.constantFrom('answered' as const, 'refused' as const), { nil: undefined }), since: time, until: time });
  await fc.assert(fc.asyncProperty(filters, fc.nat({ max: 120 }), fc.nat({ max: 60 }), async (filter, from, limit) => {
    const all = expected(at, filter);
    const range = await whole(() => room.handlers.listRange({ filter, from, limit }, context));
    expect(range).toMatchObject({ total: at.everything().length, matched: all.length, complete: true });
    expect(range.entries).toEqual(all.toReversed().slice(from, from + limit));
    expect((await room.handlers.list({ limit, filter }, context)).entries).toEqual(limit === 0 ? [] : all.slice(-limit));
  }), { numRuns: deep ? 2000 : 25 });
});

it('goes on with the log, over the end of a month, and starts anew where the log is another one', async () => {
  const clock = clockFrom('2026-10-30T00:00:00.000Z');
  const at = auditFolder({ clock });
  await fill(at, clock, 50);
  const room = at.open();
  expect(await whole(() => room.handlers.listRange({ from: 0, limit: 1 }, context))).toMatchObject({ total: 50 });
  await fill(at, clock, 100, 50);
  expect(at.months()).toHaveLength(1);
  const after = await whole(() => room.handlers.listRange({ from: 0, limit: 1000 }, context));
  expect(after.entries).toEqual(at.everything().toReversed());
  at.remove();
  await fill(at, clock, 3);
  expect(await whole(() => room.handlers.listRange({ from: 0, limit: 10 }, context))).toMatchObject({ total: 3, matched: 3 });
});

it('sums up what came of accesses, by time and by secret', async () => {
  const clock = clockFrom('2026-10-01T00:00:00.000Z');
  const at = auditFolder({ clock });
  await fill(at, clock, 100);
  const room = at.open();
  await room.append(factsOf('asked', { event_type: 'secret_access_intent' }));
  const days = await whole(() => room.handlers.sumUp({ by: 'day' }, context));
  expect(days).toMatchObject({ complete: true, label: ['2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z', '2026-10-03T00:00:00.000Z'] });
  expect(days.answered.reduce((a, b) => a + b, 0)).toBe(80);
  expect(days.refused.reduce((a, b) => a + b, 0)).toBe(20);
  expect((await whole(() => room.handlers.sumUp({ by: 'hour', filter: { secret: 'KEY_0' } }, context))).label[0]).toBe('2026-10-01T00:00:00.000Z');
  const secrets = await whole(() => room.handlers.sumUp({ by: 'secret', filter: { result: 'refused' } }, context));
  expect([secrets.label.length, secrets.refused.reduce((a, b) => a + b, 0), secrets.answered.reduce((a, b) => a + b, 0)]).toEqual([7, 20, 0]);
  const hours = await whole(() => room.handlers.sumUp({ by: 'hour-of-day' }, context));
  expect(hours.label).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')));
});

it('finds one line with the ends of the chain beside it, and the signature that covers it', async () => {
  const clock = clockFrom('2026-10-20T00:00:00.000Z');
  const at = auditFolder({ clock });
  await fill(at, clock, 5);
  const room = at.open();
  await room.append(factsOf('s', { event_type: 'log_checkpoint' }));
  await room.append(factsOf('t'));
  const lines = at.everything();
  expect(await room.handlers.getEntry({ seq: 3 }, context)).toEqual({ entry: lines[2], before: { seq: 2, hash: lines[1]?.hash }, after: { seq: 4, prev: lines[2]?.hash }, signed: 6 });
  expect(await room.handlers.getEntry({ seq: 1 }, context)).toEqual({ entry: lines[0], after: { seq: 2, prev: lines[0]?.hash }, signed: 6 });
  expect(await room.handlers.getEntry({ seq: 7 }, context)).toEqual({ entry: lines[6], before: { seq: 6, hash: lines[5]?.hash } });
  expect(await room.handlers.getEntry({ seq: 8 }, context)).toEqual({});
});

it('tells one secret from others whose names hold its name, and what was only asked from what was answered', async () => {
  const at = auditFolder();
  const room = at.open();
  for (const secret_key of ['a/.env#KEY', 'a/.env#KEY_2', 'A/.env#KEY']) await room.append(factsOf('r', { secret_key }));
  await room.append(factsOf('r', { secret_key: 'a/.env#KEY', event_type: 'secret_access_intent' }));
  const range = (filter: AuditFilter) => whole(() => room.handlers.listRange({ filter, from: 0, limit: 10 }, context));
  const page = async (filter: AuditFilter) => (await room.handlers.list({ limit: 10, filter }, context)).entries.map(({ seq }) => seq);
  expect((await range({ subject: 'a/.env#KEY' })).entries.map(({ seq }) => seq)).toEqual([4, 1]);
  expect(await page({ subject: 'a/.env#KEY' })).toEqual([1, 4]);
  expect((await range({ subject: 'a/.env#KEY', result: 'answered' })).matched).toBe(1);
  expect(await page({ result: 'answered' })).toEqual([1, 2, 3]);
  expect((await range({ result: 'refused' })).matched).toBe(0);
});
