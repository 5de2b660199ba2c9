// The limit is set on a real process and inherited by what it starts.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { turnOffCoreDumps } from '../../../electron/node-ports/index.ts';

const limitOf = (text: string): string => /^Max core file size\s+(\S+)\s+(\S+)/m.exec(text)?.slice(1).join(' ') ?? 'none';
const possible = process.platform === 'linux' && ['/usr/bin/prlimit', '/bin/prlimit'].some((path) => existsSync(path));
if (!possible) console.warn('!! SKIPPED: core dumps: prlimit (util-linux) is not here');

describe.skipIf(!possible)('core dumps', () => {
  it('no-core-dumps: the process and its children write none', async () => {
    const child = spawn('sh', ['-c', 'read line; sh -c "cat /proc/self/limits"'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { pid } = child;
    if (pid === undefined) throw new Error('sh did not start');
    expect(await turnOffCoreDumps(pid)).toBe(true);
    expect(limitOf(readFileSync(`/proc/${String(pid)}/limits`, 'utf8'))).toBe('0 0');
    child.stdin.end('go\n');
    child.stdout.setEncoding('utf8');
    let said = '';
    for await (const chunk of child.stdout) said += String(chunk);
    expect(limitOf(said)).toBe('0 0');
    expect(limitOf(execFileSync('cat', ['/proc/self/limits'], { encoding: 'utf8' }))).not.toBe('none');
  });
  it('no-core-dumps: nor do those that were started before, and their own children', async () => {
    const child = spawn('sh', ['-c', 'sh -c "sleep 20 & echo \\$!; wait" & echo $!; wait'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const { pid } = child;
    if (pid === undefined) throw new Error('sh did not start');
    child.stdout.setEncoding('utf8');
    let said = '';
    while (said.split('\n').length < 3) said += String(await new Promise((resolve) => { child.stdout.once('data', resolve); }));
    const limits = (): string[] => said.trim().split('\n').map((started) => limitOf(readFileSync(`/proc/${started}/limits`, 'utf8')));
    try {
      expect(limits(), 'the limit is there before anything was done').not.toContain('0 0');
      expect(await turnOffCoreDumps(pid)).toBe(true);
      expect(limits()).toEqual(['0 0', '0 0']);
    } finally {
      process.kill(-pid);
    }
  });
  it('says so where it cannot', async () => {
    expect(await turnOffCoreDumps(2 ** 30)).toBe(false);
  });
});
