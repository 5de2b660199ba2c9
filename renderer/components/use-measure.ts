// Tells the heights of rows when the browser has laid them out. WHY not asked: a question makes it lay out the page once more, for nearly always the height that was expected.
import { useLayoutEffect, useState } from 'react';

/** Watches a row, and tells its height at once and whenever it changes; the answer ends that. */
export type Measure = (row: HTMLElement | null) => () => void;

/** `told` gets the number in `data-index` and the height in pixels. */
export function useMeasure(told: (index: number, height: number) => void): Measure {
  const [{ measure, listener }] = useState(() => {
    const listener = { told };
    const observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize: [box] } of entries) if (box !== undefined && target.isConnected) listener.told(Number(target.getAttribute('data-index')), Math.round(box.blockSize));
    });
    return {
      listener,
      measure: (row: HTMLElement | null) => {
        if (row === null) return () => {};
        observer.observe(row);
        return () => { observer.unobserve(row); };
      },
    };
  });
  useLayoutEffect(() => { listener.told = told; }, [listener, told]);
  return measure;
}
