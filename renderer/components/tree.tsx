// A tree of names as one tab stop: arrows move and fold, Enter opens, letters find. Dumb: rows come flat and ready.
import { memo, useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { MenuList, placeOfClick, type MenuItem, type MenuPlace } from './menu.tsx';
import { tipped } from './tooltip.tsx';
import { useRowHeight } from './use-row-height.ts';
import { useRows } from './use-rows.ts';

export interface TreeRow {
  readonly id: string;
  readonly level: number;
  readonly label: string;
  /** Where it is cut when there is no room; at its end if absent. */
  readonly cut?: 'start';
  /** Undefined for a branch, which has a twist instead. */
  readonly icon?: IconName;
  /** Set for a branch. */
  readonly expanded?: boolean;
  /** Colours the row; see styles/lists.css. */
  readonly state?: string;
  /** A short word at the end of the row. */
  readonly word?: string;
  readonly wordIcon?: IconName;
  /** The state in words, as a screen reader hears it after the label. */
  readonly said?: string;
  readonly tip?: string;
  /** What the button is called that opens the menu of this row; without it there is none. */
  readonly more?: string;
  /** The same for a row whose menu opens by a right click or the menu key only. */
  readonly menu?: string;
  readonly position: number;
  readonly siblings: number;
}
export interface TreeProps {
  readonly name: string;
  readonly rows: readonly TreeRow[];
  readonly selected: string | undefined;
  /** The id of the row that is the tab stop. */
  readonly active: string | undefined;
  readonly onActive: (id: string) => void;
  readonly onOpen: (row: TreeRow) => void;
  readonly onFold: (row: TreeRow, expanded: boolean) => void;
  /** A branch was unfolded by a click or by Enter, as a leaf is opened; the arrows fold alone. */
  readonly onBranch?: (row: TreeRow) => void;
  /** What can be done with a row that has `more` or `menu`. */
  readonly menuOf?: (row: TreeRow) => readonly MenuItem[];
}

interface RowProps {
  readonly row: TreeRow;
  readonly index: number;
  readonly start: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onClick: (row: TreeRow) => void;
  readonly onMenu: (row: TreeRow, at: MenuPlace, byKeys: boolean) => void;
}

const Row = memo(function Row({ row, index, start, isActive, isSelected, onClick, onMenu }: RowProps) {
  return (
    <div
      className="tree-row virtual-row" role="treeitem" data-index={index} aria-level={row.level} aria-expanded={row.expanded} aria-selected={isSelected} aria-posinset={row.position}
      aria-setsize={row.siblings} aria-label={row.more === undefined ? undefined : row.label} tabIndex={isActive ? 0 : -1} data-state={row.state} {...tipped(row.tip)} style={{ transform: `translateY(${start}px)` }} onClick={() => { onClick(row); }}
      onContextMenu={(event: MouseEvent) => {
        event.preventDefault();
        // WHY the button: the menu key tells none.
        if (row.more !== undefined || row.menu !== undefined) onMenu(row, placeOfClick(event), event.button !== 2);
      }}
    >
      {row.expanded === undefined ? null : <Icon name="chevron-right" look="tree-twist" />}
      {row.icon === undefined ? null : <Icon name={row.icon} />}
      <span className="tree-name" data-cut={row.cut}>{row.cut === undefined ? row.label : <bdi dir="ltr">{row.label}</bdi>}{row.said === undefined ? null : <span className="hidden-text">, {row.said}</span>}</span>
      {row.word === undefined ? null : <span className="tree-word" aria-hidden={row.said === undefined ? undefined : true}>{row.wordIcon === undefined ? null : <Icon name={row.wordIcon} />}{row.word}</span>}
      {row.more === undefined ? null : (
        <button
          type="button" className="btn btn-icon btn-row tree-more" tabIndex={-1} aria-label={row.more} aria-haspopup="menu" {...tipped(row.more)}
          onClick={(event) => {
            event.stopPropagation();
            onMenu(row, event.currentTarget, event.detail === 0);
          }}
        >
          <Icon name="ellipsis" />
        </button>
      )}
    </div>
  );
});

export function Tree({ name, rows, selected, active, onActive, onOpen, onFold, onBranch, menuOf }: TreeProps) {
  const rowHeight = useRowHeight('--row-tree');
  const [menu, setMenu] = useState<{ readonly row: TreeRow; readonly at: MenuPlace; readonly byKeys: boolean }>();
  // WHY remembered, as the rows and what they call are: each frame of scrolling draws the tree anew, and there may be a hundred thousand rows.
  const found = useMemo(() => rows.findIndex(({ id }) => id === active), [rows, active]);
  const activeIndex = found === -1 ? Math.min(0, rows.length - 1) : found;
  const { scroller, items, totalSize, onKeyDown, focus, show } = useRows({
    count: rows.length, active: activeIndex, keep: [], rowHeight, headHeight: 0,
    keyAt: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    labelAt: (index) => rows[index]?.label ?? '',
    onMove(index) {
      const row = rows[index];
      if (row !== undefined) onActive(row.id);
    },
  });
  const shown = useRef(selected);
  const selectedIndex = useMemo(() => rows.findIndex(({ id }) => id === selected), [rows, selected]);
  // WHY not at once: the row may come later, when its branch has been unfolded or its folder read.
  useEffect(() => {
    if (shown.current === selected || selectedIndex === -1) return;
    shown.current = selected;
    show(selectedIndex);
  }, [selected, selectedIndex, show]);
  const act = (row: TreeRow): void => {
    if (row.expanded === undefined) onOpen(row);
    else {
      onFold(row, !row.expanded);
      if (!row.expanded) onBranch?.(row);
    }
  };
  const latest = useRef({ onActive, act });
  useEffect(() => { latest.current = { onActive, act }; });
  const click = useCallback((row: TreeRow): void => {
    latest.current.onActive(row.id);
    latest.current.act(row);
  }, []);
  const openMenu = useCallback((row: TreeRow, at: MenuPlace, byKeys: boolean): void => {
    latest.current.onActive(row.id);
    setMenu({ row, at, byKeys });
  }, []);
  return (
    <div className="pane-body" ref={scroller}>
      <div
        className="tree" role="tree" aria-label={name} tabIndex={-1} style={{ height: totalSize }}
        onKeyDown={(event) => {
          const row = rows[activeIndex];
          // WHY none that are held: Alt with an arrow is the way back and forward of the window.
          if (row === undefined || onKeyDown(event) || event.ctrlKey || event.altKey || event.metaKey) return;
          if (event.key === 'Enter' || event.key === ' ') act(row);
          else if (event.key === 'ArrowRight' && row.expanded === false) onFold(row, true);
          else if (event.key === 'ArrowRight' && row.expanded === true) focus(Math.min(rows.length - 1, activeIndex + 1));
          else if (event.key === 'ArrowLeft' && row.expanded === true) onFold(row, false);
          else if (event.key === 'ArrowLeft') focus(Math.max(0, rows.findLastIndex(({ level }, index) => index < activeIndex && level < row.level)));
          else return;
          event.preventDefault();
        }}
      >
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : <Row key={key} row={row} index={index} start={start} isActive={index === activeIndex} isSelected={row.id === selected} onClick={click} onMenu={openMenu} />;
        })}
      </div>
      {menu === undefined ? null : (
        <MenuList
          name={menu.row.more ?? menu.row.menu ?? ''} at={menu.at} start={menu.byKeys ? 'first' : undefined} items={menuOf?.(menu.row) ?? []} onClose={() => { setMenu(undefined); }}
          returnTo={() => scroller.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]') ?? null}
        />
      )}
    </div>
  );
}
