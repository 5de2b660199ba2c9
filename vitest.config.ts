// How tests run, on two cores: in threes, since each waits for something now and then; those that mind a loaded machine in twos, in a turn of their own.
import { defineConfig } from 'vitest/config';

const deep = process.env['COFFRE_DEEP'] === '1';
const seconds = (count: number): number => count * 1000 * (deep ? 20 : 1);

interface Project {
  readonly name: string;
  readonly timeout: number;
  /** After the quick ones, in this turn. */
  readonly turn?: number;
  /** A process of its own for each file: where a spec looks at the process as a whole. */
  readonly isolate?: true;
  /** Files at a time, three if absent. */
  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}
/** WHY another browser than the whole one: it starts with a third of the work. What is ours about the browser itself, `host` and `security` try with the whole one. */
const light = { COFFRE_BROWSER: process.env['COFFRE_BROWSER'] ?? 'headless' };

const projects: readonly Project[] = [
  { name: 'unit', timeout: 30 },
  { name: 'contract', timeout: 60 },
  { name: 'core', timeout: 60 },
  { name: 'shell', timeout: 30 },
  { name: 'electron', timeout: 60, turn: 1, workers: 2, isolate: true },
  { name: 'host', timeout: 90, turn: 1, workers: 2, isolate: true },
  { name: 'security', timeout: 120, turn: 1, workers: 2, isolate: true },
  { name: 'ui', timeout: 90, turn: 2, env: light },
];

export default defineConfig({
  test: {
    projects: projects.map(({ name, timeout, turn = 0, workers = 3, isolate = false, env = {} }) => ({
      test: {
        name, env, isolate,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        setupFiles: ['test/seed.ts'],
        // WHY more than the usual second: two browsers on two cores.
        expect: { poll: { timeout: 10_000 } },
        testTimeout: seconds(timeout),
        hookTimeout: seconds(timeout),
        maxWorkers: workers,
        sequence: { groupOrder: turn },
      },
    })),
  },
});
