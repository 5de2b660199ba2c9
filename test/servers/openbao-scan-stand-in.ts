// What stands in for the one thing of OpenBao that no Vault has: SCAN, every path below an engine, in pages. Written from its documentation, and no OpenBao.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScanStandIn {
  readonly address: string;
  readonly asked: string[];
  end(): Promise<void>;
}

/** One engine of version 2 at `kv`, with these paths. `pages`: false for one that gives all at once, whatever is asked. */
export async function startScanStandIn(paths: readonly string[], pages = true): Promise<ScanStandIn> {
  const asked: string[] = [];
  const sorted = paths.toSorted();
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const url = new URL(request.url ?? '', 'http://stand-in');
    const say = (data: unknown): void => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data })); };
    if (url.pathname === '/v1/sys/internal/ui/mounts') say({ secret: { 'kv/': { type: 'kv', options: { version: '2' } } } });
    else if (url.pathname === '/v1/kv/metadata/' && url.searchParams.get('scan') === 'true') {
      const [after, limit] = [url.searchParams.get('after') ?? '', Number(url.searchParams.get('limit'))];
      say({ keys: pages ? sorted.filter((path) => path > after).slice(0, limit) : sorted });
    } else response.writeHead(405, { 'content-type': 'application/json' }).end('{"errors":[]}');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    asked, address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
