// How high a row of a list is at this density and this size of text, as the styles say it: rows that are placed from code must not have a number of their own.
import { useSyncExternalStore } from 'react';

export type RowToken = '--row' | '--row-tall' | '--row-tree' | '--row-group' | '--row-head';

/** WHY kept: each list asks while it is drawn, and an answer makes the browser work out styles in the middle of that. */
const known = new Map<RowToken, number>();
const told = new Set<() => void>();

function changed(): void {
  known.clear();
  for (const tell of told) tell();
}
const observer = new MutationObserver(changed);

/** Looks out for what changes heights as long as there is a list. */
function watch(tell: () => void): () => void {
  if (told.size === 0) {
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density', 'style'] });
    window.addEventListener('resize', changed);
    // WHY here too: nobody looked before.
    known.clear();
  }
  told.add(tell);
  return () => {
    told.delete(tell);
    if (told.size > 0) return;
    observer.disconnect();
    window.removeEventListener('resize', changed);
    known.clear();
  };
}

/** In pixels; the styles say it in rem. */
function pixels(token: RowToken): number {
  let height = known.get(token);
  if (height === undefined) {
    const root = getComputedStyle(document.documentElement);
    height = Math.round((Number.parseFloat(root.getPropertyValue(token)) || 2) * Number.parseFloat(root.fontSize));
    known.set(token, height);
  }
  return height;
}

/** In pixels; follows the density live. */
export function useRowHeight(token: RowToken): number {
  return useSyncExternalStore(watch, () => pixels(token));
}
