// Runs a foreign program: no shell, no input, its complaints thrown away, killed with all its children when it takes too long or says too much.
// Must never put what the program printed into an error.
import { spawn } from 'node:child_process';
import type { Runner, RunResult } from '../core/ports.ts';
import { killGroup, ownGroup } from './kill-group.ts';

export function nodeRunner(): Runner {
  return {
    run: (program, args, { env, timeoutMs, maxBytes }) =>
      new Promise<RunResult>((resolve, reject) => {
        // SECURITY(runner-no-shell): words of a command line are never read by a shell, and the child gets only the environment that it was given.
        const child = spawn(program, args, { env: { ...env }, shell: false, detached: ownGroup, windowsHide: true, stdio: ['ignore', 'pipe', 'ignore'] });
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          settle();
          for (const chunk of chunks) chunk.fill(0);
          chunks.length = 0;
        };
        const stop = (reason: string): void => {
          killGroup(child);
          child.stdout.destroy();
          finish(() => {
            reject(new Error(reason));
          });
        };
        const timer = setTimeout(stop, timeoutMs, 'the program ran longer than allowed');
        child.stdout.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > maxBytes) stop('the program printed more than allowed');
        });
        child.on('error', () => {
          finish(() => {
            reject(new Error('the program could not be started'));
          });
        });
        child.on('close', (status) => {
          finish(() => {
            resolve({ status, stdout: Buffer.concat(chunks) });
          });
        });
      }),
  };
}
