// How quickly all paths of a Vault are known, and found: against a bare walk of the same server in the same run, near and far away, and against the time between two keystrokes.
import { Agent, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connectVault, pathIndexOf } from '../../electron/core/backends/index.ts';
import { SecretText } from '../../electron/core/secret/index.ts';
import { startFaultyProxy } from '../servers/faulty-proxy.ts';
import { hasVault, startVault, within, type VaultServer } from '../servers/vault-server.ts';
import { median, paired, timed, type Row } from './measure.ts';

const secrets = 10_000;
const folders = 500;
const farMs = 20;
const keystrokeMs = 16;
const rules = { tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384'] } as const;

async function fill(vault: VaultServer, kv: string): Promise<void> {
  const paths = Array.from({ length: secrets }, (_, at) => `team-${String(at % 10)}/app-${String(at % 100)}/env-${String(at % folders)}/secret-${String(at)}`);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    for (let path = paths[next]; path !== undefined; path = paths[next]) {
      next += 1;
      await ask(agent, vault.port, vault.root, 'POST', `${kv}/data/${path}`, '{"data":{"A":"x"},"options":{"cas":0}}');
    }
  }));
  agent.destroy();
}

function ask(agent: Agent, port: number, token: string, method: string, path: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, method, path: `/v1/${path}`, headers: { 'x-vault-token': token, ...(body === undefined ? {} : { 'content-length': String(body.length) }) } }, (answer) => {
      let said = '';
      answer.setEncoding('utf8').on('data', (piece: string) => { said += piece; }).on('end', () => { resolve(said); });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Nothing but requests of Node's own client, so many at a time. */
async function bareWalk(port: number, token: string, kv: string, width: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const pending = [''];
  let found = 0;
  let running = 0;
  await new Promise<void>((resolve, reject) => {
    const more = (): void => {
      if (running === 0 && pending.length === 0) resolve();
      while (running < width && pending.length > 0) {
        const folder = pending.pop() ?? '';
        running += 1;
        ask(agent, port, token, 'GET', `${kv}/metadata/${folder}?list=true`).then((text) => {
          running -= 1;
          for (const key of within(JSON.parse(text), 'data', 'keys') as readonly string[]) {
            if (key.endsWith('/')) pending.push(folder + key);
            else found += 1;
          }
          more();
        }, reject);
      }
    };
    more();
  });
  agent.destroy();
  return found;
}

function searchRow(): Row {
  const index = pathIndexOf(Array.from({ length: 50_000 }, (_, at) => `secret/team-${String(at % 50)}/service-${String(at % 700)}/environment-${String(at)}/DATABASE_URL`).join('\n'));
  const typed = 'database team-4 environment-4999';
  const rounds = Array.from({ length: 20 }, () => Array.from(typed, (_, at) => {
    const started = performance.now();
    index.search(typed.slice(0, at + 1), 200);
    return performance.now() - started;
  }));
  // WHY the slowest of them and not of all: in a single one the machine may have done something else.
  const slowest = Math.max(...Array.from(typed, (_, at) => median(rounds.map((round) => round[at] ?? Number.NaN))));
  return { what: 'the slowest keystroke over 50,000 paths', ours: slowest, peer: keystrokeMs, peerIs: 'the bar', ratio: slowest / keystrokeMs, bar: 1 };
}

function memoryRow(): Row {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage();
  const index = pathIndexOf(Array.from({ length: 100_000 }, (_, at) => `secret/team-${String(at % 50)}/service-${String(at % 700)}/environment-${String(at)}/DATABASE_URL`).join('\n'));
  collect();
  const after = process.memoryUsage();
  const used = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1024 / 1024;
  return { what: `memory of an index of ${index.count.toLocaleString('en')} paths`, ours: used, peer: 60, peerIs: 'the bar', ratio: used / 60, bar: 1, unit: 'MB' };
}

export async function vaultRows(): Promise<readonly Row[]> {
  // WHY last: what they leave in the heap would be collected while the walks run.
  const local = (): readonly Row[] => [searchRow(), memoryRow()];
  if (!hasVault()) return local();
  const vault = await startVault();
  const proxy = await startFaultyProxy(vault.port, farMs);
  try {
    // WHY without the usual one: it would be walked, too.
    await vault.api('DELETE', 'sys/mounts/secret');
    const kv = await vault.mount(2);
    await fill(vault, kv);
    const ours = async (address: string): Promise<void> => {
      const client = connectVault({ address, namespace: '', rules, token: () => new SecretText(vault.root) });
      const { paths } = await (await client.walker()).run();
      await client.close();
      if (paths.length !== secrets) throw new Error(`${String(paths.length)} paths instead of ${String(secrets)}`);
    };
    const widths: (readonly [number, number])[] = [];
    for (const width of [4, 8, 16, 32]) widths.push([median([await timed(() => bareWalk(vault.port, vault.root, kv, width)), await timed(() => bareWalk(vault.port, vault.root, kv, width)), await timed(() => bareWalk(vault.port, vault.root, kv, width))]), width]);
    const [, best = 8] = widths.toSorted(([a], [b]) => a - b)[0] ?? [];
    const far = Number(new URL(proxy.address).port);
    return [
      await paired(`all paths of 10,000 secrets in ${String(folders)} folders`, `a bare walk, ${String(best)} at a time`, 1.2, 7, () => ours(vault.address), () => bareWalk(vault.port, vault.root, kv, best)),
      await paired(`the same, ${String(farMs)} ms away`, 'one request after the other', 0.15, 2, () => ours(proxy.address), () => bareWalk(far, vault.root, kv, 1)),
      ...local(),
    ];
  } finally {
    await proxy.end();
    await vault.end();
  }
}
