// What an append promises: durable before it is acknowledged, together with its neighbours, and honest about a log that is not as it was left.
import { appendFileSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditFolder, factsOf, hookCall, systemError, type AuditFolder } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const types = (at: AuditFolder): string[] => at.entries().map(({ event_type }) => event_type);
const turn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 5); });

/** Counts the calls that make bytes durable. */
function countSyncs(): () => number {
  let count = 0;
  hookCall('fdatasync', (_args, real) => {
    count += 1;
    return real();
  });
  return () => count;
}

describe('an append', () => {
  it('is acknowledged only after the disk has the line, and the first one after it has the names', async () => {
    const at = auditFolder();
    const steps: string[] = [];
    const release: (() => unknown)[] = [];
    hookCall('fdatasync', (_args, real) => {
      steps.push(`data ${String(at.lines().length)}`);
      release.push(real);
      return undefined;
    });
    hookCall('fsync', (_args, real) => {
      steps.push(`name ${String(at.lines().length)}`);
      return real();
    });
    const room = at.open();
    let done = false;
    const appended = room.append(factsOf('r')).then(() => { done = true; });
    while (release.length === 0) await turn();
    await turn();
    expect(done).toBe(false);
    // The folder, the profile and what holds it, before the first line is written.
    expect(steps).toEqual(['name 0', 'name 0', 'name 0', 'data 1']);
    release[0]?.();
    await appended;
    const next = room.append(factsOf('s'));
    while (release.length === 1) await turn();
    release[1]?.();
    await next;
    expect(steps.slice(4)).toEqual(['data 2']);
  });

  it('shares one write to the disk with all that wait', async () => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('first'));
    const syncs = countSyncs();
    await Promise.all(Array.from({ length: 64 }, (_, n) => room.append(factsOf(`r-${String(n)}`))));
    expect(syncs()).toBe(1);
    // Sixty-four that each append again as soon as they are answered.
    await Promise.all(Array.from({ length: 64 }, async (_, n) => {
      for (let round = 0; round < 20; round += 1) await room.append(factsOf(`${String(n)}-${String(round)}`));
    }));
    expect((64 * 20) / (syncs() - 1)).toBeGreaterThanOrEqual(0.8 * 64);
    expect(await at.verdict()).toMatchObject({ lines: 1 + 64 + 64 * 20, whole: true });
  });

  it('is written whole where the disk takes a part at a time, inside a character too', async () => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('before'));
    let parts = 0;
    hookCall('writeSync', (args, real) => {
      parts += 1;
      const [fd, data, from = 0] = args as [number, string | Buffer, number?];
      const rest = Buffer.from(data).subarray(from, from + 7);
      args.splice(0, args.length, fd, rest);
      return real();
    });
    await room.append(factsOf('é€😀'.repeat(5)));
    expect(parts).toBeGreaterThan(50);
    expect(at.entries()[1]?.request_id).toBe('é€😀'.repeat(5));
    expect(await at.verdict()).toMatchObject({ lines: 2, whole: true });
  });

  it('keeps the order of the calls, also in a burst that is written in parts', async () => {
    const at = auditFolder();
    await at.write(2500);
    expect(at.entries().map(({ request_id }) => request_id)).toEqual(Array.from({ length: 2500 }, (_, n) => `r-${String(n)}`));
  });

  it('flush waits for what was appended, whether it worked or not', async () => {
    const at = auditFolder();
    const room = at.open();
    let failed = false;
    hookCall('fdatasync', (args) => { (args[1] as (error: Error) => void)(systemError('EIO')); });
    room.append(factsOf('r')).catch(() => { failed = true; });
    await room.flush();
    expect(failed).toBe(true);
  });
});

describe('a disk that refuses', () => {
  it.each([
    ['half-way through the write', () => hookCall('writeSync', (args, real) => {
      const [fd, text] = args;
      // The lock's own file is written whole.
      if (typeof fd === 'number' && typeof text === 'string' && text.includes('"event_type"')) {
        args[1] = text.slice(0, 50);
        real();
      }
      throw systemError('ENOSPC');
    })],
    ['at the fsync', () => hookCall('fdatasync', (args) => { (args[1] as (error: Error) => void)(systemError('EIO')); })],
  ])('%s: all that wait are told, nothing stays, and the next append works', async (_name, refuse) => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('before'));
    const before = readFileSync(at.log);
    const undo = refuse();
    const all = await Promise.allSettled([room.append(factsOf('a')), room.append(factsOf('b'))]);
    undo();
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(readFileSync(at.log)).toEqual(before);
    await room.append(factsOf('after'));
    expect(at.entries().map(({ request_id }) => request_id)).toEqual(['before', 'after']);
    expect(await at.verdict()).toMatchObject({ lines: 2, whole: true });
  });

  it('and will not even take it back: the next append cuts it off and says so', async () => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('before'));
    const undo = [
      hookCall('writeSync', (args, real) => {
        args[1] = (args[1] as string).slice(0, 50);
        real();
        throw systemError('ENOSPC');
      }),
      hookCall('ftruncateSync', () => { throw systemError('EIO'); }),
    ];
    await expect(room.append(factsOf('lost'))).rejects.toMatchObject({ code: 'ENOSPC' });
    for (const each of undo) each();
    await room.append(factsOf('after'));
    expect(at.entries().map(({ event_type, reason, request_id }) => [event_type, reason, request_id])).toEqual([['operation', '', 'before'], ['log_recovered', 'torn-line, 50 bytes', 'after'], ['operation', '', 'after']]);
    expect(await at.verdict()).toMatchObject({ whole: true });
  });

  it('where the folder cannot be made: rejects, and works once it can', async () => {
    const at = auditFolder();
    const profile = dirname(at.folder);
    writeFileSync(profile, 'a file where the profile should be');
    const room = at.open();
    await expect(room.append(factsOf('lost'))).rejects.toMatchObject({ code: 'write-failed' });
    rmSync(profile);
    await room.append(factsOf('kept'));
    expect(at.entries().map(({ request_id }) => request_id)).toEqual(['kept']);
  });
});

