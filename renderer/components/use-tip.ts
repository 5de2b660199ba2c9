// When a tooltip opens and closes: told by attributes, so that thousands of rows cost nothing until one is pointed at. Never reads anything but its two attributes.
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Tip {
  readonly anchor: Element;
  readonly text: string;
}
export interface TipState {
  readonly tip: Tip | undefined;
  /** The pointer is on the popup itself: it stays. */
  readonly stay: () => void;
  readonly leave: () => void;
}

/** How long somebody has to rest on a control, and how long the way to the popup may take, in milliseconds. */
const [openAfterMs, closeAfterMs] = [400, 120];

const tippedAround = (target: EventTarget | null): Element | null => (target instanceof Element ? target.closest('[data-tip]') : null);
const isCut = (element: Element): boolean => element.scrollWidth > element.clientWidth;

/** Watches the whole document. */
export function useTip(): TipState {
  const [tip, setTip] = useState<Tip>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef<Element>(undefined);
  const after = useCallback((ms: number, act: () => void) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, ms);
  }, []);
  const close = useCallback(() => {
    clearTimeout(timer.current);
    wanted.current = undefined;
    setTip(undefined);
  }, []);
  const leave = useCallback(() => { after(closeAfterMs, close); }, [after, close]);
  const stay = useCallback(() => { clearTimeout(timer.current); }, []);

  useEffect(() => {
    const want = (target: EventTarget | null): void => {
      const anchor = tippedAround(target);
      if (anchor === null) {
        if (wanted.current !== undefined) leave();
        return;
      }
      if (anchor === wanted.current) {
        stay();
        return;
      }
      wanted.current = anchor;
      setTip(undefined);
      after(openAfterMs, () => {
        const text = anchor.getAttribute('data-tip') ?? '';
        if (anchor.isConnected && text !== '' && (!anchor.hasAttribute('data-tip-cut') || isCut(anchor))) setTip({ anchor, text });
      });
    };
    const onOver = (event: PointerEvent): void => {
      // WHY the path: inside of a shadow root the target is told as its host.
      if (event.pointerType !== 'touch' && (!(event.target instanceof Element) || event.target.closest('.tooltip') === null)) want(event.composedPath()[0] ?? null);
    };
    const onFocus = (event: FocusEvent): void => {
      const [target] = event.composedPath();
      if (target instanceof Element && target.matches('[data-tip]:focus-visible')) want(target);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // WHY stopped only while one is open: Esc goes by layers, and a tooltip is the topmost.
      if (document.querySelector('.tooltip') !== null) event.stopPropagation();
      close();
    };
    const options = { capture: true, passive: true } as const;
    document.addEventListener('pointerover', onOver, options);
    // WHY not captured like the others: it would be told of every element that is left.
    document.documentElement.addEventListener('pointerleave', close);
    document.addEventListener('focusin', onFocus, options);
    document.addEventListener('focusout', close, options);
    document.addEventListener('pointerdown', close, options);
    document.addEventListener('scroll', close, options);
    window.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', onOver, options);
      document.documentElement.removeEventListener('pointerleave', close);
      document.removeEventListener('focusin', onFocus, options);
      document.removeEventListener('focusout', close, options);
      document.removeEventListener('pointerdown', close, options);
      document.removeEventListener('scroll', close, options);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [after, close, leave, stay]);

  return { tip, stay, leave };
}
