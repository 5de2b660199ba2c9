// A crash must not write the process's memory to a file. Node cannot set the limit itself; util-linux can, from outside.
import { spawn } from 'node:child_process';

// SECURITY(no-core-dumps): plaintext in memory would end up in a dump. Children inherit the limit, so it is set before any is started.
/** Sets the limit of a process to zero. Answers whether that worked; it cannot where `prlimit` is missing, as on macOS and Windows. */
export function turnOffCoreDumps(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn('prlimit', ['--core=0:0', '--pid', String(pid)], { stdio: 'ignore', timeout: 3000 });
    child.once('error', () => { resolve(false); });
    child.once('exit', (status) => { resolve(status === 0); });
  });
}
