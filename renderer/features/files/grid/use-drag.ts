// Reordering with the mouse: the browser's own drag, with a line where the keys would land. The drag carries nothing: neither names nor values.
import { useCallback, useRef, useState, type DragEvent } from 'react';
import type { Place } from '../edits.ts';
import type { GridRows } from './grid-rows.ts';

export interface DragOptions {
  readonly rows: GridRows;
  /** All entries, in the order of the file. */
  readonly file: readonly number[];
  readonly targetsOf: (entry: number) => readonly number[];
  /** Whether the entry at an index takes others into it, and shows what it holds; undefined for what takes none. */
  readonly opensAt?: (index: number) => boolean | undefined;
  readonly onDrop: (entries: readonly number[], place: Place) => void;
}
export interface Drag {
  /** Where the line is drawn, in pixels from the top of the list; undefined while nothing is dragged over it. */
  readonly line: number | undefined;
  /** The height of the row that would take the entries into it: then it is that row, and no line, that is shown. */
  readonly into: number | undefined;
  readonly handlers: {
    onDragStart(event: DragEvent<HTMLElement>): void;
    onDragOver(event: DragEvent<HTMLElement>): void;
    onDragLeave(event: DragEvent<HTMLElement>): void;
    onDrop(event: DragEvent<HTMLElement>): void;
    onDragEnd(): void;
  };
}
interface Landing {
  readonly place: Place;
  readonly line: number;
  readonly into?: number;
}

/** How near to an edge the list begins to scroll, and how far at a time, in pixels. */
const [edge, stride] = [32, 14];
/** All that another program gets to see of a drag. */
const cargo = 'Coffre';

const rowUnder = (target: EventTarget): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null);

export function useDrag({ rows, file, targetsOf, opensAt, onDrop }: DragOptions): Drag {
  const dragged = useRef<readonly number[]>(undefined);
  const [landing, setLanding] = useState<Landing>();
  const stop = useCallback(() => {
    dragged.current = undefined;
    setLanding(undefined);
  }, []);

  const landingAt = (event: DragEvent<HTMLElement>): Landing | undefined => {
    const list = event.currentTarget.querySelector('.virtual-list')?.getBoundingClientRect();
    if (list === undefined) return undefined;
    const row = rowUnder(event.target);
    const at = row === null ? undefined : rows.at[Number(row.dataset['index'])];
    if (row === null || at === undefined) return event.clientY < list.top ? undefined : { place: 'end', line: list.height };
    const box = row.getBoundingClientRect();
    const open = at < 0 ? undefined : opensAt?.(at);
    const depth = (event.clientY - box.top) / box.height;
    const holder = file[at];
    // WHY not below what is open: that is the first place in it.
    if (open !== undefined && holder !== undefined && depth > 0.3 && (open || depth < 0.7)) return { place: { inside: holder }, line: box.top - list.top, into: box.height };
    // WHY below a heading whichever half: above it is the end of another section, and the first place of this one is what is meant.
    const below = at < 0 || event.clientY > box.top + box.height / 2;
    const line = (below ? box.bottom : box.top) - list.top;
    const entry = file[at < 0 ? (rows.at[Number(row.dataset['index']) + 1] ?? -1) : at];
    if (entry === undefined) return undefined;
    return { place: below && at >= 0 ? { after: entry } : { before: entry }, line };
  };

  return {
    line: landing?.line, into: landing?.into,
    handlers: {
      onDragStart(event) {
        const row = rowUnder(event.target);
        const at = row === null ? -1 : (rows.at[Number(row.dataset['index'])] ?? -1);
        const entry = file[at];
        if (entry === undefined) {
          event.preventDefault();
          return;
        }
        // SECURITY(drag-empty): a drag may end in any program, so it carries a fixed word and no name or value.
        event.dataTransfer.clearData();
        event.dataTransfer.setData('text/plain', cargo);
        event.dataTransfer.effectAllowed = 'move';
        dragged.current = targetsOf(entry);
      },
      onDragOver(event) {
        if (dragged.current === undefined) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        const scroller = event.currentTarget;
        const { top, bottom } = scroller.getBoundingClientRect();
        if (event.clientY < top + edge * 2) scroller.scrollTop -= stride;
        else if (event.clientY > bottom - edge) scroller.scrollTop += stride;
        const next = landingAt(event);
        setLanding((now) => (now?.line === next?.line && now?.into === next?.into ? now : next));
      },
      onDragLeave(event) {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setLanding(undefined);
      },
      onDrop(event) {
        const entries = dragged.current;
        if (entries === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const target = landingAt(event);
        stop();
        if (target !== undefined) onDrop(entries, target.place);
      },
      onDragEnd: stop,
    },
  };
}
