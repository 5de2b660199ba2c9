// npm run bench: builds what is stale, then measures against the peers in the same run. Says which bar was missed and ends with 1 then.
import { shellWords } from '../shared/words/index.ts';
import { buildIfStale } from './build-if-stale.ts';
import { runTool } from './run-tool.ts';

await buildIfStale(shellWords('en').start, (line) => { console.log(line); });
process.exitCode = await runTool('test/bench/all.ts', process.argv.slice(2));
