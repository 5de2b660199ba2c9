// Child process: lets the agent of the session open the profile, as a long-running program does, and writes records one after the other, each acknowledged by a line. Request as JSON in the first argument.
import { createProfile } from '../../../electron/core/profile/index.ts';
import { nodeAgent } from '../../../electron/node-ports/index.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import { actPorts, noParking } from '../profile/acts.ts';

const { folder, profile, name, count } = JSON.parse(process.argv[2] ?? '') as { readonly folder: string; readonly profile: string; readonly name: string; readonly count: number };
const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
const ports = actPorts(folder);
const room = createProfile({ ports: { ...ports, agent: nodeAgent(process.env), paths: { ...ports.paths, profile } }, emit: () => undefined, parking: noParking });
await room.handlers.unlockWithAgent({}, context);
for (let at = 0; at < count; at += 1) {
  await room.store().change(`${name}-${String(at)}`, () => Buffer.from(`canary-${name}-${String(at)}`));
  process.stdout.write(`${name}-${String(at)}\n`);
}
await room.dispose();
