// Where programs that keys need are looked for: on the PATH, by a bare name, and nowhere else.
import { chmodSync, mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProgram } from '../../../electron/core/age/index.ts';
import { keyHome, type KeyHome } from './kit.ts';

let home: KeyHome;
beforeEach(() => { home = keyHome(); });
afterEach(() => { home.remove(); });
function program(way: string): string {
  const path = home.write(way, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

test('the first folder of the PATH that has it, as a file that can be run', async () => {
  mkdirSync(home.at('a/tool'), { recursive: true });
  home.write('b/tool', 'no program');
  const found = program('c/tool');
  program('d/tool');
  expect(await findProgram('tool', { PATH: ['a', 'b', 'c', 'd'].map((way) => home.at(way)).join(':') })).toBe(found);
  expect(await findProgram('other', { PATH: home.at('c') })).toBeUndefined();
  expect(await findProgram('tool', {})).toBeUndefined();
});

test('program-from-path-only: no name leads out of the PATH, and no part of it into the folder at hand', async () => {
  program('bin/tool');
  program('bin/a b');
  program('bin/x..y');
  for (const name of ['../bin/tool', 'bin/tool', home.at('bin/tool'), '..', '.', '', 'a b', 'x..y', 'tool\0', 'tool\n', '~/tool', '$HOME', 'tool;x']) expect(await findProgram(name, { PATH: `${home.at('bin')}:/` })).toBeUndefined();
  const before = process.cwd();
  process.chdir(home.at('bin'));
  try {
    for (const path of ['', '.', ':', '../bin', './']) expect(await findProgram('tool', { PATH: path })).toBeUndefined();
  } finally {
    process.chdir(before);
  }
});
