// Three real Vaults that are one, over TLS 1.3 with their data on disk: the first among them can be killed and comes back, as often as wanted.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePair, newFolder, raftConfig, runVault, selfSigned, within, type Start, type VaultServer } from './vault-server.ts';

export interface VaultCluster {
  readonly addresses: readonly [string, string, string];
  readonly authority: string;
  readonly root: string;
  readonly api: VaultServer['api'];
  /** Kills the one that decides; gives it back when another decides. */
  killLeader(): Promise<{ comeBack(): Promise<void> }>;
  end(): Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
async function until(what: string, seconds: number, ready: () => Promise<boolean>): Promise<void> {
  for (let left = seconds * 10; !await ready().catch(() => false); left -= 1) {
    if (left === 0) throw new Error(`no ${what} in ${String(seconds)} seconds`);
    await pause(100);
  }
}

interface Member {
  readonly given: Start;
  server: VaultServer;
  isUp: boolean;
}

export async function startVaultCluster(): Promise<VaultCluster> {
  const shared = newFolder();
  selfSigned(shared);
  const [certificate, key] = ['srv.crt', 'srv.key'].map((name) => readFileSync(join(shared, name), 'utf8')) as [string, string];
  const ports = [await freePair(), await freePair(), await freePair()] as const;
  const at = (port: number): string => `https://127.0.0.1:${String(port)}`;
  const root = { token: '' };
  const members = await Promise.all(ports.map(async (port, nth): Promise<Member> => {
    const folder = newFolder();
    writeFileSync(join(folder, 'srv.crt'), certificate);
    writeFileSync(join(folder, 'srv.key'), key, { mode: 0o600 });
    mkdirSync(join(folder, 'data'));
    const joins = ports.filter((other) => other !== port).map((other) => `  retry_join {\n    leader_api_addr = "${at(other)}"\n    leader_ca_cert_file = "${folder}/srv.crt"\n  }\n`).join('');
    writeFileSync(join(folder, 'vault.hcl'), raftConfig({ folder, port, data: 'data', node: `n${String(nth)}`, storage: `  autopilot_update_interval = "500ms"
  autopilot_reconcile_interval = "1s"
${joins}` }));
    const given: Start = { folder, port, authority: certificate, get root() { return root.token; }, args: ['server', `-config=${join(folder, 'vault.hcl')}`] };
    return { given, server: await runVault(given), isUp: true };
  }));
  const [first] = members;
  if (first === undefined) throw new Error('no members');
  const { body } = await first.server.api('PUT', 'sys/init', { secret_shares: 1, secret_threshold: 1 });
  const keys = within(body, 'keys_base64');
  const share = String(Array.isArray(keys) ? keys[0] : '');
  root.token = String(within(body, 'root_token'));
  async function open({ server }: Member): Promise<void> {
    await until('member', 60, async () => within((await server.api('GET', 'sys/seal-status')).body, 'initialized') === true);
    await until('open member', 60, async () => {
      await server.api('PUT', 'sys/unseal', { key: share });
      return [200, 429].includes((await server.api('GET', 'sys/health')).status);
    });
  }
  for (const member of members) await open(member);
  async function leader(): Promise<Member> {
    let found: Member | undefined;
    await until('leader', 60, async () => {
      for (const member of members) if (member.isUp && (await member.server.api('GET', 'sys/health')).status === 200) found = member;
      return found !== undefined;
    });
    if (found === undefined) throw new Error('no leader');
    return found;
  }
  /** New members do not vote at first: killing one before would be the end of all. */
  const settled = (): Promise<void> => until('vote of all', 120, async () => within((await (await leader()).server.api('GET', 'sys/storage/raft/autopilot/state')).body, 'data', 'failure_tolerance') === 1);
  await settled();
  return {
    addresses: [at(ports[0]), at(ports[1]), at(ports[2])], authority: certificate, get root() { return root.token; },
    api: async (...asked) => (await leader()).server.api(...asked),
    async killLeader() {
      const member = await leader();
      member.isUp = false;
      await member.server.kill();
      return {
        async comeBack() {
          member.server = await runVault(member.given);
          member.isUp = true;
          await open(member);
          await settled();
        },
      };
    },
    async end() {
      for (const { server } of members) await server.end();
    },
  };
}
