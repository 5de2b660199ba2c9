// The list on the left and the detail on the right, with an edge between them that mouse and keyboard move. The width is remembered by the core.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator, type PanelImperativeHandle } from 'react-resizable-panels';
import { useAppearance, useWords } from '../../stores/index.ts';
import { useChoose } from './use-choose.ts';

export interface PanesProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
}

/** Widths of the design, in pixels: that of a window as drawn, and of a narrow one. */
const drawn = { wide: 272, narrow: 248 } as const;
const [least, most] = [200, 480];
const narrowWindow = '(max-width: 1100px)';
/** How long the edge must rest before its place is written down. */
const restMs = 400;

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(narrowWindow).matches);
  useEffect(() => {
    const query = window.matchMedia(narrowWindow);
    const onChange = (): void => { setNarrow(query.matches); };
    query.addEventListener('change', onChange);
    return () => {
      query.removeEventListener('change', onChange);
    };
  }, []);
  return narrow;
}

export function Panes({ list, detail }: PanesProps) {
  const { frame } = useWords();
  const kept = useAppearance((state) => state.paneWidth);
  const choose = useChoose();
  const narrow = useNarrow();
  const panel = useRef<PanelImperativeHandle>(null);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const own = narrow ? drawn.narrow : drawn.wide;
  const width = kept === 0 ? own : Math.min(most, Math.max(least, kept));
  const [first] = useState(width);
  const written = useRef(kept);

  // WHY an effect: another window may have moved its edge, and a narrow window has a width of its own.
  useEffect(() => {
    written.current = kept;
    panel.current?.resize(width);
  }, [kept, width]);
  useEffect(() => () => { clearTimeout(resting.current); }, []);

  const keep = (next: number): void => {
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      if (next !== written.current) choose({ paneWidth: next });
    }, restMs);
  };
  return (
    <Group
      className="panes" orientation="horizontal" resizeTargetMinimumSize={{ coarse: 24, fine: 8 }}
      onLayoutChanged={(_layout, { isUserInteraction }) => {
        const now = panel.current?.getSize().inPixels;
        if (isUserInteraction && now !== undefined) keep(Math.round(now));
      }}
    >
      <Panel id="list" className="panes-list" panelRef={panel} defaultSize={first} minSize={least} maxSize={most} groupResizeBehavior="preserve-pixel-size">{list}</Panel>
      <Separator
        className="panes-edge" aria-label={frame.listWidth} disableDoubleClick
        onDoubleClick={() => {
          panel.current?.resize(own);
          keep(0);
        }}
      />
      <Panel id="detail" className="panes-detail" minSize="35%">{detail}</Panel>
    </Group>
  );
}
