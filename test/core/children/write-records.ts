// Child process: opens the profile and writes records one after the other, each acknowledged by a line. Request as JSON in the first argument.
import { actPorts, openRoom } from '../profile/acts.ts';

const { folder, name, count } = JSON.parse(process.argv[2] ?? '') as { readonly folder: string; readonly name: string; readonly count: number };
const room = await openRoom(actPorts(folder));
for (let at = 0; at < count; at += 1) {
  await room.store().change(`${name}-${String(at)}`, () => Buffer.from(`canary-${name}-${String(at)}`));
  // One that all share: each adds a line, and none may be lost.
  await room.store().change('shared', (before) => Buffer.from(`${before?.toString('utf8') ?? ''}${name}-${String(at)}\n`));
  process.stdout.write(`${name}-${String(at)}\n`);
}
await room.dispose();
