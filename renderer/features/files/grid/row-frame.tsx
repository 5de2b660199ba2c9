// What every row of the grid has, whatever it stands for: its place, its name, its sign and note, its keys. Its value is its child.
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { EntryChange, EntryMark, Told, UnfinishedFor } from '../../../bridge/index.ts';
import { Icon, IconButton, placeOfClick, tipped, type IconName, type Measure, type MenuPlace } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { Act } from './acts.ts';
import { EntryNote } from './entry-note.tsx';
import { RenameField } from './rename-field.tsx';
import type { Opening } from './use-grid-acts.ts';
import type { Choosing } from './use-selection.ts';

export interface RowActions {
  /** Tells the list that this row shows its value now, so that another one hides. */
  shown(entry: number, name: string, seconds: number): void;
  hidden(name: string): void;
  refused(told: Told): void;
  choose(entry: number, how: Choosing): void;
  run(act: Act, entry: number): void;
  /** Opens the menu of acts. */
  menu(entry: number, place: MenuPlace): void;
  stopEditing(entry: number): void;
  apply(entry: number, value: string): Promise<Told | undefined>;
  applyName(entry: number, name: string): Promise<Told | undefined>;
  save(): void;
  /** Folds or unfolds what an entry holds. */
  fold(entry: number, folded: boolean): void;
  /** To what holds the entry, or to the first that it holds. */
  walk(entry: number, way: 'out' | 'in'): void;
}
export interface RowProps {
  readonly document: string;
  readonly index: number;
  /** What the ids of its parts begin with. */
  readonly ids: string;
  readonly start: number;
  readonly entry: number;
  /** The name, in a tree the whole path. */
  readonly name: string;
  readonly change: EntryChange;
  readonly was: string;
  readonly moved: boolean;
  readonly marks: readonly EntryMark[] | undefined;
  readonly encrypted: boolean;
  readonly comment: string;
  /** When it last changed, in words: short for the column, whole for the tooltip. */
  readonly changed: string;
  readonly changedMeans: string;
  /** The heading that the row stands right below, by id; '' for none. */
  readonly heading: string;
  /** What stands in the row for its name, the name itself where it has one, and its place; absent where the list is flat. */
  readonly label?: string;
  readonly ownName?: string;
  /** From 1, as the position. */
  readonly level?: number;
  readonly position?: number;
  readonly siblings?: number;
  /** Undefined for what holds nothing. */
  readonly folded?: boolean | undefined;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** What is open for this row, if anything. */
  readonly opened: Opening | undefined;
  /** What was being typed there before the page was made anew. */
  readonly resumed: UnfinishedFor | undefined;
  readonly actions: RowActions;
  readonly measure: Measure;
}
export interface RowFrameProps {
  readonly row: RowProps;
  /** True if the row must not be dragged, because something in it is to be selected. */
  readonly fixed: boolean;
  /** True if the row shows its buttons whether or not somebody is near. */
  readonly busy: boolean;
  /** Keys of the row itself that mean its value. Answers true if it was one. */
  readonly onOwnKey: (event: KeyboardEvent<HTMLElement>) => boolean;
  /** The cells between name and note; `buttons` tells whether buttons are wanted. */
  readonly children: (buttons: boolean) => ReactNode;
}

