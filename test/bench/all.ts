// npm run bench: every bench in one run, a table for people and one line of JSON for machines. Ends with 1 if a bar is missed.
import { cpus } from 'node:os';
import { realSops } from '../fakes/real-sops.ts';
import { cliRow } from './cli.ts';
import { loopRows } from './loop.ts';
import { tooSlow, type Row } from './measure.ts';
import { revealRow } from './reveal.ts';
import { sopsRows } from './sops.ts';

const sops = realSops(['--version', '--disable-version-check'], '').stdout.toString('utf8').split('\n', 1)[0] ?? '';
console.log(`${sops}, Node ${process.versions.node}, ${cpus().length} cores`);
const rows: Row[] = [];
for (const bench of [sopsRows, async () => [await cliRow()], async () => [await revealRow()], loopRows]) {
  for (const row of await bench()) {
    rows.push(row);
    console.log(`${tooSlow(row) ? 'MISSED' : 'kept  '}  ${row.ratio.toFixed(2)}× (bar ${row.bar}×)  ${row.what}: ${row.ours.toFixed(1)} ms, ${row.peerIs}: ${row.peer.toFixed(1)} ms`);
  }
}
console.log(JSON.stringify({ sops, node: process.versions.node, rows }));
if (rows.some(tooSlow)) process.exitCode = 1;
