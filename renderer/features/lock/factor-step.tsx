// The second step: what opens the profile was right, and a code is missing. Of the app, or one of those on paper; the recovery key needs none.
import { useEffect, useRef, useState } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Button, CodeField, PassphraseField } from '../../components/index.ts';
import { useErrorWords, useProfile, useWords } from '../../stores/index.ts';
import { Door } from './door.tsx';

const stepSeconds = 30;
const digits = 6;

/** How long the code of the app stays the same, counted down while somebody looks. */
function Countdown() {
  const { factor: say } = useWords();
  const left = (): number => stepSeconds - (Math.floor(Date.now() / 1000) % stepSeconds);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const each = setInterval(() => { setSeconds(left()); }, 1000);
    return () => { clearInterval(each); };
  }, []);
  return (
    <>
      <svg className="ring" viewBox="0 0 16 16" aria-hidden="true">
        <circle className="ring-track" cx="8" cy="8" r="6" />
        <circle className="ring-rest" cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${((seconds / stepSeconds) * 100).toFixed(0)} 100`} />
      </svg>
      <span>{say.changesIn(seconds)}</span>
    </>
  );
}

export interface FactorStepProps {
  readonly by: 'passphrase' | 'keychain' | 'other';
  /** Answers what was refused. */
  readonly onCode: (value: string) => Promise<Told | undefined>;
  readonly onRecoveryKey: () => void;
  readonly onStartAgain: () => void;
}

export function FactorStep({ by, onCode, onRecoveryKey, onStartAgain }: FactorStepProps) {
  const { factor: say, lock: lockSay } = useWords();
  const errors = useErrorWords();
  const tries = useProfile(({ known }) => known?.tries);
  const [onPaper, setOnPaper] = useState(false);
  const [typed, setTyped] = useState('');
  const [trying, setTrying] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const field = useRef<HTMLInputElement>(null);
  const refresh = useProfile((state) => state.refresh);
  useEffect(() => { field.current?.focus(); }, [onPaper]);
  useEffect(() => {
    // WHY: the core waits for a code only some minutes, and then there is nothing to type it for.
    const each = setInterval(() => { void refresh(); }, 30_000);
    return () => { clearInterval(each); };
  }, [refresh]);
  const missing = onPaper ? 0 : digits - typed.length;
  const submit = async (): Promise<void> => {
    if (trying || typed === '' || missing > 0) return;
    setTrying(true);
    const told = await onCode(typed);
    setTrying(false);
    setTyped('');
    setRefused(told);
    field.current?.focus();
  };
  const words = refused === undefined ? undefined : errors(refused);
  const error = words === undefined ? undefined : `${words.title}. ${words.why} ${words.next}`;
  const change = (value: string): void => {
    setTyped(value);
    if (value !== '') setRefused(undefined);
  };
  return (
    <Door tries={tries}>
      <div><h1 className="door-title">{say.step}</h1><p className="door-sub">{say.stepText[by]}</p></div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {onPaper
          ? <PassphraseField key="paper" ref={field} large plain label={say.paperCode} value={typed} off={trying} showName={lockSay.show} hideName={lockSay.hide} capsLock={lockSay.capsLock} hint={say.paperHint} error={error} onChange={change} />
          : <CodeField key="app" ref={field} label={say.digits} value={typed} off={trying} hint={<Countdown />} error={error} onChange={change} />}
        <Button submit look="primary" place="btn-wide" off={missing > 0 || typed === '' || trying} onClick={() => undefined}>{trying ? lockSay.unlocking : missing > 0 ? say.toGo(missing) : lockSay.unlock}</Button>
        <span className="hidden-text" role="status">{trying ? lockSay.unlocking : ''}</span>
      </form>
      <div className="door-ways">
        <Button look="quiet" icon="life-buoy" onClick={onRecoveryKey}>{lockSay.byRecovery}</Button>
        <Button look="quiet" onClick={() => { setOnPaper(!onPaper); change(''); setRefused(undefined); }}>{onPaper ? say.byApp : say.byPaper}</Button>
        <Button look="quiet" onClick={onStartAgain}>{say.startAgain}</Button>
      </div>
    </Door>
  );
}
