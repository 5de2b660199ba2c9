// Says where the repository breaks its own rules: imports, doors, cycles, lengths, tests of hardening lines, opened secrets. Part of `npm run check`.
import { join } from 'node:path';
import { checkHouse } from './check-layers/index.ts';

const { problems, sources } = checkHouse(join(import.meta.dirname, '..'));
for (const { file, line, rule, message } of problems) console.error(`${file}${line > 0 ? `:${String(line)}` : ''}  ${rule}: ${message}`);
if (problems.length > 0) console.error(`\n${String(problems.length)} broken rules in ${String(sources)} sources.`);
else console.log(`layers: ${String(sources)} sources, every rule kept.`);
process.exitCode = problems.length > 0 ? 1 : 0;
