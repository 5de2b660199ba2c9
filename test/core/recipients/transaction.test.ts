// Many files at once or none: killed at every write, stopped by a full disk or by somebody else, two at once.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hookFs, type Intercept } from '../../fakes/fs-hooks.ts';
import { systemError } from '../safe-file/folder.ts';
import { manyFiles, type ManyFiles } from './many-files.ts';
import { fileName } from './many-names.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const child = join(import.meta.dirname, 'change-files.ts');
const killer = join(import.meta.dirname, '../children/kill-at.mjs');
const silent = (): void => undefined;

let unhook = silent;
const hook = async (intercept: Intercept): Promise<void> => { unhook = await hookFs(intercept); };
afterEach(() => {
  unhook();
  unhook = silent;
});
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Error ? error.message : 'failed'));
const nothingKept = ({ profile }: ManyFiles): boolean => readdirSync(join(profile, 'transaction')).length === 0;

describe('a transaction', () => {
  it('changes all files, and tells how far it is', async () => {
    const place = manyFiles(20);
    const told: string[] = [];
    await place.transactions.run(place.folder, place.changes, (phase, done, total) => told.push(`${phase} ${String(done)}/${String(total)}`));
    expect(place.states()).toEqual(['new']);
    expect([told[0], told.at(-1), nothingKept(place)]).toEqual(['writing 0/20', 'writing 20/20', true]);
    expect(await place.transactions.unfinished()).toBeUndefined();
    expect(await code(place.transactions.finish('forward', silent))).toBe('nothing-unfinished');
  });

  it('is cancelled in its middle: what was written is put back', async () => {
    const place = manyFiles(20);
    const controller = new AbortController();
    const phases = new Set<string>();
    expect(await code(place.transactions.run(place.folder, place.changes, (phase, done) => {
      phases.add(phase);
      if (phase === 'writing' && done === 7) controller.abort();
    }, controller.signal))).toBe('cancelled');
    expect([place.states(), [...phases], nothingKept(place)]).toEqual([['old'], ['writing', 'undoing'], true]);
  });

  it.each(['changed', 'gone', 'hard-linked'])('touches nothing if one file is not as it was: %s', async (what) => {
    const place = manyFiles(5);
    const path = join(place.folder, fileName(3));
    if (what === 'gone') rmSync(path);
    else if (what === 'changed') writeFileSync(path, 'B=theirs\n');
    else linkSync(path, join(place.profile, '..', 'second'));
    await expect(place.transactions.run(place.folder, place.changes, silent)).rejects.toMatchObject({ message: what === 'changed' ? 'changed-on-disk' : what === 'gone' ? 'file-gone' : 'hard-linked', data: { file: path } });
    expect(place.states()).not.toContain('new');
    expect(existsSync(join(place.profile, 'transaction/journal.json'))).toBe(false);
  });

  it('a file changed in between, by somebody who knows nothing of it: the others are put back, theirs stands', async () => {
    const place = manyFiles(6);
    const path = join(place.folder, fileName(4));
    expect(await code(place.transactions.run(place.folder, place.changes, (phase, done) => {
      if (phase === 'writing' && done === 3) writeFileSync(path, 'B=theirs\n');
    }))).toBe('changed-on-disk');
    expect(place.states()).toEqual(['old', 'other']);
    expect([readFileSync(path, 'utf8'), nothingKept(place)]).toEqual(['B=theirs\n', true]);
  });

  it('a file that was written already and changed again stays what they made of it', async () => {
    const place = manyFiles(6);
    const path = join(place.folder, fileName(1));
    const controller = new AbortController();
    await code(place.transactions.run(place.folder, place.changes, (phase, done) => {
      if (phase !== 'writing' || done !== 4) return;
      writeFileSync(path, 'B=theirs\n');
      controller.abort();
    }, controller.signal));
    expect([place.states(), readFileSync(path, 'utf8')]).toEqual([['old', 'other'], 'B=theirs\n']);
  });

  it('one-transaction: while one runs, another one is refused, in this process and from another one', async () => {
    const place = manyFiles(12);
    const other = manyFiles(1);
    const answers: Promise<string>[] = [];
    const told: Promise<unknown>[] = [];
    let outside = '';
    await place.transactions.run(place.folder, place.changes, (phase, done) => {
      if (phase !== 'writing' || done !== 2) return;
      answers.push(code(place.transactions.run(place.folder, place.changes, silent)));
      told.push(place.transactions.unfinished());
      outside = spawnSync(process.execPath, [child, other.folder, place.profile, '1'], { encoding: 'utf8', env: { PATH: process.env['PATH'] } }).stdout;
    });
    expect([outside.trim(), other.states()]).toEqual(['transaction-busy', ['old']]);
    // Whichever it is told, it changed nothing: it waited too long, or came when all was done.
    expect(['transaction-busy', 'changed-on-disk']).toContain(await answers[0]);
    expect([place.states(), await told[0]]).toEqual([['new'], undefined]);
  });

  it('a full disk: refused and put back; where not even that works, it stays open until it can be ended', async () => {
    const place = manyFiles(6);
    let renames = 0;
    await hook((name, args, real) => {
      if (name === 'renameSync' && String(args[0]).includes(place.folder) && (renames += 1) === 4) throw systemError('ENOSPC');
      return real();
    });
    expect(await code(place.transactions.run(place.folder, place.changes, silent))).toBe('disk-full');
    expect([place.states(), nothingKept(place)]).toEqual([['old'], true]);
    renames = 0;
    unhook();
    await hook((name, args, real) => {
      if (name === 'renameSync' && String(args[0]).includes(place.folder) && (renames += 1) >= 4) throw systemError('ENOSPC');
      return real();
    });
    expect(await code(place.transactions.run(place.folder, place.changes, silent))).toBe('transaction-unfinished');
    unhook();
    expect(await place.transactions.unfinished()).toMatchObject({ written: 3, foreign: [], journal: { files: { length: 6 } } });
    expect(await code(place.transactions.run(place.folder, place.changes, silent))).toBe('transaction-unfinished');
    expect(await place.transactions.finish('back', silent)).toEqual({ written: 6, foreign: [] });
    expect([place.states(), nothingKept(place)]).toEqual([['old'], true]);
  });
});

