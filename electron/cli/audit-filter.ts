// The filters of `coffre audit list` and `coffre audit export`, as the core takes them.
import type { AuditFilter } from '../../shared/ipc/audit.ts';
import type { Invocation } from './answer.ts';
import { failure } from './failure.ts';

/** A day, or a time with its zone. */
function timeOf(text: string | undefined, typed: string, command: string): string | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw failure('bad-time', { typed, command });
  return new Date(at).toISOString();
}

export function filterOf({ options }: Invocation, command: string): AuditFilter {
  const { who, what, secret, backend, result, text } = options;
  return { who, what, secret, backend, text, result: result === 'answered' || result === 'refused' ? result : undefined, since: timeOf(options['since'], '--since', command), until: timeOf(options['until'], '--until', command) };
}
