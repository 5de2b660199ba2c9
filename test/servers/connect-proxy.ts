// A small proxy of HTTP as a company has one: leads to any server by CONNECT and to none otherwise, and keeps what it could see.
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface ConnectProxy {
  readonly address: string;
  /** The first line and the heads of each request. */
  readonly asked: string[];
  /** All that went through it in the person's direction of sending. */
  carried(): Buffer;
  /** From now on it answers with this instead. */
  refuse(status: number): void;
  end(): Promise<void>;
}

export async function startConnectProxy(): Promise<ConnectProxy> {
  const asked: string[] = [];
  const carried: Buffer[] = [];
  const open = new Set<Socket>();
  let refusal: number | undefined;
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    response.writeHead(405).end();
  });
  server.on('connect', (request, client: Socket) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${String(refusal)} no\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => { open.delete(socket); client.destroy(); upstream.destroy(); });
    }
    upstream.once('error', () => { client.end('HTTP/1.1 502 no\r\n\r\n'); });
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 ok\r\n\r\n');
      client.on('data', (piece: Buffer) => { carried.push(piece); });
      client.pipe(upstream).pipe(client);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked,
    carried: () => Buffer.concat(carried),
    refuse(status) { refusal = status; },
    async end() {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
