// Door of the room “attempts”: tries in vain, counted over restarts and changes of the clock, and the wait that follows them. Must never keep a name or a value.
import { join } from 'node:path';
import type { Context, Role, Subject } from '../../../shared/ipc/define.ts';
import type { Ports } from '../ports.ts';
import { createAttempts } from './attempts.ts';
import type { TryLimits } from './counting.ts';
import { guardAttempts, type Table } from './guard.ts';

export { readKeptJson } from './kept-json.ts';
export { keptTry, standingOf, tryNow, type Try, type TryLimits } from './counting.ts';

export interface AttemptsDeps {
  readonly ports: Pick<Ports, 'paths' | 'boot' | 'clock' | 'log'>;
  readonly limits: () => Promise<TryLimits>;
  /** The job that this program runs as, if it does. */
  readonly job: () => string | undefined;
  /** How a person names an open file. */
  readonly labelOf: (file: string) => string | undefined;
  /** An access is barred from now on. */
  readonly barred: (action: string, subject: Subject, context: Context) => void;
}
export interface AttemptsRoom {
  /** The same handlers, none of which gives the same client the same secret again after it was refused too often. They refuse access-locked (data: waitMs, until). */
  guard<T extends Table>(handlers: T): T;
}

const clientOf = (role: Role, job: string | undefined): string => (job === undefined ? (role === 'cli' ? 'cli' : 'window') : `job ${job}`);

export function createAttemptsRoom({ ports, limits, job, labelOf, barred }: AttemptsDeps): AttemptsRoom {
  const { profile } = ports.paths;
  const attempts = createAttempts({ file: join(profile, 'attempts.json'), lock: join(profile, 'locks', 'attempts'), boot: ports.boot, clock: ports.clock, limits, log(line) { ports.log(line); } });
  const files = (secretKey: string | undefined): Subject | undefined => (secretKey === undefined ? undefined : { secretKey, backend: 'file' });
  return {
    guard: (handlers) => guardAttempts(attempts, {
      client: ({ role }) => clientOf(role, job()),
      subjectOf(call, { file = '', path = '' }) {
        // Opening a file takes a key of it; naming one is an access where a job may only name its own.
        if (call === 'sops.openFile') return files(labelOf(file));
        return call === 'projects.refFile' && job() !== undefined ? files(path) : undefined;
      },
      barred,
    }, handlers),
  };
}
