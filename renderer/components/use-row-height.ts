// How high a row of a list is at this density, as the styles say it: rows that are placed from code must not have a number of their own.
import { useSyncExternalStore } from 'react';

export type RowToken = '--row' | '--row-tree' | '--row-group' | '--row-head';

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => { observer.disconnect(); };
}

/** In pixels; follows the density live. */
export function useRowHeight(token: RowToken): number {
  return useSyncExternalStore(watch, () => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(token)) || 32);
}