describe('the next append', () => {
  it('cuts off any torn line, exactly, says how much, and goes on', async () => {
    const at = auditFolder();
    const torn = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.nat({ max: 200_000 }).map((length) => new Uint8Array(length + 1).fill(0x78)),
      fc.nat({ max: 20_000 }).map((length) => new Uint8Array(length + 1)),
    ).map((bytes) => Buffer.from(bytes).map((byte) => (byte === 10 ? 11 : byte)));
    let lines = 0;
    await fc.assert(fc.asyncProperty(torn, fc.boolean(), async (tail, sameProcess) => {
      const room = at.open();
      await room.append(factsOf('before'));
      const before = readFileSync(at.log);
      appendFileSync(at.log, tail);
      await (sameProcess ? room : at.open()).append(factsOf('after'));
      await room.dispose();
      expect(readFileSync(at.log).subarray(0, before.length).equals(before)).toBe(true);
      lines += 3;
      expect(at.entries().slice(-2)).toMatchObject([{ event_type: 'log_recovered', reason: `torn-line, ${String(tail.length)} bytes`, success: false, agent: 'tester (cli)' }, { event_type: 'operation', request_id: 'after' }]);
      expect(await at.verdict()).toMatchObject({ lines, whole: true });
    }), { numRuns: deep ? 300 : 25 });
  });

  it('goes on behind lines of a stranger, says so, and leaves them for the verifier', async () => {
    const at = auditFolder();
    await at.write(2);
    appendFileSync(at.log, 'one\ntwo\nthree, torn');
    await at.write(1, 'after');
    const all = at.lines();
    expect(all.slice(2, 4)).toEqual(['one', 'two']);
    expect(all.slice(4).map((line) => (JSON.parse(line) as { event_type: string }).event_type)).toEqual(['log_recovered', 'log_damaged', 'operation']);
    expect(JSON.parse(all[5] ?? '')).toMatchObject({ reason: 'not-a-line, 2 at the end', seq: 4 });
    expect(await at.verdict()).toMatchObject({ whole: false, line: 3, damage: 'inserted', lines: 7 });
  });

  const replacements: readonly (readonly [string, (at: AuditFolder, lines: string[]) => unknown, readonly string[]])[] = [
    ['cut', (at, [first = '']) => { truncateSync(at.log, first.length + 1); }, ['operation', 'log_replaced', 'operation']],
    ['emptied', (at) => { truncateSync(at.log, 0); }, ['log_replaced', 'operation']],
    ['removed', (at) => { rmSync(at.log); }, ['log_replaced', 'operation']],
    ['removed with its folder', (at) => { rmSync(at.folder, { recursive: true }); }, ['log_replaced', 'operation']],
    ['exchanged for an older copy', (at, [first = '']) => {
      renameSync(at.log, `${at.log}.away`);
      writeFileSync(at.log, `${first}\n`);
    }, ['operation', 'log_replaced', 'operation']],
    ['exchanged for an equal copy', (at) => {
      const bytes = readFileSync(at.log);
      renameSync(at.log, `${at.log}.away`);
      writeFileSync(at.log, bytes);
    }, ['operation', 'operation', 'log_replaced', 'operation']],
    ['cut, and made longer than it was by another process', async (at, [first = '']) => {
      truncateSync(at.log, first.length + 1);
      await at.write(2, 'other');
    }, ['operation', 'operation', 'operation', 'log_replaced', 'operation']],
  ];
  it.each(replacements)('audit-replaced: names the head that a log should have had, which was %s while in use', async (_name, change, expected) => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('one'));
    await room.append(factsOf('two'));
    const head = at.entries()[1]?.hash ?? '';
    await change(at, at.lines());
    await room.append(factsOf('three'));
    expect(types(at)).toEqual(expected);
    expect(at.entries().find(({ event_type }) => event_type === 'log_replaced')).toMatchObject({ reason: `expected 2 ${head}`, success: false, request_id: 'three', secret_key: '' });
    expect(await at.verdict()).toMatchObject({ whole: true });
    // Said once.
    await room.append(factsOf('four'));
    expect(types(at)).toEqual([...expected, 'operation']);
  });

  it('says nothing of the kind when other processes only appended, were killed, or a write of its own failed', async () => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('one'));
    await at.write(1, 'other');
    appendFileSync(at.log, '{"torn');
    await room.append(factsOf('two'));
    const undo = hookCall('fdatasync', (args) => { (args[1] as (error: Error) => void)(systemError('EIO')); });
    await expect(room.append(factsOf('lost'))).rejects.toThrow();
    undo();
    await room.append(factsOf('three'));
    expect(types(at)).toEqual(['operation', 'operation', 'log_recovered', 'operation', 'operation']);
    expect(statSync(at.log).size).toBe(at.lines().join('\n').length + 1);
  });
});
