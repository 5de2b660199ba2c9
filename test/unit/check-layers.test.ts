// Each rule of the house meets a repository that breaks it, and one that only seems to.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkHouse, type Problem } from '../../build/check-layers/index.ts';

/** Writes the files into a fresh folder and answers `file:line message` for each problem of one rule. */
function broken(rule: Problem['rule'], files: Readonly<Record<string, string>>): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'coffre-house-'));
  onTestFinished(() => { rmSync(root, { recursive: true }); });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkHouse(root).problems.filter((problem) => problem.rule === rule).map(({ file, line, message }) => `${file}:${String(line)} ${message}`);
}
const paragraph = 'What this room is for, its door, what it must never do, and why it is so. '.repeat(3);

describe('layers', () => {
  const empty = '// Nothing here.\n';
  const forbidden: readonly (readonly [from: string, text: string, instead: RegExp])[] = [
    ['shared/ipc/a.ts', `import { x } from 'yaml';`, /shared imports valibot and itself/],
    ['shared/ipc/a.ts', `import { join } from 'node:path';`, /shared imports valibot/],
    ['shared/words/a.ts', `import { x } from '../../electron/core/ports.ts';`, /shared imports valibot/],
    ['electron/core/room/index.ts', `import { app } from 'electron';`, /is a port in core\/ports/],
    ['electron/core/room/index.ts', `import type { App } from 'electron';`, /may not import electron/],
    ['electron/core/room/index.ts', `import { createRouter } from '../gate/index.ts';`, /the gate comes to you/],
    ['electron/core/room/index.ts', `import { words } from '../../../shared/words/index.ts';`, /words are for adapters/],
    ['electron/core/room/index.ts', `import { x } from '../../shell/window.ts';`, /A room knows/],
    ['electron/core/room/index.ts', `import { z } from 'zod';`, /may not import zod/],
    ['electron/core/room/index.ts', `import { connect } from 'node:tls';`, /a connection comes from core\/connections/],
    ['electron/core/room/index.ts', `import { request } from 'node:http';`, /a connection comes from core\/connections/],
    ['electron/core/gate/a.ts', `import { x } from '../room/index.ts';`, /The gate knows no room/],
    ['electron/core/secret/index.ts', `import { x } from '../ports.ts';`, /Plaintext wrappers know nobody/],
    ['electron/core/ports.ts', `import { x } from './room/index.ts';`, /the ground/],
    ['electron/core/index.ts', `import { x } from './room/inside.ts';`, /by their doors/],
    ['electron/node-ports/index.ts', `import { x } from '../core/room/index.ts';`, /plain Node/],
    ['electron/shell/window.ts', `import { x } from '../core/room/index.ts';`, /by router\.handle/],
    ['electron/host/index.ts', `import { x } from 'electron';`, /may not import electron/],
    ['electron/host/index.ts', `import { x } from '../shell/window.ts';`, /only what it serves/],
    ['electron/cli.ts', `import { x } from './core/room/index.ts';`, /by router\.handle/],
    ['electron/cli/get.ts', `import { x } from '../shell/window.ts';`, /by router\.handle/],
    ['electron/main.ts', `import { x } from './core/room/index.ts';`, /order of start-up/],
    ['electron/preload.ts', `import { x } from './shell/window.ts';`, /never grows/],
    ['electron/preload.ts', `import { x } from '../shared/ipc/a.ts';`, /only types/],
    ['renderer/bridge/index.ts', `import { contract } from '../../shared/ipc/a.ts';`, /import type/],
    ['renderer/components/button.tsx', `import { x } from '../bridge/index.ts';`, /Components are dumb/],
    ['renderer/components/button.tsx', `import { create } from 'zustand';`, /Components are dumb/],
    ['renderer/features/files/index.ts', `import { join } from 'node:path';`, /may not import node:path/],
    ['renderer/features/files/index.ts', `import { x } from '../../../electron/core/ports.ts';`, /A feature knows/],
    ['renderer/features/files/index.ts', `import { x } from '../../../shared/ipc/a.ts';`, /types come through the bridge/],
    ['renderer/stores/toasts.ts', `import { x } from '../features/files/index.ts';`, /App-wide stores/],
    ['build/start.ts', `import { app } from 'electron';`, /starts a download/],
    ['test/shell/window.test.ts', `import { app } from 'electron';`, /types from electron/],
  ];
  test.each(forbidden)('%s may not: %s', (from, text, instead) => {
    const others = { 'electron/core/ports.ts': empty, 'electron/core/room/index.ts': empty, 'electron/core/room/inside.ts': empty, 'electron/core/gate/index.ts': empty, 'electron/shell/window.ts': empty, 'shared/ipc/a.ts': empty, 'shared/words/index.ts': empty, 'renderer/bridge/index.ts': empty, 'renderer/features/files/index.ts': empty };
    const found = broken('layer', { ...others, [from]: `// Breaks the table.\n${text}\n` });
    expect(found).toEqual([expect.stringMatching(instead)]);
    expect(found[0]).toContain(`${from}:2 `);
  });

  test('what the table allows passes', () => {
    expect(broken('layer', {
      'shared/ipc/a.ts': `import * as v from 'valibot';`, 'shared/words/index.ts': `import type { A } from '../ipc/a.ts';`,
      'electron/core/ports.ts': `import type { A } from '../../shared/ipc/a.ts';`, 'electron/core/refusal.ts': empty, 'electron/core/secret/index.ts': `import { inspect } from 'node:util';`,
      'electron/core/gate/index.ts': `export { a } from './sender.ts';`, 'electron/core/gate/sender.ts': `import * as v from 'valibot';`,
      'electron/core/one/index.ts': `import { a } from './parts/a.ts'; import { b } from '../two/index.ts'; import { c } from '../refusal.ts'; import { d } from 'yaml';`, 'electron/core/one/parts/a.ts': `import { x } from '../b.ts';`, 'electron/core/one/b.ts': empty,
      'electron/core/two/index.ts': empty, 'electron/core/index.ts': `import { a } from './gate/index.ts'; import { b } from './one/index.ts';`,
      'electron/shell/window.ts': `import { app } from 'electron'; import { a } from '../core/gate/sender.ts'; import { b } from '../core/index.ts';`,
      'electron/preload.ts': `import { c } from 'electron'; import type { A } from '../shared/ipc/a.ts';`, 'renderer/bridge/index.ts': `import type { A } from '../../shared/ipc/a.ts';`,
      'renderer/features/files/index.ts': `import { a } from '../../bridge/index.ts'; import './files.css'; import { w } from '../../../shared/words/index.ts';`, 'renderer/features/files/files.css': '',
      'test/shell/window.test.ts': `import type { App } from 'electron';`,
    })).toEqual([]);
  });

  test('an import is seen however it is written, and only where it is one', () => {
    const ways = [`export * from 'electron';`, `export { app } from 'electron';`, `const e = await import('electron');`, 'const e = await import(`electron`);', `type E = import('electron').App;`, `const e = require('electron');`, `import 'electron/main';`];
    for (const way of ways) expect(broken('layer', { 'electron/core/room/index.ts': way }), way).toHaveLength(1);
    const notImports = [`// import { app } from 'electron';`, `const text = "import { app } from 'electron'";`, `/* require('electron') */`, `const o = { require: 1 };`];
    for (const text of notImports) expect(broken('layer', { 'electron/core/room/index.ts': text }), text).toEqual([]);
  });

  test('an import that names no file, or no readable name, is refused', () => {
    expect(broken('layer', { 'electron/core/room/index.ts': `import { a } from './gone.ts';` })).toEqual([expect.stringContaining('names no file')]);
    expect(broken('layer', { 'electron/core/room/index.ts': `const a = await import(process.argv[2] ?? '');` })).toEqual([expect.stringContaining('write the name out')]);
  });

  test('only test/fixtures is left alone', () => {
    const bad = `import { app } from 'electron';`;
    expect(broken('layer', { 'test/fixtures/bad.ts': bad, 'electron/core/fixtures/bad.ts': bad, 'electron/core/dist/bad.ts': bad })).toHaveLength(2);
  });

  test('a file outside the map has no layer', () => {
    expect(broken('layer', { 'electron/odd/thing.ts': `import { a } from 'node:fs';` })).toEqual([expect.stringContaining('lies in no layer')]);
  });

  test('a file that cannot be parsed is a problem, not a pass', () => {
    expect(broken('parse', { 'electron/core/room/index.ts': 'import { from' })).toHaveLength(1);
  });
});

