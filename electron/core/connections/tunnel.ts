// A way through a proxy of HTTP that somebody named (CONNECT): a bare socket to the server behind it, over which TLS is spoken. Must never carry anything else, prove anybody to the proxy, or repeat what it says.
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal } from '../refusal.ts';

export interface Through {
  readonly host: string;
  readonly port: number;
}

/** Refusals: proxy-unreachable, proxy-refused (its status), unreachable (the proxy cannot reach the server). */
export function openTunnel({ host, port }: Through, server: Through, timeoutMs: number): Promise<Socket> {
  const named = `${server.host.includes(':') ? `[${server.host}]` : server.host}:${String(server.port)}`;
  return new Promise((resolve, reject) => {
    // WHY an agent of its own: the usual one may have another proxy from the environment.
    const asked = request({ host, port, method: 'CONNECT', path: named, headers: { host: named }, agent: false });
    const late = setTimeout(() => { asked.destroy(new Error('late')); }, timeoutMs);
    asked.once('error', () => {
      clearTimeout(late);
      reject(new Refusal('proxy-unreachable'));
    });
    asked.once('connect', ({ statusCode: status = 0 }, socket: Socket, head) => {
      clearTimeout(late);
      // WHY nothing yet: a server of TLS waits for us; whatever speaks first is the proxy.
      if (status >= 200 && status < 300 && head.length === 0) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(status >= 500 ? new Refusal('unreachable') : new Refusal('proxy-refused', { status }));
    });
    asked.end();
  });
}
