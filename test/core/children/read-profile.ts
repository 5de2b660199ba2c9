// Child process: reads everything that a profile consists of, writes one record, and becomes a job; its system calls may be broken off from outside. argv: the folder. Prints what it found, as JSON.
import { join } from 'node:path';
import { createJobs } from '../../../electron/core/jobs/index.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import { actPorts, openRoom } from '../profile/acts.ts';

const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
const ports = actPorts(process.argv[2] ?? '');
const room = await openRoom(ports);
const { damaged, counter } = await room.store().survey();
const kept = (await room.store().read('kept'))?.exposeBytes().toString();
await room.store().change('alpha', () => Buffer.from('canary-next'));
const { rolledBack, protectors } = await room.handlers.getState({}, context);
const jobs = createJobs({ ports, keychain: room.keychain, store: () => room.store(), files: { dataKeyOf: () => Promise.reject(new Error('nothing is enrolled here')), entryAt: () => undefined }, resolveFile: () => undefined });
const [listed] = (await jobs.handlers.list({}, context)).jobs;
await room.dispose();
const { name } = await jobs.handlers.use({ path: join(ports.paths.userHome, 'job.key') }, context);
process.stdout.write(JSON.stringify({ damaged, counter, kept, rolledBack, protectors: protectors.map(({ state }) => state), listed: listed?.state, job: name }));