describe('doors', () => {
  const room = { 'electron/core/room/index.ts': '// Door.', 'electron/core/room/inside.ts': '// Inside.' };
  test('nothing imports past an index.ts', () => {
    expect(broken('door', { ...room, 'electron/core/other/index.ts': `import { a } from '../room/inside.ts';` })).toEqual([expect.stringContaining('import electron/core/room/index.ts')]);
    expect(broken('door', { ...room, 'test/core/other.test.ts': `import { a } from '../../electron/core/room/inside.ts';` })).toHaveLength(1);
    expect(broken('door', { ...room, 'renderer/features/a/index.ts': `import { a } from '../b/store.ts';`, 'renderer/features/b/index.ts': '', 'renderer/features/b/store.ts': '' })).toHaveLength(1);
  });
  test('the room itself, its unit tests and tests that mirror it may look inside', () => {
    expect(broken('door', { ...room, 'electron/core/room/other.ts': `import { a } from './inside.ts';` })).toEqual([]);
    expect(broken('door', { ...room, 'test/unit/anything.test.ts': `import { a } from '../../electron/core/room/inside.ts';` })).toEqual([]);
    expect(broken('door', { ...room, 'test/core/room/inside.test.ts': `import { a } from '../../../electron/core/room/inside.ts';` })).toEqual([]);
  });
  test('a folder inside a room may have a door of its own', () => {
    const formats = { 'electron/core/room/formats/dotenv/index.ts': '', 'electron/core/room/formats/dotenv/lines.ts': '' };
    expect(broken('door', { ...room, ...formats, 'electron/core/room/inside.ts': `import { a } from './formats/dotenv/lines.ts';` })).toHaveLength(1);
  });
});

