// A list of millions of rows of one height: only those in view exist, and nothing is kept for the others. Where the browser cannot make a box as high as all of them, the box is lower and a scroll goes farther.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { rowStep } from '../../components/index.ts';

/** Browsers draw no higher box, in pixels. */
const mostHeight = 30_000_000;
const around = 8;
/** Rows that are placed from the same one. */
const placedTogether = 100_000;

export interface FixedRowsOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of a head that sticks to the top of the same scroller. */
  readonly headHeight: number;
  /** The row that is the tab stop; it stays mounted. */
  readonly active: number;
  readonly onMove: (index: number) => void;
  /** What the rows are of: another one is another list, and begins at its top. */
  readonly of: unknown;
}
export interface FixedRows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly height: number;
  /** The first and the last row in view. */
  readonly first: number;
  readonly last: number;
  /** How far all of them are down. WHY apart: where the box is lower than the rows, each scroll moves every row, and none of them needs to be drawn anew for it. */
  readonly shift: number;
  /** Rows that are to be drawn, and where. */
  readonly rows: readonly { readonly index: number; readonly top: number }[];
  readonly onScroll: () => void;
  /** Arrows, Home, End and Page keys; answers true if it was one of them. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** Makes `index` the active row and puts the focus on it. */
  readonly focus: (index: number) => void;
}

export function useFixedRows({ count, rowHeight, headHeight, active, onMove, of }: FixedRowsOptions): FixedRows {
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef(-1);
  const [at, setAt] = useState({ top: 0, view: 0 });
  const full = count * rowHeight;
  const height = Math.min(full, mostHeight);
  const view = Math.max(0, at.view - headHeight);
  /** How many pixels of rows go by for one of the scroller. */
  const pace = height > view && full > height ? (full - view) / (height - view) : 1;

  const read = useCallback(() => {
    const box = scroller.current;
    if (box !== null) setAt((before) => (before.top === box.scrollTop && before.view === box.clientHeight ? before : { top: box.scrollTop, view: box.clientHeight }));
  }, []);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(read);
    observer.observe(box);
    read();
    return () => { observer.disconnect(); };
  }, [read]);

  useLayoutEffect(() => {
    onMove(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [of, onMove]);

  const hidden = at.top * pace;
  const first = Math.max(0, Math.min(count - 1, Math.floor(hidden / rowHeight)));
  const last = Math.max(0, Math.min(count - 1, Math.ceil((hidden + view) / rowHeight)));
  const [from, to] = [Math.max(0, first - around), Math.min(count - 1, last + around)];
  const inView = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
  const stop = Math.min(active, count - 1);
  const indices = stop >= 0 && stop < from ? [stop, ...inView] : stop > to ? [...inView, stop] : inView;
  const base = Math.floor(first / placedTogether) * placedTogether;
  // WHY beside the others: the tab stop may be millions of rows away, where no box reaches.
  const topOf = (index: number): number => (Math.max(from - 1, Math.min(to + 1, index)) - base) * rowHeight;

  const focus = useCallback((index: number) => {
    wanted.current = index;
    const box = scroller.current;
    if (box !== null) {
      const shown = box.scrollTop * pace;
      const least = index * rowHeight + rowHeight - view;
      if (index * rowHeight < shown) box.scrollTop = (index * rowHeight) / pace;
      else if (shown < least) box.scrollTop = least / pace;
    }
    read();
    onMove(index);
  }, [onMove, pace, read, rowHeight, view]);

  // WHY after each commit: the wanted row may be mounted only by this one.
  useEffect(() => {
    const row = wanted.current === -1 ? null : scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (row === null || row === undefined) return;
    wanted.current = -1;
    row.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.altKey || event.metaKey || count === 0) return false;
    const page = Math.max(1, Math.floor(view / rowHeight) - 1);
    const step = rowStep(event.key, active, count, page);
    if (step === undefined) return false;
    event.preventDefault();
    focus(Math.min(count - 1, Math.max(0, step)));
    return true;
  };
  return { scroller, height, first, last, shift: base * rowHeight - hidden + at.top, rows: indices.map((index) => ({ index, top: topOf(index) })), onScroll: read, onKeyDown, focus };
}
