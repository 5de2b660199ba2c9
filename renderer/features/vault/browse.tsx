// Inside one connection: its tree, and the secret in view.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useBridge, type Connection } from '../../bridge/index.ts';
import { Empty } from '../../components/index.ts';
import { useKept } from '../../stores/index.ts';
import { Panes } from '../frame/index.ts';
import { FolderView } from './folder-view.tsx';
import { LoginDialog } from './login-form.tsx';
import { NewSecretDialog } from './new-secret-dialog.tsx';
import { NotReached } from './not-reached.tsx';
import { OpenSharedDialog } from './open-shared-dialog.tsx';
import { SecretView } from './secret-view.tsx';
import { TreePane } from './tree-pane.tsx';
import { createTreeStore, isFolder, mountOf } from './tree-store.ts';
import { useVaultCommands } from './use-commands.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface BrowseProps {
  readonly connection: Connection;
  readonly others: readonly Connection[];
  /** The path in view, with a slash at its end for a folder; '' for none. */
  readonly path: string;
  /** It is to be made. */
  readonly fresh: boolean;
  /** 0 for the newest. */
  readonly version: number;
  readonly onVersion: (version: number) => void;
  readonly onPath: (path: string, fresh: boolean) => void;
  readonly onSwitch: (connection: string) => void;
  readonly onPending: (count: number) => void;
  /** True if nothing would be lost, or the person lets it go. */
  readonly mayLeave: () => Promise<boolean>;
}

export function Browse({ connection, others, path, fresh, version, onVersion, onPath, onSwitch, onPending, mayLeave }: BrowseProps) {
  const say = useVaultWords();
  const bridge = useBridge();
  const [tree] = useState(() => createTreeStore(bridge, connection.connection));
  const { mounts, refused, levels } = useStore(tree);
  const pending = useRef(0);
  const hearPending = useCallback((count: number) => {
    pending.current = count;
    onPending(count);
  }, [onPending]);
  const [making, setMaking] = useKept<boolean>('vault.making', false);
  const [signingIn, setSigningIn] = useKept<boolean>('vault.signingIn', false);
  useEffect(() => { void tree.getState().refresh(); }, [tree]);
  // WHY at each: the way back and the search lead to secrets whose folders are not unfolded.
  useEffect(() => { if (path !== '') tree.getState().unfoldTo(path); }, [tree, path]);
  const signedIn = connection.standing === 'in';
  useEffect(() => { if (signedIn && tree.getState().refused !== undefined) void tree.getState().refresh(); }, [signedIn, tree]);
  const open = async (next: string, isNew: boolean): Promise<void> => {
    if (next === path && isNew === fresh) return;
    if (!(await mayLeave())) return;
    onPath(next, isNew);
  };
  // WHY not over what is typed: to unfold a folder loses nothing, and asks nothing.
  const openFolder = (folder: string): void => { if (pending.current === 0 && !fresh && folder !== path) onPath(folder, false); };
  const refresh = useCallback(() => { void tree.getState().refresh(); }, [tree]);
  const [opening, setOpening] = useKept<boolean>('vault.opening', false);
  const openShared = useCallback(() => { setOpening(true); }, [setOpening]);
  const make = useCallback(() => { setMaking(true); }, [setMaking]);
  const mount = mounts === undefined ? undefined : mountOf(mounts, path);
  useVaultCommands({ connection, onRefresh: refresh, onNewSecret: make, onOpenShared: openShared });
  /** What the path of a new secret begins with: the folder in view. */
  const beginOf = (): string => (path === '' ? (mounts?.[0]?.path ?? '') : path.slice(0, path.lastIndexOf('/') + 1));
  const changed = (what: 'made' | 'gone'): void => {
    onPath(what === 'gone' ? '' : path, false);
    refresh();
  };
  return (
    <>
      <Panes
        list={<TreePane connection={connection} others={others} tree={tree} selected={path} onOpen={(next) => { void open(next, false); }} onFolder={openFolder} onNew={make} onOpenShared={openShared} onRefresh={refresh} onSwitch={onSwitch} />}
        detail={path !== '' && mounts === undefined ? <NotReached path={path} refused={refused} onAgain={refresh} />
          : path === '' || mount === undefined ? <section className="detail"><Empty leads icon="vault" title={say.chooseSecretTitle} text={say.chooseSecretText} /></section>
          : isFolder(path) ? <FolderView path={path} level={levels.get(path)} onNew={make} onRead={refresh} />
          : <SecretView key={`${path}${fresh ? '+' : ''}`} connection={connection} mount={mount} path={path} fresh={fresh} version={version} onVersion={onVersion} onPending={hearPending} onChanged={changed} onSignIn={() => { setSigningIn(true); }} />}
      />
      {opening ? (
        <OpenSharedDialog
          connection={connection.connection} begin={beginOf()} fits={(next) => mountOf(mounts ?? [], next) !== undefined} onClose={() => { setOpening(false); }}
          onSaved={(next) => {
            refresh();
            void open(next, false);
          }}
        />
      ) : null}
      {making ? (
        <NewSecretDialog
          begin={beginOf()} fits={(next) => mountOf(mounts ?? [], next) !== undefined} onClose={() => { setMaking(false); }}
          onPath={(next) => {
            setMaking(false);
            void open(next, true);
          }}
        />
      ) : null}
      {signingIn ? <LoginDialog connection={connection} onDone={() => { setSigningIn(false); }} onClose={() => { setSigningIn(false); }} /> : null}
    </>
  );
}
