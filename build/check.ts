// npm run check: types, lint, layers and unit tests. Everything that needs no build and no browser; runs all of them, so that one failure does not hide another.
import { runTool } from './run-tool.ts';

const steps: readonly (readonly [what: string, script: string, args: readonly string[]])[] = [
  ['types', 'node_modules/typescript/bin/tsc', ['-b']],
  ['lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']],
  ['layers', 'build/check-layers.ts', []],
  ['unit tests', 'node_modules/vitest/vitest.mjs', ['run', '--project', 'unit', '--project', 'contract']],
];

const broken: string[] = [];
for (const [what, script, args] of steps) {
  console.log(`— ${what}`);
  if (await runTool(script, args) !== 0) broken.push(what);
}
console.log(broken.length === 0 ? `\nAll in order: ${steps.map(([what]) => what).join(', ')}.` : `\nNot in order: ${broken.join(', ')}.`);
if (broken.length > 0) process.exitCode = 1;
