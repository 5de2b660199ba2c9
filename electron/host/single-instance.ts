// One window for one profile: a second start hands its path to the first and ends. A local socket in a folder that only its owner can enter; no port.
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, lstatSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
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

/** Gives the name back, if it still leads to our own socket. */
function releaseName(address: string, own: string): void {
  const [at, ours] = [address, own].map((path) => lstatSync(path, { throwIfNoEntry: false })?.ino);
  if (at !== undefined && at === ours) rmSync(address, { force: true });
}

/** Moves a dead socket out of the way, and back if it turns out to be alive after all. */
async function clearDead(address: string): Promise<void> {
  const aside = `${address}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(address, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (await ask(aside, undefined) === 'taken') {
    try {
      linkSync(aside, address);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  unlinkSync(aside);
}

/**
 * Claims the one instance of `profile`. Answers `undefined` if a window runs already: it was told `path` and comes to the front.
 * `path` is absolute. Rejects if the folder for the socket is not safe.
 */
export async function claimInstance(options: { readonly profile: string; readonly path: string | undefined; readonly environment: Environment; readonly temporary: string; readonly onHandover: Handover }): Promise<Instance | undefined> {
  const id = createHash('sha256').update(options.profile).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return claimPipe(`\\\\.\\pipe\\coffre-${id}`, options.path, options.onHandover);
  const address = join(socketFolder(options.environment, options.temporary), `${id}.sock`);
  const server = answering(options.onHandover);
  const own = `${address}.${randomBytes(6).toString('hex')}`;
  await listen(server, own);
  const drop = (): void => {
    server.close();
    rmSync(own, { force: true });
  };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      // WHY a link: it takes the name in one step, and only if nobody has it.
      linkSync(own, address);
      return { release: () => { releaseName(address, own); drop(); } };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        drop();
        throw error;
      }
    }
    const state = await ask(address, options.path);
    if (state === 'taken') {
      drop();
      return undefined;
    }
    if (state === 'dead') await clearDead(address);
  }
  drop();
  throw new Error('the socket of the running window changes too fast');
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
