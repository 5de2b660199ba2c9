// The list on the left and the detail on the right, with an edge between them that mouse and keyboard move. The width is remembered by the core.
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useAppearance, useWords } from '../../stores/index.ts';
import { useChoose } from './use-choose.ts';

export interface PanesProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
}

/** In pixels. The sheet keeps a list from taking more than its share of a narrow window; without a choice it has the width of the design. */
const [least, most] = [200, 480];
const [step, stride] = [8, 40];
/** How long the edge must rest before its place is written down. */
const restMs = 400;

const within = (width: number): number => Math.round(Math.min(most, Math.max(least, width)));

/** Both panes. A double click or Enter on the edge brings the design's own width back. */
export function Panes({ list, detail }: PanesProps) {
  const { frame } = useWords();
  const kept = useAppearance((state) => state.paneWidth);
  const choose = useChoose();
  const panes = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLDivElement>(null);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What the mouse holds: where it took the edge, and how wide the list was. */
  const held = useRef<{ readonly at: number; readonly width: number }>(undefined);
  const [now, setNow] = useState(least);

  const measured = (): number => Math.round(panes.current?.firstElementChild?.getBoundingClientRect().width ?? least);
  // WHY by hand and not by state: a move of the mouse draws two boxes, not the whole room.
  const draw = (width: number): void => {
    if (width === 0) panes.current?.style.removeProperty('--list-width');
    else panes.current?.style.setProperty('--list-width', `${width}px`);
    setNow(measured());
  };
  const move = (width: number): void => {
    draw(width);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => { choose({ paneWidth: width }); }, restMs);
  };
  useLayoutEffect(() => {
    if (held.current === undefined) draw(kept === 0 ? 0 : within(kept));
  }, [kept]);
  useEffect(() => {
    const onResize = (): void => { setNow(measured()); };
    window.addEventListener('resize', onResize);
    return () => {
      window.removeEventListener('resize', onResize);
      clearTimeout(resting.current);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? stride : step;
    const widths: Readonly<Record<string, number>> = { ArrowLeft: within(measured() - by), ArrowRight: within(measured() + by), Home: least, End: most, Enter: 0 };
    const width = Object.hasOwn(widths, event.key) && !event.altKey && !event.ctrlKey && !event.metaKey ? widths[event.key] : undefined;
    if (width === undefined) return;
    event.preventDefault();
    move(width);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    edge.current?.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { at: event.clientX, width: measured() };
  };
  const letGo = (): void => { held.current = undefined; };
  return (
    <div className="panes" ref={panes}>
      <div className="panes-list" id="panes-list">{list}</div>
      <div
        ref={edge} className="panes-edge" role="separator" tabIndex={0} aria-orientation="vertical" aria-label={frame.listWidth} aria-controls="panes-list" aria-valuenow={now} aria-valuemin={least} aria-valuemax={most}
        onKeyDown={onKeyDown} onDoubleClick={() => { move(0); }} onPointerDown={onPointerDown} onPointerUp={letGo} onPointerCancel={letGo}
        onPointerMove={(event) => { if (held.current !== undefined && event.clientX !== held.current.at) move(within(held.current.width + event.clientX - held.current.at)); }}
      />
      <div className="panes-detail">{detail}</div>
    </div>
  );
}
