// Verifications as somebody asks for them: with what the profile and this process know besides the log, how far they are, and an end before their end.
import type { AnyEvent } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { AuditVerdict } from '../../../shared/ipc/audit.ts';
import type { Appender } from './appender.ts';
import type { Known } from './checker.ts';
import type { Keeper } from './keeper.ts';
import { keysBeside } from './segments.ts';
import { verifyLog } from './verify.ts';

export interface VerifyingDeps {
  readonly folder: string;
  readonly keeper: Keeper;
  readonly appender: Pick<Appender, 'left'>;
  readonly emit: (event: AnyEvent<AppEvents>) => void;
}

const progressMs = 100;

export function createVerifying({ folder, keeper, appender, emit }: VerifyingDeps): { verify(): Promise<AuditVerdict>; cancel(): void } {
  let round = 0;

  /** The latest that anybody here knows of the log. */
  async function known(): Promise<Known> {
    const { signing } = keysBeside(folder);
    const [keys, remembered, left] = [await keeper.keys(false), await keeper.remembered(), appender.left()];
    const head = left !== undefined && left.seq > (remembered?.seq ?? 0) ? left : remembered;
    return { keys: keys === undefined ? signing : [...signing, keys.public], fingerprint: keys?.public.fingerprint, head, signed: remembered?.signed };
  }

  return {
    async verify() {
      const mine = round;
      let told = performance.now();
      const { unknown, ...verdict } = await verifyLog(folder, await known(), (done, total) => {
        if (performance.now() - told >= progressMs) {
          told = performance.now();
          emit({ name: 'audit.verifyProgressed', payload: { done, total } });
        }
        return mine === round;
      });
      return { ...verdict, unknown: [...unknown] };
    },
    cancel() {
      round += 1;
    },
  };
}
