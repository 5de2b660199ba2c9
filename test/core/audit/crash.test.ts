// Killed at any call that changes the disk while it appends, signs, closes a month or lets go of one: the log verifies afterwards, and no acknowledged line is lost before its time.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditFolder } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const child = join(import.meta.dirname, '../children/live-years.ts');
const hook = join(import.meta.dirname, '../children/kill-at.mjs');
/** Every call when deep; else one in so many, from another one on for each way to die. */
const stride = deep ? 1 : 29;

it.each([['before', ''], ['half', ''], ['after', ''], ['half', 'sealed']] as const)('killed %s a call %s', { timeout: 1_200_000 }, async (mode, sealed) => {
  let killed = 0;
  for (let call = 1 + ['before', 'half', 'after'].indexOf(mode); ; call += stride) {
    const at = auditFolder();
    const { stdout, signal, status, stderr } = spawnSync(process.execPath, ['--import', hook, child, at.folder, 'k', sealed], { encoding: 'utf8', env: { PATH: process.env['PATH'], KILL_AT: String(call), KILL_MODE: mode, KILL_SCOPE: at.folder } });
    if (signal === null) {
      expect([status, stderr.replaceAll(/.*Warning.*\n/g, '')]).toEqual([0, '']);
      expect(await at.verdict()).toMatchObject({ whole: true });
      break;
    }
    killed += 1;
    await at.write(1, 'next');
    const verdict = await at.verdict();
    expect(verdict, `killed at call ${String(call)}`).toMatchObject({ whole: true });
    // What was acknowledged is there, or its month was let go of.
    const acknowledged = stdout.split('\n').filter((line) => line !== '').map((line) => line.split(' ')[0]);
    if (sealed === '') {
      const there = new Set(at.everything().map(({ request_id }) => request_id));
      const lost = acknowledged.filter((id) => !there.has(id ?? ''));
      expect(verdict.expired === 0 ? lost : lost.filter((id) => id?.startsWith('k-0-') !== true), `killed at call ${String(call)}`).toEqual([]);
    } else {
      expect(verdict.lines + verdict.expired, `killed at call ${String(call)}`).toBeGreaterThan(acknowledged.length);
    }
    rmSync(at.folder, { recursive: true });
  }
  expect(killed).toBeGreaterThan(deep ? 60 : 1);
});
