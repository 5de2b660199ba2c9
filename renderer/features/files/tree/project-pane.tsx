// The left side: the open projects as one tree, with what the scan found and is still finding.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Button, Empty, ErrorPanel, FindField, Icon, IconButton, Menu, Tree, tipped, useShortcut, type TreeRow } from '../../../components/index.ts';
import { useErrorWords, useProjects, useSession, useWords, type ListedFile } from '../../../stores/index.ts';
import { useHovering } from '../../open-folder/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { pendingOf } from '../store.ts';
import { useLeaving } from '../use-leaving.ts';
import { useProjectInView } from '../use-project-in-view.ts';
import { useEncrypt } from '../encrypt/use-encrypt.ts';
import { useShowPeople } from '../people/use-people.ts';
import { useAskRules } from '../rules/rules-context.tsx';
import { ProjectFoot } from './project-foot.tsx';
import { branchesAbove, fileRowId, treeRows } from './tree-rows.ts';
import { useProjectMenu } from './use-project-menu.ts';
import { createVerdictMemory } from './verdict-memory.ts';

/** Said over the pane while a folder is held over the window. */
function DropHint() {
  const { start } = useWords();
  const canDrop = useSession(({ about }) => about?.host === 'electron');
  return useHovering() ? <p className="pane-drop" data-off={canDrop ? undefined : ''}><Icon name="folder-plus" look="icon-lg" />{canDrop ? start.dropNow : start.dropNotHere}</p> : null;
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
  const forgetRefusal = useProjects((state) => state.forgetRefusal);
  const dialogWorks = useSession(({ about }) => about?.folderDialog.works ?? false);
  const selected = useFiles((state) => state.selected);
  const documents = useFiles((state) => state.documents);
  const verdicts = useFiles((state) => state.verdicts);
  const { mayLeaveTyping } = useLeaving();
  const folded = useProjects((state) => state.folded);
  const fold = useProjects((state) => state.fold);
  const { ofProject, others } = useProjectMenu();
  const askRules = useAskRules();
  const filter = useFiles((state) => state.filter);
  const setFilter = useFiles((state) => state.setFilter);
  const encrypt = useEncrypt();
  const showPeople = useShowPeople();
  const [active, setActive] = useState<string>();
  const [remembered] = useState(createVerdictMemory);

  const pending = useMemo(() => new Map([...documents].map(([file, document]) => [file, pendingOf(document)])), [documents]);
  const verdictOf = useCallback(({ file, verdict }: ListedFile) => remembered(file, verdict, verdicts.get(file) ?? (documents.has(file) && verdict !== 'recipients-differ' ? 'opens' : undefined)), [remembered, verdicts, documents]);
  const { rows, targets } = useMemo(() => treeRows({ projects, files, folded, filter, pending, verdictOf, words }), [projects, files, folded, filter, pending, verdictOf, words]);
  // What comes into view from elsewhere, such as the palette, has its row shown and made the tab stop.
  useEffect(() => {
    if (selected === undefined) return;
    setActive(fileRowId(selected.file));
    // WHY asked first: a branch that the person folded after that stays folded, also over a lock.
    if (store.getState().followed === selected.file) return;
    store.getState().follow(selected.file);
    fold(branchesAbove(selected.project, selected.path), false);
  }, [selected, fold, store]);

  const { project: current, name: currentName } = useProjectInView();
  const open = (): void => { void chooseFolder(dialogWorks); };
  useShortcut('Ctrl+O', open);

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
        <h2 className="pane-title clip" {...tipped(projects.length === 1 ? current?.path : undefined)}>{projects.length === 1 ? currentName : say.projects}</h2>
        <span className="push" />
        {opening ? null : <IconButton row name={say.openFolder} icon="folder-plus" onClick={open} />}
        {current === undefined ? null : <Menu row name={projects.length === 1 ? say.more : say.moreOf(currentName)} items={[...ofProject(current.project, currentName), ...(others.length === 0 ? [] : ['line' as const, ...others])]} />}
      </div>
      <div className="pane-tools">
        <FindField label={say.filter} value={filter} onValue={setFilter} clearName={say.clearFilter} />
        {refusal === undefined || browsing ? null : <ErrorPanel {...errors(refusal)} code={refusal.code}><Button look="quiet" onClick={forgetRefusal}>{words.frame.close}</Button></ErrorPanel>}
      </div>
      {found || scanning ? (
        <>
          <Tree
            name={say.tree} rows={rows} selected={selected === undefined ? undefined : fileRowId(selected.file)} active={active ?? (selected === undefined ? undefined : fileRowId(selected.file))} onActive={setActive}
            onOpen={(row) => { void openRow(row); }}
            onFold={({ id }, expanded) => { fold([id], !expanded); }}
            menuOf={({ id, label }) => {
              const target = targets.get(id);
              const file = target?.file;
              return file === undefined ? ofProject(id.slice(2), label) : [...(file.state === 'clear-text' ? [{ id: 'encrypt', label: words.encrypt.act, icon: 'lock' as const, onSelect: () => { encrypt({ project: target?.project ?? '', ...file }); } }] : file.state === 'encrypted' ? [{ id: 'people', label: words.people.actFile, icon: 'users' as const, onSelect: () => { showPeople(target?.project ?? '', file.path); } }] : []), { id: 'rules', label: words.rules.ask, icon: 'file-key', onSelect: () => { askRules(file); } }];
            }}
          />
          {rows.length === 0 && filter !== '' ? <p className="pane-foot" role="status">{say.noMatch}</p> : null}
        </>
      ) : (
        <div className="pane-body"><Empty icon="folder-open" title={say.noFilesTitle} text={say.noFilesText}><Button onClick={open}>{say.otherFolder}</Button></Empty></div>
      )}
      <ProjectFoot verdictOf={verdictOf} />
      <DropHint />
    </section>
  );
}
