// What was read without a line in the audit log, where the policy allows that: said on standard error, whatever was asked for. Loaded only then.
import { errorWords } from '../../shared/words/both.ts';
import type { Page } from './answer.ts';
import type { AuditStanding } from '../../shared/ipc/audit.ts';

export function unloggedText({ cli, language, paint }: Page, { unlogged, fault }: AuditStanding): string {
  const { why } = errorWords(language, 'audit-unavailable', fault === undefined ? {} : { fault });
  return `${paint('red', 'coffre:')} ${cli.auditUnlogged(unlogged)}\n  ${why}\n`;
}
