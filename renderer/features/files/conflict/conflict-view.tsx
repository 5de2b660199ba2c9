// Two versions of one file, key by key, while the person chooses between them.
import type { Conflict } from '../../../bridge/index.ts';
import type { OpenFile, SelectedFile } from '../store.ts';

export interface ConflictViewProps {
  readonly selected: SelectedFile;
  readonly file: OpenFile;
  readonly conflict: Conflict;
}

export function ConflictView({ conflict }: ConflictViewProps) {
  return <span hidden>{conflict.revision}</span>;
}
