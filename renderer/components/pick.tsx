// One row of a list to pick from: a box or a round mark, a name with what tells it from others, and a fact at the end. Dumb.
import type { ReactNode } from 'react';

export interface PickProps {
  readonly name: ReactNode;
  /** Smaller, behind the name. */
  readonly detail?: ReactNode;
  /** At the end of the row. */
  readonly fact?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly off?: boolean;
}

export function Pick({ name, detail, fact, checked, onChange, off = false }: PickProps) {
  return (
    <label className="check pick">
      <input type="checkbox" checked={checked} disabled={off} onChange={(event) => { onChange(event.target.checked); }} />
      <span className="clip">{name}{detail === undefined ? null : <> <span className="muted small mono">{detail}</span></>}</span>
      {fact === undefined ? null : <span className="small muted">{fact}</span>}
    </label>
  );
}

export interface RadioProps {
  /** Those of one group have one. */
  readonly group: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly off?: boolean;
}

/** One of a few, each with a sentence below it. */
export function Radio({ group, label, hint, checked, onChoose, off = false }: RadioProps) {
  return (
    <label className="check">
      <input type="radio" name={group} checked={checked} disabled={off} onChange={onChoose} />
      <span>{label}{hint === undefined ? null : <span className="hint">{hint}</span>}</span>
    </label>
  );
}
