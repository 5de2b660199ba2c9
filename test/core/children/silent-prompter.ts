// Child process: the program that shows the keyring's password prompt, and one whose person does not answer. Prints `here` once it is the one, and `shown` and `gone` as the keyring asks it to show a prompt and to take it away.
import { spawn } from 'node:child_process';
import { openSessionBus } from '../../../electron/node-ports/session-bus.ts';

const watching = spawn('dbus-monitor', ['--session', "interface='org.gnome.keyring.internal.Prompter'"], { stdio: ['ignore', 'pipe', 'ignore'] });
watching.stdout.on('data', (chunk: Buffer) => {
  const text = chunk.toString('utf8');
  if (text.includes('BeginPrompting')) process.stdout.write('shown\n');
  if (text.includes('StopPrompting')) process.stdout.write('gone\n');
});
const bus = await openSessionBus(process.env['DBUS_SESSION_BUS_ADDRESS']);
await bus.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'RequestName', signature: 'su', args: ['org.gnome.keyring.SystemPrompter', 4] });
process.on('SIGTERM', () => {
  watching.kill();
  process.exit(0);
});
process.stdout.write('here\n');
// Never comes: whatever the keyring asks is left without an answer.
await bus.signal('/none', 'None');
