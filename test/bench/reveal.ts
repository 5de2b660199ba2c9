// What the audit log costs a reveal: the one fsync that the promise needs, and at most a fifth on top for lock, chain and line.
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { contract } from '../../shared/ipc/contract.ts';
import { createRouter } from '../../electron/core/gate/index.ts';
import { createAudit } from '../../electron/core/audit/index.ts';
import { SecretText } from '../../electron/core/secret/index.ts';
import { openCore } from '../fakes/open-core.ts';
import { median, timed, type Row } from './measure.ts';

const rounds = 200;
/** As the core must do it too: off the event loop, which a slow disk would hold for as long as it likes. */
const toDisk = promisify(fdatasync);

export async function revealRow(): Promise<Row> {
  const at = openCore();
  const clock = { now: () => new Date(), monotonic: () => performance.now(), after: () => () => undefined };
  const audit = createAudit({ folder: join(at.ports.fake.folder, 'bench-audit'), clock, self: { agent: 'bench', ip_address: '127.0.0.1', user_agent: 'bench' } });
  const silent = { append: () => Promise.resolve(), admit: () => Promise.resolve() };
  const gate = { origin: at.ports.origin, about: at.ports.about, clock, session: at.ports.session, confined: () => false, policy: { check: () => undefined }, log: () => undefined };
  const reveal = { subject: () => ({ secretKey: '.env#DB_PASSWORD', backend: 'file' }), run: () => ({ value: new SecretText('canary-bench'), hideAfterMs: 1 }) };
  const handlers = { sops: { revealEntry: reveal } };
  const wire = JSON.stringify({ call: 'sops.revealEntry', input: { document: 'A'.repeat(22), entry: 1 } });
  const sender = { role: 'window', url: `${at.ports.origin}/`, isMainFrame: true } as const;
  const [withLog, without] = [createRouter(contract, handlers, { ...gate, audit }), createRouter(contract, handlers, { ...gate, audit: silent })];
  const fd = openSync(join(at.ports.fake.folder, 'fsync'), 'a');
  const times = { logged: [] as number[], bare: [] as number[], fsync: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.logged.push(await timed(() => withLog.handle(wire, sender)));
    await audit.flush();
    times.bare.push(await timed(() => without.handle(wire, sender)));
    times.fsync.push(await timed(async () => {
      writeSync(fd, 'x'.repeat(600));
      await toDisk(fd);
    }));
  }
  closeSync(fd);
  await at.close();
  const [ours, peer] = [median(times.logged), median(times.bare) + median(times.fsync)];
  return { what: 'a reveal with its audit line', peerIs: 'a reveal without + one fsync', bar: 1.2, ours, peer, ratio: ours / peer };
}

