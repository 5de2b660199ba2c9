// One window for one profile: a second start hands its path to the first and ends. A local socket in a folder that only its owner can enter; no port.
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a second start tells the first. */
export type Handover = (path: string | undefined) => void;
export interface Instance {
  /** Ends the claim. */
  release(): void;
}

const maxMessage = 64 * 1024;
const answerWithinMs = 3000;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** `XDG_RUNTIME_DIR/coffre`, else a folder of this user in `temporary`. Throws if somebody else got hold of it. */
function socketFolder(environment: Environment, temporary: string): string {
  const runtime = environment['XDG_RUNTIME_DIR'];
  const folder = runtime !== undefined && runtime.startsWith('/') ? join(runtime, 'coffre') : join(temporary, `coffre-${String(process.getuid?.() ?? 'user')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  // SECURITY(instance-folder): whoever can reach the socket can name folders to open, so the folder is ours alone.
  if (!found.isDirectory() || (process.getuid !== undefined && (found.uid !== process.getuid() || (found.mode & 0o077) !== 0))) throw new Error(`${folder} belongs to somebody else or is open to others`);
  return folder;
}

function ask(address: string, path: string | undefined): Promise<'taken' | 'absent' | 'dead'> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.setTimeout(answerWithinMs, () => { socket.destroy(new Error('the running window does not answer')); });
    socket.once('connect', () => { socket.end(`${JSON.stringify(path === undefined ? {} : { path })}\n`); });
    socket.once('data', () => {
      socket.destroy();
      resolve('taken');
    });
    socket.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'ENOENT') resolve('absent');
      else if (code === 'ECONNREFUSED' || code === 'ECONNRESET') resolve('dead');
      else reject(error);
    });
    // WHY: an end without an answer is a first instance that is just ending.
    socket.once('close', () => { resolve('dead'); });
  });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.unref();
      resolve();
    });
  });
}

function answering(onHandover: Handover): Server {
  return createServer({ allowHalfOpen: true }, (socket: Socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(answerWithinMs, () => { socket.destroy(); });
    socket.on('error', () => {
      // WHY silent: the other start went away; it will ask again if it cares.
    });
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > maxMessage) socket.destroy();
    });
    socket.on('end', () => {
      try {
        const message: unknown = JSON.parse(text);
        const path = typeof message === 'object' && message !== null && 'path' in message && typeof message.path === 'string' ? message.path : undefined;
        onHandover(path);
        socket.end('ok\n');
      } catch {
        socket.destroy();
      }
    });
  });
}

/** The numbers under which sockets of this profile stand, highest first. A number is taken in one step and never moved, so that of many starts at once one wins. */
function numbersOf(folder: string, id: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const number = new RegExp(`^${id}\\.(\\d{1,9})\\.sock$`).exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  }).toSorted((a, b) => b - a);
}

/**
 * Claims the one instance of `profile`. Answers `undefined` if a window runs already: it was told `path` and comes to the front.
 * `path` is absolute. Rejects if the folder for the socket is not safe.
 */
export async function claimInstance(options: { readonly profile: string; readonly path: string | undefined; readonly environment: Environment; readonly temporary: string; readonly onHandover: Handover }): Promise<Instance | undefined> {
  const id = createHash('sha256').update(options.profile).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return claimPipe(`\\\\.\\pipe\\coffre-${id}`, options.path, options.onHandover);
  const folder = socketFolder(options.environment, options.temporary);
  const addressOf = (number: number): string => join(folder, `${id}.${String(number)}.sock`);
  const server = answering(options.onHandover);
  const own = join(folder, `${id}.${randomBytes(6).toString('hex')}.new`);
  await listen(server, own);
  try {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const [highest, ...older] = numbersOf(folder, id);
      const state = highest === undefined ? 'dead' : await ask(addressOf(highest), options.path);
      if (state === 'taken') {
        server.close();
        return undefined;
      }
      if (state === 'absent') continue;
      const mine = addressOf((highest ?? 0) + 1);
      try {
        // WHY a link: it takes the name in one step, and only if nobody has it.
        linkSync(own, mine);
      } catch (error) {
        if (codeOf(error) === 'EEXIST') continue;
        throw error;
      }
      for (const dead of highest === undefined ? [] : [highest, ...older]) rmSync(addressOf(dead), { force: true });
      return {
        release() {
          rmSync(mine, { force: true });
          server.close();
        },
      };
    }
    throw new Error('the socket of the running window changes too fast');
  } catch (error) {
    server.close();
    throw error;
  } finally {
    // The socket lives on under its number.
    rmSync(own, { force: true });
  }
}

/** Windows: the system itself lets only one process own the name of a pipe. */
async function claimPipe(address: string, path: string | undefined, onHandover: Handover): Promise<Instance | undefined> {
  const server = answering(onHandover);
  try {
    await listen(server, address);
    return { release: () => { server.close(); } };
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE' || await ask(address, path) !== 'taken') throw error;
    return undefined;
  }
}