describe('cycles', () => {
  test('two files that import each other', () => {
    expect(broken('cycle', { 'electron/core/room/a.ts': `import { b } from './b.ts';`, 'electron/core/room/b.ts': `import { a } from './a.ts';` })).toEqual([expect.stringContaining('electron/core/room/a.ts → electron/core/room/b.ts → electron/core/room/a.ts')]);
  });
  test('two rooms that import each other through different files', () => {
    expect(broken('cycle', { 'electron/core/one/index.ts': '', 'electron/core/one/user.ts': `import { b } from '../two/index.ts';`, 'electron/core/two/index.ts': '', 'electron/core/two/user.ts': `import { a } from '../one/index.ts';` })).toHaveLength(1);
  });
  test('a late import makes no cycle between files, but one between rooms', () => {
    expect(broken('cycle', { 'electron/core/room/a.ts': `import { b } from './b.ts';`, 'electron/core/room/b.ts': `const a = () => import('./a.ts');` })).toEqual([]);
    expect(broken('cycle', { 'electron/core/one/index.ts': `import { b } from '../two/index.ts';`, 'electron/core/two/index.ts': `const a = () => import('../one/index.ts');` })).toHaveLength(1);
  });
  test('types alone make no cycle', () => {
    expect(broken('cycle', { 'electron/core/room/a.ts': `import { b } from './b.ts';`, 'electron/core/room/b.ts': `import type { A } from './a.ts';` })).toEqual([]);
  });
});

describe('lengths', () => {
  const lines = (count: number): string => '// A line.\n'.repeat(count);
  test('a file, a door and main.ts have their limits', () => {
    expect(broken('limit', { 'electron/core/room/long.ts': lines(301), 'electron/core/room/index.ts': lines(151), 'electron/main.ts': lines(121), 'test/unit/long.test.ts': lines(301) })).toHaveLength(4);
    expect(broken('limit', { 'electron/core/room/long.ts': lines(300), 'electron/core/room/index.ts': lines(150), 'electron/main.ts': lines(120) })).toEqual([]);
  });
});

