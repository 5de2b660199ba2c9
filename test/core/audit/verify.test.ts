// Every change of what was written is named, and what cannot be known is not claimed.
import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { auditFolder, context, factsOf, hookCall } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';

describe('verify', () => {
  it('notices one bit of any byte, at that line or, where a line feed went, the one before', { timeout: 240_000 }, async () => {
    const at = auditFolder();
    await at.write(deep ? 12 : 4);
    const bytes = readFileSync(at.log);
    const room = at.open();
    const fd = openSync(at.log, 'r+');
    onTestFinished(() => { closeSync(fd); });
    for (let position = 0; position < bytes.length; position += 1) {
      for (const bit of deep ? [0, 1, 2, 3, 4, 5, 6, 7] : [position % 8]) {
        const byte = bytes[position] ?? 0;
        writeSync(fd, Buffer.from([byte ^ (1 << bit)]), 0, 1, position);
        const { whole, line } = await room.handlers.verify({}, context);
        writeSync(fd, Buffer.from([byte]), 0, 1, position);
        expect(whole, `byte ${String(position)} bit ${String(bit)}`).toBe(false);
        expect(line, `byte ${String(position)} bit ${String(bit)}`).toBe(bytes.subarray(0, position).toString('latin1').split('\n').length);
      }
    }
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true });
  });

  it('names the first line that is removed, doubled, swapped or inserted, at any place', async () => {
    const at = auditFolder();
    const total = 40;
    await at.write(total);
    const all = at.lines();
    const place = fc.nat({ max: total - 1 });
    const change = fc.oneof(
      // The last lines may be cut off unseen, as long as nothing signs the head: so not those.
      fc.record({ kind: fc.constant('removed' as const), a: fc.nat({ max: total - 2 }), b: fc.constant(0) }),
      fc.record({ kind: fc.constant('doubled' as const), a: place, b: fc.constant(0) }),
      fc.record({ kind: fc.constant('swapped' as const), a: place, b: place }).filter(({ a, b }) => a < b),
      fc.record({ kind: fc.constant('copied' as const), a: place, b: place }).filter(({ a, b }) => a !== b),
    );
    const room = at.open();
    await fc.assert(fc.asyncProperty(change, async ({ kind, a, b }) => {
      const lines = [...all];
      const [one = '', two = ''] = [all[a], all[b]];
      if (kind === 'removed') lines.splice(a, 1);
      if (kind === 'doubled') lines.splice(a, 0, one);
      if (kind === 'swapped') [lines[a], lines[b]] = [two, one];
      if (kind === 'copied') lines[a] = two;
      writeFileSync(at.log, `${lines.join('\n')}\n`);
      expect(await room.handlers.verify({}, context)).toMatchObject({ whole: false, lines: lines.length, line: (kind === 'doubled' ? a + 1 : a) + 1, damage: { removed: 'removed', doubled: 'inserted', swapped: 'reordered', copied: a === total - 1 ? 'inserted' : 'edited' }[kind] });
    }), { numRuns: deep ? 3000 : 150 });
  });

  it.each([
    ['a line of a stranger', '{"hello":1}'],
    ['an empty line', ''],
    ['a line that is too long', 'x'.repeat(300_000)],
  ])('names %s, and goes on counting', async (_name, text) => {
    const at = auditFolder();
    await at.write(5);
    const all = at.lines();
    const head = at.entries()[1]?.hash;
    writeFileSync(at.log, `${[...all.slice(0, 2), text, ...all.slice(2)].join('\n')}\n`);
    expect(await at.verdict()).toMatchObject({ whole: false, lines: 6, line: 3, file: 'audit.jsonl', damage: 'inserted', head });
  });

  it('tells how far it is, and ends before its end when somebody says so', async () => {
    const told: { done: number; total: number }[] = [];
    let stop = (): void => undefined;
    const at = auditFolder({ emit(event) {
      if (event.name !== 'audit.verifyProgressed') return;
      told.push(event.payload);
      stop();
    } });
    await at.write(8000);
    const { size } = statSync(at.log);
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 60));
    onTestFinished(() => { clock.mockRestore(); });
    const room = at.open();
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, lines: 8000 });
    expect(told.length).toBeGreaterThan(0);
    for (const [index, { done, total }] of told.entries()) expect([total, done > (told[index - 1]?.done ?? 0), done <= size]).toEqual([size, true, true]);
    stop = () => { void room.handlers.cancelVerify({}, context); };
    await expect(room.handlers.verify({}, context)).rejects.toMatchObject({ code: 'cancelled' });
    stop = () => undefined;
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true });
  });

  it('names a line with a right hash and a wrong number', async () => {
    const at = auditFolder();
    await at.write(2);
    const [first = '', second = ''] = at.lines();
    const body = second.slice(0, second.indexOf(',"hash"')).replace('"seq":2', '"seq":3');
    writeFileSync(at.log, `${first}\n${body},"hash":"${createHash('sha256').update(body).digest('hex')}"}\n`);
    expect(await at.verdict()).toMatchObject({ whole: false, line: 2, damage: 'edited' });
  });

  it('audit-hash-bytes: different broken bytes are not the same text', async () => {
    const at = auditFolder();
    await at.open().append(factsOf('r', { secret_key: 'a\ufffdb' }));
    const bytes = readFileSync(at.log);
    const found = bytes.indexOf(Buffer.from('\ufffd'));
    writeFileSync(at.log, Buffer.concat([bytes.subarray(0, found), Buffer.from([0xff]), bytes.subarray(found + 3)]));
    expect(readFileSync(at.log, 'utf8')).toContain('a\ufffdb');
    expect(await at.verdict()).toMatchObject({ whole: false, line: 1, damage: 'edited' });
  });

  it('names a last line without its end, however it was cut', async () => {
    const at = auditFolder();
    await at.write(3);
    const size = statSync(at.log).size;
    const last = (at.lines()[2]?.length ?? 0) + 1;
    const whole = readFileSync(at.log);
    for (let cut = 1; cut < last; cut += deep ? 1 : 41) {
      writeFileSync(at.log, whole);
      truncateSync(at.log, size - cut);
      expect(await at.verdict()).toMatchObject({ whole: false, lines: 3, line: 3, damage: 'truncated' });
    }
    appendFileSync(at.log, 'x'.repeat(200_000));
    expect(await at.verdict()).toMatchObject({ whole: false, line: 3, damage: 'truncated' });
  });

  it('does not take a group that is just being written for a torn line', async () => {
    const at = auditFolder();
    await at.write(2);
    const room = at.open();
    let half: (() => void) | undefined;
    // Writes half of the group, and the rest once somebody verifies.
    hookCall('fdatasync', (args, real) => {
      half = () => { appendFileSync(at.log, rest); real(); };
      return undefined;
    });
    let rest = '';
    const undo = hookCall('writeSync', (args, real) => {
      const [fd, text] = args;
      if (typeof fd !== 'number' || typeof text !== 'string' || !text.includes('half')) return real();
      undo();
      rest = text.slice(100);
      writeSync(fd, text.slice(0, 100));
      return Buffer.byteLength(text);
    });
    const appended = room.append(factsOf('half'));
    while (half === undefined) await new Promise((resolve) => { setTimeout(resolve, 1); });
    const verdict = at.verdict();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    half();
    await appended;
    expect(await verdict).toMatchObject({ whole: true, lines: 3 });
  });
});

