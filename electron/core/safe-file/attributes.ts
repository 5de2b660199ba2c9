// Carries mode, owner, access list and extended attributes of one file over to another. Node can set the first two only, so the platform's own `cp` does it.
// Must never copy by a name that somebody else could take, and never hand the child an environment.
import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, type FileHandle } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';

/** `copied`; `no-way`: this machine's cp cannot; `lost`: it can, and failed. */
type Outcome = 'copied' | 'no-way' | 'lost';

// SECURITY(cp-by-full-path): never looked up on PATH, which a folder's own set-up may have changed.
const programs = ['/bin/cp', '/usr/bin/cp', '/run/current-system/sw/bin/cp'];
const limitMs = 30_000;

async function findProgram(): Promise<string | undefined> {
  for (const program of programs) {
    if (await access(program, constants.X_OK).then(() => true, () => false)) return program;
  }
  return undefined;
}

/** What a cp without these options, or built without them, says. */
const cannot = /(unrecognized|unknown|invalid|illegal) option|usage:|without xattr support/i;

function runCp(program: string, args: readonly string[], temp: FileHandle): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe', temp.fd], timeout: limitMs, killSignal: 'SIGKILL' });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(0, 4096);
    });
    child.on('error', () => {
      resolve('lost');
    });
    child.on('close', (status) => {
      if (status === 0) resolve('copied');
      else resolve(cannot.test(complaint) ? 'no-way' : 'lost');
    });
  });
}

/** Starts copying; `settle` waits for it and finishes by hand what cp could not. */
export interface AttributeCopy {
  /** Resolves once cp has let go of the new file, whatever came of it. */
  readonly ended: Promise<unknown>;
  /** True if bytes may be written while it runs. */
  readonly besideWriting: boolean;
  /** Refusals: attributes-lost, foreign-owner. */
  settle(): Promise<void>;
}

async function startCp(from: string, to: string, temp: FileHandle): Promise<Outcome> {
  if (process.platform === 'win32') return 'no-way';
  const program = await findProgram();
  if (program === undefined) return 'no-way';
  if (process.platform === 'darwin') return runCp(program, ['-p', '--', from, to], temp);
  // WHY a descriptor: a cp that outlives a killed save would make the name in the folder again.
  return runCp(program, ['--attributes-only', '--preserve=mode,ownership,xattr', '--', from, '/dev/fd/3'], temp);
}

/** `from` is the file to be replaced, `source` the same opened; `to` the new one, `temp` the same opened. */
export function copyAttributes(from: string, source: FileHandle, to: string, temp: FileHandle): AttributeCopy {
  const outcome = startCp(from, to, temp);
  return {
    ended: outcome.catch(() => undefined),
    besideWriting: process.platform !== 'darwin',
    async settle() {
      const result = await outcome;
      if (result === 'lost') throw new Refusal('attributes-lost');
      const wanted = await source.stat();
      if (process.platform === 'win32') return;
      if (result === 'no-way') {
        await temp.chown(wanted.uid, wanted.gid).catch(() => {
          // Whether it worked is looked at below.
        });
        await temp.chmod(wanted.mode & 0o7777);
      }
      let made = await temp.stat();
      if (made.mode !== wanted.mode) {
        // WHY again: a write that lands after cp's own chmod clears the set-user-id and set-group-id bits (inode(7)).
        await temp.chmod(wanted.mode & 0o7777).catch(() => {
          // Whether it worked is looked at below.
        });
        made = await temp.stat();
      }
      // WHY look: cp keeps silent about an owner that an ordinary user may not give.
      if (made.uid !== wanted.uid || made.gid !== wanted.gid) throw new Refusal('foreign-owner');
      if (made.mode !== wanted.mode) throw new Refusal('attributes-lost');
    },
  };
}
