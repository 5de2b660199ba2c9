// The field that searches all paths of a connection, and how far the list of them is.
import { useRef } from 'react';
import { Icon, IconButton, Progress, useShortcut } from '../../components/index.ts';
import type { Index } from './use-index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface SearchBoxProps {
  readonly index: Index;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  /** Puts the focus into the list. */
  readonly onLeave: () => void;
}

export function SearchBox({ index: { walk, found, stop }, filter, onFilter, onLeave }: SearchBoxProps) {
  const say = useVaultWords();
  const field = useRef<HTMLInputElement>(null);
  useShortcut('Ctrl+F', () => {
    field.current?.focus();
    field.current?.select();
  });
  return (
    <div className="pane-tools">
      <label className="field" data-quiet>
        <Icon name="search" look="icon-sm" /><span className="hidden-text">{say.search}</span>
        <input
          ref={field} type="text" value={filter} placeholder={say.search} autoComplete="off" spellCheck={false} aria-keyshortcuts="Control+F" onChange={(event) => { onFilter(event.target.value); }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && filter !== '') onFilter('');
            else if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
            else return;
            event.preventDefault();
          }}
        />
        {filter === '' ? <span className="kbd" aria-hidden="true">Ctrl F</span> : <><span className="tally" role="status">{found === undefined ? '' : say.foundOf(found.total, found.count)}</span><IconButton row name={say.clearSearch} icon="x" onClick={() => { onFilter(''); field.current?.focus(); }} /></>}
      </label>
      {walk?.walking === true ? <Progress text={say.indexed(walk.secrets, walk.pending)} name={say.indexing} done={0} cancelName={say.cancel} onCancel={stop} /> : null}
    </div>
  );
}
