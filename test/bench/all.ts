// npm run bench: every bench in one run, a table for people and one line of JSON for machines. Ends with 1 if a bar is missed.
// `npm run bench -- core`, `formats`, `profile`, `audit`, `vault`, `vault-room`, `audit-room`, `window` or `idle` runs a part, `formats yaml` one format; idleness takes minutes, and the room over a million lines wants the machine for itself, so both are measured only when they are asked for.
import { cpus } from 'node:os';
import { realSops } from '../fakes/real-sops.ts';
import { auditRoomRows } from './audit-room.ts';
import { auditRows } from './audit.ts';
import { cliRow } from './cli.ts';
import { formatRows } from './sops/formats.ts';
import { loopRows } from './loop.ts';
import { tooSlow, type Row } from './measure.ts';
import { profileRows } from './profile.ts';
import { recipientRows } from './sops/recipients.ts';
import { revealRow } from './reveal.ts';
import { sopsRows } from './sops.ts';
import { idleRows } from './idle.ts';
import { vaultRoomRows } from './vault-room.ts';
import { vaultRows } from './vault.ts';
import { windowRows } from './window.ts';

const sops = realSops(['--version', '--disable-version-check'], '').stdout.toString('utf8').split('\n', 1)[0] ?? '';
console.log(`${sops}, Node ${process.versions.node}, ${cpus().length} cores`);
const rows: Row[] = [];
const asked = process.argv.slice(2);
const parts = { core: [sopsRows, async () => [await cliRow()], async () => [await revealRow()], loopRows], formats: [() => formatRows(asked)], recipients: [recipientRows], profile: [profileRows], audit: [auditRows], vault: [vaultRows], 'vault-room': [vaultRoomRows], 'audit-room': [auditRoomRows], window: [windowRows], idle: [idleRows] };
for (const bench of Object.entries(parts).flatMap(([part, benches]) => (asked.length === 0 ? part !== 'idle' && part !== 'audit-room' : asked.includes(part)) ? benches : [])) {
  for (const row of await bench()) {
    rows.push(row);
    console.log(`${tooSlow(row) ? 'MISSED' : 'kept  '}  ${row.ratio.toFixed(2)}× (bar ${row.bar}×)  ${row.what}: ${row.ours.toFixed(row.unit === '%' ? 3 : 1)} ${row.unit ?? 'ms'}, ${row.peerIs}: ${row.peer.toFixed(row.unit === '%' ? 3 : 1)} ${row.unit ?? 'ms'}`);
  }
}
console.log(JSON.stringify({ sops, node: process.versions.node, rows }));
if (rows.some(tooSlow)) process.exitCode = 1;
