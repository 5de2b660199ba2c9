// The Vault room in its frame: the saved connections, or one of them with its tree and the secret in view.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Connection } from '../../bridge/index.ts';
import { Button, Empty, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords, useKept, useNavigation, useProfile, useQuestions, useWords, type VaultPlace } from '../../stores/index.ts';
import { Frame, Panes, type FrameProps } from '../frame/index.ts';
import { Browse } from './browse.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionList } from './connection-list.tsx';
import { ConnectionPage } from './connection-page.tsx';
import { isFolder, nameOf } from './tree-store.ts';
import { useConnections } from './use-connections.ts';
import { useUnsaved } from './use-unsaved.ts';
import { useVaultWords } from './use-vault-words.ts';

/** What is in view. A type and not an interface: it is kept as JSON. */
type Look = {
  /** `list`: a page of one connection, or none; `form`: it is typed; `browse`: inside of it. */
  readonly at: 'list' | 'form' | 'browse';
  /** By id; '' for none, and for a new one. */
  readonly connection: string;
  /** The secret in view, or the folder, with a slash at its end; '' for none. */
  readonly path: string;
  /** The one of its versions that is looked at; 0 for the newest. */
  readonly version: number;
  /** It is to be made. */
  readonly fresh: boolean;
};
const nothing = { path: '', version: 0, fresh: false };
const nowhere: Look = { at: 'list', connection: '', ...nothing };
const isAt = (look: Look, { at, connection, path, version }: VaultPlace): boolean => look.at === at && look.connection === connection && look.path === path && look.version === version;

/** The crumb: the connection, the folders, the name. */
function crumbOf(title: string, more: string, look: Look, connection: Connection | undefined): readonly string[] {
  if (look.at !== 'browse' || connection === undefined) return [title, ...(look.at === 'form' || connection !== undefined ? [connection?.name ?? more] : [])];
  if (look.path === '') return [connection.name];
  const above = look.path.slice(0, look.path.lastIndexOf('/', look.path.length - 2) + 1).replace(/\/$/, '');
  return [connection.name, ...(above === '' ? [] : [above]), nameOf(look.path)];
}

