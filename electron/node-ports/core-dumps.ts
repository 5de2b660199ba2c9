// A crash must not write the process's memory to a file. Node cannot set the limit itself; util-linux can, from outside.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** A process and everything that it has started so far. */
function family(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${String(pid)}/task`).flatMap((thread) => readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'utf8').split(' ').filter((word) => word !== ''));
    return [pid, ...children.flatMap((child) => family(Number(child)))];
  } catch {
    // WHY silent: it ended in this moment, and leaves no memory behind.
    return [pid];
  }
}

const limit = (pid: number): Promise<boolean> => new Promise((resolve) => {
  const child = spawn('prlimit', ['--core=0:0', '--pid', String(pid)], { stdio: 'ignore', timeout: 3000 });
  child.once('error', () => { resolve(false); });
  child.once('exit', (status) => { resolve(status === 0); });
});

// SECURITY(no-core-dumps): plaintext in memory would end up in a dump.
/**
 * Sets the limit of a process to zero, and of what it has started: Electron makes the process that all pages come from before it runs our first line.
 * Whatever is started later inherits it. Answers whether it worked for the process itself; it cannot where `prlimit` is missing, as on macOS and Windows.
 */
export async function turnOffCoreDumps(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const [own] = await Promise.all(family(pid).map(limit));
  return own === true;
}
