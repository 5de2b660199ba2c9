// A long list with one tab stop: only the rows in view are in the page, arrow keys move, letters find. Rows that hold something stay mounted.
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { rowStep } from './row-step.ts';
import { useMeasure, type Measure } from './use-measure.ts';

export interface RowsOptions {
  readonly count: number;
  /** The row that is the tab stop; -1 for none. */
  readonly active: number;
  /** Rows that must stay mounted although they are out of view: somebody types there, or a value is shown. */
  readonly keep: readonly number[];
  /** Height of a usual row, in pixels; others are measured. */
  readonly rowHeight: number;
  /** Height of row `index` before it is measured, where rows differ. */
  readonly heightAt?: (index: number) => number;
  /** True for a row that is no stop, such as a heading: arrows and letters pass over it. */
  readonly passesOver?: (index: number) => boolean;
  /** Height of a head that sticks to the top of the same scroller. */
  readonly headHeight: number;
  readonly keyAt: (index: number) => string | number;
  /** What type-ahead compares. */
  readonly labelAt: (index: number) => string;
  readonly onMove: (index: number) => void;
}
export interface Rows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly items: readonly VirtualItem[];
  readonly totalSize: number;
  /** For each row whose height may differ, whenever it is put into the page or stands for another one. */
  readonly measure: Measure;
  /** Handles arrows, Home, End, Page keys and letters; answers true if it did. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** The row that has the focus, which may be a step ahead of what was drawn last; the active row if none has. */
  readonly here: () => number;
  /** Makes `index` the active row and puts the focus on it. */
  readonly focus: (index: number) => void;
  /** Scrolls a row into view and leaves the focus where it is. */
  readonly show: (index: number) => void;
}

/** The nearest row to `from` that is a stop: first on in direction `step`, then back; -1 if there is none. */
function nearestStop(count: number, from: number, step: 1 | -1, passesOver: ((index: number) => boolean) | undefined): number {
  for (const direction of [step, -step]) {
    for (let index = from; index >= 0 && index < count; index += direction) if (passesOver?.(index) !== true) return index;
  }
  return -1;
}

/** How long after the last letter a new word begins, in milliseconds. */
const typeAheadMs = 700;

export function useRows({ count, active, keep, rowHeight, heightAt, passesOver, headHeight, keyAt, labelAt, onMove }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef(-1);
  const typed = useRef({ text: '', at: 0 });
  const [, commit] = useState(0);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightAt ?? (() => rowHeight),
    getItemKey: keyAt,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...[active, ...keep].filter((index) => index >= 0 && index < count)])].toSorted((a, b) => a - b),
  });

  const measure = useMeasure(useCallback((index: number, height: number) => { if (index < virtualizer.options.count) virtualizer.resizeItem(index, height); }, [virtualizer]));
  const rowAt = useCallback((index: number) => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`), []);
  const focus = useCallback((index: number) => {
    wanted.current = index;
    // WHY before anything is drawn anew: the browser lays out the page for a change of the focus, and now there is nothing to lay out.
    // Only from row to row: a dialog that is about to close still has to give the focus back.
    const row = scroller.current?.contains(document.activeElement) === true ? rowAt(index) : undefined;
    if (row !== null && row !== undefined) {
      // WHY first: a tab stop that changes while it has the focus makes the browser lay out the page to see whether it may keep it.
      row.tabIndex = 0;
      row.focus({ preventScroll: true });
    }
    onMove(index);
    // WHY forced: the row may be the active one already, without the focus.
    commit((times) => times + 1);
  }, [onMove, rowAt]);

  const here = useCallback((): number => {
    const row = scroller.current?.contains(document.activeElement) === true ? document.activeElement?.closest('[data-index]') : undefined;
    return row === null || row === undefined ? active : Number(row.getAttribute('data-index'));
  }, [active]);
  const show = useCallback((index: number) => { virtualizer.scrollToIndex(index, { align: 'auto' }); }, [virtualizer]);

  // WHY after each commit: the wanted row may be mounted only by this one.
  useLayoutEffect(() => {
    if (wanted.current === -1 || wanted.current !== active) return;
    const row = rowAt(active);
    if (row === null || row === undefined) return;
    wanted.current = -1;
    if (document.activeElement !== row) row.focus({ preventScroll: true });
    // WHY the heading first: a row is read under its heading, also after coming up to it.
    if (passesOver?.(active - 1) === true) virtualizer.scrollToIndex(active - 1, { align: 'auto' });
    virtualizer.scrollToIndex(active, { align: 'auto' });
  });

  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const onKeyDown = useCallback((event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.altKey || event.metaKey || count === 0) return false;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const from = here();
    const step = rowStep(event.key, from, count, page);
    if (step !== undefined) {
      event.preventDefault();
      const stop = nearestStop(count, Math.min(count - 1, Math.max(0, step)), step < from || event.key === 'End' ? -1 : 1, passesOver);
      if (stop !== -1) focus(stop);
      return true;
    }
    if (event.key.length !== 1 || event.key === ' ') return false;
    const fresh = event.timeStamp - typed.current.at > typeAheadMs;
    const text = `${fresh ? '' : typed.current.text}${event.key.toLowerCase()}`;
    typed.current = { text, at: event.timeStamp };
    // WHY from the next row for one letter: typing it again walks through all that begin with it.
    const first = text.length === 1 ? from + 1 : Math.max(0, from);
    for (let offset = 0; offset < count; offset += 1) {
      const index = (first + offset) % count;
      if (passesOver?.(index) === true || !labelAt(index).toLowerCase().startsWith(text)) continue;
      focus(index);
      break;
    }
    event.preventDefault();
    return true;
  }, [here, count, focus, labelAt, passesOver, rowHeight]);

  return { scroller, items: virtualizer.getVirtualItems(), totalSize: virtualizer.getTotalSize(), measure, onKeyDown, here, focus, show };
}
