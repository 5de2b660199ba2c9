// Preloaded with --import: counts every file-system call that changes something, and kills its own process at call number KILL_AT, before or after the call is made.
// A write is killed in its middle too: half of its bytes are written first. Prints the number of calls to KILL_REPORT's file when the process ends by itself.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const killAt = Number(process.env['KILL_AT'] ?? '0');
const mode = process.env['KILL_MODE'] ?? 'before';
const scope = process.env['KILL_SCOPE'] ?? '';
let calls = 0;
const die = () => { process.kill(process.pid, 'SIGKILL'); };
const real = { writeSync: fs.writeSync, appendReport: fs.writeFileSync };

function due(args) {
  // A call on an open file counts; one by name only inside the scope: the loader's own reading is nobody's business.
  if (scope !== '' && args[0] !== undefined && typeof args[0] !== 'number' && !String(args[0]).includes(scope)) return false;
  calls += 1;
  return calls === killAt;
}
function halve(args) {
  const [fd, data] = args;
  if (typeof fd !== 'number' || !(typeof data === 'string' || data instanceof Uint8Array)) return;
  real.writeSync(fd, data.slice(0, Math.floor(data.length / 2)));
}

const names = ['writeSync', 'writeFileSync', 'openSync', 'linkSync', 'unlinkSync', 'renameSync', 'fsyncSync', 'fdatasyncSync', 'ftruncateSync', 'mkdirSync', 'fsync', 'fdatasync', 'write', 'writeFile', 'ftruncate', 'truncate', 'rename', 'link', 'unlink', 'open', 'fchmod', 'fchown', 'chmod', 'chown', 'utimes', 'futimes'];
for (const name of names) {
  const original = fs[name];
  if (typeof original !== 'function') continue;
  fs[name] = (...args) => {
    if (!due(args)) return original(...args);
    if (mode === 'half' && name.startsWith('write')) halve(args);
    if (mode !== 'after') die();
    try {
      return original(...args);
    } finally {
      die();
    }
  };
  if (original[Symbol.for('nodejs.util.promisify.custom')] !== undefined) fs[name][Symbol.for('nodejs.util.promisify.custom')] = original[Symbol.for('nodejs.util.promisify.custom')];
}
for (const name of ['open', 'writeFile', 'rename', 'link', 'unlink', 'mkdir', 'truncate', 'chmod', 'chown', 'lchown', 'utimes', 'copyFile', 'rm']) {
  const original = fs.promises[name].bind(fs.promises);
  fs.promises[name] = async (...args) => {
    if (!due(args)) return original(...args);
    if (mode !== 'after') die();
    try {
      return await original(...args);
    } finally {
      die();
    }
  };
}
const probe = await fs.promises.open(process.execPath, 'r');
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ['write', 'writeFile', 'appendFile', 'sync', 'datasync', 'truncate', 'chmod', 'chown', 'utimes']) {
  const original = handle[name];
  handle[name] = async function (...args) {
    if (!due([undefined])) return original.apply(this, args);
    if (mode === 'half' && name.startsWith('write')) halve([this.fd, Buffer.from(args[0])]);
    if (mode !== 'after') die();
    try {
      return await original.apply(this, args);
    } finally {
      die();
    }
  };
}
syncBuiltinESMExports();
process.on('exit', () => { if (process.env['KILL_REPORT'] !== undefined) real.appendReport(process.env['KILL_REPORT'], String(calls)); });
