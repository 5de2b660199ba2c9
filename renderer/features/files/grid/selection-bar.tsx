// What can be done with several chosen keys at once.
import { Button } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { actIcons, actKeys, manyActs, type ManyAct } from './acts.ts';

export interface SelectionBarProps {
  readonly count: number;
  readonly offBecause: (act: ManyAct) => string | undefined;
  readonly onAct: (act: ManyAct) => void;
  readonly onClear: () => void;
}

export function SelectionBar({ count, offBecause, onAct, onClear }: SelectionBarProps) {
  const { grid: say } = useWords();
  return (
    <div className="selection-bar" role="region" aria-label={say.chosenBar}>
      <span className="selection-count">{say.chosen(count)}</span>
      {manyActs.map((act) => <Button key={act} look={act === 'remove' ? 'danger-quiet' : 'quiet'} {...(actIcons[act] === undefined ? {} : { icon: actIcons[act] })} {...(actKeys[act] === undefined || act === 'remove' ? {} : { keys: actKeys[act] })} offBecause={offBecause(act)} onClick={() => { onAct(act); }}>{say.many[act]}</Button>)}
      <span className="push" />
      <Button look="quiet" keys="Esc" onClick={onClear}>{say.unchoose}</Button>
    </div>
  );
}
