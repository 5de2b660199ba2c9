// One open file: its head, its keys, and what is pending.
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { EntryColumns, Opened } from '../../../bridge/index.ts';
import { Button, Chip, Empty, useShortcut } from '../../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { ReviewDialog } from '../review/review-dialog.tsx';
import { pendingOf, type OpenFile, type SelectedFile } from '../store.ts';
import { useLeaving } from '../use-leaving.ts';
import { useWantedEntry } from '../use-navigation.ts';
import { modeInView } from '../view.ts';
import { AddEntry } from '../grid/add-entry.tsx';
import { AddToTree } from '../grid/add-to-tree.tsx';
import { EntryGrid } from '../grid/entry-grid.tsx';
import { GridToolbar } from '../grid/grid-toolbar.tsx';
import { Notices } from './notices.tsx';
import { PendingBar } from './pending-bar.tsx';
import { useAdding } from './use-adding.ts';
import { useComparison } from './use-comparison.ts';
import { useFocusBack } from './use-focus-back.ts';
import { WholeFile } from './whole-file.tsx';

// WHY late: the text editor is as large as the rest of the page, and many never need it.
const TextView = lazy(async () => ({ default: (await import('../text/text-view.tsx')).TextView }));
// WHY late: it is rare that somebody else changes a file while it is edited.
const ConflictView = lazy(async () => ({ default: (await import('../conflict/conflict-view.tsx')).ConflictView }));

/** Notes that are worth knowing and ask for nothing. */
const harmless: ReadonlySet<Opened['notes'][number]> = new Set(['name-needs-input-type']);

/** How many values would be saved. */
const valuesIn = ({ shape, change }: EntryColumns): number => shape.reduce((sum, kind, index) => sum + (kind === 'value' && change[index] !== 'removed' ? 1 : 0), 0);

function Head({ path, keys, opened }: { readonly path: string; readonly keys: number; readonly opened: Opened }) {
  const { files: say, states, tree } = useWords();
  const { folder, name } = splitPath(path);
  return (
    <div className="detail-head">
      <div className="detail-name">
        <h1 className="detail-title mono clip" id="file-name" title={path}>{name}</h1>
        <div className="detail-facts">
          {folder === '' ? null : <span className="mono">{folder}</span>}
          <Chip icon="lock" state="encrypted">{states.file.encrypted.said}</Chip>
          {opened.shape === 'whole' ? null : <span>{opened.shape === 'flat' ? say.keys(keys) : tree.holds(keys)}</span>}
          <span>{say.recipients(opened.recipients.length)}</span>
          {opened.notes.map((note) => <Chip key={note} icon={harmless.has(note) ? 'info' : 'triangle-alert'} state={harmless.has(note) ? 'note' : 'warning'} means={states.note[note].means}>{states.note[note].said}</Chip>)}
        </div>
      </div>
    </div>
  );
}

