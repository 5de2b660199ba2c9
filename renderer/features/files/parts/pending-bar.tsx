// What was changed and is not saved, with the two ways on.
import type { EntryColumns } from '../../../bridge/index.ts';
import { Button, Icon } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

export interface PendingBarProps {
  readonly pending: EntryColumns['pending'];
  readonly saving: boolean;
  readonly onDiscard: () => void;
  readonly onSave: () => void;
}

export function PendingBar({ pending, saving, onDiscard, onSave }: PendingBarProps) {
  const { files: say } = useWords();
  const { added, changed, removed } = pending;
  const count = added + changed + removed;
  if (count === 0) return null;
  return (
    <div className="pending-bar" role="region" aria-label={say.pending}>
      <Icon name="pencil-line" />
      <span className="pending-count">{say.pendingCount(count)}</span>
      <span className="pending-parts">
        {added === 0 ? null : <span>{say.added(added)}</span>}
        {changed === 0 ? null : <span>{say.changed(changed)}</span>}
        {removed === 0 ? null : <span>{say.removed(removed)}</span>}
      </span>
      <span className="pending-actions">
        <Button look="quiet" off={saving} onClick={onDiscard}>{say.discard}</Button>
        <Button look="primary" keys="Ctrl S" off={saving} onClick={onSave}>{saving ? say.saving : say.save}</Button>
      </span>
    </div>
  );
}
