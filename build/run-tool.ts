// Runs one tool of node_modules, or one script of ours, with this very Node. Must never leave a child behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.ts';

const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    // A second one is for a child that does not listen.
    process.once(signal, () => {
      for (const child of running) child.kill('SIGKILL');
    });
    process.exitCode = 130;
  });
}

export interface ToolRun {
  readonly environment?: Readonly<Record<string, string>>;
  /** Is given everything that the tool prints; it is printed all the same. */
  readonly watch?: (text: string) => void;
}

/** Runs `node script args…` in the checkout and answers its exit status; 1 if it was killed. */
export function runTool(script: string, args: readonly string[], { environment = {}, watch }: ToolRun = {}): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const colours: Record<string, string> = watch !== undefined && process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? { FORCE_COLOR: '1' } : {};
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, env: { ...process.env, ...colours, ...environment }, stdio: ['ignore', watch === undefined ? 'inherit' : 'pipe', watch === undefined ? 'inherit' : 'pipe'] });
  running.add(child);
  for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]] as const) {
    from?.setEncoding('utf8');
    from?.on('data', (text: string) => {
      to.write(text);
      watch?.(text);
    });
  }
  child.once('error', reject);
  child.once('close', (status) => {
    running.delete(child);
    resolve(status ?? 1);
  });
  return promise;
}
