// A public key that is not in the list yet, with a name for it.
import { useRef, useState } from 'react';
import { bareKey } from '../../../../shared/text/index.ts';
import { Button, Dialog, Field } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

export interface SomebodyDialogProps {
  readonly known: readonly string[];
  readonly onAdd: (key: string, name: string) => void;
  readonly onClose: () => void;
}

/** What can be a recipient at all; the core has the last word. */
const looksRight = /^(?:age1[02-9a-z+._-]{8,}|ssh-(?:ed25519|rsa) [A-Za-z0-9+/=]{32,}(?: [\x20-\x7e]*)?)$/;

export function SomebodyDialog({ known, onAdd, onClose }: SomebodyDialogProps) {
  const { encrypt: say, frame } = useWords();
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<'bad' | 'known'>();
  const field = useRef<HTMLInputElement>(null);
  const submit = (): void => {
    const typed = key.trim();
    if (!looksRight.test(typed)) setWrong('bad');
    else if (known.some((each) => bareKey(each) === bareKey(typed))) setWrong('known');
    else onAdd(typed, name.replaceAll(/[\u0000-\u001f\u007f/\\]/g, ' ').trim().slice(0, 80));
  };
  return (
    <Dialog
      open size="small" title={say.elseTitle} text={say.elseText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" onClick={submit}>{say.add}</Button></>}
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field ref={field} mono label={say.elseKey} value={key} hint={say.elseKeyHint} error={wrong === 'bad' ? say.elseBad : wrong === 'known' ? say.elseKnown : undefined} onChange={(typed) => { setKey(typed); setWrong(undefined); }} />
        <Field label={say.elseName} value={name} hint={say.elseNameHint} onChange={setName} />
        <button type="submit" hidden aria-label={say.add} />
      </form>
    </Dialog>
  );
}
