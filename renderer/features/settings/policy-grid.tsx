// The rules as a grid: one tab stop, arrow keys between the rows, Enter changes one.
import { useRef, useState, type KeyboardEvent } from 'react';
import type { PolicyRow } from '../../bridge/index.ts';
import { Icon, IconButton, rowStep } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';

export interface PolicyGridProps {
  readonly rows: readonly PolicyRow[];
  readonly onEdit: (row: PolicyRow) => void;
}

function Stands({ row }: { readonly row: PolicyRow }) {
  const { policy: say } = useWords();
  const said = say.stands[row.field];
  if (row.standing === 'elsewhere') return <span className="line pol-off"><Icon name="triangle-alert" look="icon-sm" /><span><b>{say.standing.elsewhere}</b> {said}</span></span>;
  return (
    <>
      <span className="line muted"><Icon name={row.standing === 'enforced' ? 'check' : 'circle-dashed'} look="icon-sm" /><span>{row.standing === 'enforced' ? <span className="hidden-text">{say.standing.enforced} </span> : `${say.standing.waiting} `}{said}</span></span>
      {row.notHere.length === 0 ? null : <span className="line pol-off"><Icon name="triangle-alert" look="icon-sm" /><span>{say.notHere(row.notHere.join(', '))}</span></span>}
    </>
  );
}

export function PolicyGrid({ rows, onEdit }: PolicyGridProps) {
  const { policy: say } = useWords();
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const go = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-row="${String(next)}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent, row: PolicyRow): void => {
    const to = rowStep(event.key, at, rows.length, 10);
    if (to === undefined && event.key !== 'Enter' && event.key !== 'F2') return;
    event.preventDefault();
    if (to === undefined) onEdit(row);
    else go(to);
  };
  return (
    <div className="grid grid-policy" role="grid" aria-label={say.rules} ref={grid}>
      <div className="hidden-text" role="row"><span role="columnheader">{say.columns.rule}</span><span role="columnheader">{say.columns.value}</span><span role="columnheader">{say.columns.origin}</span><span role="columnheader">{say.columns.stands}</span><span role="columnheader">{say.columns.act}</span></div>
      {rows.map((row, index) => (
        <div key={row.field} className="grid-row" role="row" data-row={index} tabIndex={index === at ? 0 : -1} onFocus={() => { setAt(index); }} onKeyDown={(event) => { onKey(event, row); }} onDoubleClick={() => { onEdit(row); }}>
          <span role="rowheader">{say.rule[row.field]}</span>
          <span role="gridcell" className={`policy-value${row.origin === 'default' ? '' : ' policy-said'}${row.field === 'cipher_suites' || (row.field === 'allowed_ips' && row.origin !== 'default') ? ' mono' : ''}`}>{say.shownValue(row.value, row.takes)}</span>
          <span role="gridcell" className={row.origin === 'default' ? 'small muted' : 'small'}>{say.origin[row.origin]}</span>
          <span role="gridcell" className="small"><Stands row={row} /></span>
          <span role="gridcell" className="policy-act"><IconButton row icon="pencil-line" tabIndex={-1} name={say.edit(say.rule[row.field])} onClick={() => { onEdit(row); }} /></span>
        </div>
      ))}
    </div>
  );
}
