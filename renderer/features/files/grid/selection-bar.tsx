// What can be done with several chosen keys at once.
import { Button } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { actIcons, actKeys, manyActs, manyTreeActs, type ManyAct } from './acts.ts';

export interface SelectionBarProps {
  readonly count: number;
  readonly tree: boolean;
  readonly offBecause: (act: ManyAct) => string | undefined;
  readonly onAct: (act: ManyAct) => void;
  readonly onClear: () => void;
}

export function SelectionBar({ count, tree, offBecause, onAct, onClear }: SelectionBarProps) {
  const { grid: say, tree: sayTree } = useWords();
  const labelOf = (act: ManyAct): string => (act === 'move-to' || (tree && act === 'copy-name') ? sayTree.many[act] : say.many[act]);
  return (
    <div className="selection-bar" role="region" aria-label={say.chosenBar}>
      <span className="selection-count">{say.chosen(count)}</span>
      {(tree ? manyTreeActs : manyActs).map((act) => <Button key={act} look={act === 'remove' ? 'danger-quiet' : 'quiet'} {...(actIcons[act] === undefined ? {} : { icon: actIcons[act] })} {...(actKeys[act] === undefined || act === 'remove' ? {} : { keys: actKeys[act] })} offBecause={offBecause(act)} onClick={() => { onAct(act); }}>{labelOf(act)}</Button>)}
      <span className="push" />
      <Button look="quiet" keys="Esc" onClick={onClear}>{say.unchoose}</Button>
    </div>
  );
}
