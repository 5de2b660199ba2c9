// The calls that tell who can open what in a project. Holds the answer of the last reading, so that its pages are of one moment.
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import type { ReadAccess } from './access.ts';

export interface AccessDeps {
  /** Runs work that nothing else of the room may run beside. Refusal: `work-under-way`. */
  alone<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  rootOf(project: string): string;
  reading(done: number, total: number): void;
}

export function accessHandlers({ alone, rootOf, reading }: AccessDeps): Pick<Handlers<AppContract>['recipients'], 'getAccess' | 'listAccess'> {
  let held: { readonly ref: string; readonly read: ReadAccess } | undefined;
  return {
    getAccess: ({ project }) => alone(async (signal) => {
      const { readAccess } = await import('./access.ts');
      const read = await readAccess(rootOf(project), reading, signal);
      held = { ref: randomBytes(16).toString('base64url'), read };
      return { access: held.ref, ...read.facts };
    }),
    async listAccess({ access, offset }) {
      if (held?.ref !== access) throw new Refusal('access-not-found');
      return (await import('./access.ts')).pageOfAccess(held.read, offset);
    },
  };
}
