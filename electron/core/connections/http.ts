// HTTP with one server, over connections of this room. Must never follow a redirect, take a proxy from the environment, or repeat what the server said in an error.
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Refusal } from '../refusal.ts';
import { openConnection, type Target, type TlsRules } from './tls-socket.ts';

export interface HttpTarget extends Pick<Target, 'host' | 'port' | 'authorities' | 'own' | 'through'> {
  /** Without TLS a server is only spoken to on this computer, and through no proxy. */
  readonly secure: boolean;
}
/** How long each step may take, in milliseconds. */
export interface Patience {
  readonly connectMs: number;
  /** Until the answer begins. */
  readonly answerMs: number;
  /** Between two pieces of it. */
  readonly pauseMs: number;
  readonly wholeMs: number;
}
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Encoded, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** A longer answer is not read to its end. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}
export interface HttpReply {
  readonly status: number;
  header(name: string): string;
  readonly body: Buffer;
}
export interface HttpServer {
  /**
   * Sends once, never again by itself. Refusals: those of openConnection, and `not-secure`, before anything was sent; `connection-lost`, `answer-too-slow`, `answer-too-large`, `cancelled` when the server may have done what was asked.
   */
  exchange(asked: Exchange): Promise<HttpReply>;
  close(): Promise<void>;
}

const usual: Patience = { connectMs: 10_000, answerMs: 30_000, pauseMs: 15_000, wholeMs: 90_000 };
/** Connections that one server is given at a time. */
const side = 32;

const staysHere = (address: string | undefined): boolean => address !== undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(address);

/** Nobody but this computer hears it. */
function openPlain({ host, port }: HttpTarget, timeoutMs: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const give = (code: string): void => {
      socket.destroy();
      reject(new Refusal(code));
    };
    socket.setTimeout(timeoutMs, () => { give('unreachable'); });
    socket.once('error', () => { give('unreachable'); });
    socket.once('connect', () => {
      // SECURITY(plain-stays-here): without TLS nothing leaves this computer, whatever a name stands for today.
      if (!staysHere(socket.remoteAddress)) {
        give('not-secure');
        return;
      }
      socket.setTimeout(0);
      socket.removeAllListeners('timeout').removeAllListeners('error');
      resolve(socket);
    });
  });
}

interface Settled {
  readonly resolve: (reply: HttpReply) => void;
  readonly reject: (refusal: Refusal) => void;
}

/** Collects one answer, and gives up where it takes too long or too much. */
function listener({ maxBytes, signal }: Exchange, patience: Patience, { resolve, reject }: Settled): Dispatcher.DispatchHandler {
  const pieces: Buffer[] = [];
  let size = 0;
  let status = 0;
  let heads: Readonly<Record<string, string | string[] | undefined>> = {};
  let controller: Dispatcher.DispatchController | undefined;
  let over = false;
  const wholeDue = performance.now() + patience.wholeMs;
  let due = wholeDue;
  /** Nothing is waited for any more, and no piece is left. */
  const settle = (): void => {
    over = true;
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    for (const piece of pieces) piece.fill(0);
  };
  const end = (refusal: Refusal): void => {
    settle();
    controller?.abort(refusal);
    reject(refusal);
  };
  const within = (ms: number): void => { due = Math.min(wholeDue, performance.now() + ms); };
  // WHY one timer that looks for itself, no later than the shortest step takes: a new one for each piece costs more than the piece.
  const soon = Math.min(patience.answerMs, patience.pauseMs);
  const look = (): void => {
    const left = due - performance.now();
    if (left <= 0) end(new Refusal(controller === undefined ? 'unreachable' : 'answer-too-slow'));
    else timer = setTimeout(look, Math.min(left, soon));
  };
  let timer = setTimeout(look, Math.min(patience.wholeMs, soon));
  const cancel = (): void => { end(new Refusal('cancelled')); };
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted === true) cancel();
  return {
    onRequestStart(given) {
      controller = given;
      // SECURITY(refused-is-not-sent): what waited for its turn until it was refused never leaves after that.
      if (over) given.abort(new Refusal('cancelled'));
      else within(patience.answerMs);
    },
    onResponseStart(_, code, headers) {
      status = code;
      heads = headers;
      within(patience.pauseMs);
    },
    onResponseData(_, piece) {
      size += piece.length;
      // SECURITY(answers-are-bounded): a server that never ends fills no memory.
      if (size > maxBytes) {
        end(new Refusal('answer-too-large', { limitBytes: maxBytes }));
        return;
      }
      // WHY a copy: what undici hands out is a part of its own buffer.
      pieces.push(Buffer.from(piece));
      within(patience.pauseMs);
    },
    onResponseEnd() {
      const [only] = pieces;
      const body = only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces);
      if (body === only) pieces.length = 0;
      settle();
      const found = heads;
      resolve({ status, body, header: (name) => String((Object.hasOwn(found, name) ? found[name] : undefined) ?? '') });
    },
    onResponseError(_, error) {
      // WHY none of its words: they may hold what the server said.
      end(error instanceof Refusal ? error : new Refusal(controller === undefined ? 'unreachable' : 'connection-lost'));
    },
  };
}

/** Nothing is opened before the first exchange. */
export function openHttp(target: HttpTarget, rules: TlsRules, patience: Patience = usual): HttpServer {
  const { host, port, secure } = target;
  const open = (): Promise<Duplex> => (secure || target.through !== undefined ? openConnection({ ...target, speaks: ['http/1.1'], timeoutMs: patience.connectMs }, rules) : openPlain(target, patience.connectMs));
  async function start(): Promise<Dispatcher> {
    const { default: Pool } = await import('undici/lib/dispatcher/pool.js');
    return new Pool(`${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${String(port)}`, {
      // WHY ours: undici's own would know nothing of the policy.
      connect(_, done) { open().then((socket) => { done(null, socket as never); }, (error: unknown) => { done(error instanceof Error ? error : new Refusal('unreachable'), null); }); },
      connections: side, pipelining: 1, headersTimeout: 0, bodyTimeout: 0,
    });
  }
  let pool: Promise<Dispatcher> | undefined;
  return {
    async exchange(asked) {
      const dispatcher = await (pool ??= start());
      return new Promise((resolve, reject) => {
        const { method, path, headers, body = null } = asked;
        dispatcher.dispatch({ method, path, headers, body }, listener(asked, patience, { resolve, reject }));
      });
    },
    async close() {
      await (await pool)?.destroy();
    },
  };
}
