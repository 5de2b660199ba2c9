// Breaks off system calls of a child process, as a signal in the middle of one does: the kernel then answers EINTR. strace plays the kernel.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** False where strace cannot run; said once, loudly, and an error where REQUIRE_STRACE=1 asks for it. */
export function hasStrace(): boolean {
  const works = spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-o', '/dev/null', process.execPath, '-e', '']).status === 0;
  if (!works && process.env['REQUIRE_STRACE'] === '1') throw new Error('REQUIRE_STRACE=1, but strace is missing or may not trace here');
  if (!works) console.warn('!! SKIPPED: strace is missing: no system call is broken off');
  return works;
}

/** Runs a script whose system calls `calls` are broken off as `when` says, and answers with what it printed and how often that was. `about` names the only files meant: a process that starts reads others. */
export function brokenOff(script: readonly string[], { calls, when, about = [] }: { readonly calls: string; readonly when: string; readonly about?: readonly string[] }): { readonly printed: string; readonly times: number } {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-trace-'));
  const trace = join(folder, 'trace');
  try {
    const { status, stdout, stderr } = spawnSync('strace', ['-f', '-qq', '-o', trace, ...about.flatMap((path) => ['-P', path]), '-e', `trace=${calls}`, '-e', `inject=${calls}:error=EINTR:when=${when}`, process.execPath, ...script], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
    if (status !== 0) throw new Error(`the child ended with ${String(status)}: ${stderr.slice(0, 400)}`);
    return { printed: stdout, times: readFileSync(trace, 'utf8').split('EINTR').length - 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
