// npm run test:servers does this first: builds with Go what those tests talk to and compare with, each once (`test/servers/build-go.ts` says where it stays).
import { runTool } from './run-tool.ts';

for (const name of ['sops', 'age', 'vault']) if (await runTool(`test/servers/build-${name}.ts`, []) !== 0) process.exit(1);
