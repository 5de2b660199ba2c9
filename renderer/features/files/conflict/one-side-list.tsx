// Keys that only one side changed: taken as they are, unless the person takes the other side. One tab stop.
import { useId, useState, type KeyboardEvent } from 'react';
import { rowStep } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { isThere, keepOf, type Choices, type ConflictKey, type Keep } from './choices.ts';
import { SideValue, type Showing } from './side-value.tsx';

export interface OneSideListProps {
  readonly id: string;
  readonly document: string;
  readonly side: Keep;
  readonly keys: readonly ConflictKey[];
  readonly choices: Choices;
  /** True if the value is the whole file: it is not shown, and nobody types another. */
  readonly whole: boolean;
  readonly showing: Showing | undefined;
  readonly onShow: (showing: Showing) => void;
  readonly onKeep: (key: ConflictKey, keep: Keep) => void;
}

const diskOrDraft = { mine: 'draft', theirs: 'disk' } as const;

export function OneSideList({ id, document, side, keys, choices, whole, showing, onShow, onKeep }: OneSideListProps) {
  const { conflict: say, tree } = useWords();
  const help = useId();
  const [active, setActive] = useState(0);
  const at = Math.min(active, keys.length - 1);

  const goTo = (row: HTMLElement, index: number): void => {
    const next = Math.min(keys.length - 1, Math.max(0, index));
    setActive(next);
    row.parentElement?.querySelector<HTMLElement>(`[data-index="${String(next)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, key: ConflictKey, index: number): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.currentTarget;
    const onRow = event.target === row;
    const stops = [row, ...row.querySelectorAll('button')];
    const here = stops.findIndex((stop) => stop === event.target);
    const line = rowStep(event.key, index, keys.length, 10);
    if (line !== undefined) goTo(row, line);
    else if (event.key === 'ArrowRight') stops[Math.min(stops.length - 1, here + 1)]?.focus();
    else if (event.key === 'ArrowLeft') stops[Math.max(0, here - 1)]?.focus();
    else if (onRow && event.key === ' ') row.querySelector<HTMLButtonElement>('.secret button')?.click();
    else if (onRow && event.key === 'Enter') onKeep(key, keepOf(key, choices) === 'mine' ? 'theirs' : 'mine');
    else return;
    event.preventDefault();
  };
  const { columns: heads } = say;
  return (
    <>
      <p className="hidden-text" id={help}>{say.listHelp}</p>
      <div className="grid grid-three grid-inset" role="grid" id={id} aria-label={say.listOf[side]} aria-rowcount={keys.length + 1} aria-describedby={help}>
        <div className="hidden-text" role="row" aria-rowindex={1}>
          <span role="columnheader">{heads.key}</span><span role="columnheader">{heads.change}</span><span role="columnheader">{heads.value}</span><span role="columnheader">{heads.keep}</span>
        </div>
        {keys.map((key, index) => {
          const keep = keepOf(key, choices) ?? side;
          const name = whole ? tree.whole.reviewRow : key.name;
          const inOrder = index === at ? 0 : -1;
          const choose = (which: Keep, label: string) => (
            <button type="button" className="segment" tabIndex={inOrder} aria-pressed={keep === which} onClick={() => { onKeep(key, which); }}>{label}</button>
          );
          return (
            <div key={key.entry} className="grid-row" role="row" data-index={index} aria-rowindex={index + 2} tabIndex={inOrder} onKeyDown={(event) => { onKeyDown(event, key, index); }} onFocus={() => { setActive(index); }}>
              <span className="key" role="rowheader" data-tip={name} data-tip-cut="">{name}</span>
              <span className="small muted clip" role="gridcell">{say.did[key[side]]}</span>
              <div role="gridcell" className="cell-value">
                {isThere(key, keep) ? <SideValue document={document} entry={key.entry} side={diskOrDraft[keep]} name={name} whole={whole} showing={showing} tabIndex={inOrder} onShow={onShow} /> : <span className="diff-none">{say.nothing}</span>}
              </div>
              <span role="gridcell"><span className="segments" role="group" aria-label={say.keepOf(name)}>{choose('mine', say.yours)}{choose('theirs', say.theirsSide)}</span></span>
            </div>
          );
        })}
      </div>
    </>
  );
}
