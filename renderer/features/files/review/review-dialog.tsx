// The changes of one file, looked at before they are saved: masked sides, warnings, one to take back. Holds ids and counts; a readable value lives in its row.
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button, Chip, Dialog, useRows, useShortcut } from '../../../components/index.ts';
import type { Told } from '../../../bridge/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { documentInView, pendingOf, type OpenFile } from '../store.ts';
import { ReviewRow, ReviewSum, type ReviewSide } from './review-row.tsx';
import { changedLines, isSummary, notesBeforeSave, reviewRows, warningCount, type EntryChangeRow } from './review-rows.ts';
import { useTwins } from './use-twins.ts';

export interface ReviewDialogProps {
  /** Saves the file. */
  readonly onSave: () => void;
}

const rowHeight = 42;
const noteHeight = 22;
const headHeight = 32;

/** A key that is held down opens the review and must not save in the same breath. */
function useNoHeldSave(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.repeat || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => { window.removeEventListener('keydown', onKeyDown, true); };
  }, []);
}

function Review({ file, onSave }: ReviewDialogProps & { readonly file: OpenFile }) {
  const { files, review: say, states, tree } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const saving = useFiles((state) => state.saving);
  const path = useFiles((state) => state.selected?.path ?? '');
  const show = useToasts((state) => state.show);
  const { opened, columns } = file;
  const twins = useTwins(opened.document, columns.revision);
  const rows = useMemo(() => reviewRows(columns, twins, opened.shape), [columns, twins, opened.shape]);
  const notes = notesBeforeSave(opened);
  const total = pendingOf(file);
  const warnings = warningCount(rows);
  const help = useId();
  const [active, setActive] = useState(0);
  const [showing, setShowing] = useState<{ readonly entry: number; readonly side: ReviewSide }>();
  const [busy, setBusy] = useState(false);
  // WHY said here: what stands outside an open dialog is not read aloud.
  const [said, setSaid] = useState('');

  const activeIndex = Math.min(active, rows.length - 1);
  const shownIndex = rows.findIndex((row) => !isSummary(row) && row.entry === showing?.entry);
  const onMove = useCallback((index: number) => { setActive(index); }, []);
  const { scroller, items, totalSize, measure, onKeyDown, focus } = useRows({
    count: rows.length, active: activeIndex, keep: [shownIndex], rowHeight, headHeight,
    heightAt: (index) => {
      const row = rows[index];
      return rowHeight + (row === undefined || isSummary(row) ? 0 : (row.warnings.length + (row.retyped === undefined ? 0 : 1)) * noteHeight);
    },
    keyAt: (index) => {
      const row = rows[index];
      return row === undefined ? index : isSummary(row) ? row.kind : row.entry;
    },
    labelAt: (index) => {
      const row = rows[index];
      return row === undefined || isSummary(row) ? '' : row.name;
    },
    onMove,
  });

  // The neighbour has the focus already; here it gets the place of the row that is gone.
  const focusNext = useRef<number>(undefined);
  useEffect(() => {
    const next = focusNext.current;
    focusNext.current = undefined;
    if (next !== undefined) focus(Math.min(next, rows.length - 1));
  }, [columns.revision, rows.length, focus]);
  useEffect(() => {
    if (warnings > 0) setSaid(say.warnings(warnings));
  }, [warnings, say]);

  // WHY kept: whoever asks to save while a change is being taken back means the file without it.
  const saveNext = useRef(false);
  const save = (): void => {
    if (busy) saveNext.current = true;
    else if (!saving) onSave();
  };
  useShortcut('Ctrl+S', save, { overDialogs: true });
  useNoHeldSave();
  const back = (): void => { store.getState().endReview(); };
  const refused = (told: Told): void => {
    const { title, next } = errors(told);
    setSaid(`${title}. ${next}`);
    show(`${title}. ${next}`, 'refused');
  };
  const takeBack = async ({ entry, name }: EntryChangeRow, index: number): Promise<void> => {
    setBusy(true);
    // WHY before it goes: a dialog that loses the focus with a row takes it to itself, sooner or later than we would give it on.
    const neighbour = index + 1 < rows.length ? index + 1 : index - 1;
    if (neighbour >= 0) focus(neighbour);
    focusNext.current = index;
    const answer = await store.getState().restoreEntries([entry]);
    setBusy(false);
    const saves = saveNext.current;
    saveNext.current = false;
    if (!answer.ok) {
      focusNext.current = undefined;
      focus(index);
      refused(answer.error);
      return;
    }
    const now = documentInView(store.getState());
    const rest = now === undefined ? 0 : pendingOf(now);
    if (rest === 0) {
      show(say.noneLeft);
      back();
      return;
    }
    setSaid(say.takenBack(name, rest));
    if (saves) onSave();
  };
  const { columns: heads } = say;
  return (
    <Dialog
      open size="large" title={say.title(total)} text={<><span className="mono">{path}</span> · {opened.shape === 'flat' ? say.git(changedLines(columns)) : tree.review.git}</>} closeName={say.back} onClose={back} first={scroller}
      aside={warnings === 0 ? undefined : <Chip fill icon="triangle-alert" state="warning">{say.warnings(warnings)}</Chip>}
      foot={(
        <>
          <Chip icon="users" state="encrypted">{say.recipients(opened.recipients.length)}</Chip>
          <span className="push" />
          <Button look="quiet" onClick={back}>{say.back}</Button>
          <Button look="primary" keys="Ctrl S" off={saving} onClick={save}>{saving ? files.saving : say.save(total)}</Button>
        </>
      )}
    >
      <p className="hidden-text" role="status">{said}</p>
      <p className="hidden-text" id={help}>{say.help}</p>
      {notes.length === 0 ? null : (
        <ul className="review-notes plain-list" aria-label={tree.review.notes}>
          {notes.map((note) => <li key={note}><Chip icon="triangle-alert" state="warning">{states.note[note].said}</Chip><span className="muted small">{states.note[note].means}</span></li>)}
        </ul>
      )}
      <div className="diff-scroll" ref={scroller} tabIndex={-1} onFocus={(event) => { if (event.target === event.currentTarget) focus(activeIndex); }}>
        <div className="diff" role="grid" aria-label={say.list} aria-rowcount={rows.length + 1} aria-describedby={help} onKeyDown={onKeyDown}>
          <div className="diff-head" role="row" aria-rowindex={1}>
            <span role="columnheader">{heads.change}</span><span role="columnheader">{heads.key}</span><span role="columnheader">{heads.before}</span>
            <span aria-hidden="true" /><span role="columnheader">{heads.after}</span><span role="columnheader"><span className="hidden-text">{heads.actions}</span></span>
          </div>
          <div className="virtual-list" role="rowgroup" style={{ height: totalSize }}>
            {items.map(({ key, index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              const placed = { index, start: start - headHeight, isActive: index === activeIndex, onActivate: onMove, measure };
              return isSummary(row) ? <ReviewSum key={key} {...placed} row={row} /> : (
                <ReviewRow
                  key={key} {...placed} document={opened.document} row={row} whole={opened.shape === 'whole'} section={opened.shape === 'sections'} busy={busy} showing={row.entry === showing?.entry ? showing.side : undefined}
                  onShow={(entry, side) => { setShowing({ entry, side }); }} onShown={(name, seconds) => { setSaid(files.revealedSaid(name, seconds)); }} onHidden={(name) => { setSaid(files.hiddenSaid(name)); }}
                  onRefused={refused} onTakeBack={(taken, at) => { void takeBack(taken, at); }}
                />
              );
            })}
          </div>
        </div>
      </div>
    </Dialog>
  );
}

/** Shown while the store says `reviewing`. */
export function ReviewDialog({ onSave }: ReviewDialogProps) {
  const file = useFiles(documentInView);
  return file === undefined ? null : <Review file={file} onSave={onSave} />;
}