const signs: Readonly<Record<EntryChange, IconName | undefined>> = { none: undefined, added: 'plus', changed: 'pencil', renamed: 'arrow-right-left', removed: 'minus' };
const isInside = ({ target, currentTarget }: { readonly target: EventTarget; readonly currentTarget: EventTarget & HTMLElement }): boolean => target instanceof Node && currentTarget.contains(target);
const choosingOf = (event: MouseEvent): Choosing => (event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');

/** Pixels in front of a name: levels take less room the more of them there are. */
const indentOf = (level: number): number => Math.min(level - 1, 6) * 16 + Math.min(Math.max(0, level - 7), 14) * 4;

export function RowFrame({ row, fixed, busy, onOwnKey, children }: RowFrameProps) {
  const { document, index, ids, start, entry, resumed, name, label = name, ownName = name, change, was, moved, marks, encrypted, comment, changed, changedMeans, heading, level, position, siblings, folded, isActive, isSelected, opened, actions, measure } = row;
  const { grid, states, tree } = useWords();
  // WHY by entry: the element of a row may stand for another one later.
  const [nearTo, setNearTo] = useState<number>();
  const near = nearTo === entry;
  const self = useRef<HTMLDivElement>(null);
  const inOrder = isActive ? 0 : -1;
  useLayoutEffect(() => measure(self.current), [measure, entry]);
  // WHY not drawn: see focus() in use-rows.ts, which was here before.
  useLayoutEffect(() => {
    if (self.current !== null && self.current.tabIndex !== inOrder) self.current.tabIndex = inOrder;
  });
  const removed = change === 'removed';
  const pending = change !== 'none' || moved;
  const sign = signs[change] ?? (moved ? 'chevron-up' : undefined);
  const isRenaming = opened === 'rename';
  const isOpen = isRenaming || opened === 'edit';
  const inTree = level !== undefined;

  /** Left and right: between the row and its buttons, and in a tree also in, out, fold and unfold. */
  const steps = (event: KeyboardEvent<HTMLElement>): boolean => {
    const self = event.currentTarget;
    const onRow = event.target === self;
    const buttons = [...self.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === event.target);
    if (event.key === 'ArrowRight') {
      if (onRow && folded === true) actions.fold(entry, false);
      else if (onRow && folded === false) actions.walk(entry, 'in');
      else buttons[Math.min(buttons.length - 1, at + 1)]?.focus();
    } else if (event.key === 'ArrowLeft') {
      if (onRow && folded === false) actions.fold(entry, true);
      else if (onRow && inTree) actions.walk(entry, 'out');
      else (at <= 0 ? self : buttons[at - 1])?.focus();
    } else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // WHY looked at: what happens in the dialog of this row arrives here too.
    if (!isInside(event)) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!(plain && steps(event)) && !onOwnKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    if (isOpen || !isInside(event)) return;
    event.preventDefault();
    if (!isSelected) actions.choose(entry, 'only');
    actions.menu(entry, placeOfClick(event));
  };
  const nameCell = <span className={removed ? 'key key-removed' : 'key'} {...(inTree ? {} : { id: `${ids}n`, role: 'rowheader' })} {...tipped(label, true)}>{label}</span>;
  const twist = folded === undefined ? <span className="grid-twist" /> : <IconButton row name={folded ? tree.unfold(name) : tree.fold(name)} icon={folded ? 'chevron-right' : 'chevron-down'} tabIndex={-1} onClick={() => { actions.choose(entry, 'keep'); actions.fold(entry, !folded); }} />;

  return (
    <div
      ref={self} className="grid-row virtual-row" role="row" data-index={index} aria-rowindex={index + 2} aria-selected={isSelected} aria-labelledby={`${ids}s ${ids}n ${ids}k ${ids}m ${ids}c`} aria-describedby={heading === '' ? undefined : heading} tabIndex={-1} data-mark={pending ? 'draft' : undefined}
      aria-level={level} aria-posinset={position} aria-setsize={siblings} aria-expanded={folded === undefined ? undefined : !folded}
      data-editing={isOpen ? true : undefined} draggable={!isOpen && !fixed} style={{ transform: `translateY(${start}px)` }}
      onPointerEnter={() => { setNearTo(entry); }} onPointerMove={() => { setNearTo(entry); }} onPointerLeave={() => { setNearTo(undefined); }} onKeyDown={onKeyDown} onContextMenu={onContextMenu} onClick={(event) => { if (isInside(event)) actions.choose(entry, choosingOf(event)); }}
    >
      <span className="draft-sign" id={`${ids}s`} role="gridcell">{sign === undefined ? null : <><Icon name={sign} /><span className="hidden-text">{change === 'none' ? grid.moved : states.change[change]}</span></>}</span>
      {isRenaming ? (
        <div className="cell-name" id={`${ids}n`} role="rowheader" aria-label={label}><RenameField document={document} entry={entry} name={ownName} resumed={resumed?.name} onApply={(next) => actions.applyName(entry, next)} onClose={() => { actions.stopEditing(entry); }} /></div>
      ) : inTree ? (
        <div className="cell-tree" id={`${ids}n`} role="rowheader" aria-label={label} style={{ paddingInlineStart: indentOf(level) }}>{twist}{nameCell}</div>
      ) : nameCell}
      {/* WHY only then: five buttons in each of the rows that scroll by cost more than all the rest of them. */}
      {children(near || isActive || isSelected || busy)}
      <EntryNote id={`${ids}m`} name={name} was={was} moved={moved} marks={marks} encrypted={encrypted} comment={comment} tabIndex={inOrder} onMarks={() => { actions.choose(entry, isSelected ? 'keep' : 'only'); actions.run('marks', entry); }} />
      <span className="muted small num col-changed" id={`${ids}c`} role="gridcell" {...tipped(changedMeans === '' ? undefined : changedMeans)}>{pending ? grid.draft : changed}</span>
    </div>
  );
}

/** Words in the place of a value, with the buttons of the row. */
export function InPlaceOfValue({ children, rest }: { readonly children: string; readonly rest: ReactNode }) {
  return <span className="secret"><span className="muted small num">{children}</span><span className="row-actions"><span className="row-actions-rest">{rest}</span></span></span>;
}

/** The buttons at the end of each row. */
export function RowTail({ row, removeName }: { readonly row: RowProps; readonly removeName?: string }) {
  const { entry, name, change, moved, isActive, isSelected, actions } = row;
  const { files, grid } = useWords();
  const inOrder = isActive ? 0 : -1;
  const only = (act: Act): void => {
    actions.choose(entry, 'only');
    actions.run(act, entry);
  };
  return (
    <>
      {change !== 'none' || moved ? <IconButton row tabIndex={inOrder} name={files.restore(name)} icon="undo-2" onClick={() => { only('restore'); }} /> : null}
      {change === 'removed' ? null : <IconButton row tabIndex={inOrder} name={removeName ?? files.remove(name)} icon="trash-2" onClick={() => { only('remove'); }} />}
      <button
        type="button" className="btn btn-icon btn-row" aria-label={grid.more(name)} aria-haspopup="menu" tabIndex={inOrder} {...tipped(grid.more(name))}
        onClick={(event) => {
          event.stopPropagation();
          actions.choose(entry, isSelected ? 'keep' : 'only');
          actions.menu(entry, event.currentTarget);
        }}
      >
        <Icon name="ellipsis" />
      </button>
    </>
  );
}
