// The first file that every npm script runs: `node build/task.mjs NAME …` runs build/NAME.ts. Plain old JavaScript, because it must be understood
// by the Node that is too old for the rest, in order to say so. Must import nothing at the top that such a Node does not know.
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [, , name, ...rest] = process.argv;

if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    'This Node is ' + process.version + '; Coffre needs Node 22.19 or newer.\n' +
    '  On Linux (x64) and Windows (x64), npm install brings a Node 24 of its own: run “npm ci” once, then this command again through npm.\n' +
    '  Elsewhere, install Node 24 from https://nodejs.org and try again.',
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
