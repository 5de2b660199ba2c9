// A new passphrase, typed twice. It takes the place of the former one.
import { useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, Dialog, Icon, PassphraseField } from '../../components/index.ts';
import { useDropped, useErrorWords, useWords } from '../../stores/index.ts';

export interface TypedDialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function PassphraseDialog({ onDone, onClose }: TypedDialogProps) {
  const { settings: say, lock: lockSay, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [working, setWorking] = useState(false);
  const dropped = useDropped('settings.passphrase', `${typed}${again}`);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    setDiffer(typed !== again);
    if (typed !== again || typed === '' || working) return;
    setWorking(true);
    const answer = await bridge.call('profile.setPassphrase', { value: typed });
    setWorking(false);
    if (answer.ok) onDone();
    else setRefused(answer.error);
  };
  const words = refused === undefined ? undefined : errors(refused);
  const eye = { showName: lockSay.show, hideName: lockSay.hide, capsLock: lockSay.capsLock, off: working };
  return (
    <Dialog
      open size="small" title={say.passphraseTitle} text={say.passphraseText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={working} onClick={() => { void submit(); }}>{lockSay.setPassphrase}</Button></>}
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {dropped ? <p className="hint" role="status"><Icon name="info" /><span>{say.dropped}</span></p> : null}
        <PassphraseField ref={field} {...eye} label={lockSay.newPassphrase} value={typed} hint={lockSay.newPassphraseHint} error={words === undefined ? undefined : `${words.title}. ${words.why}`} onChange={setTyped} />
        <PassphraseField {...eye} label={lockSay.passphraseAgain} value={again} error={differ ? lockSay.passphrasesDiffer : undefined} onChange={setAgain} />
        <button type="submit" hidden aria-label={lockSay.setPassphrase} />
      </form>
    </Dialog>
  );
}
