// `coffre` and `coffre open PATH`: starts the window beside this program and waits for it. Its output is the window's own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { Failure, failure } from './failure.ts';
import { windowScript } from './root.ts';

const forwarded: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP'];

/** Resolves to the status of the child. Ctrl+C reaches it by the terminal; other signals are handed on. */
function start(script: string, args: readonly string[], json: boolean): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['inherit', json ? 2 : 'inherit', 'inherit'] });
    const hand = (signal: NodeJS.Signals): void => { child.kill(signal); };
    const stay = (): void => undefined;
    for (const signal of forwarded) process.on(signal, hand);
    process.on('SIGINT', stay);
    child.on('error', fail);
    child.on('close', (status, signal) => {
      for (const name of forwarded) process.off(name, hand);
      process.off('SIGINT', stay);
      done(status ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

export async function open(invocation: Invocation): Promise<Answer> {
  const [typed] = invocation.arguments;
  const path = typed === undefined ? undefined : resolve(typed);
  if (path !== undefined && !existsSync(path)) throw new Failure('path-not-found', {}, typed);
  const script = windowScript();
  if (script === undefined) throw failure('window-not-here');
  const status = await start(script, path === undefined ? [] : [path], invocation.json);
  if (status === 130) return { status: 130 };
  if (status !== 0) throw failure('window-failed', { status });
  return { json: {} };
}
