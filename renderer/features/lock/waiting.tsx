// The wait after too many wrong passphrases: until when, how many minutes are left, and what works meanwhile.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { Door } from './door.tsx';

const minute = 60_000;
/** The longest wait there is, for the dial. */
const whole = 15 * minute;

export interface WaitingProps {
  /** As the core told when this was drawn. */
  readonly waitMs: number;
  readonly allowed: number;
  readonly onOver: () => void;
  readonly children: ReactNode;
}

export function Waiting({ waitMs, allowed, onOver, children }: WaitingProps) {
  const { lock: say } = useWords();
  const [end, setEnd] = useState(() => ({ monotonic: performance.now() + waitMs, wall: Date.now() + waitMs }));
  const [left, setLeft] = useState(waitMs);
  const over = useRef(onOver);
  useEffect(() => { over.current = onOver; });
  useEffect(() => {
    setEnd({ monotonic: performance.now() + waitMs, wall: Date.now() + waitMs });
    setLeft(waitMs);
  }, [waitMs]);
  useEffect(() => {
    // WHY each second: a minute that is shown must end when it ends; what is said changes once a minute.
    const step = setInterval(() => {
      const rest = end.monotonic - performance.now();
      setLeft(Math.max(0, rest));
      if (rest <= 0) over.current();
    }, 1000);
    return () => { clearInterval(step); };
  }, [end]);
  const until = new Date(end.wall).toISOString();
  const minutes = Math.max(1, Math.ceil(left / minute));
  return (
    <Door tries={{ used: allowed, allowed }} rest={Math.min(1, left / whole)}>
      <div><h1 className="door-title">{say.waitUntil(until)}</h1><p className="door-sub">{say.waitWhy(allowed)}</p></div>
      <p role="timer"><span className="door-clock">{say.minutesLeft(minutes)}</span></p>
      <div className="stack">
        <Button place="btn-wide" off onClick={() => undefined}>{say.unlockFrom(until)}</Button>
        <p className="hint">{say.waitHint}</p>
      </div>
      {children}
    </Door>
  );
}
