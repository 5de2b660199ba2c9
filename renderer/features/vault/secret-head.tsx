// The name of the secret in view, where it lies, which version it is, and what can be done with it as a whole.
import { useState } from 'react';
import type { Connection } from '../../bridge/index.ts';
import { Button, copyNames, Icon, Menu, MenuList, type MenuItem } from '../../components/index.ts';
import { useToasts } from '../../stores/index.ts';
import { copyAs, type CopyWay } from './copy-as.ts';
import type { Mount } from './tree-store.ts';
import { useVaultWords } from './use-vault-words.ts';

const ways = ['path', 'cli', 'api', 'reference', 'env'] as const satisfies readonly CopyWay[];

export interface SecretHeadProps {
  readonly connection: Connection;
  readonly mount: Mount;
  readonly path: string;
  readonly name: string;
  readonly fields: readonly string[];
  readonly facts: string;
  readonly fresh: boolean;
  /** Undefined where there is nothing to delete. */
  readonly onDelete: (() => void) | undefined;
  /** Why it may not. */
  readonly deleteOff: string | undefined;
  readonly onRefresh: () => void;
  /** Undefined where there is nothing to hand on. */
  readonly onShare: (() => void) | undefined;
  /** The whole secret with all its versions; undefined where the engine keeps none. */
  readonly onDestroy: (() => void) | undefined;
  readonly destroyOff: string | undefined;
}

export function SecretHead({ connection, mount, path, name, fields, facts, fresh, onDelete, deleteOff, onRefresh, onShare, onDestroy, destroyOff }: SecretHeadProps) {
  const say = useVaultWords();
  const show = useToasts((state) => state.show);
  const [openAt, setOpenAt] = useState<HTMLElement>();
  const items = ways.filter((way) => way !== 'env' || fields.length > 0).map((way): MenuItem => ({
    id: way, label: say.copyWays[way],
    onSelect() {
      const done = copyNames([copyAs(way, { address: connection.address, path, mount, fields })]);
      show(done ? say.copied(say.copyWays[way]) : say.notCopied, ...(done ? [] : ['refused' as const]));
    },
  }));
  const more: readonly MenuItem[] = [
    { id: 'refresh', label: say.refreshSecret, icon: 'rotate-cw', onSelect: onRefresh },
    ...(onDelete === undefined ? [] : ['line' as const, { id: 'delete', label: mount.version === 2 ? say.deleteSecret : say.deleteYes, icon: 'trash-2' as const, danger: true, offBecause: deleteOff, onSelect: onDelete }]),
    ...(onDestroy === undefined ? [] : ['line' as const, { id: 'destroy', label: say.destroyAll, icon: 'circle-x' as const, danger: true, offBecause: destroyOff, onSelect: onDestroy }]),
  ];
  return (
    <div className="detail-head">
      <div className="detail-name">
        <h1 className="detail-title mono" id="vault-secret" tabIndex={-1}>{name}</h1>
        <div className="detail-facts"><span className="mono">{path.slice(0, Math.max(0, path.length - name.length - 1))}</span><span>{facts}</span></div>
      </div>
      {fresh ? null : (
        <div className="detail-actions">
          <button type="button" className="btn btn-quiet" aria-haspopup="menu" aria-expanded={openAt !== undefined} onClick={(event) => { setOpenAt(openAt === undefined ? event.currentTarget : undefined); }}><Icon name="copy" />{say.copyAs}<Icon name="chevron-down" look="icon-sm" /></button>
          {openAt === undefined ? null : <MenuList name={say.copyAs} at={openAt} items={items} start="first" onClose={() => { setOpenAt(undefined); }} returnTo={() => openAt} />}
          {onShare === undefined ? null : <Button look="quiet" icon="link-2" onClick={onShare}>{say.share.once}</Button>}
          <Menu name={say.more(name)} items={more} />
        </div>
      )}
    </div>
  );
}
