// What was changed and is not saved, with the two ways on.
import type { PendingCounts } from '../../../bridge/index.ts';
import { Button, Icon } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { pendingCount } from '../store.ts';

export interface PendingBarProps {
  readonly pending: PendingCounts;
  readonly saving: boolean;
  readonly onDiscard: () => void;
  /** Opens the review. */
  readonly onSave: () => void;
}

export function PendingBar({ pending, saving, onDiscard, onSave }: PendingBarProps) {
  const { files: say, review } = useWords();
  const { added, changed, renamed, removed, moved, comments } = pending;
  const count = pendingCount(pending);
  if (count === 0) return null;
  const parts = [[added, say.added], [changed, say.changed], [renamed, review.renamed], [removed, say.removed], [moved, review.moved], [comments, review.comments]] as const;
  return (
    <div className="pending-bar" role="region" aria-label={say.pending}>
      <Icon name="pencil-line" />
      <span className="pending-count">{say.pendingCount(count)}</span>
      <span className="pending-parts">{parts.map(([number, words], part) => (number === 0 ? null : <span key={part}>{words(number)}</span>))}</span>
      <span className="pending-actions">
        <Button look="quiet" off={saving} onClick={onDiscard}>{say.discard}</Button>
        <Button look="primary" keys="Ctrl S" off={saving} onClick={onSave}>{saving ? say.saving : review.bar}</Button>
      </span>
    </div>
  );
}
