// The field that searches all paths of a connection, and how far the list of them is.
import { Button, FindField, Progress } from '../../components/index.ts';
import type { Index } from './use-index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface SearchBoxProps {
  readonly index: Index;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  /** Puts the focus into the list. */
  readonly onLeave: () => void;
}

export function SearchBox({ index: { walk, stopped, found, goOn, stop }, filter, onFilter, onLeave }: SearchBoxProps) {
  const say = useVaultWords();
  return (
    <div className="pane-tools">
      <FindField
        label={say.search} icon="search" value={filter} onValue={onFilter} clearName={say.clearSearch} keys={{ Escape: onLeave, ArrowDown: onLeave, Enter: onLeave }}
        found={<span className="tally" role="status">{found === undefined ? '' : say.foundOf(found.total, found.count)}</span>}
      />
      {found === undefined || found.asOf === '' ? null : <p className="muted small" role="status">{say.searchedAsOf(found.asOf)}</p>}
      {walk?.walking === true ? <Progress text={say.indexed(walk.secrets, walk.pending)} name={say.indexing} done={0} cancelName={say.cancel} onCancel={stop} /> : null}
      {walk?.walking === false && stopped ? <p className="line small"><span className="muted" role="status">{say.stoppedAt(walk.secrets, walk.pending)}</span><Button look="quiet" onClick={goOn}>{say.readOn}</Button></p> : null}
    </div>
  );
}
