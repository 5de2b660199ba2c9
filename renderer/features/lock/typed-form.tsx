// What is typed to unlock: a passphrase, or the recovery key from its sheet. It is emptied as soon as it was tried.
import { useEffect, useRef, useState } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Button, PassphraseField } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import type { Way } from './locked.tsx';

export interface TypedFormProps {
  readonly way: Way;
  /** Answers what was refused. */
  readonly onUnlock: (value: string) => Promise<Told | undefined>;
}

export function TypedForm({ way, onUnlock }: TypedFormProps) {
  const { lock: say } = useWords();
  const errors = useErrorWords();
  const [typed, setTyped] = useState('');
  const [trying, setTrying] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.focus(); }, []);
  const submit = async (): Promise<void> => {
    if (trying || typed === '') return;
    setTrying(true);
    const told = await onUnlock(typed);
    setTrying(false);
    setRefused(told);
    // WHY kept for the sheet: 52 characters with one slip are corrected, not typed again.
    if (told !== undefined && way === 'passphrase') setTyped('');
    field.current?.focus();
  };
  const words = refused === undefined ? undefined : errors(refused);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PassphraseField
        ref={field} large plain={way === 'recovery-key'} label={way === 'passphrase' ? say.passphrase : say.recoveryKey} value={typed} off={trying}
        showName={say.show} hideName={say.hide} capsLock={say.capsLock}
        hint={way === 'recovery-key' ? say.recoveryHint : undefined} error={words === undefined ? undefined : `${words.title}. ${words.why} ${words.next}`}
        onChange={setTyped}
      />
      <Button submit look="primary" place="btn-wide" {...(trying ? { icon: 'loader-circle' } : { keys: say.enter })} onClick={() => undefined}>{trying ? say.unlocking : say.unlock}</Button>
      <span className="hidden-text" role="status">{trying ? say.unlocking : ''}</span>
    </form>
  );
}
