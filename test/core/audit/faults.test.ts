// What a disk or a person may do to the log's folder: each is said, and nothing that was acknowledged is lost.
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditFolder, context, factsOf, hookCall, systemError } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

it('a folder that is a link to another place: the lock and the log go there, or nowhere', async () => {
  const at = auditFolder();
  await at.write(2);
  const elsewhere = `${at.folder}-elsewhere`;
  renameSync(at.folder, elsewhere);
  symlinkSync(elsewhere, at.folder);
  await at.write(1, 'after');
  expect(await at.verdict()).toMatchObject({ whole: true, lines: 3 });
});

it.each(['ENOSPC', 'EROFS', 'EACCES', 'EIO'])('a disk that says %s: refused as long as it does, and the profile remembers nothing that is not there', async (code) => {
  const profile = keptInMemory();
  const at = auditFolder({ profile });
  const room = at.open();
  await room.append(factsOf('before'));
  const undo = hookCall('writeSync', (args, real) => {
    const [, text] = args;
    if (typeof text === 'string' && text.includes('"event_type"')) throw systemError(code);
    return real();
  });
  await expect(room.append(factsOf('lost'))).rejects.toMatchObject({ code });
  // Neither is a signature made.
  await room.sign();
  undo();
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, lines: 1, checkpoints: 0 });
  await room.append(factsOf('after'));
  await room.sign();
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, lines: 3, checkpoints: 1 });
});

it('a file system without locks or links: two programs in turns, one chain', async () => {
  hookCall('linkSync', () => { throw systemError('EPERM'); });
  const at = auditFolder();
  const [one, other] = [at.open(), at.open()];
  for (let round = 0; round < 5; round += 1) await Promise.all([one.append(factsOf(`a-${String(round)}`)), other.append(factsOf(`b-${String(round)}`))]);
  expect(await at.verdict()).toMatchObject({ whole: true, lines: 10 });
  expect(at.entries().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it('a clock that was set back by a year: said in the log, nothing refused, no month closed, and nothing let go of', async () => {
  let now = Date.parse('2026-11-27T10:00:00.000Z');
  const at = auditFolder({ profile: keptInMemory(), clock: { now: () => new Date(now), monotonic: () => now, after: () => () => undefined } });
  const room = at.open();
  await room.append(factsOf('now'));
  now = Date.parse('2025-11-27T10:00:00.000Z');
  await room.append(factsOf('a year before'));
  await room.sign();
  now = Date.parse('2026-11-27T10:05:00.000Z');
  await room.append(factsOf('now again'));
  expect(at.entries().map(({ event_type, reason }) => [event_type, event_type === 'log_checkpoint' ? '' : reason])).toEqual([['operation', ''], ['log_clock_back', 'from 2026-11-27T10:00:00.000Z'], ['operation', ''], ['log_checkpoint', ''], ['operation', '']]);
  expect(at.months()).toEqual([]);
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, lines: 5, signed: 4 });
});

it('a line of ten megabytes that somebody asks for is cut, and what is around it stays', async () => {
  const at = auditFolder();
  const room = at.open();
  await room.append(factsOf('before'));
  await room.append(factsOf('long', { secret_key: 'k'.repeat(10_000_000), reason: 'r'.repeat(10_000_000) }));
  await room.append(factsOf('after'));
  expect(at.lines()[1]?.length).toBeLessThan(4096);
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, lines: 3 });
});

it('an edit while the program runs is named, and the log goes on', async () => {
  const profile = keptInMemory();
  const at = auditFolder({ profile });
  const room = at.open();
  for (const id of ['one', 'two', 'three']) await room.append(factsOf(id));
  writeFileSync(at.log, readFileSync(at.log, 'utf8').replace('"two"', '"TWO"'));
  await room.append(factsOf('four'));
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: false, line: 2, damage: 'edited' });
});

it('two profiles on one folder sign in turns: the other key is named by each', async () => {
  const [one, other] = [keptInMemory(), keptInMemory()];
  const at = auditFolder({ profile: one });
  const first = at.open();
  await first.append(factsOf('one'));
  await first.sign();
  const second = auditFolder({ folder: at.folder, profile: other }).open();
  await second.append(factsOf('two'));
  await second.sign();
  expect(await first.handlers.verify({}, context)).toMatchObject({ whole: false, damage: 'wrong-key', line: 4 });
  // What was signed before the other one came is vouched for by its own signature behind it.
  expect(await second.handlers.verify({}, context)).toMatchObject({ whole: true, signed: 4 });
});

it('keys that were lost: a new profile signs with new ones, and what the former ones signed stays verifiable', async () => {
  const at = auditFolder({ profile: keptInMemory() });
  const first = at.open();
  await first.append(factsOf('one'));
  await first.sign();
  await first.dispose();
  rmSync(join(at.folder, 'audit.pub'));
  const next = auditFolder({ folder: at.folder, profile: keptInMemory() }).open();
  await next.append(factsOf('two'));
  await next.sign();
  // Without the former public key its signatures are those of nobody known.
  expect(await next.handlers.verify({}, context)).toMatchObject({ whole: false, damage: 'wrong-key', line: 2 });
});

it('a line of ten megabytes that somebody put there is named, and costs neither memory nor the lines around it', async () => {
  const at = auditFolder();
  await at.write(2);
  const [first = '', second = ''] = at.lines();
  writeFileSync(at.log, `${first}\n${'x'.repeat(10_000_000)}\n${second}\n`);
  const room = at.open();
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: false, line: 2, lines: 3, damage: 'inserted' });
  expect((await room.handlers.list({ limit: 10 }, context)).entries.map(({ request_id }) => request_id)).toEqual(['r-0', 'r-1']);
  const looked = async () => {
    for (;;) {
      const range = await room.handlers.listRange({ from: 0, limit: 10 }, context);
      if (range.complete) return range;
    }
  };
  expect(await looked()).toMatchObject({ matched: 2 });
});

it('a copy of a closed month under another name is no part of the log', async () => {
  const at = auditFolder();
  await at.write(2);
  cpSync(at.log, join(at.folder, 'copy.jsonl'));
  mkdirSync(join(at.folder, 'restored-2026'));
  expect(await at.verdict()).toMatchObject({ whole: true, lines: 2 });
});
