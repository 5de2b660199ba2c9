// What an unexpected failure leaves behind: an id for the person, and frames without content for the local log.
import { randomBytes } from 'node:crypto';

const frame = /^\s*at (?:async )?(?:(?<name>[\w$.<>\s[\]]{1,80}?) )?\(?(?:file:\/\/)?(?<file>[^()]*?)(?<line>:\d+:\d+)\)?$/;

/** The stack behind its message, or undefined if it cannot be told where the message ends, because somebody changed one of them. */
function framesOf({ stack = '', message }: Error): string | undefined {
  const start = message === '' ? 0 : stack.indexOf(message);
  const head = message === '' ? (stack.split('\n', 1)[0] ?? '') : stack.slice(0, Math.max(start, 0));
  if (start === -1 || head.includes('\n') || (message === '' && head.includes(':'))) return undefined;
  return stack.slice(start + (message === '' ? head.length : message.length));
}

/** Function names and places only. WHY: messages and paths may hold content, and a message may hold lines that look like frames, so neither is kept. */
export function redactStack(error: unknown): string {
  const lines = error instanceof Error ? framesOf(error)?.split('\n') : undefined;
  if (lines === undefined) return 'no stack';
  const frames = lines.flatMap((line) => {
    const found = frame.exec(line)?.groups;
    return found === undefined ? [] : [`${found['name'] ?? 'anonymous'}@${found['file']?.split(/[\\/]/).at(-1) ?? ''}${found['line'] ?? ''}`];
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
