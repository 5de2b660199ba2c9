// The recovery key opened the profile, so something else was lost: a new passphrase, or the keychain once more, before that happens again.
import { useEffect, useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, PassphraseField } from '../../components/index.ts';
import { useErrorWords, useStores, useWords } from '../../stores/index.ts';
import { Door } from './door.tsx';

export function RenewScreen() {
  const { lock: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { profile, toasts } = useStores();
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [refused, setRefused] = useState<Told>();
  const [differ, setDiffer] = useState(false);
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.focus(); }, []);
  const run = async (work: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Told }>, done: string): Promise<void> => {
    setWorking(true);
    const answer = await work();
    setWorking(false);
    if (!answer.ok) {
      setRefused(answer.error);
      return;
    }
    toasts.getState().show(done);
    await profile.getState().goOn();
  };
  const renew = (): void => {
    setDiffer(typed !== again);
    if (typed === again && typed !== '' && !working) void run(() => bridge.call('profile.setPassphrase', { value: typed }), say.passphraseSet);
  };
  const words = refused === undefined ? undefined : errors(refused);
  const eye = { showName: say.show, hideName: say.hide, capsLock: say.capsLock, off: working };
  return (
    <Door>
      <div><h1 className="door-title">{say.renewTitle}</h1><p className="door-sub">{say.renewText}</p></div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          renew();
        }}
      >
        <PassphraseField ref={field} {...eye} label={say.newPassphrase} value={typed} hint={say.newPassphraseHint} error={words === undefined ? undefined : `${words.title}. ${words.why}`} onChange={setTyped} />
        <PassphraseField {...eye} label={say.passphraseAgain} value={again} error={differ ? say.passphrasesDiffer : undefined} onChange={setAgain} />
        <Button submit look="primary" place="btn-wide" off={working} onClick={() => undefined}>{say.setPassphrase}</Button>
      </form>
      <div className="door-ways">
        <Button look="quiet" icon="hard-drive" off={working} onClick={() => { void run(() => bridge.call('profile.addKeychain', {}), say.moved); }}>{say.keepInKeychain}</Button>
        <Button look="quiet" off={working} onClick={() => { void profile.getState().goOn(); }}>{say.later}</Button>
      </div>
    </Door>
  );
}
