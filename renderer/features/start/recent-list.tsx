// The folders that were opened before: one tab stop, arrow keys move, Enter opens, Delete takes off the list. Refs out, never a path.
import { useEffect, useState, type RefObject } from 'react';
import type { RecentProject } from '../../bridge/index.ts';
import { Icon, IconButton, tipped, useRowHeight, useRows } from '../../components/index.ts';
import { useErrorWords, useProjects, useToasts, useWords } from '../../stores/index.ts';

export interface RecentListProps {
  readonly recent: readonly RecentProject[];
  /** Gets the focus when the last row is gone. */
  readonly fallback: RefObject<HTMLButtonElement | null>;
}

export function RecentList({ recent, fallback }: RecentListProps) {
  const { recent: say } = useWords();
  const errors = useErrorWords();
  const openRecent = useProjects((state) => state.openRecent);
  const forgetRecent = useProjects((state) => state.forgetRecent);
  const show = useToasts((state) => state.show);
  const [chosen, setActive] = useState(0);
  const [again, setAgain] = useState(false);
  const active = Math.min(chosen, recent.length - 1);
  const rowHeight = useRowHeight('--row-tall');
  const { scroller, items, totalSize, onKeyDown, focus } = useRows({
    count: recent.length, active, keep: [], rowHeight, headHeight: 0, keyAt: (index) => recent[index]?.recent ?? index, labelAt: (index) => recent[index]?.name ?? '', onMove: setActive,
  });
  // WHY after the list has changed: the row that had the focus is gone.
  useEffect(() => {
    if (!again) return;
    setAgain(false);
    focus(active);
  }, [again, active, focus]);

  const forget = async ({ recent: ref, name }: RecentProject): Promise<void> => {
    const last = recent.length === 1;
    if (!(await forgetRecent(ref))) {
      show(errors({ code: 'write-failed', data: {} }).title, 'refused');
      return;
    }
    show(say.forgotten(name));
    if (last) fallback.current?.focus();
    else setAgain(true);
  };
  return (
    <div className="stack recent">
      <div className="line"><h2 className="section-title" id="recent-title">{say.title}</h2></div>
      <div className="recent-rows" ref={scroller}>
        <div
          role="grid" aria-labelledby="recent-title" aria-describedby="recent-help" aria-rowcount={recent.length} tabIndex={-1} className="virtual-list" style={{ height: totalSize }}
          onKeyDown={(event) => {
            const row = recent[active];
            if (row === undefined || event.target instanceof HTMLButtonElement || onKeyDown(event)) return;
            if (event.key === 'Enter' || event.key === ' ') void openRecent(row.recent);
            else if (event.key === 'Delete' || event.key === 'Backspace') void forget(row);
            else return;
            event.preventDefault();
          }}
        >
          {items.map(({ index, key, start: top }) => {
            const row = recent[index];
            return row === undefined ? null : (
              <div
                key={key} data-index={index} className="recent-row virtual-row" role="row" aria-rowindex={index + 1} tabIndex={index === active ? 0 : -1} data-state={row.exists ? undefined : 'gone'}
                style={{ transform: `translateY(${top}px)` }}
                onClick={() => {
                  setActive(index);
                  void openRecent(row.recent);
                }}
              >
                <span className="recent-words" role="gridcell" {...tipped(row.exists ? undefined : say.goneText)}>
                  <Icon name={row.exists ? 'folder-open' : 'circle-dashed'} />
                  <span className="found-words"><span className="item-name clip">{row.name}</span><span className="muted small mono clip">{row.path}</span></span>
                </span>
                <span role="gridcell" className="small muted">{row.exists ? say.openedAt(row.openedAt) : say.gone}</span>
                <span role="gridcell"><IconButton row tabIndex={-1} name={say.forget(row.name)} icon="x" onClick={() => { void forget(row); }} /></span>
              </div>
            );
          })}
        </div>
      </div>
      <p className="muted small" id="recent-help">{say.help}</p>
      {recent.some(({ exists }) => !exists) ? <p className="muted small line"><Icon name="info" look="icon-sm" />{say.goneText}</p> : null}
    </div>
  );
}
