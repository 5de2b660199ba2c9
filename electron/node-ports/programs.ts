// Programs that are talked to while they run, such as gpg and the plugins of age: no shell, an empty folder to stand in, complaints thrown away, killed with all their children.
// Must never put what a program printed into an error.
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Conversation, Programs } from '../core/ports.ts';
import { killGroup, ownGroup } from './kill-group.ts';

export function nodePrograms(): Programs {
  return {
    start(program, args, { env, timeoutMs, maxBytes, signal }): Conversation {
      // SECURITY(programs-no-shell): nothing is read by a shell, and the child gets only the environment that it was given.
      const child = spawn(program, args, { cwd: tmpdir(), env: { ...env }, shell: false, detached: ownGroup, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'] });
      let fault: Error | undefined;
      const stop = (reason: string): void => {
        fault ??= new Error(reason);
        killGroup(child);
        child.stdout.destroy();
      };
      const timer = setTimeout(stop, timeoutMs, 'the program ran longer than allowed');
      const cancelled = (): void => { stop('the program was stopped'); };
      signal?.addEventListener('abort', cancelled, { once: true });
      if (signal?.aborted === true) cancelled();
      const ended = new Promise<number | null>((resolve, reject) => {
        child.on('error', () => { reject(new Error('the program could not be started')); });
        child.on('close', (status) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', cancelled);
          resolve(status);
        });
      });
      // Whoever only reads hears of it by the output.
      ended.catch(() => undefined);
      // A program that ends early reads no more; that it ended says enough.
      child.stdin.on('error', () => undefined);

      async function* read(): AsyncGenerator<Buffer> {
        let size = 0;
        try {
          for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
            size += chunk.length;
            if (size > maxBytes) stop('the program printed more than allowed');
            if (fault !== undefined) throw fault;
            yield chunk;
          }
        } catch (error) {
          throw fault ?? error;
        }
        if (fault !== undefined) throw fault;
      }
      return {
        output: read(),
        write: (bytes) => new Promise((resolve) => { child.stdin.write(bytes, () => { resolve(); }); }),
        end() { child.stdin.end(); },
        ended,
        kill() { stop('the program was stopped'); },
      };
    },
  };
}
