// Door of the room “vault”: what a person does with secrets on a Vault. Must never hold a value longer than it takes to hand it on, nor speak to an address that the person did not give.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers, Subject } from '../../../shared/ipc/define.ts';
import type { VaultClient } from '../backends/index.ts';
import type { PolicyValues } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import { giveToSink } from '../give.ts';
import { SecretBytes } from '../secret/index.ts';

export interface VaultDeps {
  readonly ports: Pick<Ports, 'environment' | 'clock' | 'sinks'>;
  readonly rules: () => Promise<PolicyValues>;
}
export interface VaultRoom {
  readonly handlers: Handlers<AppContract>['vault'];
  /** Ends the connections. */
  dispose(): Promise<void>;
}

const subjectOf = (path: string, field?: string): Subject => ({ secretKey: field === undefined ? path : `${path}#${field}`, backend: 'vault' });

export function createVault({ ports, rules }: VaultDeps): VaultRoom {
  let opened: Promise<{ readonly client: VaultClient; readonly namespace: string; readonly hasToken: boolean }> | undefined;
  async function open(): Promise<Awaited<NonNullable<typeof opened>>> {
    // WHY here: few commands reach a server, and what it takes is large.
    const [{ connectVault }, { fromEnvironment }] = await Promise.all([import('../backends/index.ts'), import('./from-environment.ts')]);
    const { token, ...found } = await fromEnvironment(ports.environment);
    return { client: connectVault({ ...found, rules: await rules(), token: () => token }), namespace: found.namespace, hasToken: token !== undefined };
  }
  const client = async (): Promise<VaultClient> => (await (opened ??= open())).client;

  async function toSink(ref: string, bytes: Buffer): Promise<{ bytes: number }> {
    await giveToSink(ports.sinks, ref, new SecretBytes(bytes));
    return { bytes: bytes.length };
  }

  return {
    handlers: {
      async getHealth() {
        const vault = await client();
        const started = ports.clock.monotonic();
        const { state, version, cluster } = await vault.health();
        return { address: vault.origin, state, version, cluster, milliseconds: Math.round(ports.clock.monotonic() - started) };
      },
      async getStatus() {
        const { client: vault, namespace, hasToken } = await (opened ??= open());
        const { state, version, cluster } = await vault.health();
        const answers = state === 'active' || state === 'standby';
        const token = hasToken && answers ? await vault.token() : undefined;
        return { address: vault.origin, state, version, cluster, namespace, ...(token === undefined ? {} : { token: { ...token, policies: [...token.policies] } }) };
      },
      async listPath({ path }, context) {
        context.about(subjectOf(path));
        return { names: [...await (await client()).list(path)] };
      },
      async listFields({ path, version }, context) {
        context.about(subjectOf(path));
        const { names, ...facts } = await (await client()).shape(path, version);
        return { names: [...names], ...facts };
      },
      async listVersions({ path }, context) {
        context.about(subjectOf(path));
        return { versions: [...await (await client()).versions(path)] };
      },
      printField: {
        subject: ({ path, name }) => subjectOf(path, name),
        async run({ path, name, version, sink }) {
          return toSink(sink, await (await client()).value(path, name, version));
        },
      },
      printSecret: {
        subject: ({ path }) => subjectOf(path),
        async run({ path, version, sink }) {
          return toSink(sink, await (await client()).values(path, version));
        },
      },
      async setField({ path, name, value, over }, context) {
        context.about(subjectOf(path, name));
        return (await client()).set(path, name, value, over);
      },
      async deleteSecret({ path, versions, final }, context) {
        context.about(subjectOf(path));
        return (await client()).remove(path, versions, final);
      },
      async undeleteSecret({ path, versions }, context) {
        context.about(subjectOf(path));
        return (await client()).undelete(path, versions);
      },
    },
    async dispose() {
      // WHY caught: what was never opened needs no closing.
      await (await opened?.catch(() => undefined))?.client.close();
    },
  };
}
