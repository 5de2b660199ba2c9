// Who can open what in a project, and changing that. The core plans, proves and writes; this shows names, counts and refs.
import { useCallback, useMemo } from 'react';
import { useBridge } from '../../../bridge/index.ts';
import { Empty, ErrorPanel, Button, type MenuItem } from '../../../components/index.ts';
import { useErrorWords, useKept, useProjects, useWords } from '../../../stores/index.ts';
import { Panes } from '../../frame/index.ts';
import { useAside } from '../aside.tsx';
import { FileDetail } from './file-detail.tsx';
import { PeoplePane, type Shown } from './people-pane.tsx';
import { PersonDetail } from './person-detail.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { personsFrom } from './persons.ts';
import { PlanView } from './plan-view.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { Unfinished } from './unfinished.tsx';
import { useChange, type WantedChange } from './use-change.ts';
import { useListed } from './use-listed.ts';
import { useProjectAccess } from './use-project-access.ts';

export interface PeopleRoomProps {
  readonly project: string;
  /** The file that somebody asked about. */
  readonly path?: string | undefined;
}

export function PeopleRoom({ project, path }: PeopleRoomProps) {
  const { people: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { show: leave } = useAside();
  const files = useProjects((state) => state.files.get(project)?.files);
  const rescan = useProjects((state) => state.rescan);
  const { read, refused, reading, reload } = useProjectAccess(project);
  const change = useChange(project);
  const [look, setLook] = useKept<Shown['by']>(`people.${project}.look`, path === undefined ? 'person' : 'file');
  const [shown, setShown] = useKept<Shown | undefined>(`people.${project}.shown`, path === undefined ? undefined : { by: 'file', path });
  const [naming, setNaming] = useKept<readonly string[] | undefined>(`people.${project}.naming`, undefined);
  const [renaming, setRenaming] = useKept<string | undefined>(`people.${project}.renaming`, undefined);
  const persons = useMemo(() => (read === undefined ? [] : personsFrom(read.access, read.files, read.own)), [read]);
  const refs = useMemo(() => new Map((files ?? []).map((file) => [file.path, file.file])), [files]);
  const refOf = (way: string): string => refs.get(way) ?? '';
  const first = persons[0];
  const inView: Shown | undefined = shown ?? (look === 'person' && first !== undefined ? { by: 'person', id: first.id } : undefined);
  const person = inView?.by === 'person' ? persons.find(({ id }) => id === inView.id) : undefined;
  const openable = (read?.files ?? []).map(({ path: way }) => refOf(way)).filter((ref) => ref !== '').slice(0, 1000);

  const start = (wanted: WantedChange): void => { void change.start(wanted); };
  const again = (): void => {
    void reload();
    void rescan(project);
  };
  const menu: readonly MenuItem[] = [
    { id: 'sync', label: say.sync, icon: 'users', onSelect: () => { start({ title: 'sync', who: '', change: { what: 'sync', project, keepKey: false } }); } },
    { id: 'rotate', label: say.rotateAll, icon: 'rotate-cw', offBecause: openable.length === 0 ? say.emptyTitle : undefined, onSelect: () => { start({ title: 'rotate', who: '', change: { what: 'rotate', files: openable } }); } },
  ];
  const reread = useCallback(() => { void reload(); }, [reload]);
  const listed = useListed(project, setRenaming, reread);
  const detail = change.wanted !== undefined ? <PlanView key={JSON.stringify(change.wanted.change)} change={change} onWritten={again} />
    : person !== undefined && read !== undefined ? (
      <PersonDetail
        key={person.id} project={project} person={person} alone={persons.filter(({ files }) => files.length > 0).length < 2} files={read.files} refOf={refOf} onChange={start} more={listed(person)} onName={() => { setNaming(person.keys.map(({ key }) => key)); }}
        onFile={(way) => { setLook('file'); setShown({ by: 'file', path: way }); }}
      />
    )
    : inView?.by === 'file' && refOf(inView.path) !== '' ? <FileDetail key={inView.path} path={inView.path} file={refOf(inView.path)} persons={persons} read={read} onChange={start} />
    : <section className="detail" aria-label={say.chooseTitle}>{refused === undefined ? <Empty leads icon="users" title={say.chooseTitle} text={say.chooseText} /> : <div className="section"><ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void reload(); }}>{frame.tryAgain}</Button></ErrorPanel></div>}</section>;
  return (
    <div className="room-stack people-room">
      <Unfinished onFinished={again} />
      <Panes
        list={(
          <PeoplePane
            read={read} persons={persons} reading={reading} look={look} shown={inView} menu={menu}
            onLook={(next) => { setLook(next); setShown(undefined); }} onShow={(next) => { change.leave(); setShown(next); }} onAdd={() => { setNaming([]); }} onBack={() => { leave(undefined); }}
            onStop={() => { void bridge.call('recipients.cancelWork', {}); }}
          />
        )}
        detail={detail}
      />
      {renaming === undefined ? null : <RenameDialog project={project} name={renaming} onClose={() => { setRenaming(undefined); }} onDone={() => { setRenaming(undefined); reread(); }} />}
      {naming === undefined ? null : <PersonDialog project={project} keys={naming} onClose={() => { setNaming(undefined); }} onDone={(key) => { setNaming(undefined); setLook('person'); setShown({ by: 'person', id: key }); void reload(); }} />}
    </div>
  );
}
