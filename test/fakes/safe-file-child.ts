// A process that runs one call of the room “safe-file” and prints what came of it, so that a test can run it as another user or kill it at an exact file call.
// Request as JSON in the first argument. `killAt` counts file calls from 1; `torn` kills when half of the new bytes are written.
import fs from 'node:fs';
import { createFile, readWhole, replaceFile } from '../../electron/core/safe-file/index.ts';
import { Refusal } from '../../electron/core/refusal.ts';
import { hookFs } from './fs-hooks.ts';

export interface ChildRequest {
  readonly call: 'createFile' | 'readWhole' | 'replaceFile';
  readonly path: string;
  readonly bytes?: string;
  readonly before?: string;
  readonly lockFolder?: string;
  readonly killAt?: number;
  readonly torn?: boolean;
}
export interface ChildAnswer {
  readonly ok: boolean;
  readonly code?: string;
  readonly keptAside?: string;
  readonly text?: string;
  /** How many file calls the call made. */
  readonly calls: number;
}

const request = JSON.parse(process.argv[2] ?? '') as ChildRequest;
let calls = 0;

/** The descriptor of the temporary file that the call has open. */
function openTemporary(): number {
  const found = fs.readdirSync('/proc/self/fd').find((fd) => fs.existsSync(`/proc/self/fd/${fd}`) && fs.readlinkSync(`/proc/self/fd/${fd}`).endsWith('.tmp'));
  if (found === undefined) throw new Error('no temporary file is open');
  return Number(found);
}

const unhook = await hookFs((name, args, real) => {
  calls += 1;
  const [bytes] = args;
  const tearing = request.torn === true && name === 'handle.writeFile' && Buffer.isBuffer(bytes);
  if (tearing) fs.writeSync(openTemporary(), bytes.subarray(0, bytes.length / 2));
  if (tearing || calls === request.killAt) {
    process.kill(process.pid, 'SIGKILL');
    // WHY wait: the signal may arrive a moment later, and no further call may slip out.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  return real();
});

async function run(): Promise<Omit<ChildAnswer, 'calls' | 'ok'>> {
  const bytes = Buffer.from(request.bytes ?? '');
  if (request.call === 'readWhole') return { text: (await readWhole(request.path, 1024 * 1024)).bytes.toString('utf8') };
  if (request.call === 'createFile') {
    await createFile(request.path, bytes, 0o600);
    return {};
  }
  return replaceFile(request.path, bytes, { before: Buffer.from(request.before ?? ''), lockFolder: request.lockFolder ?? '' });
}

const answer = await run().then(
  (value) => ({ ok: true, ...value }),
  (error: unknown) => ({ ok: false, code: error instanceof Refusal ? error.code : String(error) }),
);
unhook();
process.stdout.write(JSON.stringify({ ...answer, calls } satisfies ChildAnswer));
