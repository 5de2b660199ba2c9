// A whole core over fake ports with a project folder, driven through the router as a window or a command line would. For tests of what a person can do.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, type Core } from '../../electron/core/index.ts';
import type { Ports } from '../../electron/core/ports.ts';
import type { AppContract } from '../../shared/ipc/contract.ts';
import type { CallName, Input, Output, Reply } from '../../shared/ipc/define.ts';
import { identities } from './fixtures.ts';
import { fakePorts, type FakePorts } from './ports.ts';

export interface OpenCore {
  readonly core: Core;
  readonly ports: FakePorts;
  /** An empty folder for project files. */
  readonly folder: string;
  /** Calls as the command line (default) or the window; throws nothing. */
  call<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, role?: 'window' | 'cli'): Promise<Reply<AppContract, N>>;
  /** The value of a call that must succeed. */
  done<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, role?: 'window' | 'cli'): Promise<Output<AppContract, N>>;
  /** Opens a file by its path and answers with its document. */
  open(path: string): Promise<Output<AppContract, 'sops.openFile'>>;
  close(): Promise<void>;
}

export function openCore(overrides: Partial<Ports> = {}): OpenCore {
  const ports = fakePorts({ environment: { SOPS_AGE_KEY: identities[0] }, ...overrides });
  const core = createCore(ports);
  const folder = join(ports.fake.folder, 'project');
  mkdirSync(folder);
  async function call<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, role: 'window' | 'cli' = 'cli'): Promise<Reply<AppContract, N>> {
    return JSON.parse(await core.router.handle(JSON.stringify({ call: name, input }), { role, url: `${ports.origin}/`, isMainFrame: true })) as Reply<AppContract, N>;
  }
  async function done<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, role: 'window' | 'cli' = 'cli'): Promise<Output<AppContract, N>> {
    const reply = await call(name, input, role);
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code} ${JSON.stringify(reply.error.data)}`);
    return reply.value;
  }
  return {
    core, ports, folder, call, done,
    async open(path) {
      const { file } = await done('projects.refFile', { path });
      return done('sops.openFile', { file });
    },
    async close() {
      await core.dispose();
      ports.fake.remove();
    },
  };
}
