// The keys of one file as a grid with one tab stop. Ten thousand rows cost what the rows in view cost; headings are rows that are no stop.
import { memo, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { EntryColumns, Opened, Told } from '../../../bridge/index.ts';
import { useRowHeight, useRows, useShortcut, useSlots, type MenuPlace } from '../../../components/index.ts';
import { useErrorWords, useSession, useToasts, useWords } from '../../../stores/index.ts';
import { useFilesStore } from '../files-context.tsx';
import { pendingCount } from '../store.ts';
import type { Resumed } from '../view.ts';
import { actOfKey, type Act } from './acts.ts';
import { BranchRow } from './branch-row.tsx';
import { offBecause, offWords } from './can-act.ts';
import { isElement, isHolder, treeOf } from './entry-tree.ts';
import { EntryRow } from './entry-row.tsx';
import { GenerateDialog } from './generate-dialog.tsx';
import { GroupRow } from './group-row.tsx';
import { MarksDialog } from './marks-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { nextMarked } from './next-marked.ts';
import { RowMenu } from './row-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { holdersFor } from './tree-moves.ts';
import { TypeMenu } from './type-menu.tsx';
import { useCopy } from './use-copy.ts';
import { useDrag } from './use-drag.ts';
import { useGridActs } from './use-grid-acts.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useHistory } from './use-history.ts';
import { useOpen } from './use-open.ts';
import { useSelection, type Choosing } from './use-selection.ts';
import { useTreeRows } from './use-tree-rows.ts';

export interface EntryGridProps {
  readonly opened: Pick<Opened, 'document' | 'shape' | 'types'>;
  readonly fileName: string;
  readonly columns: EntryColumns;
  /** A part of the names to show. */
  readonly filter: string;
  /** An entry to go to, such as one that was just added; a new object asks again. */
  readonly goTo: { readonly entry: number } | undefined;
  /** Where a page that was made anew goes on. */
  readonly resumed: Resumed | undefined;
  /** A new object asks to go to the next marked key. */
  readonly walk: object | undefined;
  readonly onSave: () => void;
  readonly onActive: (entry: number) => void;
  readonly onAdd: (entry: number, where: 'below' | 'inside') => void;
  readonly onClearFilter: () => void;
  readonly onFind: () => void;
}

const isField = (target: EventTarget): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

export const EntryGrid = memo(function EntryGrid({ opened: { document, shape, types }, fileName, columns, filter, goTo, resumed, walk, onSave, onActive, onAdd, onClearFilter, onFind }: EntryGridProps) {
  const words = useWords();
  const { files: say, grid, states, tree: sayTree } = words;
  const errors = useErrorWords();
  const store = useFilesStore();
  const clipboard = useSession(({ about }) => about?.clipboard);
  const show = useToasts((state) => state.show);
  const announce = useToasts((state) => state.say);
  const ids = useId();
  const { open, setOpen } = useOpen(document, resumed?.unfinished, columns);
  const [openedWith] = useState(open === undefined ? undefined : goTo);
  const [showing, setShowing] = useState<number>();
  const [revealWish, setRevealWish] = useState<{ readonly entry: number }>();
  const [menu, setMenu] = useState<{ readonly entry: number; readonly place: MenuPlace }>();
  const [asking, setAsking] = useState<{ readonly what: 'retype' | 'move-to'; readonly entry: number; readonly place: MenuPlace }>();

  const { entry: file } = columns;
  const { rows, tree: isTree, matches, folded, fold, unfoldTo, nameAt, labelAt } = useTreeRows(document, columns, shape, filter);
  const indexOf = useMemo(() => new Map(file.map((entry, index) => [entry, index])), [file]);
  const marksOf = useMemo(() => new Map(columns.marks.map(({ entry, marks }) => [entry, marks])), [columns.marks]);
  const selection = useSelection(rows.entries, resumed?.unfinished?.entry ?? resumed?.active);
  const { active, chosen, go, targetsOf } = selection;
  const history = useHistory(document, pendingCount(columns.pending) === 0);

  const activeRow = (active === undefined ? undefined : rows.rowOf(active)) ?? rows.rowOf(rows.entries[0] ?? -1) ?? -1;
  const activeEntry = file[rows.at[activeRow] ?? -1];
  // WHY at once: whoever has the focus on a row may ask for a new key beside it in the same breath.
  useLayoutEffect(() => {
    if (activeEntry !== undefined) onActive(activeEntry);
  }, [activeEntry, onActive]);
  const keep = [open?.entry, showing].flatMap((entry) => (entry === undefined ? [] : (rows.rowOf(entry) ?? [])));

  const refused = useCallback((told: Told) => {
    const { title, next } = errors(told);
    show(`${title}. ${next}`, 'refused');
  }, [errors, show]);
  const { copied, copy } = useCopy(document, refused);

  const [rowHeight, groupHeight, headHeight] = [useRowHeight('--row'), useRowHeight('--row-group'), useRowHeight('--row-head')];
  const choosing = useRef<Choosing>('only');
  const { at, keys } = rows;
  const nameOf = (entry: number): string => nameAt(indexOf.get(entry) ?? -1);
  const rowElement = (entry: number): Element => scroller.current?.querySelector(`[data-index="${rows.rowOf(entry) ?? activeRow}"]`) ?? globalThis.document.body;
  const onMove = useCallback((row: number) => {
    const entry = file[at[row] ?? -1];
    if (entry !== undefined) go(entry, choosing.current);
    choosing.current = 'only';
  }, [file, at, go]);
  const { scroller, items, totalSize, measure, onKeyDown, here, focus } = useRows({
    count: rows.count, active: activeRow, keep, rowHeight, headHeight,
    heightAt: useCallback((row: number) => ((at[row] ?? 0) < 0 ? groupHeight : rowHeight), [at, groupHeight, rowHeight]),
    passesOver: useCallback((row: number) => (at[row] ?? 0) < 0, [at]),
    keyAt: useCallback((row: number) => keys[row] ?? row, [keys]),
    labelAt: useCallback((row: number) => labelAt(at[row] ?? -1), [labelAt, at]),
    onMove,
  });
  const slots = useSlots(items.flatMap(({ index: row }) => file[at[row] ?? -1] ?? []), new Set([active, open?.entry, showing, copied?.of].filter((entry) => entry !== undefined)));
  const focusRow = useCallback((row: number, how: Choosing = 'only') => {
    choosing.current = how;
    focus(row);
  }, [focus]);
  const { goTo: goToEntry, keepFocus, onFocusCapture } = useGridFocus({
    rows, revision: columns.revision, activeRow, activeEntry, focus: useCallback((row: number) => { if (row !== -1) focusRow(row, chosen.size > 1 ? 'keep' : 'only'); }, [focusRow, chosen]), onRefused: refused, onHidden: (entry) => { if (!unfoldTo(entry)) onClearFilter(); },
  });
  useEffect(() => {
    // WHY not at first: the field that is open has the focus.
    if (goTo !== undefined && goTo !== openedWith) goToEntry(goTo.entry);
  }, [goTo, openedWith, goToEntry]);
  const focusEntry = (entry: number): void => { focusRow(rows.rowOf(entry) ?? activeRow, 'keep'); };

  const scene = useMemo(() => ({ columns, indexOf, visible: rows.entries, shape, types }), [columns, indexOf, rows, shape, types]);
  const acts = useGridActs({
    scene, targetsOf, onRefused: refused, onChoose: go, onShown: setShowing, onCopy: copy, onSave, onAdd, onFold: fold, goTo: goToEntry, keepFocus, typing: open?.type,
    onOpen: (what, entry, type) => { setOpen({ what, entry, type }); },
    onAsk: (what, entry) => { setAsking({ what, entry, place: menu?.place ?? rowElement(entry) }); },
    onReveal(entry) {
      setRevealWish({ entry });
      focusEntry(entry);
    },
    onClosed(entry) {
      if (open?.entry === entry) setOpen(undefined);
      focusEntry(entry);
    },
    onMenu: (entry, place) => { setMenu({ entry, place }); },
  });
  const tree = isTree ? treeOf(columns) : undefined;
  /** WHY also by what follows: under a filter a folded branch stands open for what was found in it. */
  const isFolded = (row: number, index: number): boolean => folded.has(file[index] ?? -1) && (tree?.parent[at[row + 1] ?? -1] ?? -1) !== index;
  const opensAt = (index: number): boolean | undefined => (isHolder(columns, index) ? (tree?.end[index] ?? 0) > index + 1 && !isFolded(rows.rowOf(file[index] ?? -1) ?? -1, index) : undefined);
  const { line, into, handlers } = useDrag({ rows, file, targetsOf, ...(isTree ? { opensAt } : {}), onDrop: (entries, place) => { void acts.move(entries, place); } });

  const goToMark = (step: 1 | -1): void => {
    // WHY all of a tree: what is folded away may be what has to be looked at.
    const next = nextMarked(isTree && filter === '' ? file : rows.entries, marksOf, activeEntry, step);
    if (next === undefined) return;
    const row = rows.rowOf(next.entry);
    if (row === undefined) goToEntry(next.entry);
    else focusRow(row);
    announce(`${nameOf(next.entry)}: ${(marksOf.get(next.entry) ?? []).map((mark) => grid.marks[mark].said).join(', ')} (${next.place}/${next.count})`);
  };
  useShortcut('F8', () => { goToMark(1); });
  useShortcut('Shift+F8', () => { goToMark(-1); });
  const walked = useRef<object>(undefined);
  useEffect(() => {
    if (walk === undefined || walked.current === walk) return;
    walked.current = walk;
    goToMark(1);
  });
  useEffect(() => {
    if (filter !== '') announce(grid.found(matches));
  }, [filter, matches, announce, grid]);

  /** Keys that mean the choice of rows, from the one that has the focus. Answers true if it was one. */
  const chooses = (event: KeyboardEvent, from: number): boolean => {
    const control = event.ctrlKey || event.metaKey;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (control && event.key === ' ') go(from, 'toggle');
    else if (control && !event.shiftKey && event.key.toLowerCase() === 'a') {
      selection.all();
      announce(grid.chosen(rows.entries.length));
    } else if (event.key === 'Escape' && chosen.size > 1) selection.clear();
    else if (control && step !== 0) {
      const next = rows.entries[rows.entries.indexOf(from) + step];
      if (next !== undefined) focusRow(rows.rowOf(next) ?? activeRow, 'keep');
    } else return false;
    return true;
  };
  const onKeys = (event: KeyboardEvent<HTMLElement>): void => {
    // WHY looked at: what happens in a dialog that a row opened arrives here too.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target) || isField(event.target)) return;
    // WHY not the active one: keys may follow one another faster than rows are drawn, and each is meant for the row that has the focus.
    const from = file[at[here()] ?? -1];
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f') onFind();
    else if (event.target.getAttribute('role') !== 'row' || from === undefined) {
      onKeyDown(event);
      return;
    } else if (!chooses(event, from)) {
      const act = actOfKey(event, isTree);
      if (act !== undefined) acts.run(act === 'copy' && chosen.size > 1 ? 'copy-name' : act, from);
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
  const close = (): void => { if (open !== undefined) acts.stopEditing(open.entry); };
  const acted = useRef(false);
  const choseMenu = (act: Act, entry: number): void => {
    acted.current = true;
    if (act === 'copy' || act === 'copy-name') focusEntry(entry);
    acts.run(act, entry);
  };
  const many = chosen.size > 1 ? rows.entries.filter((entry) => chosen.has(entry)) : [];
  const { columns: heads } = grid;
  const list = { role: isTree ? 'treegrid' : 'grid', onKeyDown: onKeys };
  const targets = asking === undefined ? [] : targetsOf(asking.entry);
  const holders = asking?.what === 'move-to' ? holdersFor(targets.flatMap((entry) => indexOf.get(entry) ?? []), scene) : [];
  const back = (entry: number): HTMLElement | null => scroller.current?.querySelector<HTMLElement>(`[data-index="${rows.rowOf(entry) ?? activeRow}"]`) ?? null;
  return (
    <>
      <div className="detail-body" ref={scroller} onFocusCapture={onFocusCapture} {...handlers}>
        <p className="hidden-text" id={`${ids}help`}>{isTree ? sayTree.rowHelp : grid.rowHelp}</p>
        {rows.count === 0 ? <p className="section muted">{grid.noMatch}</p> : null}
        <div className={isTree ? 'grid grid-env grid-tree' : 'grid grid-env'} {...list} aria-label={say.grid(fileName)} aria-rowcount={rows.count + 1} aria-multiselectable="true" aria-describedby={`${ids}help`}>
          <div className="grid-head" role="row" aria-rowindex={1}>
            <span role="columnheader"><span className="hidden-text">{heads.change}</span></span>
            <span role="columnheader">{heads.key}</span>
            <span role="columnheader">{heads.value}</span>
            <span className="col-kind" role="columnheader">{types.length > 1 ? sayTree.type : heads.kind}</span>
            <span role="columnheader">{heads.marks}</span>
            <span className="num col-changed" role="columnheader">{heads.changed}</span>
          </div>
          <div className="virtual-list" role="rowgroup" style={{ height: totalSize }}>
            {items.map(({ index: row, start }) => {
              const index = at[row] ?? -1;
              if (index < 0) return <GroupRow key={keys[row]} id={`${ids}g${row}`} index={row} start={start - headHeight} name={isTree ? sayTree.document(~index + 1) : (columns.groups[~index] ?? '')} measure={measure} />;
              const entry = file[index] ?? -1;
              const changedAt = history.changedAt.get(entry);
              const kindOf = columns.shape[index];
              const common = {
                document, index: row, ids: `${ids}r${slots.get(entry) ?? entry}`, start: start - headHeight, entry, name: nameAt(index), change: columns.change[index] ?? 'none', was: columns.was[index] ?? '', moved: columns.moved[index] ?? false, marks: marksOf.get(entry), encrypted: columns.encrypted[index] ?? true,
                comment: columns.comment[index] ?? '', changed: changedAt === undefined ? '' : grid.ago(history.now - Date.parse(changedAt)), changedMeans: changedAt === undefined ? '' : grid.changedAt(history.now - Date.parse(changedAt), changedAt),
                heading: (at[row - 1] ?? 0) < 0 ? `${ids}g${row - 1}` : '', isActive: row === activeRow, isSelected: chosen.has(entry), opened: open?.entry === entry ? open.what : undefined, resumed: open?.entry === entry ? open.resumed : undefined, actions: acts, measure,
                ...(tree === undefined ? {} : { label: labelAt(index), ownName: isElement(columns, index) ? '' : (columns.name[index] ?? ''), level: (columns.depth[index] ?? 0) + 1, position: (tree.place[index] ?? 0) + 1, siblings: tree.siblings[index] ?? 0, folded: (tree.end[index] ?? 0) > index + 1 ? isFolded(row, index) : undefined }),
              };
              if (tree !== undefined && (kindOf === 'branch' || kindOf === 'list')) return <BranchRow key={entry} {...common} shape={shape === 'sections' ? 'section' : kindOf} values={tree.values[index] ?? 0} />;
              return (
                <EntryRow
                  key={`slot ${slots.get(entry) ?? entry}`} {...common} kind={columns.kind[index] ?? 'text'} type={types.length > 1 ? columns.type[index] : undefined} editAs={open?.entry === entry ? open.type : undefined} revealWish={revealWish?.entry === entry ? revealWish : undefined}
                  mayShow={showing === undefined || showing === entry} copied={copied?.of === entry ? say.copied(copied.seconds) : undefined} copyOff={copyOff}
                />
              );
            })}
            {line === undefined || into === undefined ? null : <div className="drop-into" role="presentation" style={{ transform: `translateY(${line}px)`, blockSize: into }} />}
            {line === undefined || into !== undefined ? null : <div className="drop-line" role="presentation" style={{ transform: `translateY(${line}px)` }} />}
          </div>
        </div>
      </div>
      {many.length > 1 && activeEntry !== undefined ? (
        <SelectionBar
          count={many.length} tree={isTree} onAct={(act) => { acts.run(act, many.includes(activeEntry) ? activeEntry : (many[0] ?? activeEntry)); }} onClear={() => { selection.clear(); focusRow(activeRow, 'only'); }}
          offBecause={(act) => {
            const off = offBecause(act, many, scene);
            return off === undefined ? undefined : offWords(words, off);
          }}
        />
      ) : null}
      {menu === undefined ? null : (
        <RowMenu
          place={menu.place} name={nameOf(menu.entry)} entries={targetsOf(menu.entry)} scene={scene} copyOff={copyOff} showing={showing === menu.entry} onAct={(act) => { choseMenu(act, menu.entry); }} onClose={() => { setMenu(undefined); }}
          returnTo={() => {
            const returns = !acted.current;
            acted.current = false;
            return returns ? back(menu.entry) : null;
          }}
        />
      )}
      {asking?.what === 'retype' ? (
        <TypeMenu
          place={asking.place} path={nameOf(asking.entry)} now={columns.type[indexOf.get(asking.entry) ?? -1] ?? 'str'} types={types} onChoose={(type) => { void acts.retype(asking.entry, type); }} onClose={() => { setAsking(undefined); }} returnTo={() => back(asking.entry)}
        />
      ) : null}
      {asking?.what === 'move-to' ? (
        <MoveDialog
          path={targets.length === 1 ? nameOf(asking.entry) : undefined} count={targets.length} holders={holders} onClose={() => { setAsking(undefined); focusEntry(asking.entry); }}
          onMove={(place) => { setAsking(undefined); void acts.move(targets, place); }}
        />
      ) : null}
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
});
