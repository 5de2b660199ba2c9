// Starts the built program in Electron and ends it again. Must never leave it behind when this process is told to end.
import { spawn } from 'node:child_process';
import { root } from './root.ts';

const posix = process.platform !== 'win32';
const killAfterMs = 10_000;

/** Resolves with the exit status once Electron has ended. A first signal asks it to close, which may ask the person about unsaved changes; a second one ends it. */
export function runElectron(binary: string, path: string | undefined): Promise<number> {
  const args = [root, ...(path === undefined ? [] : [path])];
  return new Promise((resolve, reject) => {
    // WHY a group of its own: the terminal sends Ctrl+C to everybody, and two of them would end Electron without a question.
    // WHY sh: the limit must be set before Electron starts, for the process that later makes the pages is made first.
    const child = posix
      ? spawn('/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', binary, ...args], { stdio: 'inherit', detached: true })
      : spawn(binary, args, { stdio: 'inherit' });
    let asked = false;
    const kill = (signal: NodeJS.Signals): void => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(posix && signal === 'SIGKILL' ? -child.pid : child.pid, signal);
      } catch {
        // WHY silent: it ended in this moment.
      }
    };
    const onSignal = (signal: NodeJS.Signals): void => {
      kill(asked ? 'SIGKILL' : signal);
      asked = true;
      if (signal !== 'SIGINT') setTimeout(() => { kill('SIGKILL'); }, killAfterMs).unref();
    };
    const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, onSignal);
    const atExit = (): void => { kill('SIGKILL'); };
    process.once('exit', atExit);
    const done = (): void => {
      for (const signal of signals) process.removeListener(signal, onSignal);
      process.removeListener('exit', atExit);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (status, signal) => {
      done();
      resolve(status ?? (signal === null ? 1 : 128));
    });
  });
}
