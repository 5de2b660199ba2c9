// Months whose time is over: let go of in order, with a tombstone that keeps the rest verifiable; never earlier, and never where something is wrong with them.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditFolder, context, factsOf, type AuditFolder } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const day = 86_400_000;

function clockFrom(start: string) {
  let at = Date.parse(start);
  return { now: () => new Date(at), monotonic: () => at, after: () => () => undefined, set: (time: string) => { at = Date.parse(time); }, pass: (ms: number) => { at += ms; } };
}

/** Three lines and a signature in each of these months. */
async function months(names: readonly string[], sealed = false): Promise<{ at: AuditFolder; clock: ReturnType<typeof clockFrom> }> {
  const clock = clockFrom(`${names[0] ?? ''}-05T00:00:00.000Z`);
  let keepDays = 3650;
  const at = auditFolder({ clock, profile: keptInMemory(), rules: () => Promise.resolve({ sealed, keepDays, hashNames: false, required: true }) });
  for (const name of names) {
    clock.set(`${name}-05T00:00:00.000Z`);
    const room = at.open();
    await Promise.all(['a', 'b', 'c'].map((id) => room.append(factsOf(`${name}-${id}`, { secret_key: 'canary-in-log' }))));
    await room.sign();
    await room.dispose();
  }
  keepDays = 365;
  return { at, clock };
}

describe('months', () => {
  it('are closed files that go on one chain; a clock set back closes none, and says so', async () => {
    const { at, clock } = await months(['2026-01', '2026-02', '2026-04']);
    expect(at.months()).toEqual(['audit-2026-01-1.jsonl', 'audit-2026-02-5.jsonl']);
    expect(await at.verdict()).toMatchObject({ whole: true, lines: 14, checkpoints: 3, signed: 14, unknown: [] });
    expect(at.entries()[0]).toMatchObject({ event_type: 'log_month', seq: 10, success: true });
    clock.set('2025-04-05T00:00:00.000Z');
    await at.write(1, 'back');
    expect(at.months()).toHaveLength(2);
    expect(at.entries().slice(-2)).toMatchObject([{ event_type: 'log_clock_back', reason: 'from 2026-04-05T00:00:00.000Z' }, { request_id: 'back-0' }]);
    expect(await at.verdict()).toMatchObject({ whole: true, lines: 16 });
  });

  it('a month that is removed, or put in another order, is named', async () => {
    const { at } = await months(['2026-01', '2026-02', '2026-04']);
    const first = join(at.folder, 'audit-2026-01-1.jsonl');
    const second = join(at.folder, 'audit-2026-02-5.jsonl');
    const [one, two] = [readFileSync(first), readFileSync(second)];
    rmSync(first);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'removed', file: 'audit-2026-02-5.jsonl', line: 1 });
    writeFileSync(first, two);
    writeFileSync(second, one);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'reordered', file: 'audit-2026-01-1.jsonl', line: 1 });
    writeFileSync(first, one);
    rmSync(second);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'removed', file: 'audit.jsonl', line: 1 });
  });

  it('a program that wrote before another one closed the month goes on without an alarm', async () => {
    const clock = clockFrom('2026-01-31T23:59:00.000Z');
    const at = auditFolder({ clock });
    const [one, other] = [at.open(), at.open()];
    await one.append(factsOf('one'));
    clock.set('2026-02-01T00:00:01.000Z');
    await other.append(factsOf('other'));
    await one.append(factsOf('two'));
    expect(at.everything().map(({ event_type, request_id }) => [event_type, request_id])).toEqual([['operation', 'one'], ['log_month', 'other'], ['operation', 'other'], ['operation', 'two']]);
  });
});

describe('retention', () => {
  it('lets go of what is older than the policy keeps, after an entry about it; what is left verifies', async () => {
    const { at, clock } = await months(['2025-01', '2025-04', '2026-01', '2026-03']);
    const head = at.everything().at(-1)?.seq ?? 0;
    const room = at.open();
    expect(await room.handlers.planRetention({}, context)).toEqual({ keepDays: 365, months: [{ name: 'audit-2025-01-1.jsonl', first: 1, last: 4, newest: '2025-01-05T00:00:00.000Z' }] });
    expect(at.months()).toHaveLength(3);
    await room.sign();
    expect(at.months()).toEqual(['audit-2025-04-5.jsonl', 'audit-2026-01-10.jsonl']);
    expect(readdirSync(at.folder).filter((name) => name.endsWith('.expired.json'))).toEqual(['audit-2025-01-1.expired.json']);
    expect(readFileSync(join(at.folder, 'audit-2025-01-1.expired.json'), 'utf8')).not.toContain('canary');
    expect(at.entries().find(({ event_type }) => event_type === 'log_expired')?.reason).toMatch(/^lines 1 to 4, [0-9a-f]{64}$/);
    expect(await at.verdict()).toMatchObject({ whole: true, expired: 4, lines: head - 4 + 2, unknown: ['expired'] });
    // All of them, one after the other, and the chain goes on behind tombstones alone.
    clock.set('2030-01-01T00:00:00.000Z');
    const later = at.open();
    await later.append(factsOf('later'));
    await later.sign();
    expect(at.months()).toEqual([]);
    expect(await at.verdict()).toMatchObject({ whole: true });
  });

  it('audit-retention: never a moment earlier than the last line of the month allows, also where times are sealed', async () => {
    const { at, clock } = await months(['2026-01', '2026-02']);
    const plan = async () => (await at.open().handlers.planRetention({}, context)).months.length;
    clock.set('2026-01-05T00:00:00.000Z');
    clock.pass(365 * day);
    expect(await plan()).toBe(0);
    clock.pass(1);
    expect(await plan()).toBe(1);
    // Where times are sealed, the month behind says how late it was at most.
    const { at: sealed, clock: other } = await months(['2026-01', '2026-02'], true);
    other.set('2026-02-05T00:00:00.000Z');
    other.pass(365 * day);
    expect((await sealed.open().handlers.planRetention({}, context)).months).toHaveLength(0);
    other.pass(1);
    expect((await sealed.open().handlers.planRetention({}, context)).months).toHaveLength(1);
  });

  it('removes nothing from a log that is not whole, and a forged tombstone is named', async () => {
    const { at } = await months(['2025-01', '2025-02', '2026-03']);
    const first = join(at.folder, 'audit-2025-01-1.jsonl');
    const bytes = readFileSync(first);
    writeFileSync(first, bytes.toString('utf8').replace('canary-in-log', 'forged-in-log'));
    await at.open().sign();
    expect(existsSync(first)).toBe(true);
    writeFileSync(first, bytes);
    await at.open().sign();
    const tombstone = join(at.folder, 'audit-2025-01-1.expired.json');
    const signed = readFileSync(tombstone, 'utf8');
    for (const forged of [signed.replace('"newest":"2025', '"newest":"2024'), signed.replace('"last":4', '"last":3'), '{}', '', 'not json']) {
      writeFileSync(tombstone, forged);
      expect((await at.verdict()).whole, forged).toBe(false);
    }
    writeFileSync(tombstone, signed);
    expect(await at.verdict()).toMatchObject({ whole: true });
    rmSync(tombstone);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'removed' });
  });
});
