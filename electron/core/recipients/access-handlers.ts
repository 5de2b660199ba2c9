// The calls that tell who can open what in a project. Holds the answer of the last reading, so that its pages are of one moment.
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import type { ReadAccess } from './access.ts';

export interface AccessDeps {
  rootOf(project: string): string;
  reading(done: number, total: number): void;
}

export interface AccessHandlers {
  readonly handlers: Pick<Handlers<AppContract>['recipients'], 'getAccess' | 'listAccess'>;
  /** Ends a reading that is under way. */
  cancel(): void;
}

export function accessHandlers({ rootOf, reading }: AccessDeps): AccessHandlers {
  let under: AbortController | undefined;
  let held: { readonly ref: string; readonly read: ReadAccess } | undefined;
  return {
    handlers: {
      // WHY beside other work: it writes nothing, and a plan must not wait until somebody has looked.
      async getAccess({ project }) {
        if (under !== undefined) throw new Refusal('work-under-way');
        const root = rootOf(project);
        under = new AbortController();
        try {
          const { signal } = under;
          const { readAccess } = await import('./access.ts');
          const read = await readAccess(root, reading, signal);
          held = { ref: randomBytes(16).toString('base64url'), read };
          return { access: held.ref, ...read.facts };
        } finally {
          under = undefined;
        }
      },
      async listAccess({ access, offset }) {
        if (held?.ref !== access) throw new Refusal('access-not-found');
        return (await import('./access.ts')).pageOfAccess(held.read, offset);
      },
    },
    cancel() { under?.abort(); },
  };
}
