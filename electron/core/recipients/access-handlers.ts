// The calls that tell who can open what in a project. Holds the answer of the last reading, so that its pages are of one moment.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { ReadAccess } from './access.ts';
import { createWork, holdOne } from './one-at-a-time.ts';

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
  const work = createWork();
  const held = holdOne<ReadAccess>('access-not-found');
  return {
    handlers: {
      // WHY beside other work: it writes nothing, and a plan must not wait until somebody has looked.
      getAccess: ({ project }) => work.alone(async (signal) => {
        const { readAccess } = await import('./access.ts');
        const read = await readAccess(rootOf(project), reading, signal);
        return { access: held.put(read), ...read.facts };
      }),
      async listAccess({ access, offset }) {
        const read = held.get(access);
        return (await import('./access.ts')).pageOfAccess(read, offset);
      },
    },
    cancel: work.cancel,
  };
}
