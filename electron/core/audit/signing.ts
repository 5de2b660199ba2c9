// Makes the log sure: a signature every thousand lines, at lock and at exit, wherever the profile is open. Must never sign in silence over a log that lost what the profile remembers.
import { existsSync } from 'node:fs';
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import type { Appender } from './appender.ts';
import type { Tip } from './chain-end.ts';
import { checkpointEvent, checkpointReason } from './checkpoint.ts';
import { glanceSeq, look, type Head } from './form.ts';
import type { Keeper, Remembered } from './keeper.ts';
import { logPath } from './log-file.ts';
import { linesBackward } from './raw-lines.ts';
import { closeParts, openParts } from './segments.ts';

export const linesPerCheckpoint = 1000;
const pieceBytes = 64 * 1024;

/** True if the line that is remembered does not stand in the log. What a tombstone stands for counts as there. */
async function isMissing(folder: string, { seq, hash }: Head, tip: Head): Promise<boolean> {
  if (seq >= tip.seq) return seq > tip.seq || hash !== tip.hash;
  const parts = openParts(folder);
  try {
    for (const part of parts.toReversed()) {
      if ('tombstone' in part) return part.tombstone === undefined || part.tombstone.last < seq;
      for await (const line of linesBackward(part.fd, part.size, pieceBytes)) {
        const glance = glanceSeq(line.bytes);
        if (glance === undefined || glance > seq) continue;
        return look(line.bytes)?.hash !== hash;
      }
    }
    return true;
  } finally {
    closeParts(parts);
  }
}

export interface SigningDeps {
  readonly folder: string;
  readonly self: AuditFacts;
  readonly keeper: Keeper;
  readonly appender: Pick<Appender, 'appendFirst'>;
}
export interface Signing {
  /** Told of the end of the log after each write: signs when it is time. */
  written(head: Tip): void;
  /** Signs what is not signed yet, if the profile is open, and lets the profile remember it. Rejects if that cannot be written. */
  sign(): Promise<void>;
  /** Resolves once what is under way is done, or has failed. */
  settle(): Promise<void>;
}

export function createSigning({ folder, self, keeper, appender }: SigningDeps): Signing {
  let signed = 0;
  let compared = false;
  let running: Promise<void> | undefined;

  async function compare(): Promise<boolean> {
    const remembered = await keeper.remembered();
    let missing = false;
    if (remembered !== undefined) {
      signed = Math.max(signed, remembered.signed);
      await appender.appendFirst(async (tip) => {
        missing = await isMissing(folder, remembered, tip);
        // SECURITY(audit-head-remembered): a log that was cut or put back while nobody wrote says so, before it is signed again.
        return missing ? { ...self, event_type: 'log_replaced', action: 'audit.compare', success: false, reason: `expected ${String(remembered.seq)} ${remembered.hash}` } : undefined;
      });
    }
    compared = true;
    return missing;
  }

  async function signNow(): Promise<void> {
    const keys = existsSync(logPath(folder)) ? await keeper.keys(true) : undefined;
    if (keys === undefined) return;
    const over = !compared && await compare();
    let at: Remembered | undefined;
    await appender.appendFirst((tip, now) => {
      if (tip.seq === 0 || (tip.seq === signed && !over)) return undefined;
      return { ...self, event_type: checkpointEvent, action: 'audit.sign', success: true, reason: checkpointReason(keys.privateKey, keys.public.fingerprint, tip, now.toISOString()) };
    }, (tip) => { at = { ...tip, signed: tip.seq }; });
    if (at === undefined) return;
    signed = at.seq;
    await keeper.remember(at, over);
  }

  function sign(): Promise<void> {
    const next = (running ?? Promise.resolve()).catch(() => undefined).then(signNow);
    const mine = next.finally(() => { if (running === mine) running = undefined; });
    running = mine;
    return mine;
  }

  return {
    written({ seq }) {
      if (seq - signed >= linesPerCheckpoint && running === undefined) {
        sign().catch(() => {
          // WHY silent: the next thousand, the lock and the exit try again, and the verifier says what is not signed.
        });
      }
    },
    sign,
    async settle() {
      await running?.catch(() => undefined);
    },
  };
}
