// What the Audit room works out by itself: places of a chart, words of an entry, which pages of a long list are asked for.
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import type { AppBridge } from '../../renderer/bridge/index.ts';
import { askFor, chartOf, peakOf } from '../../renderer/features/audit/chart-data.ts';
import { actOf, nameOf, outcomeOf } from '../../renderer/features/audit/entry-words.ts';
import { createLines, entryAt, pageRows } from '../../renderer/features/audit/lines.ts';

const now = Date.parse('2026-11-27T10:20:00Z');

describe('the charts', () => {
  it('ask for the hours of a day, within what the filter says', () => {
    expect(askFor('recent', { who: 'ada' }, now)).toEqual({ by: 'hour', filter: { who: 'ada', since: '2026-11-26T11:00:00.000Z' } });
    expect(askFor('recent', { since: '2026-11-27T09:00:00Z' }, now).filter).toEqual({ since: '2026-11-27T09:00:00Z' });
    expect(askFor('secrets', { who: 'ada' }, now)).toEqual({ by: 'secret', filter: { who: 'ada' } });
  });
  it('have a place for each hour and each day, also where nothing was', () => {
    const hours = chartOf('recent', { label: ['2026-11-27T08:00:00.000Z'], answered: [5], refused: [2] }, now, 0);
    expect(hours.label).toHaveLength(24);
    expect([hours.label.at(-1), hours.answered.at(-3), hours.refused.at(-3), hours.answered.at(-1)]).toEqual(['2026-11-27T10:00:00.000Z', 5, 2, 0]);
    const days = chartOf('days', { label: ['2026-11-20T00:00:00.000Z', '2026-11-24T00:00:00.000Z'], answered: [1, 2], refused: [0, 1] }, now, 0);
    expect([days.label.length, days.answered, days.refused]).toEqual([5, [1, 0, 0, 0, 2], [0, 0, 0, 0, 1]]);
    expect(chartOf('days', { label: ['2020-01-01T00:00:00.000Z', '2026-11-24T00:00:00.000Z'], answered: [1, 2], refused: [0, 1] }, now, 0).label).toHaveLength(120);
  });
  it('tell the hours of the day as the clock here has them', () => {
    const sums = { label: ['08'], answered: [3], refused: [0] };
    expect(peakOf(chartOf('hours', sums, now, 0))).toBe(8);
    expect(peakOf(chartOf('hours', sums, now, -60))).toBe(9);
    expect(peakOf(chartOf('hours', sums, now, 600))).toBe(22);
    expect(peakOf(chartOf('hours', { label: [], answered: [], refused: [] }, now, 0))).toBe(-1);
  });
});

describe('an entry in words', () => {
  const { audit: say } = words('en');
  it('says what was done in a word where there is one', () => {
    expect(actOf({ action: 'sops.revealEntry' }, say)).toBe('reveal');
    expect(actOf({ action: 'later.juggleAll' }, say)).toBe('later.juggleAll');
    expect(actOf({ action: 'x.constructor' }, say)).toBe('x.constructor');
  });
  it('leads with the name', () => {
    expect(nameOf({ secret_key: '~/shop/.env#A#B', action: '' })).toEqual(['A#B', '~/shop/.env']);
    expect(nameOf({ secret_key: '~/shop/.env', action: '' })).toEqual(['.env', '~/shop']);
    expect(nameOf({ secret_key: '', action: 'profile.lock' })).toEqual(['profile.lock', '']);
  });
  it('tells what was asked from what came of it, and what the log says of itself', () => {
    const word = (event_type: string, success: boolean, reason = ''): string => outcomeOf({ event_type, success, reason }, say, (code) => code).word;
    expect([word('secret_access_intent', true), word('secret_access', true), word('refusal', false, 'locked'), word('refusal', false), word('log_checkpoint', true), word('log_of_later', true)]).toEqual(['asked', 'answered', 'locked', 'refused', 'signed', 'log_of_later']);
  });
});

describe('the pages of the list', () => {
  /** A core with `total` lines; answers when it is let. */
  function core(total: number) {
    const asked: { readonly from: number; readonly answer: () => void }[] = [];
    const entry = (seq: number) => ({ seq }) as never;
    const call = (name: string, input: { readonly from?: number; readonly limit: number }): Promise<unknown> => new Promise((resolve) => {
      const { from = 0, limit } = input;
      const entries = Array.from({ length: Math.max(0, Math.min(limit, total - from)) }, (_, at) => entry(total - from - at));
      if (name === 'audit.list') resolve({ ok: true, value: { total, closed: 0, entries: entries.toReversed() } });
      else asked.push({ from, answer: () => { resolve({ ok: true, value: { total, matched: total, complete: true, entries } }); } });
    });
    return { asked, bridge: { call, on: () => () => undefined } as unknown as AppBridge };
  }
  const settle = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

  it('shows the newest while the core still reads, then any part, one question at a time', async () => {
    const { asked, bridge } = core(5000);
    const lines = createLines(bridge);
    lines.look({});
    await settle();
    expect(lines.getState()).toMatchObject({ complete: false, matched: 5000 });
    expect(entryAt(lines.getState(), 0)).toEqual({ seq: 5000 });
    lines.want(1000, 1020);
    lines.want(4000, 4020);
    expect(asked.map(({ from }) => from)).toEqual([0]);
    asked[0]?.answer();
    await settle();
    // What was passed on the way is not asked for.
    expect(asked.map(({ from }) => from)).toEqual([0, 4000]);
    asked[1]?.answer();
    await settle();
    expect(entryAt(lines.getState(), 4001)).toEqual({ seq: 999 });
    expect(entryAt(lines.getState(), 1)).toEqual({ seq: 4999 });
    // Those beside the view as well, then no more.
    for (const place of [2, 3]) {
      asked[place]?.answer();
      await settle();
    }
    expect(asked.map(({ from }) => from)).toEqual([0, 4000, 4100, 3900]);
  });

  it('forgets an answer to another question, and pages far from the view', async () => {
    const { asked, bridge } = core(100_000);
    const lines = createLines(bridge);
    lines.look({});
    await settle();
    lines.look({ who: 'ada' });
    asked[0]?.answer();
    await settle();
    expect(lines.getState().filter).not.toEqual({});
    asked[1]?.answer();
    await settle();
    expect(lines.getState()).toMatchObject({ filter: { who: 'ada' }, complete: true });
    for (let page = 1; page < 60; page += 1) {
      lines.want(page * pageRows, page * pageRows + 10);
      asked.at(-1)?.answer();
      await settle();
    }
    expect(lines.getState().pages.size).toBeLessThanOrEqual(40);
    expect(entryAt(lines.getState(), 59 * pageRows)).toEqual({ seq: 100_000 - 5900 });
  });
});
