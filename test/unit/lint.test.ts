// The lint rules are tried: each line below breaks one, and must be found in the file that it stands in. A mistake in an override would switch a rule off silently.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** rule, file, text. */
const violations: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-restricted-imports', 'shared/a01.ts', `import 'zod';`],
  ['no-restricted-imports', 'shared/a02.ts', `import 'node:fs';`],
  ['no-restricted-imports', 'shared/a03.ts', `import '../electron/core/ports.ts';`],
  ['no-restricted-globals', 'shared/a04.ts', 'document.title = "";'],
  ['no-restricted-imports', 'electron/core/room/a05.ts', `import 'electron';`],
  ['no-restricted-imports', 'electron/core/room/a06.ts', `import '../../shell/window.ts';`],
  ['no-restricted-imports', 'electron/core/room/a51.ts', `import { readFile } from 'node:fs/promises'; void readFile('a');`],
  ['no-restricted-imports', 'electron/core/room/a52.ts', `import { readFileSync } from 'node:fs'; readFileSync('a');`],
  ['no-restricted-imports', 'electron/core/gate/a07.ts', `import 'electron';`],
  ['no-restricted-imports', 'electron/core/gate/a08.ts', `import '../room/index.ts';`],
  ['no-restricted-imports', 'electron/core/gate/a09.ts', `import '../audit/index.ts';`],
  ['no-restricted-globals', 'electron/core/gate/a10.ts', `localStorage.setItem('a', 'b');`],
  ['no-restricted-globals', 'electron/core/room/a11.ts', `void fetch('https://example.com');`],
  ['no-restricted-imports', 'electron/cli/a12.ts', `import 'electron';`],
  ['no-restricted-imports', 'electron/cli/a13.ts', `import '../shell/window.ts';`],
  ['no-restricted-imports', 'electron/node-ports/a14.ts', `import 'electron/main';`],
  ['no-restricted-imports', 'electron/host/a15.ts', `import 'electron';`],
  ['no-restricted-imports', 'build/a16.ts', `import 'electron';`],
  ['no-restricted-imports', 'renderer/features/x/a17.ts', `import 'electron';`],
  ['no-restricted-imports', 'renderer/features/x/a18.ts', `import 'node:fs';`],
  ['no-restricted-imports', 'renderer/features/x/a19.ts', `import 'fs';`],
  ['no-restricted-imports', 'renderer/features/x/a20.ts', `import '../../../electron/core/index.ts';`],
  ['no-restricted-imports', 'renderer/stores/a21.ts', `import { persist } from 'zustand/middleware';`],
  ['no-restricted-imports', 'renderer/stores/a22.ts', `import { devtools } from 'zustand/middleware/devtools';`],
  ['no-restricted-globals', 'renderer/stores/a23.ts', `localStorage.setItem('a', 'b');`],
  ['no-restricted-globals', 'renderer/bridge/a24.ts', `void fetch('/a');`],
  ['no-restricted-properties', 'renderer/features/x/a25.ts', `document.body.innerHTML = '';`],
  ['no-restricted-properties', 'renderer/features/x/a26.ts', `void navigator.clipboard.writeText('');`],
  ['no-restricted-properties', 'renderer/features/x/a27.ts', `Reflect.get(window.bridge, 'call');`],
  ['no-restricted-properties', 'renderer/bridge/a28.ts', `document.body.innerHTML = '';`],
  ['no-danger', 'renderer/features/x/a29.tsx', `export const A = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;`],
  ['rules-of-hooks', 'renderer/features/x/a30.tsx', `import { useState } from 'react'; export function A({ on }: { on: boolean }) { if (on) useState(0); return null; }`],
  ['no-console', 'electron/core/room/a31.ts', `console.log('');`],
  ['no-console', 'renderer/a32.ts', `console.log('');`],
  ['no-console', 'electron/shell/a33.ts', `console.log('');`],
  ['no-default-export', 'electron/core/room/a34.ts', 'export default 1;'],
  ['no-default-export', 'test/unit/a35.ts', 'export default 1;'],
  ['no-floating-promises', 'electron/core/room/a36.ts', 'Promise.resolve();'],
  ['no-floating-promises', 'test/unit/a37.ts', 'Promise.resolve();'],
  ['no-misused-promises', 'electron/core/room/a38.ts', '[1].forEach(async () => { await Promise.resolve(); });'],
  ['switch-exhaustiveness-check', 'electron/core/room/a39.ts', `declare const k: 'a' | 'b'; switch (k) { case 'a': break; }`],
  ['no-explicit-any', 'electron/core/room/a40.ts', 'export const a: any = 1;'],
  ['no-unsafe-assignment', 'electron/core/room/a41.ts', `export const a: string = JSON.parse('1');`],
  ['no-unsafe-member-access', 'electron/core/room/a42.ts', `export const a = JSON.parse('1').b as unknown;`],
  ['no-non-null-assertion', 'electron/core/room/a43.ts', 'export const a = [1].at(0)!;'],
  ['only-throw-error', 'electron/core/room/a44.ts', `export function a() { throw 'text'; }`],
  ['no-empty', 'electron/core/room/a45.ts', 'try { JSON.stringify(1); } catch {}'],
  ['no-eval', 'electron/core/room/a46.ts', `eval('1');`],
  ['ban-ts-comment', 'electron/core/room/a47.ts', '// @ts-ignore\nexport const a = 1;'],
  ['eqeqeq', 'electron/core/room/a48.ts', 'export const a = (b: unknown) => b == 1;'],
  ['no-focused-tests', 'test/unit/a49.test.ts', `import { test } from 'vitest'; test.only('a', () => {});`],
  ['max-lines', 'electron/core/room/a50.ts', `${'// A line.\n'.repeat(300)}export const a = 1;\n`.replaceAll('// A line.', 'void 0;')],
];
const allowed: readonly (readonly [file: string, text: string])[] = [
  ['shared/b01.ts', `import 'valibot';`],
  ['electron/core/gate/b02.ts', `import '../secret/index.ts'; import '../ports.ts'; import '../refusal.ts';`],
  ['electron/shell/b03.ts', `import { app } from 'electron'; void app;`],
  ['electron/cli/b04.ts', `console.log('');`],
  ['renderer/bridge/b05.ts', `declare global { interface Window { readonly bridge: object } } export const b = window.bridge;`],
  ['build/vite.renderer.ts', 'export default {};'],
  ['electron/core/room/b06.ts', 'try { JSON.stringify(1); } catch { /* A reason. */ }'],
];

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}
let folder = '';
let found: readonly Diagnostic[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, target: 'es2024', lib: ['es2024', 'dom'], module: 'esnext', moduleResolution: 'bundler', jsx: 'preserve', types: [], allowImportingTsExtensions: true, noEmit: true }, include: ['**/*.ts', '**/*.tsx'] }));
  for (const [file, text] of [...violations.map(([, file, text]) => [file, text] as const), ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  let output: string;
  try {
    output = execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--format=json'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    // It exits with 1 because it found something, as it should.
    output = (error as { readonly stdout: string }).stdout;
  }
  found = (JSON.parse(output) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const rulesOf = (file: string): readonly string[] => found.filter((one) => one.filename.replaceAll('\\', '/') === file).map((one) => /\(([^)]+)\)/.exec(one.code)?.[1] ?? one.code);

test.each(violations)('%s is kept in %s', (rule, file) => {
  expect(rulesOf(file)).toContain(rule);
});
test.each(allowed)('%s may do what its layer may', (file) => {
  expect(rulesOf(file)).toEqual([]);
});
