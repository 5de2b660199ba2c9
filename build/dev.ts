// npm run dev [PATH]: the Chromium host on Vite's server, with live reload. Must never be used for real secrets: the page may run code that was written a second ago.
import { resolve } from 'node:path';
import { findChromium } from '../electron/host/index.ts';
import { systemLanguage } from '../electron/node-ports/index.ts';
import { shellWords } from '../shared/words/index.ts';
import { startDevServer } from './dev-server.ts';
import { runHost } from './run-host.ts';

const words = shellWords(systemLanguage(process.env)).start;
const found = findChromium(process.env);
if (found === undefined) {
  console.error(words.nextForWindow);
  process.exit(1);
}
const { serve, beforePage, close } = await startDevServer();
console.log('DEVELOPMENT: the page’s policy is looser than in the product. Do not open real secrets.');
const named = process.argv.slice(2).find((word) => !word.startsWith('-'));
const path = named === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? process.cwd(), named);
const status = await runHost({ found, path, words, say: (line) => { console.log(line); }, serve, beforePage });
await close();
process.exit(status);
