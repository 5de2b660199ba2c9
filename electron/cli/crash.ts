// What is left of a failure that nobody expected: a number for the person, and places without content in the local log.
import { randomBytes } from 'node:crypto';
import { fileLog, nodePaths } from '../node-ports/index.ts';
import { Failure } from './failure.ts';

const place = /([\w.-]+\.(?:js|ts|mjs):\d+:\d+)\)?$/;

/** Names of files and line numbers of the stack; never its message. */
function places(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return lines.flatMap((line) => place.exec(line)?.[1] ?? []).slice(0, 8).join(' < ');
}

export function reportCrash(error: unknown, environment: Readonly<Record<string, string | undefined>>): Failure {
  const incident = randomBytes(6).toString('hex');
  fileLog(nodePaths(environment, process.platform).profile)(`${new Date().toISOString()} incident ${incident} cli ${places(error)}`);
  return new Failure('internal', { incident });
}
