// What can be done with the whole file: the two views of it, a new key, the walk through the marks, a filter of names, undo and redo.
import type { RefObject } from 'react';
import type { EntryColumns, Opened } from '../../../bridge/index.ts';
import { Button, Icon, IconButton, Segmented, useShortcut } from '../../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { modeInView } from '../view.ts';
import { isHolder } from './entry-tree.ts';

export interface GridToolbarProps {
  readonly columns: EntryColumns;
  readonly opened: Pick<Opened, 'document' | 'shape'>;
  readonly filter: string;
  readonly filterField: RefObject<HTMLInputElement | null>;
  readonly onFilter: (filter: string) => void;
  /** Out of the filter, into the rows. */
  readonly onLeaveFilter: () => void;
  readonly onAdd: () => void;
  readonly onWalk: () => void;
}

export function GridToolbar({ columns, opened: { document, shape }, filter, filterField, onFilter, onLeaveFilter, onAdd, onWalk }: GridToolbarProps) {
  const { files, grid: say, text, tree } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const mode = useFiles(modeInView);
  const announce = useToasts((state) => state.say);
  const show = useToasts((state) => state.show);
  const marked = columns.marks.reduce((sum, { marks }) => sum + marks.length, 0);

  const foldAll = (folded: boolean): void => {
    store.getState().fold(document, columns.entry.filter((_, index) => isHolder(columns, index)), folded);
    announce(folded ? tree.foldedAll : tree.unfoldedAll);
  };
  const step = async (which: 'undo' | 'redo'): Promise<void> => {
    const can = which === 'undo' ? columns.canUndo : columns.canRedo;
    if (!can) {
      announce(which === 'undo' ? say.nothingToUndo : say.nothingToRedo);
      return;
    }
    const answer = await store.getState()[which]();
    if (answer.ok) announce(which === 'undo' ? say.undone : say.redone);
    else show(errors(answer.error).title, 'refused');
  };
  useShortcut('Ctrl+Z', () => { void step('undo'); }, { whileTyping: false });
  useShortcut('Ctrl+Shift+Z', () => { void step('redo'); }, { whileTyping: false });
  useShortcut('Ctrl+Y', () => { void step('redo'); }, { whileTyping: false });

  return (
    <div className="toolbar">
      {shape !== 'flat' ? null : <Segmented name={say.view} value={mode} options={[{ value: 'grid', label: say.asGrid }, { value: 'text', label: say.asText }]} onChange={(next) => { void store.getState().setMode(next); }} />}
      <Button look="quiet" icon="plus" onClick={onAdd}>{shape === 'flat' ? files.addKey : tree.add}</Button>
      {mode === 'text' ? <span className="muted small clip toolbar-hint">{text.hint}</span> : null}
      <span className="push" />
      {marked === 0 ? null : (
        <button type="button" className="btn btn-quiet" aria-keyshortcuts="F8" data-tip={`${say.nextMark} (F8)`} onClick={onWalk}>
          <span className="chip" data-state="warning"><Icon name="triangle-alert" />{say.markCount(marked)}</span>
        </button>
      )}
      {mode === 'text' ? null : (
        <div className="field toolbar-filter" data-quiet>
          <Icon name="list-filter" look="icon-sm" />
          <input
            ref={filterField} type="text" value={filter} placeholder={say.filter} aria-label={say.filter} autoComplete="off" spellCheck={false} onChange={(event) => { onFilter(event.target.value); }}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && filter !== '') onFilter('');
              else if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') onLeaveFilter();
              else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') event.currentTarget.select();
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
          {filter === '' ? null : <IconButton row name={say.clearFilter} icon="x" onClick={() => { onFilter(''); filterField.current?.focus(); }} />}
        </div>
      )}
      {shape === 'flat' ? null : <><IconButton name={tree.foldAll} icon="fold-vertical" onClick={() => { foldAll(true); }} /><IconButton name={tree.unfoldAll} icon="unfold-vertical" onClick={() => { foldAll(false); }} /></>}
      <IconButton name={say.undo} icon="undo-2" keys="Ctrl Z" offBecause={columns.canUndo ? undefined : say.nothingToUndo} onClick={() => { void step('undo'); }} />
      <IconButton name={say.redo} icon="redo-2" keys="Ctrl Shift Z" offBecause={columns.canRedo ? undefined : say.nothingToRedo} onClick={() => { void step('redo'); }} />
    </div>
  );
}
