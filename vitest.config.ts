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
}
const projects: readonly Project[] = [
  { name: 'unit', timeout: 30 },
  { name: 'contract', timeout: 60 },
  { name: 'core', timeout: 60 },
  { name: 'shell', timeout: 30 },
  { name: 'electron', timeout: 60, turn: 1, alone: true },
  { name: 'host', timeout: 90, turn: 1, alone: true },
  { name: 'ui', timeout: 90, turn: 2 },
  { name: 'security', timeout: 120, turn: 3, alone: true },
];

export default defineConfig({
  test: {
    projects: projects.map(({ name, timeout, turn = 0, alone = false }) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
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
