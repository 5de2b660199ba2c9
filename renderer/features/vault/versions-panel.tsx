// The versions of a secret, newest first, with the ways back: look, compare, restore, take back.
import { Button, Icon, IconButton, type IconName } from '../../components/index.ts';
import type { Versions } from './use-secret.ts';
import { useVaultWords } from './use-vault-words.ts';

type Version = Versions[number];

export interface VersionsPanelProps {
  readonly versions: Versions;
  /** The one whose fields are in view. */
  readonly shown: number;
  readonly onLook: (version: number) => void;
  readonly onCompare: (version: number) => void;
  readonly onRestore: (version: number) => void;
  readonly onUndelete: (version: number) => void;
  readonly onDestroy: (version: number) => void;
  /** Why nothing can be written over the current one, or taken back. */
  readonly off: { readonly restore: string | undefined; readonly undelete: string | undefined; readonly destroy: string | undefined };
}

const dots: Readonly<Record<Version['state'], IconName>> = { current: 'circle-dot', older: 'circle', deleted: 'circle-minus', destroyed: 'circle-x' };

export function VersionsPanel({ versions, shown, onLook, onCompare, onRestore, onUndelete, onDestroy, off }: VersionsPanelProps) {
  const say = useVaultWords();
  const newest = versions[0];
  return (
    <aside className="panel" aria-label={say.versions}>
      <div className="panel-head"><h2 className="panel-title">{say.versions}</h2><span className="tally push">{say.versionsKept(versions.filter(({ state }) => state !== 'destroyed').length)}</span></div>
      <ol className="timeline">
        {versions.map(({ version, created, ends, state }) => {
          const older = state === 'older';
          return (
            <li key={version} className="timeline-item" aria-current={version === shown ? true : undefined} data-state={state}>
              <span className="timeline-dot"><Icon name={dots[state]} /></span>
              <span className="timeline-name">{older || state === 'current' ? <Button look="quiet" place="timeline-look" onClick={() => { onLook(version); }}>{say.version(version)}</Button> : say.version(version)} <span className="muted">{say.versionStates[state]}</span></span>
              <span className="row-actions">
                {older && newest?.state === 'current' ? <IconButton row name={say.compare(version)} icon="git-compare" onClick={() => { onCompare(version); }} /> : null}
                {older ? <IconButton row name={say.restore(version)} icon="archive-restore" offBecause={off.restore === undefined ? undefined : `${say.restore(version)}. ${off.restore}`} onClick={() => { onRestore(version); }} /> : null}
                {state === 'deleted' ? <IconButton row name={say.undelete(version)} icon="undo-2" offBecause={off.undelete === undefined ? undefined : `${say.undelete(version)}. ${off.undelete}`} onClick={() => { onUndelete(version); }} /> : null}
                {state === 'destroyed' ? null : <IconButton row name={say.destroy(version)} icon="circle-x" offBecause={off.destroy === undefined ? undefined : `${say.destroy(version)}. ${off.destroy}`} onClick={() => { onDestroy(version); }} />}
              </span>
              <span className="timeline-facts">{state === 'destroyed' ? say.versionGone : state === 'deleted' ? say.versionHidden : say.ago(created)}{ends === '' ? null : <><br />{say.versionEnds(say.ago(ends))}</>}</span>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
