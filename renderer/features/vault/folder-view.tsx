// A folder or an engine as a place: what it is called, where it lies, and how much is in it; its names are in the tree. Names and counts only.
import { Button, Empty, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords } from '../../stores/index.ts';
import { aboveOf, isFolder, nameOf, type Level } from './tree-store.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface FolderViewProps {
  /** With a slash at its end. */
  readonly path: string;
  /** Undefined before anybody asked for it. */
  readonly level: Level | undefined;
  /** A new secret in it. */
  readonly onNew: () => void;
  readonly onRead: () => void;
}

export function FolderView({ path, level, onNew, onRead }: FolderViewProps) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const above = aboveOf(path);
  const names = level?.state === 'read' ? level.names : undefined;
  const folders = names?.filter(isFolder).length ?? 0;
  return (
    <section className="detail" aria-labelledby="vault-folder">
      <div className="detail-head">
        <div className="detail-name">
          <h1 className="detail-title mono" id="vault-folder" tabIndex={-1}>{nameOf(path)}</h1>
          <div className="detail-facts">{above === '' ? null : <span className="mono">{above}</span>}{names === undefined ? null : <span>{say.folderHolds(names.length - folders, folders)}</span>}</div>
        </div>
        <div className="detail-actions"><Button look="quiet" icon="rotate-cw" onClick={onRead}>{say.refresh}</Button></div>
      </div>
      <div className="detail-body">
        {level?.state === 'denied' ? <Empty icon="folder-open" title={say.folderDenied} text={say.folderDeniedText} />
          : level?.state === 'failed' ? <div className="section"><ErrorPanel {...errors(level.error)} code={level.error.code} /></div>
          : names === undefined ? <div className="section"><Skeleton name={say.reading} lines={3} /></div>
          : <Empty icon="folder-open" title={names.length === 0 ? say.folderEmpty : say.chooseSecretTitle} text={names.length === 0 ? say.folderEmptyText : say.chooseSecretText}><Button icon="plus" onClick={onNew}>{say.newHere}</Button></Empty>}
      </div>
    </section>
  );
}
