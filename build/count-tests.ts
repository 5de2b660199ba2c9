// Adds up what vitest's JSON reporter says. A file that could not even be loaded, or an error outside of every test, counts as a failure: it must never look like a pass.
import { stripVTControlCharacters } from 'node:util';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
interface FileResult {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

const isReport = (value: unknown): value is { readonly testResults: readonly FileResult[] } => typeof value === 'object' && value !== null && 'testResults' in value && Array.isArray(value.testResults);

/** Counts tests. `endedWell` is what the exit status of the run says. */
export function countTests(report: unknown, endedWell: boolean): Counts {
  if (!isReport(report)) return { passed: 0, failed: 1, skipped: 0 };
  const statuses = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const silent = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length + silent;
  const nothingRan = passed + failed === 0;
  return { passed, failed: failed === 0 && (!endedWell || nothingRan) ? 1 : failed, skipped: statuses.length - passed - statuses.filter((status) => status === 'failed').length };
}

/** The last line of `npm test`. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}

/** Lines by which a test says loudly that it could not run, once each. */
export function skipLines(output: string): readonly string[] {
  return [...new Set(stripVTControlCharacters(output).split('\n').map((line) => line.trim()).filter((line) => line.startsWith('!! SKIPPED:')))];
}
