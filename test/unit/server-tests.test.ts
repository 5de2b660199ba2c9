// Tests that want a server run in the step of servers: one that lies elsewhere would be left out in both steps, and nobody would notice.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serverTests, withoutServerTests } from '../../build/server-tests.ts';

const checkout = join(import.meta.dirname, '../..');
const files = readdirSync(join(checkout, 'test'), { recursive: true, encoding: 'utf8' }).filter((path) => /\.test\.tsx?$/.test(path)).map((path) => `test/${path.replaceAll('\\', '/')}`);
const inServerStep = (path: string): boolean => serverTests.some((start) => path.startsWith(start));

test('whatever wants a Vault, a directory, the newest sops or the real age runs there', () => {
  const wants = files.filter((path) => /\b(?:hasVault|hasLdap|startVault|realAge)\(|\bsopsVersions\.map\(/.test(readFileSync(join(checkout, path), 'utf8')));
  expect(wants.length).toBeGreaterThan(10);
  expect(wants.filter((path) => !inServerStep(path))).toEqual([]);
  // Each entry still names something, and what one step takes the other leaves out.
  for (const start of serverTests) expect(files.some((path) => path.startsWith(start)), start).toBe(true);
  expect(withoutServerTests.filter((word) => word !== '--exclude')).toHaveLength(serverTests.length);
});
