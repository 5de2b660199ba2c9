// While the keychain is asked: what it may be waiting for, and every way on without it. Leaving ends the question.
import { Button } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { useSlowKeychain } from '../setup/index.ts';
import { Door } from './door.tsx';
import type { Way } from './locked.tsx';

export interface AskingProps {
  readonly opens: (way: Way) => boolean;
  readonly onLeave: (way: Way) => void;
  /** Back to where it was asked from. */
  readonly onStop: () => void;
}

export function Asking({ opens, onLeave, onStop }: AskingProps) {
  const { lock: say } = useWords();
  const slow = useSlowKeychain();
  return (
    <Door>
      <div role="status"><h1 className="door-title">{say.asking}</h1><p className="door-sub">{slow ?? say.askingText}</p></div>
      <div className="door-ways">
        {opens('passphrase') ? <Button look="quiet" icon="text-cursor-input" onClick={() => { onLeave('passphrase'); }}>{say.passphraseInstead}</Button> : null}
        {opens('recovery-key') ? <Button look="quiet" icon="life-buoy" onClick={() => { onLeave('recovery-key'); }}>{say.recoveryInstead}</Button> : null}
        <Button look="quiet" icon="x" onClick={onStop}>{say.stopWaiting}</Button>
      </div>
    </Door>
  );
}
