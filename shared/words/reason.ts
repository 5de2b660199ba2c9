// A refusal's reason, looked up by its short code. An unknown one gets the general sentence, never its raw text.
import type { Facts } from './error-code.ts';

/** The sentence for the fact `reason`, or `otherwise`. */
export function reasonIn(table: Readonly<Record<string, string>>, facts: Facts, otherwise: string): string {
  const reason = facts.text('reason');
  return reason !== undefined && Object.hasOwn(table, reason) ? (table[reason] ?? otherwise) : otherwise;
}
