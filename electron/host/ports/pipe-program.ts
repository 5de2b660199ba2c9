// Runs a desktop program with something on its standard input. Must never put what it was given into arguments, errors or the environment.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The first of `names` that lies on PATH. */
export function findProgram(names: readonly string[], environment: Environment): string | undefined {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const timeoutMs = 5000;

// SECURITY(clipboard-by-pipe): a value travels by standard input: arguments are visible to every user of the machine.
/** Resolves once the program took the input and ended with 0. Does not wait for children that it leaves behind to serve the clipboard. */
export function feed(program: string, args: readonly string[], input: string, environment: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...environment }, shell: false, stdio: ['pipe', 'ignore', 'ignore'], timeout: timeoutMs });
    child.once('error', () => { reject(new Error('the program could not be started')); });
    // WHY exit, not close: xclip and wl-copy leave a child that keeps the pipes open as long as it owns the clipboard.
    child.once('exit', (status) => {
      if (status === 0) resolve();
      else reject(new Error('the program failed'));
    });
    child.stdin.on('error', () => {
      // WHY silent: a program that ends early is told by its exit.
    });
    child.stdin.end(input);
  });
}
