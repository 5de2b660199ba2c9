// The keys of one file as a grid with one tab stop. Ten thousand rows cost what the rows in view cost; headings are rows that are no stop.
import { useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { EntryColumns, Told } from '../../../bridge/index.ts';
import { useRows, useShortcut, type MenuPlace } from '../../../components/index.ts';
import { useAppearance, useErrorWords, useSession, useToasts, useWords } from '../../../stores/index.ts';
import { useFilesStore } from '../files-context.tsx';
import { pendingCount } from '../store.ts';
import { actOfKey, type Act } from './acts.ts';
import { offBecause } from './can-act.ts';
import { EntryRow } from './entry-row.tsx';
import { GenerateDialog } from './generate-dialog.tsx';
import { GroupRow } from './group-row.tsx';
import { gridRows } from './grid-rows.ts';
import { MarksDialog } from './marks-dialog.tsx';
import { nextMarked } from './next-marked.ts';
import { RowMenu } from './row-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useCopy } from './use-copy.ts';
import { useDrag } from './use-drag.ts';
import { useGridActs, type Opening } from './use-grid-acts.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useHistory } from './use-history.ts';
import { useSelection, type Choosing } from './use-selection.ts';

export interface EntryGridProps {
  readonly document: string;
  readonly fileName: string;
  readonly columns: EntryColumns;
  /** A part of the names to show. */
  readonly filter: string;
  /** An entry to go to, such as one that was just added; a new object asks again. */
  readonly goTo: { readonly entry: number } | undefined;
  /** A new object asks to go to the next marked key. */
  readonly walk: object | undefined;
  readonly onSave: () => void;
  readonly onActive: (entry: number) => void;
  readonly onAddBelow: (entry: number) => void;
  readonly onClearFilter: () => void;
  readonly onFind: () => void;
}

/** As in styles/tokens.css. */
const heights = { comfortable: { row: 32, group: 34, head: 30 }, compact: { row: 26, group: 28, head: 26 } } as const;
const isField = (target: EventTarget): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

export function EntryGrid({ document, fileName, columns, filter, goTo, walk, onSave, onActive, onAddBelow, onClearFilter, onFind }: EntryGridProps) {
  const { files: say, grid, states } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const clipboard = useSession(({ about }) => about?.clipboard);
  const density = useAppearance((state) => state.density);
  const show = useToasts((state) => state.show);
  const announce = useToasts((state) => state.say);
  const ids = useId();
  const [open, setOpen] = useState<{ readonly what: Opening; readonly entry: number }>();
  const [showing, setShowing] = useState<number>();
  const [revealWish, setRevealWish] = useState<{ readonly entry: number }>();
  const [menu, setMenu] = useState<{ readonly entry: number; readonly place: MenuPlace }>();

  const wantedNames = useDeferredValue(filter);
  const { entry: file, name: names, group } = columns;
  const rows = useMemo(() => gridRows({ entry: file, name: names, group }, wantedNames), [file, names, group, wantedNames]);
  const indexOf = useMemo(() => new Map(file.map((entry, index) => [entry, index])), [file]);
  const marksOf = useMemo(() => new Map(columns.marks.map(({ entry, marks }) => [entry, marks])), [columns.marks]);
  const selection = useSelection(rows.entries);
  const { active, chosen, go, targetsOf } = selection;
  const history = useHistory(document, pendingCount(columns.pending) === 0);

  const activeRow = (active === undefined ? undefined : rows.rowOf(active)) ?? rows.rowOf(rows.entries[0] ?? -1) ?? -1;
  const activeEntry = file[rows.at[activeRow] ?? -1];
  useEffect(() => {
    if (activeEntry !== undefined) onActive(activeEntry);
  }, [activeEntry, onActive]);
  const keep = [open?.entry, showing].flatMap((entry) => (entry === undefined ? [] : (rows.rowOf(entry) ?? [])));

  const refused = useCallback((told: Told) => {
    const { title, next } = errors(told);
    show(`${title}. ${next}`, 'refused');
  }, [errors, show]);
  const { copied, copy } = useCopy(document, refused);

  const size = heights[density];
  const choosing = useRef<Choosing>('only');
  const { at, keys } = rows;
  const onMove = useCallback((row: number) => {
    const entry = file[at[row] ?? -1];
    if (entry !== undefined) go(entry, choosing.current);
    choosing.current = 'only';
  }, [file, at, go]);
  const { scroller, items, totalSize, measure, onKeyDown, focus } = useRows({
    count: rows.count, active: activeRow, keep, rowHeight: size.row, headHeight: size.head,
    heightAt: useCallback((row: number) => ((at[row] ?? 0) < 0 ? size.group : size.row), [at, size]),
    passesOver: useCallback((row: number) => (at[row] ?? 0) < 0, [at]),
    keyAt: useCallback((row: number) => keys[row] ?? row, [keys]),
    labelAt: useCallback((row: number) => names[at[row] ?? -1] ?? '', [names, at]),
    onMove,
  });
  const focusRow = useCallback((row: number, how: Choosing = 'only') => {
    choosing.current = how;
    focus(row);
  }, [focus]);
  const { goTo: goToEntry, keepFocus, onFocusCapture } = useGridFocus({
    rows, revision: columns.revision, activeRow, activeEntry, focus: useCallback((row: number) => { if (row !== -1) focusRow(row, chosen.size > 1 ? 'keep' : 'only'); }, [focusRow, chosen]), onRefused: refused, onHidden: onClearFilter,
  });
  useEffect(() => {
    if (goTo !== undefined) goToEntry(goTo.entry);
  }, [goTo, goToEntry]);
  const focusEntry = (entry: number): void => { focusRow(rows.rowOf(entry) ?? activeRow, 'keep'); };

  const scene = useMemo(() => ({ columns, indexOf, visible: rows.entries }), [columns, indexOf, rows]);
  const acts = useGridActs({
    scene, targetsOf, onRefused: refused, onChoose: go, onShown: setShowing, onCopy: copy, onSave, onAddBelow, goTo: goToEntry, keepFocus,
    onOpen: (what, entry) => { setOpen({ what, entry }); },
    onReveal(entry) {
      setRevealWish({ entry });
      focusEntry(entry);
    },
    onClosed(entry) {
      setOpen((now) => (now?.entry === entry ? undefined : now));
      focusEntry(entry);
    },
    onMenu: (entry, place) => { setMenu({ entry, place }); },
  });
  const { line, handlers } = useDrag({ rows, file, targetsOf, onDrop: (entries, place) => { void acts.move(entries, place); } });

  const goToMark = (step: 1 | -1): void => {
    const next = nextMarked(rows.entries, marksOf, activeEntry, step);
    if (next === undefined) return;
    focusRow(rows.rowOf(next.entry) ?? activeRow);
    announce(`${names[indexOf.get(next.entry) ?? -1] ?? ''}: ${(marksOf.get(next.entry) ?? []).map((mark) => grid.marks[mark].said).join(', ')} (${next.place}/${next.count})`);
  };
  useShortcut('F8', () => { goToMark(1); });
  useShortcut('Shift+F8', () => { goToMark(-1); });
  const walked = useRef<object>(undefined);
  useEffect(() => {
    if (walk === undefined || walked.current === walk) return;
    walked.current = walk;
    goToMark(1);
  });
  const found = rows.entries.length;
  useEffect(() => {
    if (wantedNames !== '') announce(grid.found(found));
  }, [wantedNames, found, announce, grid]);

  /** Keys that mean the choice of rows. Answers true if it was one. */
  const chooses = (event: KeyboardEvent): boolean => {
    const control = event.ctrlKey || event.metaKey;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (control && event.key === ' ' && activeEntry !== undefined) go(activeEntry, 'toggle');
    else if (control && !event.shiftKey && event.key.toLowerCase() === 'a') {
      selection.all();
      announce(grid.chosen(rows.entries.length));
    } else if (event.key === 'Escape' && chosen.size > 1) selection.clear();
    else if (control && step !== 0 && activeEntry !== undefined) {
      const next = rows.entries[rows.entries.indexOf(activeEntry) + step];
      if (next !== undefined) focusRow(rows.rowOf(next) ?? activeRow, 'keep');
    } else return false;
    return true;
  };
  const onKeys = (event: KeyboardEvent<HTMLElement>): void => {
    // WHY looked at: what happens in a dialog that a row opened arrives here too.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target) || isField(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f') onFind();
    else if (event.target.getAttribute('role') !== 'row' || activeEntry === undefined) {
      onKeyDown(event);
      return;
    } else if (!chooses(event)) {
      const act = actOfKey(event);
      if (act !== undefined) acts.run(act === 'copy' && chosen.size > 1 ? 'copy-name' : act, activeEntry);
      else {
        choosing.current = event.shiftKey && event.key.length > 1 ? 'extend' : 'only';
        onKeyDown(event);
        return;
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const copyOff = clipboard?.works === false ? states.ability[clipboard.reason] : undefined;
  const nameOf = (entry: number): string => names[indexOf.get(entry) ?? -1] ?? '';
  const close = (): void => {
    if (open !== undefined) acts.stopEditing(open.entry);
  };
  const acted = useRef(false);
  const choseMenu = (act: Act, entry: number): void => {
    acted.current = true;
    if (act === 'copy' || act === 'copy-name') focusEntry(entry);
    acts.run(act, entry);
  };
  const many = chosen.size > 1 ? rows.entries.filter((entry) => chosen.has(entry)) : [];
  const { columns: heads } = grid;
  return (
    <>
      <div className="detail-body" ref={scroller} onFocusCapture={onFocusCapture} {...handlers}>
        <p className="hidden-text" id={`${ids}help`}>{grid.rowHelp}</p>
        {rows.count === 0 ? <p className="section muted">{grid.noMatch}</p> : null}
        <div className="grid grid-env" role="grid" aria-label={say.grid(fileName)} aria-rowcount={rows.count + 1} aria-multiselectable="true" aria-describedby={`${ids}help`} onKeyDown={onKeys}>
          <div className="grid-head" role="row" aria-rowindex={1}>
            <span role="columnheader"><span className="hidden-text">{heads.change}</span></span>
            <span role="columnheader">{heads.key}</span>
            <span role="columnheader">{heads.value}</span>
            <span className="col-kind" role="columnheader">{heads.kind}</span>
            <span role="columnheader">{heads.marks}</span>
            <span className="num col-changed" role="columnheader">{heads.changed}</span>
          </div>
          <div className="virtual-list" role="rowgroup" style={{ height: totalSize }}>
            {items.map(({ index: row, start }) => {
              const index = at[row] ?? -1;
              if (index < 0) return <GroupRow key={keys[row]} id={`${ids}g${row}`} index={row} start={start - size.head} name={columns.groups[~index] ?? ''} measure={measure} />;
              const entry = file[index] ?? -1;
              const changedAt = history.changedAt.get(entry);
              return (
                <EntryRow
                  key={entry} document={document} index={row} ids={`${ids}e${entry}`} start={start - size.head} entry={entry} name={names[index] ?? ''} kind={columns.kind[index] ?? 'text'} change={columns.change[index] ?? 'none'} was={columns.was[index] ?? ''}
                  moved={columns.moved[index] ?? false} marks={marksOf.get(entry)} encrypted={columns.encrypted[index] ?? true} comment={columns.comment[index] ?? ''}
                  changed={changedAt === undefined ? '' : grid.ago(history.now - Date.parse(changedAt))} changedMeans={changedAt === undefined ? '' : grid.changedAt(history.now - Date.parse(changedAt), changedAt)}
                  heading={(at[row - 1] ?? 0) < 0 ? `${ids}g${row - 1}` : ''} isActive={row === activeRow} isSelected={chosen.has(entry)} opened={open?.entry === entry ? open.what : undefined}
                  revealWish={revealWish?.entry === entry ? revealWish : undefined} mayShow={showing === undefined || showing === entry} copied={copied?.entry === entry ? say.copied(copied.seconds) : undefined} copyOff={copyOff} actions={acts} measure={measure}
                />
              );
            })}
            {line === undefined ? null : <div className="drop-line" role="presentation" style={{ transform: `translateY(${line}px)` }} />}
          </div>
        </div>
      </div>
      {many.length > 1 && activeEntry !== undefined ? (
        <SelectionBar
          count={many.length} onAct={(act) => { acts.run(act, many.includes(activeEntry) ? activeEntry : (many[0] ?? activeEntry)); }} onClear={() => { selection.clear(); focusRow(activeRow, 'only'); }}
          offBecause={(act) => {
            const off = offBecause(act, many, scene);
            return off === undefined ? undefined : grid.off[off];
          }}
        />
      ) : null}
      {menu === undefined ? null : (
        <RowMenu
          place={menu.place} name={nameOf(menu.entry)} entries={targetsOf(menu.entry)} scene={scene} copyOff={copyOff} showing={showing === menu.entry} onAct={(act) => { choseMenu(act, menu.entry); }} onClose={() => { setMenu(undefined); }}
          returnTo={() => {
            const returns = !acted.current;
            acted.current = false;
            return returns ? (scroller.current?.querySelector<HTMLElement>(`[data-index="${rows.rowOf(menu.entry) ?? activeRow}"]`) ?? null) : null;
          }}
        />
      )}
      {open?.what === 'generate' ? (
        <GenerateDialog
          name={nameOf(open.entry)} replaces onClose={close}
          onUse={(recipe) => {
            const { entry } = open;
            close();
            void keepFocus(entry, () => store.getState().setEntry(entry, recipe)).then(() => { announce(grid.generate.done(nameOf(entry))); });
          }}
        />
      ) : null}
      {open?.what === 'marks' ? <MarksDialog name={nameOf(open.entry)} marks={marksOf.get(open.entry) ?? []} onClose={close} onMend={(mend) => { const { entry } = open; setOpen(undefined); acts.run(mend, entry); }} /> : null}
    </>
  );
}
