// How far work on recipients is, with a way out. WHY on its own: the core tells it for every file, and the long lists beside it must not be drawn as often.
import { useEffect, useState } from 'react';
import { useBridge, type CoreEvent } from '../../../bridge/index.ts';
import { Progress } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

type Told = Extract<CoreEvent, { readonly name: 'recipients.progressed' }>['payload'];

export interface WorkingProps {
  /** What it is about; the first is said until something was told. */
  readonly phases: readonly [Told['phase'], ...(readonly Told['phase'][])];
  /** What a screen reader calls the bar. */
  readonly name: string;
  readonly onStop: () => void;
}

export function Working({ phases, name, onStop }: WorkingProps) {
  const { people: say, recipients } = useWords();
  const bridge = useBridge();
  const [last, setLast] = useState<Told>();
  useEffect(() => bridge.on((event) => { if (event.name === 'recipients.progressed') setLast(event.payload); }), [bridge]);
  const told = last !== undefined && phases.includes(last.phase) ? last : undefined;
  return (
    <Progress
      text={`${recipients.phase[told?.phase ?? phases[0]]}${told === undefined ? '' : ` ${say.progress(told.done, told.total)}`}`} name={name}
      done={told?.done ?? 0} total={told === undefined || told.total === 0 ? undefined : told.total} cancelName={say.stop} onCancel={onStop}
    />
  );
}
