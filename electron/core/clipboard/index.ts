// Door of the room “clipboard”: one copied secret at a time, cleared again if it is still ours. Must never keep the value itself.
import { createHash, randomBytes } from 'node:crypto';
import type { Clipboard, Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { SecretText } from '../secret/index.ts';

export interface ClipboardRoom {
  /** Puts one value on the clipboard and takes it off after the time that the person chose. Refusal: `clipboard-unavailable` (reason). */
  copy(secret: SecretText): Promise<{ readonly clearAfterMs: number }>;
  /** Clears now, if what is there is still ours: at lock and at the end. */
  clearIfOurs(): Promise<void>;
}

export function createClipboard(port: Clipboard, clock: Clock, clearAfter: () => number, onCleared: () => void): ClipboardRoom {
  // WHY salted: a bare hash of a short value could be looked up in a memory dump.
  const salt = randomBytes(16);
  const print = (text: string): string => createHash('sha256').update(salt).update(text).digest('hex');
  let ours: string | undefined;
  let cancel: (() => void) | undefined;

  async function clearIfOurs(): Promise<void> {
    cancel?.();
    cancel = undefined;
    const mark = ours;
    ours = undefined;
    if (mark === undefined) return;
    const now = await port.read();
    // SECURITY(clipboard-only-ours): what the person copied meanwhile stays; where reading is not possible, clearing is the safer side.
    if (now !== undefined && print(now) !== mark) return;
    await port.clear();
    onCleared();
  }

  return {
    async copy(secret) {
      if (!port.ability.works) throw new Refusal('clipboard-unavailable', { reason: port.ability.reason });
      cancel?.();
      const text = secret.expose();
      await port.write(text).catch(() => {
        throw new Refusal('clipboard-unavailable', { reason: 'no-program' });
      });
      ours = print(text);
      const clearAfterMs = clearAfter();
      cancel = clock.after(clearAfterMs, () => {
        // A clipboard that vanished with its desktop has nothing of ours any more.
        clearIfOurs().catch(() => undefined);
      });
      return { clearAfterMs };
    },
    clearIfOurs,
  };
}
