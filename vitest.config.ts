// How tests run: quick ones and those that mostly wait for a page side by side, those that start whole programs or kill them one after the other (two cores are few).
import { defineConfig } from 'vitest/config';

const deep = process.env['COFFRE_DEEP'] === '1';
const seconds = (count: number): number => count * 1000 * (deep ? 20 : 1);

interface Project {
  readonly name: string;
  readonly timeout: number;
  /** After the quick ones, in this turn. */
  readonly turn?: number;
  /** One file at a time. */
  readonly alone?: true;
  /**
   * Where its specs lie, if not in all of the folder of its name.
   * WHY nothing that leaves out: a project with an exclusion of its own no longer hears of what the command line leaves out.
   */
  readonly include?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const projects: readonly Project[] = [
  { name: 'unit', timeout: 30 },
  { name: 'contract', timeout: 60 },
  { name: 'core', timeout: 60 },
  { name: 'shell', timeout: 30 },
  { name: 'electron', timeout: 60, turn: 1, alone: true },
  { name: 'host', timeout: 90, turn: 1, alone: true },
  // WHY another browser: what a page does is the same in it, and it starts with half the work. How a page looks is not, to the pixel.
  { name: 'ui', timeout: 90, turn: 2, include: 'test/ui', env: { COFFRE_BROWSER: process.env['COFFRE_BROWSER'] ?? 'headless' } },
  { name: 'visual', timeout: 90, turn: 2, include: 'test/ui/visual/**' },
  { name: 'security', timeout: 120, turn: 3, alone: true },
];

export default defineConfig({
  test: {
    projects: projects.map(({ name, timeout, turn = 0, alone = false, include = `test/${name}/**`, env = {} }) => ({
      test: {
        name, env,
        include: [`${include}/*.test.{ts,tsx}`],
        environment: 'node',
        setupFiles: ['test/seed.ts'],
        // WHY more than the usual second: two browsers on two cores.
        expect: { poll: { timeout: 10_000 } },
        testTimeout: seconds(timeout),
        hookTimeout: seconds(timeout),
        maxWorkers: alone ? 1 : 2,
        sequence: { groupOrder: turn },
      },
    })),
  },
});
