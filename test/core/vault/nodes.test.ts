// Several nodes of one Vault: the next one is asked where nobody is there, a redirect leads to nodes that the person gave and to nobody else, and a write is sent once. Servers of a few lines stand in for nodes that are in such a state.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';

interface Standing {
  readonly address: string;
  readonly asked: string[];
}
type Say = (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void;
async function node(answer: (line: string, say: Say) => void): Promise<Standing> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(`${line} ${String(request.headers['x-vault-token'])}`);
    answer(line, (status, body, headers = {}) => { response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body === undefined ? undefined : JSON.stringify(body)); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.closeAllConnections(); server.close(); });
  return { asked, address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}
const nobody = 'http://127.0.0.1:1';
const token = 'hvs.canary-token-for-known-nodes';
const look = 'GET /v1/auth/token/lookup-self';
const well = (): Promise<Standing> => node((_, say) => { say(200, { data: { display_name: 'x', policies: [] } }); });
const to = (location: string): Promise<Standing> => node((_, say) => { say(307, undefined, { location }); });
const clientAt = (address: string, ...others: readonly string[]): ReturnType<typeof clientOf> => clientOf({ address, authority: '' }, token, { others });

test('redirect-to-known-nodes: a standby leads to the active one where the person gave it, by our own path, and nowhere else', async () => {
  const active = await well();
  const standby = await to(`${active.address}/v1/sys/seal?x`);
  const client = clientAt(standby.address, active.address);
  expect((await client.token()).name).toBe('x');
  expect((await client.token()).name).toBe('x');
  expect(standby.asked).toEqual([`${look} ${token}`]);
  expect(active.asked).toEqual([`${look} ${token}`, `${look} ${token}`]);

  const stranger = await well();
  const astray = await to(`${stranger.address}/v1/auth/token/lookup-self`);
  expect(await refusedBy(clientAt(astray.address).token(), token)).toBe('redirected');
  expect((await clientAt(astray.address, active.address).token()).name).toBe('x');
  expect(stranger.asked).toEqual([]);
});
test('nodes that lead to each other or to a dead one end in a refusal, not in a circle', async () => {
  const dead = await to(nobody);
  const client = clientAt(dead.address, nobody);
  expect(await refusedBy(client.health())).toBe('redirected');
  expect(dead.asked.length).toBeLessThan(20);
  const started = Date.now();
  expect(await refusedBy(clientAt(nobody, nobody).health())).toBe('unreachable');
  expect(Date.now() - started).toBeLessThan(10_000);
}, 120_000);
test('where nobody is there, is sealed or has no active one, the next node is asked; a write that may have been done is not', async () => {
  const active = await well();
  for (const bad of [nobody, (await node((_, say) => { say(503, { errors: ['Vault is sealed'] }); })).address, (await node((_, say) => { say(500, { errors: ['local node not active but active cluster node not found'] }); })).address]) expect((await clientAt(bad, active.address).token()).name, bad).toBe('x');
  const answers = (write: (say: Say) => void) => (line: string, say: Say): void => {
    if (!line.startsWith('GET')) write(say);
    else if (line.includes('/ui/mounts/')) say(200, { data: { path: 'kv/', type: 'kv', options: { version: '2' } } });
    else say(404, { errors: [] });
  };
  const failing = await node(answers((say) => { say(500, { errors: ['leadership lost while committing log'] }); }));
  const other = await node(answers((say) => { say(200, { data: { version: 1 } }); }));
  expect(await refusedBy(clientAt(failing.address, other.address).set('kv/a', 'A', 'canary', 0), 'canary')).toBe('not-written');
  expect([...failing.asked, ...other.asked].filter((line) => line.startsWith('POST'))).toHaveLength(1);
  const sealed = await node((line, say) => { say(503, { errors: ['Vault is sealed'] }); });
  expect(await clientAt(sealed.address, other.address).set('kv/a', 'A', 'canary', 0)).toEqual({ version: 1, asked: false });
});
test('vault-writes-once: a standby that handed a change on and lost the active one over it names a node; the change is looked up there, and not sent again', async () => {
  const path = 'GET /v1/sys/internal/ui/mounts/kv/a';
  for (const wasDone of [true, false]) {
    let version = 1;
    const state = (line: string, say: Say): void => {
      if (line === path) say(200, { data: { path: 'kv/', type: 'kv', options: { version: '2' } } });
      else if (line.includes('/subkeys/')) say(200, { data: { subkeys: { A: null }, metadata: { version } } });
      else say(200, { data: { data: { A: version === 1 || line.endsWith('version=1') ? 'one' : 'canary' }, metadata: { version } } });
    };
    const active = await node(state);
    const standby = await node((line, say) => {
      if (line.startsWith('GET')) {
        state(line, say);
        return;
      }
      if (wasDone) version = 2;
      say(307, undefined, { location: `${active.address}/v1/kv/data/a` });
    });
    const client = clientAt(standby.address, active.address);
    if (wasDone) expect(await client.set('kv/a', 'A', 'canary', 1)).toEqual({ version: 2, asked: true });
    else expect(await refusedBy(client.set('kv/a', 'A', 'canary', 1), 'canary')).toBe('not-written');
    expect([...standby.asked, ...active.asked].filter((line) => !line.startsWith('GET'))).toHaveLength(1);
  }
});
test('without others one node is asked as often as before', async () => {
  const standby = await node((_, say) => { say(503, { errors: ['Vault is sealed'] }); });
  expect(await refusedBy(clientAt(standby.address).token())).toBe('sealed');
  expect(standby.asked).toHaveLength(1);
});
