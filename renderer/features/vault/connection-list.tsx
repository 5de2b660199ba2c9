// The saved connections as one list with one tab stop, and the way to a new one.
import { useRef, type KeyboardEvent } from 'react';
import type { Connection } from '../../bridge/index.ts';
import { Chip, Icon, IconButton, rowStep } from '../../components/index.ts';
import { hostOf } from './connection-draft.ts';
import { standingLooks } from './connection-page.tsx';
import { useVaultWords } from './use-vault-words.ts';

export interface ConnectionListProps {
  readonly connections: readonly Connection[];
  /** In view; undefined for none, '' for the new one. */
  readonly chosen: string | undefined;
  readonly onChoose: (connection: string) => void;
  readonly onNew: () => void;
}

export function ConnectionList({ connections, chosen, onChoose, onNew }: ConnectionListProps) {
  const say = useVaultWords();
  const list = useRef<HTMLDivElement>(null);
  const active = Math.max(0, connections.findIndex(({ connection }) => connection === chosen));
  const onKeyDown = (event: KeyboardEvent): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const step = event.ctrlKey || event.altKey || event.metaKey ? undefined : rowStep(event.key, at, rows.length, 8);
    if (step === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (step === undefined) rows[at]?.click();
    else rows[Math.min(rows.length - 1, Math.max(0, step))]?.focus();
  };
  return (
    <section className="pane" aria-label={say.connections}>
      <div className="pane-head"><h2 className="pane-title">{say.connections}</h2><span className="push" /><IconButton row name={say.newConnection} icon="plus" onClick={onNew} /></div>
      <div className="pane-body">
        {connections.length === 0 && chosen !== '' ? null : (
          <div role="listbox" aria-label={say.connections} ref={list} onKeyDown={onKeyDown}>
            {connections.map(({ connection, name, address, standing, guard, colour }, index) => (
              <div key={connection} className="item vault-item" role="option" aria-selected={connection === chosen} tabIndex={chosen !== '' && index === active ? 0 : -1} onClick={() => { onChoose(connection); }}>
                <Icon name="vault" />
                <span className="item-words"><span className="item-name">{name}<span className="vault-dot" data-colour={colour} aria-hidden="true" /></span><span className="item-facts">{hostOf(address)}</span></span>
                <span className="vault-side"><Chip {...standingLooks[standing]}>{say.standing[standing]}</Chip><span className="item-facts">{say.guarded[guard]}</span></span>
              </div>
            ))}
            {chosen === '' ? (
              <div className="item vault-item" role="option" aria-selected tabIndex={0}>
                <Icon name="circle-dashed" />
                <span className="item-words"><span className="item-name">{say.newConnection}</span></span>
                <span className="vault-side"><Chip icon="pencil-line" state="pending">{say.draft}</Chip><span className="item-facts">{say.notSavedShort}</span></span>
              </div>
            ) : null}
          </div>
        )}
      </div>
      <div className="pane-foot"><span>{say.sealedHint}</span></div>
    </section>
  );
}
