// A person and their public key, for the list of people of the project. Lets nobody into a file by itself.
import { useRef, useState } from 'react';
import { useBridge, type Told } from '../../../bridge/index.ts';
import { Button, Dialog, Field } from '../../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';
import { goodName } from './persons.ts';

export interface PersonDialogProps {
  readonly project: string;
  /** The keys that get a name; none for somebody new. */
  readonly keys: readonly string[];
  readonly onDone: (key: string) => void;
  readonly onClose: () => void;
}

const goodDate = /^(?:\d{4}-\d{2}-\d{2})?$/;
/** What can be a recipient at all; the core has the last word. */
const goodKey = /^(?:(?:age1|ssh-)[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?|(?:0x)?(?:[0-9A-Fa-f] ?){15,63}[0-9A-Fa-f])$/;

/** Fingerprints are written in groups, too. */
const bare = (key: string): string => (/^[0-9A-Fa-fx ]+$/.test(key) ? key.replaceAll(' ', '') : key);

export function PersonDialog({ project, keys, onDone, onClose }: PersonDialogProps) {
  const { people: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [name, setName] = useState('');
  const [typedKey, setTypedKey] = useState('');
  const [since, setSince] = useState('');
  const [wrong, setWrong] = useState<'name' | 'key' | 'date'>();
  const [refused, setRefused] = useState<Told>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const all = keys.length > 0 ? keys : [bare(typedKey.trim())];
  const submit = async (): Promise<void> => {
    const fault = !goodName.test(name.trim()) ? 'name' : keys.length === 0 && !goodKey.test(typedKey.trim()) ? 'key' : !goodDate.test(since.trim()) ? 'date' : undefined;
    setWrong(fault);
    if (fault !== undefined || busy) return;
    setBusy(true);
    const answer = await bridge.call('recipients.setPerson', { project, name: name.trim(), keys: [...all], since: since.trim() });
    setBusy(false);
    if (!answer.ok) {
      setRefused(answer.error);
      return;
    }
    show(say.saved(name.trim()));
    onDone(all[0] ?? '');
  };
  const words = refused === undefined ? undefined : errors(refused);
  return (
    <Dialog
      open size="small" title={say.personTitle} text={say.personText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={busy} onClick={() => { void submit(); }}>{say.save}</Button></>}
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field ref={field} label={say.name} value={name} error={wrong === 'name' ? say.badName : words === undefined ? undefined : `${words.title}. ${words.why}`} onChange={setName} />
        {keys.length > 0 ? <p className="mono small people-key">{keys.join(', ')}</p> : <Field mono label={say.key} value={typedKey} error={wrong === 'key' ? say.badKey : undefined} onChange={setTypedKey} />}
        <Field label={say.since} value={since} hint={say.sinceHint} error={wrong === 'date' ? say.badDate : undefined} onChange={setSince} />
        <button type="submit" hidden aria-label={say.save} />
      </form>
    </Dialog>
  );
}
