// The left side: the open projects as one tree, with what the scan found and is still finding.
import { useMemo, useRef, useState } from 'react';
import { Button, Chip, Empty, ErrorPanel, Icon, IconButton, Tree, useShortcut, type TreeRow } from '../../../components/index.ts';
import { useErrorWords, useProjects, useSession, useWords, type ProjectFiles } from '../../../stores/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { pendingOf } from '../store.ts';
import { fileRowId, treeRows } from './tree-rows.ts';
import { useClosing } from '../use-closing.ts';
import { useLeaving } from '../use-leaving.ts';
import { useProjectInView } from '../use-project-in-view.ts';

function Foot({ all, project }: { readonly all: readonly ProjectFiles[]; readonly project: string }) {
  const { files: say } = useWords();
  const verdicts = useFiles((state) => state.verdicts);
  const cancelScan = useProjects((state) => state.cancelScan);
  const listed = all.flatMap(({ files }) => files);
  const clear = listed.filter(({ state }) => state === 'clear-text').length;
  const tampered = [...verdicts.values()].filter((verdict) => verdict === 'tampered').length;
  const running = all.find(({ scan }) => scan === 'running');
  const broken = all.find(({ scan }) => scan === 'cancelled' || scan === 'failed');
  return (
    <div className="pane-foot">
      {clear + tampered === 0 ? null : (
        <span className="line wrap">
          {clear === 0 ? null : <Chip icon="lock-open" state="clear-text">{say.clearTextCount(clear)}</Chip>}
          {tampered === 0 ? null : <Chip icon="shield-x" state="tampered">{say.tamperedCount(tampered)}</Chip>}
        </span>
      )}
      {running === undefined ? (
        <span role="status">{broken === undefined ? say.fileCount(listed.length) : broken.scan === 'failed' ? say.scanFailed : say.scanCancelled}</span>
      ) : (
        <span className="line"><Icon name="loader-circle" look="spin icon-sm" /><span role="status">{say.scanning(running.looked.files, running.looked.folders)}</span><button type="button" className="btn-text push" onClick={() => { void cancelScan(project); }}>{say.cancelScan}</button></span>
      )}
    </div>
  );
}

export function ProjectPane() {
  const words = useWords();
  const { files: say } = words;
  const errors = useErrorWords();
  const store = useFilesStore();
  const projects = useProjects((state) => state.projects);
  const files = useProjects((state) => state.files);
  const opening = useProjects((state) => state.opening);
  const browsing = useProjects((state) => state.browsing);
  const refusal = useProjects((state) => state.refusal);
  const chooseFolder = useProjects((state) => state.chooseFolder);
  const rescan = useProjects((state) => state.rescan);
  const forgetRefusal = useProjects((state) => state.forgetRefusal);
  const dialogWorks = useSession(({ about }) => about?.folderDialog.works ?? false);
  const selected = useFiles((state) => state.selected);
  const documents = useFiles((state) => state.documents);
  const verdicts = useFiles((state) => state.verdicts);
  const { mayLeaveTyping } = useLeaving();
  const close = useClosing();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState('');
  const [active, setActive] = useState<string>();
  const filterField = useRef<HTMLInputElement>(null);

  const pending = useMemo(() => new Map([...documents].map(([file, document]) => [file, pendingOf(document)])), [documents]);
  const { rows, targets } = useMemo(() => treeRows({ projects, files, folded, filter, pending, verdicts, words }), [projects, files, folded, filter, pending, verdicts, words]);

  const { project: current, name: currentName } = useProjectInView();
  const open = (): void => { void chooseFolder(dialogWorks); };
  useShortcut('Ctrl+O', open);
  useShortcut('Ctrl+F', () => {
    filterField.current?.focus();
    filterField.current?.select();
  });

  const openRow = async (row: TreeRow): Promise<void> => {
    const target = targets.get(row.id);
    if (target === undefined || target.file.file === selected?.file && store.getState().refusal === undefined) return;
    if (await mayLeaveTyping()) await store.getState().select({ project: target.project, ...target.file });
  };
  const all = projects.flatMap(({ project }) => files.get(project) ?? []);
  const found = all.some(({ files: listed }) => listed.length > 0);
  const scanning = all.some(({ scan }) => scan === 'running');
  return (
    <section className="pane" aria-label={projects.length === 1 ? say.project : say.projects}>
      <div className="pane-head">
        <h2 className="pane-title clip" title={projects.length === 1 ? current?.path : undefined}>{projects.length === 1 ? currentName : say.projects}</h2>
        <span className="push" />
        {opening ? null : <IconButton row name={say.openFolder} icon="folder-plus" onClick={open} />}
        {current === undefined ? null : <IconButton row name={say.readAgain} icon="rotate-cw" onClick={() => { void rescan(current.project); }} />}
        {current === undefined ? null : <IconButton row name={say.closeProject(currentName)} icon="x" onClick={() => { void close(current.project, currentName); }} />}
      </div>
      <div className="pane-tools">
        <label className="field" data-quiet>
          <Icon name="list-filter" look="icon-sm" /><span className="hidden-text">{say.filter}</span>
          <input
            ref={filterField} type="text" value={filter} placeholder={say.filter} autoComplete="off" spellCheck={false} aria-keyshortcuts="Control+F" onChange={(event) => { setFilter(event.target.value); }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || filter === '') return;
              event.preventDefault();
              setFilter('');
            }}
          />
          {filter === '' ? <span className="kbd" aria-hidden="true">Ctrl F</span> : <IconButton row name={say.clearFilter} icon="x" onClick={() => { setFilter(''); filterField.current?.focus(); }} />}
        </label>
        {refusal === undefined || browsing ? null : <ErrorPanel {...errors(refusal)} code={refusal.code}><Button look="quiet" onClick={forgetRefusal}>{words.frame.close}</Button></ErrorPanel>}
      </div>
      {found || scanning ? (
        <>
          <Tree
            name={say.tree} rows={rows} selected={selected === undefined ? undefined : fileRowId(selected.file)} active={active ?? (selected === undefined ? undefined : fileRowId(selected.file))} onActive={setActive}
            onOpen={(row) => { void openRow(row); }}
            onFold={({ id }, expanded) => {
              setFolded((old) => (expanded ? new Set([...old].filter((known) => known !== id)) : new Set(old).add(id)));
            }}
          />
          {rows.length === 0 && filter !== '' ? <p className="pane-foot" role="status">{say.noMatch}</p> : null}
        </>
      ) : (
        <div className="pane-body"><Empty icon="folder-open" title={say.noFilesTitle} text={say.noFilesText}><Button onClick={open}>{say.otherFolder}</Button></Empty></div>
      )}
      <Foot all={all} project={current?.project ?? ''} />
    </section>
  );
}
