// Trying the recovery key from its sheet, without unlocking anything: the core checks it and remembers the date.
import { useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, Dialog, Icon, PassphraseField } from '../../components/index.ts';
import { useDropped, useErrorWords, useWords } from '../../stores/index.ts';
import type { TypedDialogProps } from './passphrase-dialog.tsx';

export function RehearseDialog({ onDone, onClose }: TypedDialogProps) {
  const { settings: say, lock: lockSay, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<Told>();
  const dropped = useDropped('settings.rehearse', typed);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    if (typed === '') return;
    const answer = await bridge.call('profile.rehearseRecoveryKey', { value: typed });
    if (answer.ok) onDone();
    else setRefused(answer.error);
  };
  const words = refused === undefined ? undefined : errors(refused);
  return (
    <Dialog
      open title={say.rehearseTitle} text={say.rehearseText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" onClick={() => { void submit(); }}>{say.tryIt}</Button></>}
    >
      <form
        className="dialog-text"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {dropped ? <p className="hint" role="status"><Icon name="info" /><span>{say.dropped}</span></p> : null}
        <PassphraseField ref={field} plain label={lockSay.recoveryKey} value={typed} showName={lockSay.show} hideName={lockSay.hide} capsLock={lockSay.capsLock} hint={lockSay.recoveryHint} error={words === undefined ? undefined : `${words.title}. ${words.why} ${words.next}`} onChange={setTyped} />
      </form>
    </Dialog>
  );
}
