// Another name for somebody of the list of people. What they can open stays as it is.
import { useRef, useState } from 'react';
import { useBridge, type Told } from '../../../bridge/index.ts';
import { Button, Dialog, Field } from '../../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';
import { goodName } from './persons.ts';

export interface RenameDialogProps {
  readonly project: string;
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RenameDialog({ project, name, onDone, onClose }: RenameDialogProps) {
  const { people: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [typed, setTyped] = useState(name);
  const [wrong, setWrong] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const to = typed.trim();
    setWrong(!goodName.test(to));
    if (!goodName.test(to) || busy) return;
    if (to === name) {
      onClose();
      return;
    }
    setBusy(true);
    const answer = await bridge.call('recipients.renamePerson', { project, name, to });
    setBusy(false);
    if (!answer.ok) {
      setRefused(answer.error);
      return;
    }
    show(say.renamed(name, to));
    onDone();
  };
  const words = refused === undefined ? undefined : errors(refused);
  return (
    <Dialog
      open size="small" title={say.renameTitle(name)} text={say.renameText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={busy} onClick={() => { void submit(); }}>{say.save}</Button></>}
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field ref={field} label={say.name} value={typed} error={wrong ? say.badName : words === undefined ? undefined : `${words.title}. ${words.why}`} onChange={(text) => { setTyped(text); setRefused(undefined); }} />
        <button type="submit" hidden aria-label={say.save} />
      </form>
    </Dialog>
  );
}
