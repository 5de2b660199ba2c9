// A branch, list or section of a file: what it is called, what it is, how many values it holds. Enter and the arrows fold it.
import { memo } from 'react';
import { Icon } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { InPlaceOfValue, RowFrame, RowTail, type RowProps } from './row-frame.tsx';

export interface BranchRowProps extends RowProps {
  readonly shape: 'branch' | 'list' | 'section';
  /** How many values it holds, at any depth. */
  readonly values: number;
}

export const BranchRow = memo(function BranchRow(props: BranchRowProps) {
  const { ids, entry, name, shape, values, folded, actions } = props;
  const { files, tree } = useWords();
  return (
    <RowFrame
      row={props} fixed={false} busy={false}
      onOwnKey={({ key, target, currentTarget, ctrlKey, metaKey, altKey, shiftKey }) => {
        if (target !== currentTarget || ctrlKey || metaKey || altKey || shiftKey) return false;
        if (key !== 'Enter' && key !== ' ' && key !== 'F2') return false;
        if (key === 'F2') actions.run('rename', entry);
        else if (folded !== undefined) actions.fold(entry, !folded);
        return true;
      }}
    >
      {(buttons) => (
        <>
          <div className="cell-value" role="gridcell">
            <InPlaceOfValue rest={buttons ? <RowTail row={props} removeName={values === 0 ? files.remove(name) : `${files.remove(name)}: ${tree.holds(values)}`} /> : null}>{tree.holds(values)}</InPlaceOfValue>
          </div>
          <span className="kind col-kind" id={`${ids}k`} role="gridcell"><Icon name={shape === 'list' ? 'list' : 'list-tree'} />{tree.shapes[shape]}<span className="hidden-text">{tree.holds(values)}</span></span>
        </>
      )}
    </RowFrame>
  );
});
