// Child process: opens a profile, uses it, locks it, and waits until its standard input ends, so that its memory can be searched. argv: the folder. Prints `locked`.
import { actPorts, openRoom } from '../profile/acts.ts';

const room = await openRoom(actPorts(process.argv[2] ?? ''));
for (let round = 0; round < 20; round += 1) await room.store().change('alpha', (before) => Buffer.from(`${before?.toString('latin1').slice(0, 4000) ?? ''}${String(round)}`));
(await room.store().read('secret'))?.wipe();
await room.lock();
// WHY: what was freed is overwritten when the collector comes by; it would by itself, a little later.
globalThis.gc?.();
await new Promise((resolve) => { setTimeout(resolve, 200); });
globalThis.gc?.();
process.stdout.write('locked\n');
process.stdin.resume();
