// Keeps with the core what the text holds and the draft has not taken, so that neither a lock nor a page that dies costs it. Holds nothing itself.
import type { AppBridge } from '../../../bridge/index.ts';
import type { Splice } from './lines.ts';

export interface KeptTyped {
  /** Soon: more is being typed. */
  later(): void;
  /** At once: the page may end now. */
  now(): Promise<void>;
  /** The draft has it all. */
  forget(): void;
}

/** How long nobody types before it is worth a call, in milliseconds; the draft is asked after twice that. */
const restMs = 200;

export function keepTyped(bridge: AppBridge, document: string, unapplied: () => Splice | undefined): KeptTyped {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = false;
  async function now(): Promise<void> {
    clearTimeout(timer);
    const typed = unapplied();
    if (typed === undefined) return;
    kept = true;
    const { at, remove, lines } = typed;
    await bridge.call('sops.setUnfinished', { document, unfinished: { what: 'text', name: '', run: { at, remove }, value: lines.map((line) => `${line}\n`).join('') } });
  }
  return {
    now,
    later() {
      clearTimeout(timer);
      timer = setTimeout(() => { void now(); }, restMs);
    },
    forget() {
      clearTimeout(timer);
      if (kept) void bridge.call('sops.setUnfinished', { document });
      kept = false;
    },
  };
}
