// The keys of one file as a grid with one tab stop. Ten thousand rows cost what the rows in view cost.
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { EntryColumns, Told } from '../../../bridge/index.ts';
import { useRows } from '../../../components/index.ts';
import { useErrorWords, useSession, useToasts, useWords } from '../../../stores/index.ts';
import { EntryRow } from './entry-row.tsx';
import { useCopy } from './use-copy.ts';
import { useRowActions } from './use-row-actions.ts';

export interface EntryGridProps {
  readonly document: string;
  readonly fileName: string;
  readonly columns: EntryColumns;
  /** An entry to go to, such as one that was just added; a new object asks again. */
  readonly goTo: { readonly entry: number } | undefined;
  readonly onSave: () => void;
}

const rowHeight = 32;
const headHeight = 30;

export function EntryGrid({ document, fileName, columns, goTo, onSave }: EntryGridProps) {
  const { files: say, states } = useWords();
  const errors = useErrorWords();
  const clipboard = useSession(({ about }) => about?.clipboard);
  const show = useToasts((state) => state.show);
  const help = useId();
  const [active, setActive] = useState<number>();
  const [editing, setEditing] = useState<number>();
  const [showing, setShowing] = useState<number>();

  const indexOf = useMemo(() => new Map(columns.entry.map((entry, index) => [entry, index])), [columns.entry]);
  const count = columns.entry.length;
  const activeIndex = (active === undefined ? undefined : indexOf.get(active)) ?? Math.min(0, count - 1);
  const keep = [editing, showing].flatMap((entry) => (entry === undefined ? [] : (indexOf.get(entry) ?? [])));

  const refused = useCallback((told: Told) => {
    const { title, next } = errors(told);
    show(`${title}. ${next}`, 'refused');
  }, [errors, show]);
  const { copied, copy } = useCopy(document, refused);

  const entries = columns.entry;
  const onMove = useCallback((index: number) => { setActive(entries[index]); }, [entries]);
  const { scroller, items, totalSize, measure, onKeyDown, focus } = useRows({
    count, active: activeIndex, keep, rowHeight, headHeight,
    keyAt: (index) => columns.entry[index] ?? -1,
    labelAt: (index) => columns.name[index] ?? '',
    onMove,
  });

  // The row that shall have the focus once the list is the new one: a button of it may be gone then.
  const focusNext = useRef<{ readonly entry: number; readonly index: number }>(undefined);
  useEffect(() => {
    const wanted = focusNext.current;
    if (wanted === undefined) return;
    focusNext.current = undefined;
    focus(Math.min(count - 1, indexOf.get(wanted.entry) ?? wanted.index));
  }, [columns.revision, count, indexOf, focus]);
  // WHY remembered: the list changes with every edit, and the focus must go to a wished entry once only.
  const went = useRef<object>(undefined);
  useEffect(() => {
    const index = goTo === undefined || went.current === goTo ? undefined : indexOf.get(goTo.entry);
    if (index === undefined) return;
    went.current = goTo;
    focus(index);
  }, [goTo, indexOf, focus]);
  const actions = useRowActions({
    onRefused: refused,
    onActive: setActive,
    onShown: setShowing,
    onEdit(entry) {
      setActive(entry);
      setEditing(entry);
    },
    onEditEnd(entry) {
      setEditing((now) => (now === entry ? undefined : now));
      focus(indexOf.get(entry) ?? 0);
    },
    onCopy: copy,
    onSave,
    keepFocus(entry, change) {
      focusNext.current = { entry, index: indexOf.get(entry) ?? 0 };
      void change().then((answer) => {
        if (answer.ok) return;
        focusNext.current = undefined;
        refused(answer.error);
      });
    },
  });

  const { columns: heads } = say;
  return (
    <div className="detail-body" ref={scroller}>
      <p className="hidden-text" id={help}>{say.rowHelp}</p>
      <div className="grid grid-env" role="grid" aria-label={say.grid(fileName)} aria-rowcount={count + 1} aria-describedby={help} onKeyDown={onKeyDown}>
        <div className="grid-head" role="row" aria-rowindex={1}>
          <span role="columnheader"><span className="hidden-text">{heads.change}</span></span>
          <span role="columnheader">{heads.key}</span>
          <span role="columnheader">{heads.value}</span>
          <span className="col-kind" role="columnheader">{heads.kind}</span>
          <span role="columnheader">{heads.comment}</span>
        </div>
        <div className="virtual-list" role="rowgroup" style={{ height: totalSize }}>
          {items.map(({ index, start }) => {
            const entry = columns.entry[index] ?? -1;
            return (
              <EntryRow
                key={entry} document={document} index={index} start={start - headHeight} entry={entry} name={columns.name[index] ?? ''} kind={columns.kind[index] ?? 'text'} change={columns.change[index] ?? 'none'}
                encrypted={columns.encrypted[index] ?? true} comment={columns.comment[index] ?? ''} isActive={index === activeIndex} isSelected={entry === active} isEditing={entry === editing}
                mayShow={showing === undefined || showing === entry} copied={copied?.entry === entry ? say.copied(copied.seconds) : undefined}
                copyOff={clipboard?.works === false ? states.ability[clipboard.reason] : undefined} actions={actions} measure={measure}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
