// The agent of a session: a process of its own that keeps one profile open for the programs of the same person, on a socket in a folder that nobody else may enter.
// Must never put a key into arguments, environment or a file.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, watch } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Agent } from '../core/ports.ts';
import { doubtPeer, greetingLength, isPrivate, showOwner, sweepProofs, type Doubt } from './agent-peer.ts';
import { fileLog } from './file-log.ts';
import { nodePaths } from './paths.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const limitMs = 3000;
const keyBytes = 32;
/** What stands before the key on the agent's standard input: the profile's name, and how long, in seconds. */
const orderBytes = 22 + 4;

/** The folder of the sockets: in the session's own one, which goes when the session ends; else below the temporary folder. Undefined if somebody else could have made it. */
export function agentFolder(environment: Environment, uid = userInfo().uid): string | undefined {
  const runtime = environment['XDG_RUNTIME_DIR'];
  const folder = runtime !== undefined && runtime.startsWith('/') ? join(runtime, 'coffre') : join(tmpdir(), `coffre-${String(uid)}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there already, or cannot be made: the look below tells.
  }
  // SECURITY(agent-folder): the kernel lets into a 0700 folder its owner alone; whoever gets to the socket all the same has to say who they are (agent-peer).
  return isPrivate(folder, uid) ? folder : undefined;
}

const socketOf = (folder: string, profile: string): string => join(folder, `${profile}.sock`);

/** Shows who asks, sends one word and answers with everything that comes back; undefined if nobody listens, or is not believed. */
function request(folder: string, profile: string, word: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(socketOf(folder, profile));
    let greeting = '';
    let takeBack: (() => void) | undefined;
    const chunks: Buffer[] = [];
    socket.setTimeout(limitMs, () => { socket.destroy(); });
    socket.on('data', (chunk: Buffer) => {
      if (takeBack !== undefined) {
        chunks.push(chunk);
        return;
      }
      greeting += chunk.toString('latin1');
      if (greeting.length < greetingLength) return;
      takeBack = showOwner(folder, profile, greeting);
      if (takeBack === undefined) socket.destroy();
      else socket.end(word);
    });
    socket.on('error', () => { resolve(undefined); });
    socket.on('close', () => {
      takeBack?.();
      const whole = Buffer.concat(chunks);
      for (const chunk of chunks) chunk.fill(0);
      resolve(whole.length === 0 ? undefined : whole);
    });
  });
}

/** `command`: what starts this program again as an agent, see `serveAgent`; where it is absent none is started, but one that runs is used. */
export function nodeAgent(environment: Environment, command?: readonly [program: string, ...args: readonly string[]]): Agent {
  const ask = async (profile: string, word: string): Promise<Buffer | undefined> => {
    const folder = process.platform === 'win32' ? undefined : agentFolder(environment);
    return folder === undefined ? undefined : request(folder, profile, word);
  };
  return {
    async secondsLeft(profile) {
      const answer = await ask(profile, 'left');
      return answer === undefined ? 0 : Number(answer.toString('latin1'));
    },
    async look(profile) {
      const [, pid, since] = /^(\d{1,10}) (\S{1,40})$/.exec((await ask(profile, 'who'))?.toString('latin1') ?? '') ?? [];
      return pid === undefined || since === undefined ? undefined : { pid: Number(pid), since };
    },
    async fetch(profile) {
      const answer = await ask(profile, 'key');
      if (answer?.length === keyBytes) return answer;
      answer?.fill(0);
      return undefined;
    },
    stop: async (profile) => (await ask(profile, 'stop')) !== undefined,
    start(profile, key, seconds) {
      if (command === undefined || process.platform === 'win32') return Promise.resolve(false);
      const [program, ...args] = command;
      const order = Buffer.alloc(orderBytes + keyBytes);
      order.write(profile, 0, 'latin1');
      order.writeUInt32BE(seconds, 22);
      key.copy(order, orderBytes);
      return new Promise((resolve) => {
        // WHY detached: it outlives this command. SECURITY(agent-bare): nothing of this environment goes along but where it is to listen and to log. Its standard output only says that it is ready.
        const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'ignore'], env: { XDG_RUNTIME_DIR: environment['XDG_RUNTIME_DIR'], TMPDIR: environment['TMPDIR'], PATH: environment['PATH'], COFFRE_HOME: nodePaths(environment, process.platform).profile }, cwd: '/' });
        const settle = (started: boolean): void => {
          order.fill(0);
          child.stdout.destroy();
          child.unref();
          resolve(started);
        };
        child.once('error', () => { settle(false); });
        child.once('exit', () => { settle(false); });
        child.stdin.on('error', () => { settle(false); });
        child.stdout.once('data', () => { settle(true); });
        child.stdin.end(order);
      });
    },
  };
}

/** What an agent was started with; undefined if it makes no sense. */
function readOrder(bytes: Buffer): { readonly profile: string; readonly seconds: number; readonly key: Buffer } | undefined {
  const profile = bytes.toString('latin1', 0, 22);
  return bytes.length === orderBytes + keyBytes && /^[\w-]{22}$/.test(profile) ? { profile, seconds: bytes.readUInt32BE(22), key: bytes.subarray(orderBytes) } : undefined;
}

interface Served {
  readonly key: Buffer;
  readonly began: string;
  readonly endsAt: number;
  /** Takes the name of the socket away: nobody finds this agent any more. */
  readonly leave: () => void;
  /** Ends the agent. */
  readonly end: () => void;
  /** Somebody spoke who is not this user, or did not show it. */
  readonly refused: () => void;
}

/** Answers one word on one connection, to whoever has shown that they are this user. */
function answer(socket: Socket, peer: Doubt, { key, began, endsAt, leave, end, refused }: Served): void {
  let word = '';
  let settled = false;
  const believed = (): boolean => {
    settled = true;
    return peer.settle();
  };
  socket.write(peer.greeting);
  socket.setTimeout(limitMs, () => { socket.destroy(); });
  socket.on('error', () => { socket.destroy(); });
  socket.on('data', (chunk: Buffer) => {
    word += chunk.toString('latin1', 0, 16);
    if (word.length > 16) socket.destroy();
  });
  // WHY looked at also when nothing was said: its file must not stay.
  socket.on('close', () => { if (!settled && !believed()) refused(); });
  socket.on('end', () => {
    if (!believed()) {
      refused();
      socket.destroy();
    } else if (word === 'key') socket.end(Buffer.from(key));
    else if (word === 'left') socket.end(String(Math.max(1, Math.ceil((endsAt - performance.now()) / 1000))));
    else if (word === 'who') socket.end(`${String(process.pid)} ${began}`);
    else if (word === 'stop') {
      // WHY before the answer: a newer agent puts its own socket under the same name as soon as it has it.
      leave();
      socket.end('ok', end);
    } else socket.destroy();
  });
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  for (const chunk of chunks) chunk.fill(0);
  return whole;
}

/** Is the agent: reads its order from standard input, serves until the time is over, it is told to stop, a signal comes, or the session takes the folder away. Answers once it has ended; false if it could not begin. */
export async function serveAgent(environment: Environment): Promise<boolean> {
  const order = readOrder(await readAll(process.stdin));
  const folder = agentFolder(environment);
  if (order === undefined || folder === undefined) return false;
  const path = socketOf(folder, order.profile);
  // A former one is told to go first; what a killed one left is no more than a name.
  await request(folder, order.profile, 'stop');
  sweepProofs(folder, order.profile);
  // WHY listening elsewhere first: closing a socket removes the name that it was opened under, and a former agent that is slow to go would take the new one's away.
  const passing = join(folder, `.${randomBytes(6).toString('hex')}`);
  const endsAt = performance.now() + order.seconds * 1000;
  const began = new Date().toISOString();
  const uid = userInfo().uid;
  const log = fileLog(nodePaths(environment, process.platform).profile);
  let strangers = 0;
  const refused = (): void => {
    strangers += 1;
    // WHY ever more rarely: whoever is refused can try as often as they like, and must not push out the other lines.
    if ((strangers & (strangers - 1)) === 0) log(`${new Date().toISOString()} agent.peer did not show that it is this user: ${String(strangers)} refused`);
  };
  return new Promise((resolve) => {
    let server: Server | undefined;
    /** Of the socket, as long as its name is ours. */
    let inode = 0;
    const leave = (): void => {
      watcher.close();
      // WHY only ours: a newer agent may stand there already.
      if (inode !== 0 && lstatSync(path, { throwIfNoEntry: false })?.ino === inode) rmSync(path, { force: true });
      // WHY never again: the next file may get the same number.
      inode = 0;
    };
    const end = (served: boolean): void => {
      order.key.fill(0);
      clearTimeout(timer);
      leave();
      server?.close();
      resolve(served);
    };
    const timer = setTimeout(() => { end(true); }, Math.min(order.seconds * 1000, 2 ** 31 - 1));
    const watcher = watch(folder, () => {
      if (inode !== 0 && lstatSync(path, { throwIfNoEntry: false })?.ino !== inode) end(true);
    });
    watcher.on('error', () => { end(true); });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => { end(true); });
    server = createServer({ allowHalfOpen: true }, (socket) => { answer(socket, doubtPeer(folder, order.profile, uid), { key: order.key, began, endsAt, refused, leave, end: () => { end(true); } }); });
    server.on('error', () => { end(false); });
    server.listen(passing, () => {
      chmodSync(passing, 0o600);
      renameSync(passing, path);
      inode = lstatSync(path).ino;
      process.stdout.write('ready\n', () => { process.stdout.destroy(); });
    });
  });
}
