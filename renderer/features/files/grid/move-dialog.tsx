// Where chosen entries go: the branches and lists of the file by their paths.
import { useCallback, useRef, useState } from 'react';
import { Button, Dialog, Select } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { Place } from '../edits.ts';
import type { Holder } from './tree-moves.ts';

export interface MoveDialogProps {
  /** The path of the one that moves; undefined for several. */
  readonly path: string | undefined;
  readonly count: number;
  readonly holders: readonly Holder[];
  readonly onMove: (place: Place) => void;
  readonly onClose: () => void;
}

export function MoveDialog({ path, count, holders, onMove, onClose }: MoveDialogProps) {
  const { frame, tree: say } = useWords();
  const [at, setAt] = useState('0');
  const chosen = holders[Number(at)];
  const first = useRef<HTMLElement>(null);
  const hold = useCallback((fields: HTMLElement | null) => { first.current = fields?.querySelector('select') ?? null; }, []);
  return (
    <Dialog
      open size="small" title={path === undefined ? say.moveMany(count) : say.moveTitle(path)} text={say.moveText} closeName={frame.close} onClose={onClose} first={first}
      foot={<>
        <span className="push" />
        <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
        <Button look="primary" onClick={() => { if (chosen !== undefined) onMove(chosen.place); }}>{say.move}</Button>
      </>}
    >
      <div ref={hold} className="dialog-fields">
        <Select label={say.moveWhere} value={at} options={holders.map((holder, index) => ({ value: String(index), label: holder.path === '' ? say.moveTop : holder.path }))} onChange={setAt} />
      </div>
    </Dialog>
  );
}
