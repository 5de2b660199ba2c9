// What an unexpected failure leaves behind: an id for the person, and frames without content for the local log.
import { randomBytes } from 'node:crypto';

const frame = /^\s*at (?:async )?(?:(?<name>[\w$.<>\s[\]]{1,80}?) )?\(?(?:file:\/\/)?(?<file>[^()]*?)(?<line>:\d+:\d+)\)?$/;

/** Function names and places only. WHY: messages and paths may hold content, so neither is kept. */
export function redactStack(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return 'no stack';
  const frames = error.stack.split('\n').flatMap((line) => {
    const found = frame.exec(line)?.groups;
    return found === undefined ? [] : [`${found['name'] ?? 'anonymous'}@${found['file']?.split('/').at(-1) ?? ''}${found['line'] ?? ''}`];
  });
  return frames.slice(0, 12).join(' < ');
}

const errorName = (error: unknown): string => (error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'unknown');

// SECURITY(redacted-log): the raw message of an unexpected error goes nowhere.
/** Logs one redacted line and answers with its id. */
export function reportIncident(log: (line: string) => void, at: Date, where: string, error: unknown): string {
  const id = randomBytes(6).toString('hex');
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && /^[A-Z_0-9]{1,40}$/.test(error.code) ? ` ${error.code}` : '';
  log(`${at.toISOString()} incident ${id} ${where} ${errorName(error)}${code} ${redactStack(error)}`);
  return id;
}