describe('security tags', () => {
  const hardened = { 'electron/shell/harden.ts': '// Hardens.\n// SECURITY(no-new-window): denied.\n' };
  test('a tag without a test of its name', () => {
    expect(broken('security-test', hardened)).toEqual([expect.stringContaining('electron/shell/harden.ts:2 no test names no-new-window')]);
  });
  test('the name must stand in the title of a test, whole, and not in a comment', () => {
    const withTest = (text: string): readonly string[] => broken('security-test', { ...hardened, 'test/shell/harden.test.ts': text });
    expect(withTest(`// no-new-window\ntest('windows', () => {});`)).toHaveLength(1);
    expect(withTest(`test('no-new-window-at-all: denied', () => {});`)).toHaveLength(1);
    expect(withTest(`test('truly-no-new-window: denied', () => {});`)).toHaveLength(1);
    expect(withTest(`const name = 'no-new-window';`)).toHaveLength(1);
    expect(withTest(`test('no-new-window: denied', () => {});`)).toEqual([]);
    expect(withTest(`describe('no-new-window', () => {});`)).toEqual([]);
    expect(withTest(`test.skipIf(false)('SECURITY(no-new-window)', () => {});`)).toEqual([]);
    expect(withTest('test.each([1])(`no-new-window ${1}`, () => {});')).toEqual([]);
  });
  test('a tag that nobody could find is refused', () => {
    expect(broken('security-test', { 'electron/shell/harden.ts': '// SECURITY: denied.' })).toEqual([expect.stringContaining('kebab-case')]);
  });
  test('pages and styles are read too', () => {
    expect(broken('security-test', { 'renderer/index.html': '<!-- SECURITY(no-inline-script): none. -->' })).toHaveLength(1);
  });
});

describe('opened secrets', () => {
  test('only the files of the list open one, however it is written', () => {
    for (const text of ['secret.expose();', 'secret?.exposeBytes();', `secret['expose']();`, 'const { expose } = secret;', 'run(secret.expose);']) {
      expect(broken('expose', { 'electron/core/room/index.ts': text }), text).toEqual([expect.stringContaining('pass the SecretText')]);
    }
    expect(broken('expose', { 'electron/core/gate/router.ts': 'secret.expose();', 'test/core/room.test.ts': 'secret.expose();', 'electron/core/room/index.ts': 'def.exposes; page.exposeBinding();' })).toEqual([]);
  });
});

describe('writing', () => {
  test('a room without a README, or with an empty one', () => {
    expect(broken('readme', { 'electron/core/room/index.ts': '', 'electron/core/README.md': paragraph })).toEqual([expect.stringContaining('electron/core/room/README.md:0 missing')]);
    expect(broken('readme', { 'electron/core/room/README.md': '# Room', 'electron/core/README.md': paragraph })).toEqual([expect.stringContaining('too short')]);
    expect(broken('readme', { 'electron/core/room/README.md': paragraph, 'electron/core/README.md': paragraph, 'renderer/features/files/README.md': paragraph })).toEqual([]);
  });
  test('leftovers in comments, not in strings', () => {
    expect(broken('leftover', { 'electron/core/room/index.ts': '// TODO later\n/* FIXME */' })).toHaveLength(2);
    expect(broken('leftover', { 'electron/core/room/index.ts': `const text = 'TODO XXXXXX'; // mkdtemp takes XXXXXX` })).toEqual([]);
  });
  test('a rule that somebody silenced', () => {
    for (const text of ['// oxlint-disable-next-line no-console', '/* eslint-disable */', '// @ts-ignore', '// @ts-expect-error: odd']) expect(broken('leftover', { 'electron/core/room/index.ts': text }), text).toHaveLength(1);
    expect(broken('leftover', { 'test/unit/a.test.ts': '// @ts-expect-error: a missing handler does not compile' })).toEqual([]);
  });
  test('names that are not kebab-case or say nothing', () => {
    expect(broken('naming', { 'electron/core/room/saveFile.ts': '', 'electron/core/room/utils.ts': '', 'test/unit/helpers.test.ts': '' })).toHaveLength(3);
    expect(broken('naming', { 'shared/ipc/common-errors.ts': '', 'test/unit/save-file.test.ts': '', 'build/vite.electron.ts': '' })).toEqual([]);
  });
  test('a file that does not say why it exists', () => {
    expect(broken('head', { 'electron/core/room/index.ts': `import { a } from 'node:fs';` })).toHaveLength(1);
    expect(broken('head', { 'electron/cli.ts': '#!/usr/bin/env node\n// The command line.\n' })).toEqual([]);
  });
});

test('an empty repository breaks nothing, and the answer says how much was read', () => {
  const root = mkdtempSync(join(tmpdir(), 'coffre-house-'));
  onTestFinished(() => { rmSync(root, { recursive: true }); });
  expect(checkHouse(root)).toEqual({ problems: [], sources: 0 });
});
