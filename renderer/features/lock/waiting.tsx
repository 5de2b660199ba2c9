// The wait after too many wrong passphrases or codes: until when, how much is left, what works meanwhile, and what to do if it was somebody else.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, Dialog } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { Door } from './door.tsx';

const second = 1000;
/** Minutes and seconds, as every clock of both languages shows them. */
const clock = (seconds: number): string => [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');

export interface WaitingProps {
  /** As the core told when this was drawn. */
  readonly waitMs: number;
  /** The whole of the wait. */
  readonly lockoutMs: number;
  readonly allowed: number;
  /** How many changes the lock put away. */
  readonly kept: number;
  readonly onOver: () => void;
  /** Other ways in. */
  readonly children: ReactNode;
}

export function Waiting({ waitMs, lockoutMs, allowed, kept, onOver, children }: WaitingProps) {
  const { lock: say, frame } = useWords();
  const [end, setEnd] = useState(() => ({ monotonic: performance.now() + waitMs, wall: Date.now() + waitMs }));
  const [left, setLeft] = useState(waitMs);
  const [asking, setAsking] = useState(false);
  const over = useRef(onOver);
  useEffect(() => { over.current = onOver; });
  useEffect(() => {
    setEnd({ monotonic: performance.now() + waitMs, wall: Date.now() + waitMs });
    setLeft(waitMs);
  }, [waitMs]);
  useEffect(() => {
    let step: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(step);
      const rest = end.monotonic - performance.now();
      setLeft(Math.max(0, rest));
      if (rest <= 0) over.current();
      // WHY not while nobody sees it: a locked window may stand in the background for a night. Its end is noticed all the same.
      else step = setTimeout(look, document.hidden ? rest : rest % second || second);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(step);
      document.removeEventListener('visibilitychange', look);
    };
  }, [end]);
  const until = new Date(end.wall).toISOString();
  const seconds = Math.ceil(left / second);
  return (
    <Door tries={{ used: allowed, allowed }} rest={Math.min(1, left / Math.max(lockoutMs, waitMs))}>
      <div><h1 className="door-title">{say.waitUntil(until)}</h1><p className="door-sub">{say.waitWhy(allowed)}{kept === 0 ? '' : ` ${say.keptChanges(kept)}`}</p></div>
      <p role="timer" aria-label={say.leftSpoken(seconds)}><span className="door-clock">{clock(seconds)}</span> <span className="muted">{say.leftOf(Math.ceil(Math.max(lockoutMs, waitMs) / (60 * second)))}</span></p>
      <div className="stack">
        <Button place="btn-wide" off onClick={() => undefined}>{say.unlockFrom(until)}</Button>
        <p className="hint">{say.waitHint}</p>
      </div>
      <div className="door-ways">
        {children}
        <Button look="quiet" icon="shield-alert" onClick={() => { setAsking(true); }}>{say.notYou}</Button>
      </div>
      <Dialog open={asking} size="small" title={say.notYou} text={say.notYouText(allowed)} closeName={frame.close} onClose={() => { setAsking(false); }} foot={<Button look="primary" place="push" onClick={() => { setAsking(false); }}>{frame.close}</Button>}>
        <ol className="dialog-text stack prose">{say.notYouSteps.map((step) => <li key={step}>{step}</li>)}</ol>
      </Dialog>
    </Door>
  );
}
