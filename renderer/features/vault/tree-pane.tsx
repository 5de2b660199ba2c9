// The names of one Vault on the left: which connection it is, what can be done there, and the tree.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Connection } from '../../bridge/index.ts';
import { Button, Empty, ErrorPanel, Icon, IconButton, Menu, MenuList, Skeleton, Tree, type MenuItem } from '../../components/index.ts';
import { useErrorWords, useKept, useWords } from '../../stores/index.ts';
import { SearchBox } from './search-box.tsx';
import { closedFolders, foundRows, treeRows } from './tree-rows.ts';
import type { TreeState } from './tree-store.ts';
import { useDrafts } from './use-drafts.ts';
import { useIndex } from './use-index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface TreePaneProps {
  readonly connection: Connection;
  readonly others: readonly Connection[];
  readonly tree: StoreApi<TreeState>;
  /** The path in view; '' for none. */
  readonly selected: string;
  readonly onOpen: (path: string) => void;
  /** A folder was unfolded to be looked at. */
  readonly onFolder: (path: string) => void;
  readonly onNew: () => void;
  readonly onOpenShared: () => void;
  readonly onRefresh: () => void;
  /** '' for the list of all. */
  readonly onSwitch: (connection: string) => void;
}

/** The button with the name of the connection, and the menu of the others behind it. */
function Switcher({ connection, others, onSwitch }: Pick<TreePaneProps, 'connection' | 'others' | 'onSwitch'>) {
  const say = useVaultWords();
  const [openAt, setOpenAt] = useState<HTMLElement>();
  const items: readonly MenuItem[] = [
    ...others.map((one): MenuItem => ({ id: one.connection, label: one.name, icon: 'vault', onSelect: () => { onSwitch(one.connection); } })),
    ...(others.length === 0 ? [] : ['line' as const]),
    { id: 'all', label: say.allConnections, icon: 'list', onSelect: () => { onSwitch(''); } },
  ];
  return (
    <>
      <button type="button" className="btn btn-quiet clip" aria-haspopup="menu" aria-expanded={openAt !== undefined} onClick={(event) => { setOpenAt(openAt === undefined ? event.currentTarget : undefined); }}>
        <Icon name="vault" /><span className="clip">{connection.name}</span><span className="vault-dot" data-colour={connection.colour} aria-hidden="true" /><Icon name="chevron-down" look="icon-sm" />
      </button>
      {openAt === undefined ? null : <MenuList name={say.switchTo} at={openAt} items={items} start="first" onClose={() => { setOpenAt(undefined); }} returnTo={() => openAt} />}
    </>
  );
}

export function TreePane({ connection, others, tree, selected, onOpen, onFolder, onNew, onOpenShared, onRefresh, onSwitch }: TreePaneProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const { mounts, refused, levels, unfolded, fold } = useStore(tree);
  const [active, setActive] = useState<string>();
  const drafts = useDrafts(connection.connection);
  const rows = useMemo(() => treeRows(mounts ?? [], { levels, unfolded }, drafts, say), [mounts, levels, unfolded, drafts, say]);
  const [filter, setFilter] = useKept<string>('vault.filter', '');
  const index = useIndex(connection.connection, filter);
  const pane = useRef<HTMLElement>(null);
  const { goOn } = index;
  const away = useRef(false);
  // WHY: a Vault that answers again has names to be read.
  useEffect(() => {
    if (refused === undefined && away.current) goOn();
    away.current = refused !== undefined;
  }, [refused, goOn]);
  const closed = Math.max(useMemo(() => closedFolders(levels), [levels]), index.walk?.forbidden ?? 0);
  const found = useMemo(() => (index.found === undefined ? undefined : foundRows(index.found.paths, drafts, say)), [index.found, drafts, say]);
  const failed = rows.map(({ id }) => levels.get(id)).find((level) => level?.state === 'failed');
  return (
    <section className="pane" aria-label={say.tree(connection.name)} ref={pane}>
      <div className="pane-head">
        <Switcher connection={connection} others={others} onSwitch={onSwitch} />
        <span className="push" />
        <IconButton row name={say.newSecret} icon="plus" onClick={onNew} />
        <Menu row name={say.more(connection.name)} items={[{ id: 'refresh', label: say.refresh, icon: 'rotate-cw', onSelect() { onRefresh(); index.again(); } }, { id: 'shared', label: say.open.act, icon: 'link-2', onSelect: onOpenShared }, { id: 'connection', label: say.allConnections, icon: 'vault', onSelect: () => { onSwitch(''); } }]} />
      </div>
      <SearchBox index={index} filter={filter} onFilter={setFilter} onLeave={() => { pane.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus(); }} />
      {found !== undefined && found.length === 0 ? <div className="pane-body"><p className="muted small vault-none" role="status">{say.noneFound}</p></div>
        : found !== undefined ? <Tree name={say.found} rows={found} selected={selected} active={active} onActive={setActive} onOpen={({ id }) => { onOpen(id); }} onFold={() => undefined} />
        : refused !== undefined ? <div className="pane-body"><div className="section"><ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={onRefresh}>{frame.tryAgain}</Button></ErrorPanel></div></div>
        : mounts === undefined ? <div className="pane-body"><div className="section"><Skeleton name={say.reading} lines={5} /></div></div>
        : mounts.length === 0 ? <div className="pane-body"><Empty icon="vault" title={say.noMountsTitle} text={say.noMountsText} /></div>
        : <Tree name={say.tree(connection.name)} rows={rows} selected={selected} active={active} onActive={setActive} onOpen={({ id }) => { onOpen(id); }} onFold={({ id }, open) => { fold(id, open); }} onBranch={({ id }) => { onFolder(id); }} />}
      <div className="pane-foot">
        {failed === undefined ? null : <span role="status">{errors(failed.error).title}</span>}
        <span>{closed === 0 ? say.sealedHint : say.closedFolders(closed)}</span>
      </div>
    </section>
  );
}
