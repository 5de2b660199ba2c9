// Tells the heights of rows when the browser has laid them out. WHY not asked: a question makes it lay out the page once more, for nearly always the height that was expected.
import { useMemo } from 'react';

/** Watches a row, and tells its height at once and whenever it changes; the answer ends that. */
export type Measure = (row: HTMLElement | null) => () => void;

/** `told` gets the number in `data-index` and the height in pixels; it must stay the same as long as the list does. */
export function useMeasure(told: (index: number, height: number) => void): Measure {
  return useMemo(() => {
    const observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize: [box] } of entries) if (box !== undefined && target.isConnected) told(Number(target.getAttribute('data-index')), Math.round(box.blockSize));
    });
    return (row) => {
      if (row === null) return () => {};
      observer.observe(row);
      return () => { observer.unobserve(row); };
    };
  }, [told]);
}
