// Work under way: what is done of how much, with a way out; and the place of what is still to come.

export interface ProgressProps {
  /** What is done, how much is left: “Re-encrypting 31 of 48 files, 20 s left”. */
  readonly text: string;
  /** What a screen reader calls the bar. */
  readonly name: string;
  readonly done: number;
  /** Undefined while nobody knows how much there is. */
  readonly total?: number | undefined;
  readonly cancelName?: string;
  readonly onCancel?: () => void;
}

export function Progress({ text, name, done, total, cancelName, onCancel }: ProgressProps) {
  return (
    <div className="progress">
      <span>{text}</span>
      {cancelName === undefined ? null : <button type="button" className="btn-text" onClick={onCancel}>{cancelName}</button>}
      <progress aria-label={name} {...(total === undefined ? {} : { max: total, value: done })} />
    </div>
  );
}

const widths = ['skeleton skeleton-long', 'skeleton', 'skeleton skeleton-short'] as const;

/** Lines where text will be. `name` says what is being read. */
export function Skeleton({ name, lines = 3 }: { readonly name: string; readonly lines?: number }) {
  return (
    <div className="stack" role="status" aria-busy="true" aria-label={name}>
      {Array.from({ length: lines }, (_, line) => <span key={line} className={widths[line % widths.length]} />)}
    </div>
  );
}
