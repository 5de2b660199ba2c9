// The entries, newest first, as a grid with one tab stop. Only the rows in view exist.
import { memo, useCallback, useEffect, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { AuditEntry, AuditFilter } from '../../bridge/index.ts';
import { Chip, tipped, useRowHeight } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { actOf, nameOf, outcomeOf } from './entry-words.ts';
import { entryAt, type Lines } from './lines.ts';
import { useFixedRows } from './use-fixed-rows.ts';

interface RowProps {
  readonly index: number;
  readonly top: number;
  readonly entry: AuditEntry | undefined;
  readonly isActive: boolean;
  readonly isShown: boolean;
  readonly onOpen: (index: number) => void;
}

const EntryRow = memo(function EntryRow({ index, top, entry, isActive, isShown, onOpen }: RowProps) {
  const { audit: say } = useWords();
  const errors = useErrorWords();
  const common = { className: 'grid-row virtual-row', 'data-index': index, 'aria-rowindex': index + 2, tabIndex: isActive ? 0 : -1, style: { transform: `translateY(${String(top)}px)` } } as const;
  if (entry === undefined) return <div role="row" {...common} aria-busy="true"><span className="skeleton" role="gridcell" aria-label={say.waiting} /></div>;
  const [name, place] = nameOf(entry);
  const { icon, state, word, means } = outcomeOf(entry, say, (code) => errors({ code, data: {} }).title);
  return (
    <div role="row" {...common} aria-selected={isShown} onClick={() => { onOpen(index); }}>
      <span className="small clip" role="gridcell" {...tipped(say.moment(entry.timestamp))}><time dateTime={entry.timestamp}>{say.shortTime(entry.timestamp)}</time></span>
      <span className="small clip" role="gridcell" {...tipped(entry.action)}>{actOf(entry, say)}</span>
      <span className="audit-name" role="rowheader" aria-label={entry.secret_key === '' ? entry.action : entry.secret_key} {...tipped(entry.secret_key === '' ? undefined : entry.secret_key, true)}><span className="key">{name}</span><span className="muted small clip">{place}</span></span>
      <span className="muted small clip col-source" role="gridcell">{entry.backend}</span>
      <span className="muted small clip" role="gridcell" {...tipped(entry.agent, true)}>{entry.agent}</span>
      <span role="gridcell"><Chip icon={icon} state={state} {...(means === undefined ? {} : { means })}><span className="clip">{word}</span></Chip></span>
    </div>
  );
});

export interface EntryListProps {
  readonly lines: Lines;
  readonly filter: AuditFilter;
  /** The number of the entry that is looked at. */
  readonly shown: number | undefined;
  readonly onShow: (entry: AuditEntry) => void;
  /** Escape on a row. */
  readonly onLeave: () => void;
}

export function EntryList({ lines, filter, shown, onShow, onLeave }: EntryListProps) {
  const { audit: say } = useWords();
  const state = useStore(lines);
  const rowHeight = useRowHeight('--row');
  const headHeight = useRowHeight('--row-head');
  const [active, setActive] = useState(0);
  const { scroller, height, first, last, shift, rows, onScroll, onKeyDown, focus } = useFixedRows({ count: state.matched, rowHeight, headHeight, active, onMove: setActive, of: filter });
  useEffect(() => { lines.want(first, last); }, [lines, first, last]);
  /** The row that somebody opened before it was there. */
  const [awaited, setAwaited] = useState<number>();
  const open = useCallback((index: number) => {
    focus(index);
    setAwaited(index);
  }, [focus]);
  const arrived = awaited === undefined ? undefined : entryAt(state, awaited);
  useEffect(() => {
    // WHY not if another row has the focus by now: who went on does not want it any more.
    if (awaited === undefined || (arrived === undefined && awaited === active)) return;
    setAwaited(undefined);
    if (arrived !== undefined && awaited === active) onShow(arrived);
  }, [awaited, arrived, active, onShow]);
  const onKey = (event: KeyboardEvent): void => {
    if (onKeyDown(event)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') open(active);
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div className="detail-body" ref={scroller} onScroll={onScroll}>
      <div className="grid grid-audit" role="grid" aria-label={say.list} aria-rowcount={state.matched + 1} aria-busy={state.complete ? undefined : true} onKeyDown={onKey}>
        <div className="grid-head" role="row" aria-rowindex={1}>
          <span role="columnheader" aria-sort="descending">{say.columns.time}</span><span role="columnheader">{say.columns.action}</span><span role="columnheader">{say.columns.secret}</span>
          <span className="col-source" role="columnheader">{say.columns.source}</span><span role="columnheader">{say.columns.agent}</span><span role="columnheader">{say.columns.result}</span>
        </div>
        <div className="audit-rows" role="presentation" style={{ height }}>
          <div className="virtual-list" role="rowgroup" style={{ transform: `translateY(${String(shift)}px)` }}>
            {rows.map(({ index, top }) => {
              const entry = entryAt(state, index);
              return <EntryRow key={index} index={index} top={top} entry={entry} isActive={index === Math.min(active, state.matched - 1)} isShown={entry !== undefined && entry.seq === shown} onOpen={open} />;
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