describe('killed', () => {
  const die = (place: ManyFiles, at: number, mode: string, report?: string) =>
    spawnSync(process.execPath, ['--import', killer, child, place.folder, place.profile, String(place.count)], { encoding: 'utf8', env: { PATH: process.env['PATH'], KILL_AT: String(at), KILL_MODE: mode, KILL_SCOPE: join(place.folder, '..'), ...(report === undefined ? {} : { KILL_REPORT: report }) } });

  /** Numbers of calls at which to kill: all of them, or a sample that has the first, the last and the commit point. */
  function sampled(calls: number, want: number): readonly number[] {
    if (want >= calls) return Array.from({ length: calls }, (_, at) => at + 1);
    const seed = Number(process.env['COFFRE_SEED'] ?? '20261127');
    return [...new Set(Array.from({ length: want }, (_, at) => 1 + Math.floor(((at + ((seed * (at + 1)) % 997) / 997) * calls) / want)))];
  }

  it('journal-checked, and at any write: going on or back leaves all files of one state, none unreadable, nothing beside them', { timeout: 14_400_000 }, async () => {
    const place = manyFiles(deep ? 200 : 8);
    const report = join(place.folder, '../report');
    const { stdout } = die(place, 0, 'before', report);
    expect(stdout).toBe('ended\n');
    const calls = Number(readFileSync(report, 'utf8'));
    // Each file takes an opening, a write, an fsync, a link, a rename and an unlink at least: a hook that counts nothing would prove nothing.
    expect(calls).toBeGreaterThan(place.count * 6);
    const seen = new Set<string>();
    for (const mode of deep ? ['before', 'half', 'after'] : ['half']) {
      for (const at of sampled(calls, !deep ? 9 : mode === 'half' ? Number.POSITIVE_INFINITY : 300)) {
        place.reset();
        const { signal, stdout: said } = die(place, at, mode);
        // WHY it may end: a slow run touches its locks more often than a quick one, so the last few calls are not there in each.
        if (signal === null && at > calls * 0.98) {
          expect([said, place.states()], `call ${String(at)}`).toEqual(['ended\n', ['new']]);
          continue;
        }
        expect(signal, `call ${String(at)}`).toBe('SIGKILL');
        const open = await place.transactions.unfinished();
        if (open === undefined) {
          // It had not begun, or had ended: of files only, for what a killed save left is swept by the next one.
          const kinds = place.states().filter((kind) => !kind.startsWith('left: .'));
          expect(kinds, `call ${String(at)}`).toHaveLength(1);
          seen.add(`not open, ${kinds.join()}`);
          continue;
        }
        expect(open.foreign).toEqual([]);
        const way = seen.has('forward') && !seen.has('back') ? 'back' : seen.has('back') && at % 2 === 0 ? 'back' : 'forward';
        await place.transactions.finish(way, silent);
        expect(place.states(), `call ${String(at)}, ${way}`).toEqual([way === 'forward' ? 'new' : 'old']);
        expect(nothingKept(place)).toBe(true);
        seen.add(way);
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining(['not open, old', 'forward', 'back']));
  });

  it('journal-checked: contents that were changed are written nowhere; a journal that is not whole is told', async () => {
    const place = manyFiles(4);
    let renames = 0;
    await hook((name, args, real) => {
      if (name === 'renameSync' && String(args[0]).includes(place.folder) && (renames += 1) >= 3) throw systemError('ENOSPC');
      return real();
    });
    await code(place.transactions.run(place.folder, place.changes, silent));
    unhook();
    const contents = join(place.profile, 'transaction/contents');
    writeFileSync(contents, readFileSync(contents, 'utf8').replaceAll('new one', 'bad one'));
    expect(await code(place.transactions.finish('forward', silent))).toBe('transaction-damaged');
    expect(place.states()).toEqual(['new', 'old']);
    expect(await place.transactions.finish('back', silent)).toMatchObject({ foreign: [] });
    expect(place.states()).toEqual(['old']);
    writeFileSync(join(place.profile, 'transaction/journal.json'), '{"version":1');
    expect(await code(place.transactions.unfinished())).toBe('transaction-damaged');
    expect(await code(place.transactions.run(place.folder, place.changes, silent))).toBe('transaction-damaged');
  });

  it('the way forward is closed where somebody changed a file since; the way back leaves theirs alone', async () => {
    const place = manyFiles(4);
    let renames = 0;
    await hook((name, args, real) => {
      if (name === 'renameSync' && String(args[0]).includes(place.folder) && (renames += 1) >= 3) throw systemError('ENOSPC');
      return real();
    });
    await code(place.transactions.run(place.folder, place.changes, silent));
    unhook();
    const path = join(place.folder, fileName(0));
    writeFileSync(path, 'B=theirs\n');
    await expect(place.transactions.finish('forward', silent)).rejects.toMatchObject({ message: 'changed-on-disk', data: { file: path } });
    expect(await place.transactions.finish('back', silent)).toEqual({ written: 3, foreign: [path] });
    expect([place.states().toSorted(), readFileSync(path, 'utf8')]).toEqual([['old', 'other'], 'B=theirs\n']);
  });
});
