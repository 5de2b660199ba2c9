// One level of folders at a time, from the core, as a list with one tab stop. Refs in, refs out: no path is ever made here.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, type AppContract, type Output, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Icon, useRowHeight, useRows } from '../../components/index.ts';
import { useErrorWords, useProjects, useWords } from '../../stores/index.ts';

type Level = Output<AppContract, 'projects.browseFolders'>;

function FolderList({ level, onEnter }: { readonly level: Level; readonly onEnter: (folder: string) => void }) {
  const { start } = useWords();
  const rows = [...(level.parent === undefined ? [] : [{ folder: level.parent, name: start.browse.up, up: true }]), ...level.folders.map((entry) => ({ ...entry, up: false }))];
  const [active, setActive] = useState(0);
  const rowHeight = useRowHeight('--row');
  const { scroller, items, totalSize, onKeyDown, focus } = useRows({
    count: rows.length, active, keep: [], rowHeight, headHeight: 0, keyAt: (index) => rows[index]?.folder ?? index, labelAt: (index) => rows[index]?.name ?? '', onMove: setActive,
  });
  const first = useRef(focus);
  // WHY on each level: the list was replaced under the focus, which would fall back to the page.
  useEffect(() => {
    first.current(0);
  }, []);
  return (
    <div className="folder-list" ref={scroller}>
      <div
        role="listbox" tabIndex={-1} aria-label={start.browse.folders} className="virtual-list" style={{ height: totalSize }}
        onKeyDown={(event) => {
          const row = rows[active];
          if (row === undefined || onKeyDown(event)) return;
          if (event.key === 'Enter' || event.key === ' ' || event.key === 'ArrowRight') onEnter(row.folder);
          else if ((event.key === 'ArrowLeft' || event.key === 'Backspace') && level.parent !== undefined) onEnter(level.parent);
          else return;
          event.preventDefault();
        }}
      >
        {items.map(({ index, key, start: top }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div key={key} data-index={index} className="pane-link virtual-row" role="option" aria-selected={index === active} tabIndex={index === active ? 0 : -1} style={{ transform: `translateY(${top}px)` }} onClick={() => { onEnter(row.folder); }}>
              <Icon name={row.up ? 'chevron-up' : 'folder-open'} /><span className={row.up ? 'clip' : 'clip mono'}>{row.name}</span>
            </div>
          );
        })}
      </div>
      {level.folders.length === 0 ? <p className="muted folder-none">{start.browse.none}</p> : null}
    </div>
  );
}

/** Shown while the projects store says `browsing`. */
export function BrowseDialog() {
  const bridge = useBridge();
  const { start, frame } = useWords();
  const errors = useErrorWords();
  const browsing = useProjects((state) => state.browsing);
  const refusal = useProjects((state) => state.refusal);
  const stop = useProjects((state) => state.stopBrowsing);
  const openListed = useProjects((state) => state.openListed);
  const [level, setLevel] = useState<Level>();
  const [refused, setRefused] = useState<Told>();

  const enter = useCallback(async (folder?: string) => {
    const answer = await bridge.call('projects.browseFolders', folder === undefined ? {} : { folder });
    if (answer.ok) setLevel(answer.value);
    setRefused(answer.ok ? undefined : answer.error);
  }, [bridge]);

  useEffect(() => {
    if (browsing) void enter();
    else setLevel(undefined);
  }, [browsing, enter]);

  const told = refused ?? refusal;
  return (
    <Dialog
      open={browsing} title={start.browse.title} text={start.browse.why} closeName={frame.close} onClose={stop}
      foot={
        <>
          <span className="mono small clip folder-path">{level?.path ?? ''}</span>
          <span className="push" />
          <Button look="quiet" onClick={stop}>{frame.cancel}</Button>
          <Button look="primary" off={level === undefined} onClick={() => { if (level !== undefined) void openListed(level.folder); }}>{start.browse.openThis}</Button>
        </>
      }
    >
      {told === undefined ? null : <ErrorPanel {...errors(told)} code={told.code} />}
      {level === undefined ? null : <FolderList key={level.folder} level={level} onEnter={(folder) => { void enter(folder); }} />}
    </Dialog>
  );
}
