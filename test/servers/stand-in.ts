// A server on loopback that stands in for another one: hears each request with its whole body.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export async function standIn(hear: (request: IncomingMessage, response: ServerResponse, body: string) => void): Promise<{ readonly address: string; end(): Promise<void> }> {
  const server = createServer((request, response) => {
    let said = '';
    request.setEncoding('utf8').on('data', (piece: string) => { said += piece; }).on('end', () => { hear(request, response, said); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
