// One revealed value, in one component's state, for the time the core allows. It must never outlive a blurred window, a hidden page or its component.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge } from './bridge-context.tsx';
import type { Side } from '../../shared/ipc/sops.ts';
import type { Answer, AppBridge, Told } from './client.ts';

export interface Revealed {
  readonly value: string;
  /** Whole seconds left, counting down to 1. */
  readonly secondsLeft: number;
  /** How much of the time is left, 1 down to 0. */
  readonly rest: number;
}
export interface Reveal {
  /** Undefined while hidden. */
  readonly shown: Revealed | undefined;
  /** Asks the core for the value; while it is asked already, takes the wish back instead. Answers how many seconds it stays, or what was refused; undefined if it was hidden again meanwhile. */
  show(): Promise<{ readonly seconds: number } | { readonly refused: Told } | undefined>;
  hide(): void;
}
interface Held {
  /** What it is the value of. */
  readonly of: number | string;
  readonly value: string;
  readonly until: number;
  readonly forMs: number;
}

/** Calls back when the window loses the focus or is hidden, or the core says that the person is away; the answer stops it. */
function watchForLeaving(bridge: AppBridge, left: () => void): () => void {
  const onHidden = (): void => { if (globalThis.document.hidden) left(); };
  window.addEventListener('blur', left);
  globalThis.document.addEventListener('visibilitychange', onHidden);
  const stop = bridge.on((event) => {
    if (event.name === 'app.attentionLapsed') left();
  });
  return () => {
    window.removeEventListener('blur', left);
    globalThis.document.removeEventListener('visibilitychange', onHidden);
    stop();
  };
}

/** Reveals one side of one entry of an open document. */
export function useReveal(document: string, entry: number, side: Side = 'draft'): Reveal {
  const bridge = useBridge();
  const ask = useCallback(() => bridge.call('sops.revealEntry', { document, entry, side }), [bridge, document, entry, side]);
  return useRevealed(entry, ask);
}

/**
 * Reveals whatever `ask` answers, which is the value of `of`; another `ask` is another value.
 * SECURITY(reveal-hides): the value is dropped after the core's time, when the window loses focus or is hidden, and with the component.
 */
export function useRevealed(of: number | string, ask: () => Promise<Answer<{ readonly value: string; readonly hideAfterMs: number }>>): Reveal {
  const bridge = useBridge();
  const [held, setHeld] = useState<Held>();
  const [now, setNow] = useState(0);
  // WHY counted: an answer that arrives after the person hid it, or moved on, must not be shown.
  const turn = useRef(0);
  const asking = useRef(false);

  /** True from the moment that a value is put into the state. */
  const holds = useRef(false);
  /** Stops watching for the person to turn away. */
  const unwatch = useRef<() => void>(undefined);

  const hide = useCallback(() => {
    turn.current += 1;
    asking.current = false;
    unwatch.current?.();
    unwatch.current = undefined;
    // WHY asked first: this runs for every row that comes to stand for another entry, and nearly all hold nothing.
    if (holds.current) setHeld(undefined);
    holds.current = false;
  }, []);

  const show = useCallback(async () => {
    if (asking.current) {
      hide();
      return undefined;
    }
    turn.current += 1;
    const mine = turn.current;
    asking.current = true;
    // WHY before the answer: one that arrives after the person turned away must not be shown either.
    unwatch.current ??= watchForLeaving(bridge, hide);
    const answer = await ask();
    if (turn.current !== mine) return undefined;
    asking.current = false;
    if (!answer.ok) {
      hide();
      return { refused: answer.error };
    }
    const { value, hideAfterMs } = answer.value;
    const from = performance.now();
    setNow(from);
    holds.current = true;
    setHeld({ of, value, until: from + hideAfterMs, forMs: Math.max(1, hideAfterMs) });
    return { seconds: Math.ceil(hideAfterMs / 1000) };
  }, [bridge, of, ask, hide]);

  // WHY reset: a component that is given another entry must not show the value of the last one.
  useEffect(() => hide, [hide, of, ask]);

  useEffect(() => {
    if (held === undefined) return undefined;
    const end = setTimeout(hide, Math.max(0, held.until - performance.now()));
    const second = setInterval(() => { setNow(performance.now()); }, 1000);
    return () => {
      clearTimeout(end);
      clearInterval(second);
    };
  }, [held, hide]);

  const left = held === undefined ? 0 : Math.max(0, held.until - now);
  // WHY compared: what is hidden by an effect would be drawn once beside the name of the next entry.
  return { shown: held?.of !== of ? undefined : { value: held.value, secondsLeft: Math.max(1, Math.ceil(left / 1000)), rest: left / held.forMs }, show, hide };
}