describe('a long log', () => {
  it('is verified and paged in bounded pieces, whole and with a change far inside', { timeout: 600_000 }, async () => {
    const at = auditFolder();
    const total = deep ? 200_000 : 20_000;
    await at.write(total);
    const room = at.open();
    expect(await room.handlers.verify({}, context)).toMatchObject({ lines: total, whole: true });

    const seen: number[] = [];
    for (let before = total + 1; seen.length < 5000;) {
      const { total: count, entries } = await room.handlers.list({ limit: 777, before }, context);
      expect(count).toBe(total);
      seen.unshift(...entries.map(({ seq }) => seq));
      before = entries[0]?.seq ?? 0;
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => total - seen.length + 1 + index));
    expect((await room.handlers.list({ limit: 3 }, context)).entries.map(({ seq }) => seq)).toEqual([total - 2, total - 1, total]);
    expect((await room.handlers.list({ limit: 10, before: 3 }, context)).entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await room.handlers.list({ limit: 0 }, context)).toEqual({ total, closed: 0, entries: [] });

    const bytes = readFileSync(at.log);
    const position = bytes.indexOf(`"seq":${String(total - 500)},`) + 1;
    bytes[position] = 0x53;
    writeFileSync(at.log, bytes);
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: false, lines: total, line: total - 500 });
  });

  it('pages over damage: lines that are none of ours are left out', async () => {
    const at = auditFolder();
    await at.write(3);
    const all = at.lines();
    writeFileSync(at.log, `${[all[0], 'x'.repeat(200_000), '{"a":1}', all[1], '', all[2]].join('\n')}\ntorn`);
    const { total, entries } = await at.open().handlers.list({ limit: 10 }, context);
    expect([total, entries.map(({ seq }) => seq)]).toEqual([3, [1, 2, 3]]);
  });
});
