// Which server a call is about: a saved connection, or that of the environment at the command line. Notices a token that the server takes no more, and asks the person where a connection is guarded.
import type { Context, Subject } from '../../../shared/ipc/define.ts';
import type { VaultClient } from '../backends/index.ts';
import type { PolicyValues } from '../policy/index.ts';
import type { Ports, VaultWish } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { agreed, type Askers } from './agreed.ts';
import type { Links } from './links.ts';

export interface ReachDeps {
  readonly ports: Pick<Ports, 'environment'> & Askers;
  readonly rules: () => Promise<PolicyValues>;
  readonly links: Links;
}
/** What every call says: which connection, and in whose name it comes. */
export interface At {
  readonly connection?: string | undefined;
}
export interface Placed extends At {
  readonly path: string;
  /** A field of the secret there. */
  readonly name?: string | undefined;
}
export interface Reached {
  readonly client: VaultClient;
  readonly namespace: string;
  readonly hasToken: boolean;
}
export interface Reach {
  /** Refusals: no-connection, connection-not-found, those of opening one, and whatever `work` throws. */
  on<T>(at: At, role: Context['role'], work: (reached: Reached) => Promise<T>): Promise<T>;
  subject(at: At, path: string, field?: string): Promise<Subject>;
  /** The same as `on`, told to the audit log as being about this path. */
  look<T>(at: Placed, context: Context, work: (reached: Reached) => Promise<T>): Promise<T>;
  /** The same for what is written, once a line of it is on disk: asks first where the connection is guarded, and before anything is destroyed. Refusals: not-confirmed, audit-unavailable. */
  change<T>(at: Placed, context: Context, act: VaultWish['act'], work: (reached: Reached) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

export function createReach({ ports, rules, links }: ReachDeps): Reach {
  let ofEnvironment: Promise<Reached> | undefined;
  async function environment(): Promise<Reached> {
    // WHY here: few commands reach a server, and what it takes is large.
    const [{ connectVault }, { fromEnvironment }] = await Promise.all([import('../backends/index.ts'), import('./from-environment.ts')]);
    const { token, ...found } = await fromEnvironment(ports.environment);
    return { client: connectVault({ ...found, rules: await rules(), token: () => token }), namespace: found.namespace, hasToken: token !== undefined };
  }
  async function reached({ connection }: At, role: Context['role']): Promise<Reached> {
    if (connection !== undefined) {
      const { client, saved, session } = await links.open(connection);
      return { client, namespace: saved.namespace, hasToken: session() !== undefined };
    }
    // SECURITY(environment-for-commands): what a window's parent had in its environment is nobody's wish in the window.
    if (role !== 'cli') throw new Refusal('no-connection');
    return ofEnvironment ??= environment();
  }
  const on: Reach['on'] = async (at, role, work) => {
    const there = await reached(at, role);
    try {
      return await work(there);
    } catch (error) {
      if (at.connection !== undefined && there.hasToken && error instanceof Refusal && error.code === 'token-invalid') await links.ended(at.connection);
      throw error;
    }
  };
  const subject: Reach['subject'] = async ({ connection }, path, field) => {
    const name = connection === undefined ? '' : `${(await links.open(connection)).saved.name}: `;
    return { secretKey: `${name}${path}${field === undefined ? '' : `#${field}`}`, backend: 'vault' };
  };
  async function ask({ connection, path }: Placed, act: VaultWish['act']): Promise<void> {
    if (connection === undefined) return;
    const { saved } = await links.open(connection);
    const guarded = saved.guard === 'production';
    if (guarded || act === 'destroy') await agreed(ports, { vault: saved.name, secret: path, act }, guarded);
  }
  return {
    on, subject,
    async look(at, context, work) {
      context.about(await subject(at, at.path, at.name));
      return on(at, context.role, work);
    },
    async change(at, context, act, work) {
      context.about(await subject(at, at.path, at.name));
      await ask(at, act);
      // SECURITY(vault-write-recorded): nothing is changed there without a line of it here.
      await context.record();
      return on(at, context.role, work);
    },
    // WHY caught: what was never opened needs no closing.
    async dispose() { await (await ofEnvironment?.catch(() => undefined))?.client.close(); },
  };
}
