// Starts safe-file-child.ts, as nobody where the test itself runs as root: root writes into read-only folders, and a permission test would prove nothing.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildAnswer, ChildRequest } from './safe-file-child.ts';

export const isRoot = process.getuid?.() === 0;
export const nobody = 65534;

export const childScript = fileURLToPath(new URL('safe-file-child.ts', import.meta.url));

/** Resolves to what the child printed, or to undefined if it was killed. */
export function runSafeFile(request: ChildRequest, options: { readonly unprivileged?: boolean } = {}): Promise<ChildAnswer | undefined> {
  const drop = options.unprivileged === true && isRoot ? { uid: nobody, gid: nobody } : {};
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childScript, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] }, ...drop });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (status, signal) => {
      if (signal === 'SIGKILL') resolve(undefined);
      else if (status === 0) resolve(JSON.parse(printed) as ChildAnswer);
      else reject(new Error(`the child ended with ${String(status)}`));
    });
  });
}
