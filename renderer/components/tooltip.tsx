// A short explanation beside a control: where words are to appear, and one popup for the whole window. Must never be given a value.
import { cloneElement, lazy, Suspense, useId, type HTMLAttributes, type ReactElement } from 'react';
import { useTip } from './use-tip.ts';

export interface TooltipProps {
  readonly text: string;
  /** An element of HTML, not a component: it is given two attributes. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
  /** For names that may be cut: appears only where they are, and tells screen readers nothing new. */
  readonly onlyCut?: boolean;
}

interface Tipped extends HTMLAttributes<HTMLElement> {
  readonly 'data-tip': string;
  readonly 'data-tip-cut'?: '';
}

/** What to spread on an element that has a tooltip, where wrapping it is too much, such as in rows. */
export const tipped = (text: string | undefined, onlyCut = false): Partial<Tipped> => (text === undefined ? {} : { 'data-tip': text, ...(onlyCut ? { 'data-tip-cut': '' } : {}) });

/** Explains its child on hover and keyboard focus. What a name says already needs no tooltip. */
export function Tooltip({ text, children, onlyCut = false }: TooltipProps) {
  const id = useId();
  if (onlyCut) return cloneElement(children, tipped(text, true));
  return <>{cloneElement(children, { ...tipped(text), 'aria-describedby': id })}<span id={id} hidden>{text}</span></>;
}

const Shown = lazy(async () => ({ default: (await import('./tip-popup.tsx')).TipPopup }));

/** The one popup; mounted once, above everything. */
export function Tips() {
  const { tip, ...rest } = useTip();
  return tip === undefined ? null : <Suspense><Shown tip={tip} {...rest} /></Suspense>;
}
