// Steps between the code and Node's file functions, so that a test can fail, delay or kill at an exact call. Must be undone by the answer of hookFs.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
/** Called instead of the function; `real` runs it. Names: `open`, `linkSync`, `handle.sync`, `spawn` … */
export type Intercept = (name: string, args: readonly unknown[], real: () => unknown) => unknown;

const onPromises = ['access', 'chmod', 'link', 'lstat', 'mkdir', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'stat', 'unlink', 'writeFile'];
const onSync = ['linkSync', 'lstatSync', 'renameSync', 'unlinkSync', 'openSync', 'writeSync', 'fsyncSync', 'closeSync', 'readFileSync', 'mkdirSync', 'writeFileSync'];
const onHandle = ['chmod', 'chown', 'close', 'datasync', 'read', 'readFile', 'stat', 'sync', 'truncate', 'write', 'writeFile'];

async function handlePrototype(): Promise<object> {
  const path = join(tmpdir(), `coffre-test-hook-${String(process.pid)}`);
  const handle = await fs.promises.open(path, 'w');
  await handle.close();
  fs.unlinkSync(path);
  return Object.getPrototypeOf(handle) as object;
}

/** Installs the hook in this process; the answer takes it away again. */
export async function hookFs(intercept: Intercept): Promise<() => void> {
  const undo: (() => void)[] = [];
  const wrap = (owner: object, key: string, name: string): void => {
    const holder = owner as Record<string, AnyFunction | undefined>;
    const real = holder[key];
    if (real === undefined) return;
    holder[key] = function hooked(this: unknown, ...args: unknown[]) {
      return intercept(name, args, () => Reflect.apply(real, this, args));
    };
    undo.push(() => {
      holder[key] = real;
    });
  };
  const prototype = await handlePrototype();
  for (const key of onPromises) wrap(fs.promises, key, key);
  for (const key of onSync) wrap(fs, key, key);
  for (const key of onHandle) wrap(prototype, key, `handle.${key}`);
  wrap(childProcess, 'spawn', 'spawn');
  syncBuiltinESMExports();
  return () => {
    for (const step of undo) step();
    syncBuiltinESMExports();
  };
}
