// What comes of the choices: numbers, who will be able to open the file, and where each version stays meanwhile.
import type { Conflict, Opened } from '../../../bridge/index.ts';
import { Button, Chip } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

export interface ResultPanelProps {
  readonly conflict: Conflict;
  readonly opened: Opened;
  readonly keys: number;
  readonly differ: number;
  /** Keys that have no side yet. */
  readonly open: number;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onLater: () => void;
}

/** A public key, short enough for a list: its kind and its end. */
const shortKey = (recipient: string): string => (recipient.length > 24 ? `${recipient.slice(0, recipient.startsWith('age1') ? 4 : 11)}…${recipient.slice(-8)}` : recipient);

export function ResultPanel({ conflict, opened, keys, differ, open, busy, onTake, onLater }: ResultPanelProps) {
  const { conflict: say } = useWords();
  const removed = new Set(conflict.recipientsRemoved);
  const recipient = (key: string, icon: 'user-round' | 'plus' | 'minus', state: string, said?: string) => (
    <li key={key} className="line">
      <Chip icon={icon} state={state} means={key}><span className="mono">{shortKey(key)}</span></Chip>
      {said === undefined ? null : <span className="muted small">{said}</span>}
    </li>
  );
  return (
    <aside className="panel conflict-panel" aria-label={say.result}>
      <div className="panel-head">
        <div>
          <h2 className="panel-title">{say.result}</h2>
          <p className="small muted">{say.resultText(keys, differ)}</p>
        </div>
      </div>
      <div className="panel-body">
        <div className="panel-part">
          <h3>{say.whoOpens}</h3>
          <ul className="plain-list">
            {opened.recipients.filter((key) => !removed.has(key)).map((key) => recipient(key, 'user-round', 'encrypted'))}
            {conflict.recipientsAdded.map((key) => recipient(key, 'plus', 'warning', say.addedByThem))}
            {conflict.recipientsRemoved.map((key) => recipient(key, 'minus', 'warning', say.removedByThem))}
          </ul>
        </div>
        <div className="panel-part">
          <h3>{say.whereTitle}</h3>
          <dl className="facts">
            <dt>{say.where.before}</dt><dd>{say.whereBefore}</dd>
            <dt>{say.where.yours}</dt><dd>{say.whereYours}</dd>
            <dt>{say.where.theirs}</dt><dd>{say.whereTheirs(conflict.theirLastModified)}</dd>
          </dl>
        </div>
      </div>
      <div className="panel-foot">
        <Button look="primary" off={busy} offBecause={open === 0 ? undefined : say.takeWhy(open)} onClick={onTake}>{say.take(open)}</Button>
        <Button look="quiet" onClick={onLater}>{say.later}</Button>
        <p className="small muted">{say.takeNext}</p>
      </div>
    </aside>
  );
}
