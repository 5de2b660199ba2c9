// Child process: one act on a profile, killed at an exact file call if told so. Prints the number of file calls. Request as JSON in the first argument.
import { hookFs } from '../../fakes/fs-hooks.ts';
import { acts, actPorts, type ActRequest } from '../profile/acts.ts';

const request = JSON.parse(process.argv[2] ?? '') as ActRequest & { readonly killAt?: number };
const act = await acts[request.act](actPorts(request.folder));
let calls = 0;
const unhook = await hookFs((_name, args, real) => {
  if (typeof args[0] === 'string' && args[0].includes('/keychain.')) return real();
  calls += 1;
  if (calls === request.killAt) {
    process.kill(process.pid, 'SIGKILL');
    // WHY wait: the signal may arrive a moment later, and no further call may slip out.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  return real();
});
await act();
unhook();
process.stdout.write(String(calls));