export function FileView({ selected, file }: { readonly selected: SelectedFile; readonly file: OpenFile }) {
  const { files: say } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const saving = useFiles((state) => state.saving);
  const show = useToasts((state) => state.show);
  const { mayLeaveTyping, mayDiscard, mayReopen } = useLeaving();
  const [resumed] = useState(() => store.getState().resumed.get(file.opened.document));
  const { adding, setAdding } = useAdding(file.opened.document, resumed?.unfinished);
  const filter = useFiles((state) => state.filters.get(file.opened.document) ?? '');
  const setFilter = useCallback((next: string) => { store.getState().setFilter(next, file.opened.document); }, [store, file.opened.document]);
  // WHY later: the letter shows at once, whatever the rows take.
  const wantedNames = useDeferredValue(filter);
  const [walk, setWalk] = useState<object>();
  const filterField = useRef<HTMLInputElement>(null);
  /** The key that the focus in the grid is on, or was last. */
  const active = useRef<number>(undefined);
  const [goTo, setGoTo] = useState<{ readonly entry: number } | undefined>(() => (resumed?.active === undefined || resumed.unfinished !== undefined || adding !== undefined ? undefined : { entry: resumed.active }));
  const mode = useFiles(modeInView);
  const typing = useFiles((state) => state.typing);
  const reviewing = useFiles((state) => state.reviewing);
  const conflict = useFiles((state) => state.conflict);
  /** Until the text has gone on there; a text that is shown anew later begins anew. */
  const [textGoesOn, setTextGoesOn] = useState(resumed);
  useEffect(() => { store.getState().wentOn(file.opened.document); }, [store, file.opened.document]);
  useWantedEntry(selected.file, setGoTo);
  const diskChanged = useFiles((state) => state.diskChanged.has(selected.file));
  const { opened, columns } = file;
  const { name } = splitPath(selected.path);
  const pending = pendingOf(file);
  const keys = useMemo(() => valuesIn(columns), [columns]);
  const whole = opened.shape === 'whole';
  const { comparing, refusal: compareRefusal, compare, forget } = useComparison();
  useFocusBack(reviewing || conflict !== undefined);

  const save = useCallback(() => {
    if (store.getState().saving) return;
    void store.getState().save().then((saved) => {
      if (saved !== undefined) {
        show(saved.written ? say.saved(saved.count, name) : say.savedNothing(name));
        return;
      }
      // WHY closed: what was refused is told beside the keys, where it can be mended.
      store.getState().endReview();
      if (store.getState().saveRefusal?.code === 'changed-on-disk') compare();
    });
  }, [store, show, say, name, compare]);
  const review = useCallback(() => {
    if (store.getState().conflict !== undefined) return;
    void store.getState().startReview().then((open) => {
      if (!open && store.getState().typing === 0) show(say.savedNothing(name));
    });
  }, [store, show, say, name]);
  useShortcut('Ctrl+S', review);

  // WHY: taken back by an undo elsewhere, nothing is left to review.
  useEffect(() => {
    if (reviewing && pending === 0) store.getState().endReview();
  }, [reviewing, pending, store]);

  const discard = async (): Promise<void> => {
    if (!(await mayDiscard(name))) return;
    const answer = await store.getState().discard(selected.file);
    if (!answer.ok) show(errors(answer.error).title, 'refused');
  };
  const reopen = async (): Promise<void> => {
    if (await mayReopen()) await store.getState().reopen();
  };
  const startAdding = async (beside?: number, where?: 'below' | 'inside'): Promise<void> => {
    if (adding === undefined && !whole && (await mayLeaveTyping())) setAdding({ neighbour: beside ?? active.current, where });
  };
  const startWalk = async (): Promise<void> => {
    if (mode === 'grid' || (await store.getState().setMode('grid'))) setWalk({});
  };
  const add = useRef(startAdding);
  useEffect(() => { add.current = startAdding; });
  const gridCalls = useMemo(() => ({
    onActive(entry: number) {
      active.current = entry;
      store.getState().setActive(file.opened.document, entry);
    },
    onAdd(entry: number, where: 'below' | 'inside') { void add.current(entry, where); },
    onClearFilter() { setFilter(''); },
    onFind() { filterField.current?.select(); },
  }), [store, setFilter, file.opened.document]);
  const neighbour = adding?.neighbour === undefined ? -1 : columns.entry.indexOf(adding.neighbour);
  const textWentOn = useCallback(() => { setTextGoesOn(undefined); }, []);
  const stopAdding = (): void => { setAdding(undefined); };
  const added = (entry: number): void => {
    setAdding(undefined);
    setGoTo({ entry });
  };
  useShortcut('Ctrl+Shift+A', () => { void startAdding(); });
  if (conflict !== undefined) return <Suspense fallback={<section className="detail" aria-busy="true" />}><ConflictView selected={selected} file={file} conflict={conflict} /></Suspense>;
  return (
    <section className="detail" aria-labelledby="file-name">
      <Head path={selected.path} keys={keys} opened={opened} />
      {whole ? null : (
        <GridToolbar
          columns={columns} opened={opened} filter={filter} filterField={filterField} onFilter={setFilter} onAdd={() => { void startAdding(); }} onWalk={() => { void startWalk(); }}
          onLeaveFilter={() => { if (active.current !== undefined) setGoTo({ entry: active.current }); }}
        />
      )}
      {adding === undefined ? null : opened.shape === 'flat' ? (
        <AddEntry
          document={opened.document} beside={columns.entry[neighbour]} neighbour={columns.name[neighbour]} resumed={adding.resumed} below={adding.where !== undefined} onClose={stopAdding} onAdded={added}
          onAdd={(key, value, below) => store.getState().addEntry({ name: key, value }, below ? { after: columns.entry[neighbour] ?? -1 } : 'end')}
        />
      ) : (
        <AddToTree
          columns={columns} opened={opened} index={neighbour} where={adding.where} resumed={adding.resumed} onClose={stopAdding} onAdded={added}
          onAdd={(entry, place) => store.getState().addEntry(entry, place)}
        />
      )}
      {whole ? <WholeFile document={opened.document} replaced={columns.pending.changed > 0} size={columns.size} /> : mode === 'text' ? <Suspense fallback={<div className="detail-body" aria-busy="true" />}><TextView selected={selected} file={file} resumed={textGoesOn} onWentOn={textWentOn} onActive={gridCalls.onActive} /></Suspense> : columns.entry.length === 0 ? (
        <div className="detail-body"><Empty icon="key-round" title={say.noKeysTitle} text={say.noKeysText}>{adding !== undefined ? null : <Button look="primary" onClick={() => { void startAdding(); }}>{say.addKey}</Button>}</Empty></div>
      ) : (
        <EntryGrid key={opened.document} opened={opened} fileName={name} columns={columns} filter={wantedNames} goTo={goTo} resumed={resumed} walk={walk} onSave={review} {...gridCalls} />
      )}
      <Notices
        pending={pending} diskChanged={diskChanged && (pending > 0 || typing > 0)} comparing={comparing} compareRefusal={compareRefusal}
        onReopen={() => { void reopen(); }} onSave={save} onCompare={compare} onCloseRefusal={forget}
      />
      <PendingBar pending={columns.pending} saving={saving} onDiscard={() => { void discard(); }} onSave={review} />
      {reviewing && pending > 0 ? <ReviewDialog onSave={save} /> : null}
    </section>
  );
}
