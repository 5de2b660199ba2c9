// One answer that a browser on this computer brings back: a listener on loopback for as long as it is waited for. Must never be reached from elsewhere, take another answer than the one that was asked for, or repeat what it was sent.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Refusal } from '../refusal.ts';

export interface Callback {
  readonly port: number;
  /** The answer with this `state`; others are turned away and waited past. Refusals: cancelled, callback-too-slow. */
  answer(state: string, waitMs: number, signal?: AbortSignal): Promise<URLSearchParams>;
  close(): void;
}

const loopback = ['127.0.0.1', '::1'] as const;

function listening(server: Server, host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    server.once('error', () => { resolve(undefined); });
    server.listen({ host, port }, () => {
      const at = server.address();
      resolve(typeof at === 'object' && at !== null ? at.port : undefined);
    });
  });
}

/** On both addresses that `localhost` may stand for, where there are both. */
async function open(port: number, hear: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ readonly port: number; readonly servers: readonly Server[] } | undefined> {
  const [first, second] = [createServer(hear), createServer(hear)];
  const found = await listening(first, loopback[0], port);
  if (found === undefined) return undefined;
  // WHY not without: a browser that takes this one first would bring the answer to whoever has it.
  if (await listening(second, loopback[1], found) === undefined && port !== 0 && await isTaken(found)) {
    first.close();
    return undefined;
  }
  return { port: found, servers: [first, second] };
}

/** Somebody listens there: told from a computer that has no such address. */
async function isTaken(port: number): Promise<boolean> {
  const probe = createServer();
  const other = await listening(probe, loopback[1], 0);
  probe.close();
  return other !== undefined && other !== port;
}

/** The first of these ports that is free; 0 for any. `page` is what the browser shows afterwards: plain text. Refusal: callback-impossible. */
export async function openCallback(path: string, ports: readonly number[], page: string): Promise<Callback> {
  let waiting: { readonly state: string; readonly resolve: (found: URLSearchParams) => void } | undefined;
  function hear(request: IncomingMessage, response: ServerResponse): void {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const end = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'", 'connection': 'close' }).end(text);
    };
    // SECURITY(callback-by-state): any page may send a browser here; what does not know the state is not the answer.
    if (request.method !== 'GET' || url?.pathname !== path || waiting === undefined || url.searchParams.get('state') !== waiting.state) {
      end(404, '');
      return;
    }
    end(200, page);
    waiting.resolve(url.searchParams);
    waiting = undefined;
  }
  for (const port of ports) {
    const opened = await open(port, hear);
    if (opened === undefined) continue;
    return {
      port: opened.port,
      async answer(state, waitMs, signal) {
        const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
        waiting = { state, resolve };
        const late = setTimeout(() => { reject(new Refusal('callback-too-slow')); }, waitMs);
        const cancel = (): void => { reject(new Refusal('cancelled')); };
        signal?.addEventListener('abort', cancel);
        if (signal?.aborted === true) cancel();
        try {
          return await promise;
        } finally {
          waiting = undefined;
          clearTimeout(late);
          signal?.removeEventListener('abort', cancel);
        }
      },
      close() {
        for (const server of opened.servers) {
          // WHY not at once: the page is on its way.
          server.close();
          setTimeout(() => { server.closeAllConnections(); }, 1000).unref();
        }
      },
    };
  }
  throw new Refusal('callback-impossible');
}
