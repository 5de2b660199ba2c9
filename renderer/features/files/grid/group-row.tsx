// A heading between keys: a row with one cell, read with the first key below it, and no stop of its own.
import { memo } from 'react';
import type { Measure } from '../../../components/index.ts';

export interface GroupRowProps {
  readonly id: string;
  readonly index: number;
  readonly start: number;
  readonly name: string;
  readonly measure: Measure;
}

export const GroupRow = memo(function GroupRow({ id, index, start, name, measure }: GroupRowProps) {
  return (
    <div ref={measure} className="grid-group virtual-row" role="row" data-index={index} aria-rowindex={index + 2} style={{ transform: `translateY(${start}px)` }}>
      <span role="gridcell" aria-colspan={6} id={id}><strong className="clip">{name}</strong></span>
    </div>
  );
});
