// Child process: appends, signs, closes months and lets go of old ones, and prints each acknowledged line. argv: folder, name, whether lines are sealed.
import { createAudit } from '../../../electron/core/audit/index.ts';
import { keptInMemory } from '../audit/kept.ts';

const [folder = '', name = '', sealed = ''] = process.argv.slice(2);
const self = { agent: name, ip_address: '127.0.0.1', user_agent: 'test' };
let at = Date.parse('2025-01-15T00:00:00.000Z');
const profile = keptInMemory();
for (let month = 0; month < 3; month += 1) {
  const room = createAudit({ folder, self, profile, clock: { now: () => new Date(at), monotonic: () => at, after: () => () => undefined }, rules: () => Promise.resolve({ sealed: sealed === 'sealed', keepDays: 365, hashNames: false, required: true }) });
  for (const part of ['a', 'b']) {
    const request_id = `${name}-${String(month)}-${part}`;
    await room.append({ ...self, event_type: 'operation', secret_key: '', action: 'test', success: true, backend: '', reason: '', duration_ms: 0, request_id });
    process.stdout.write(`${request_id} ${String(at)}\n`);
  }
  await room.sign();
  await room.dispose();
  at += 200 * 86_400_000;
}
