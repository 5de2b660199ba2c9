#!/usr/bin/env node
// Entry of the command line: says so if Node is too old, then loads the rest. Must import nothing itself: an old Node could not even read it.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// WHY 1 until told otherwise: a program that ends in the middle must not look done.
process.exitCode = 1;
if (major < 22 || (major === 22 && minor < 19)) {
  const { cliWords } = await import('../shared/words/index.ts');
  const locale = [process.env['LC_ALL'], process.env['LC_MESSAGES'], process.env['LANG']].find((value) => value !== undefined && value !== '');
  process.stderr.write(`coffre: ${cliWords(/^fr/i.test(locale ?? '') ? 'fr' : 'en').nodeTooOld(process.versions.node)}\n`);
} else {
  const { run } = await import('./cli/run.ts');
  process.exitCode = await run(process.argv.slice(2), process.env);
}

export {};