function Room() {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const { list, refused, again } = useConnections();
  const [look, setLook] = useKept<Look>('vault.look', nowhere);
  // WHY there: what is not saved must not be out of sight.
  const known = useUnsaved(({ connection, path, fresh }) => { setLook((now) => (now.at !== 'form' && (now.path === '' || isFolder(now.path)) ? { at: 'browse', connection, path, version: 0, fresh } : now)); });
  const ask = useQuestions((state) => state.ask);
  const onLeave = useNavigation((state) => state.onLeave);
  const pending = useRef(0);
  const mayLeave = useCallback(async () => pending.current === 0 || ask({ title: say.leaveTitle, text: say.leaveText(pending.current), yes: say.leaveYes, no: say.leaveNo }), [ask, say]);
  useEffect(() => onLeave(mayLeave), [onLeave, mayLeave]);
  const onPending = useCallback((count: number) => { pending.current = count; }, []);
  const ready = list !== undefined && known;
  const connection = list?.find((one) => one.connection === look.connection);
  const go = async (next: Look): Promise<boolean> => {
    if (!(await mayLeave())) return false;
    setLook(next);
    return true;
  };
  const visited = useNavigation((state) => state.visited);
  const onOpenVault = useNavigation((state) => state.onOpenVault);
  const cover = useNavigation((state) => state.cover);
  const name = look.path === '' ? (connection?.name ?? frame.vaultRoom) : nameOf(look.path);
  // WHY not a form, nor what is to be made: on the way back nothing would be there.
  useEffect(() => {
    const { at, connection, path, version, fresh } = look;
    if (ready && at !== 'form' && !fresh) visited({ room: 'vault', at, connection, path, version, name });
  }, [ready, look, name, visited]);
  const latest = useRef({ look, go });
  useEffect(() => { latest.current = { look, go }; });
  useEffect(() => onOpenVault(async (place) => {
    const { at, connection, path, version } = place;
    return isAt(latest.current.look, place) || latest.current.go({ at, connection, path, version, fresh: false });
  }), [onOpenVault]);
  const covers = look.at === 'form';
  useEffect(() => (covers ? cover(() => { void latest.current.go({ ...latest.current.look, at: 'list' }); }) : undefined), [covers, cover]);
  const browsing = look.at === 'browse' && connection !== undefined && (connection.standing !== 'out' || look.path !== '');
  /** Which of the forms since the room was entered: the one of a new connection goes on when it has been saved. */
  const [form, setForm] = useState(0);
  const newOne = (): void => {
    const other = covers && look.connection !== '';
    void go({ at: 'form', connection: '', ...nothing }).then((went) => { if (went && other) setForm(form + 1); });
  };
  const guard: FrameProps['guard'] = connection === undefined || connection.guard === 'none' ? undefined : connection.guard;
  const facts: FrameProps['facts'] = connection?.token === undefined ? [] : [{ icon: 'key-round', text: say.tokenFor(connection.token.ttlSeconds) }];
  const around = (children: FrameProps['children']) => <Frame crumb={crumbOf(frame.vaultRoom, say.newConnection, look, connection)} openedWith={undefined} facts={facts} guard={browsing ? guard : undefined}>{children}</Frame>;
  if (list === undefined || !known) return around(<section className="detail"><div className="section">{refused === undefined ? <Skeleton name={say.reading} /> : <ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void again(); }}>{frame.tryAgain}</Button></ErrorPanel>}</div></section>);
  if (browsing) {
    return around(
      <Browse
        key={connection.connection} connection={connection} others={list.filter((one) => one !== connection && one.standing === 'in')} path={look.path} fresh={look.fresh} version={look.version} onVersion={(version) => { setLook((now) => ({ ...now, version })); }} onPath={(path, fresh) => { setLook((now) => ({ ...now, path, version: 0, fresh })); }} onPending={onPending} mayLeave={mayLeave}
        onSwitch={(next) => { void go(next === '' ? { at: 'list', connection: connection.connection, ...nothing } : { at: 'browse', connection: next, ...nothing }); }}
      />,
    );
  }
  if (list.length === 0 && look.at !== 'form') return around(<section className="detail"><Empty leads icon="vault" title={say.noneTitle} text={say.noneText}><Button look="primary" icon="plus" onClick={newOne}>{say.newConnection}</Button></Empty></section>);
  const done = (id: string, signedIn: boolean): void => { void again().then(() => { setLook({ at: signedIn ? 'browse' : 'list', connection: id, ...nothing }); }); };
  return around(
    <Panes
      list={<ConnectionList connections={list} chosen={look.at === 'form' && connection === undefined ? '' : connection?.connection} onChoose={(id) => { void go({ at: 'list', connection: id, ...nothing }); }} onNew={newOne} />}
      detail={look.at === 'form' ? <ConnectionForm key={form} saved={connection} onKept={(id) => { setLook((now) => (now.at === 'form' ? { ...now, connection: id } : now)); }} pageOf={(id) => list.find((one) => one.connection === id)?.page} onDone={done} onClose={() => { setLook({ ...look, at: 'list' }); }} />
        : connection === undefined ? <section className="detail"><Empty leads icon="vault" title={say.chooseTitle} text={say.chooseText}><Button icon="plus" onClick={newOne}>{say.newConnection}</Button></Empty></section>
        : <ConnectionPage key={connection.connection} connection={connection} onOpen={() => { setLook({ at: 'browse', connection: connection.connection, ...nothing }); }} onEdit={() => { setLook({ ...look, at: 'form' }); }} onRemoved={() => { setLook(nowhere); void again(); }} />}
    />,
  );
}

export function VaultScreen() {
  const say = useVaultWords();
  const { frame } = useWords();
  const state = useProfile(({ known }) => known?.state ?? 'none');
  const enter = useNavigation((navigation) => navigation.enter);
  if (state === 'unlocked') return <Room />;
  return <Frame crumb={[frame.vaultRoom]} openedWith={undefined} facts={[]}><section className="detail"><Empty leads icon="vault" title={say.noProfileTitle} text={say.noProfileText}><Button look="primary" onClick={() => { void enter('settings'); }}>{say.toSettings}</Button></Empty></section></Frame>;
}
