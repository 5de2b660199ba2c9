// Child process: appends lines to an audit log and prints each acknowledged one. argv: folder, name, count, lines in flight.
import { createAudit } from '../../../electron/core/audit/index.ts';

const [folder = '', name = '', count = '0', flight = '1'] = process.argv.slice(2);
const audit = createAudit({ folder, self: { agent: name, ip_address: '127.0.0.1', user_agent: 'test' }, clock: { now: () => new Date(), monotonic: () => performance.now(), after: () => () => undefined } });
const facts = { event_type: 'operation', secret_key: '', agent: name, action: 'test', success: true, ip_address: '127.0.0.1', user_agent: 'test', backend: '', reason: '', duration_ms: 0 };
for (let at = 0; at < Number(count);) {
  const group = Array.from({ length: Math.min(Number(flight), Number(count) - at) }, (_, index) => `${name}-${at + index}`);
  at += group.length;
  await Promise.all(group.map(async (request_id) => {
    await audit.append({ ...facts, request_id });
    process.stdout.write(`${request_id}\n`);
  }));
}
await audit.dispose();
