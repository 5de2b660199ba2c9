// How high a row of a list is at this density and this size of text, as the styles say it: rows that are placed from code must not have a number of their own.
import { useSyncExternalStore } from 'react';

export type RowToken = '--row' | '--row-tall' | '--row-tree' | '--row-group' | '--row-head';

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density', 'style'] });
  window.addEventListener('resize', changed);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', changed);
  };
}

/** In pixels; the styles say it in rem. */
function pixels(token: RowToken): number {
  const root = getComputedStyle(document.documentElement);
  return Math.round((Number.parseFloat(root.getPropertyValue(token)) || 2) * Number.parseFloat(root.fontSize));
}

/** In pixels; follows the density live. */
export function useRowHeight(token: RowToken): number {
  return useSyncExternalStore(watch, () => pixels(token));
}
