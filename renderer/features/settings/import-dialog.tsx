// Takes identities in: pasted, or from a file that the person chose, with its passphrase where it has one. All of it goes to the core at once and leaves with the dialog.
import { useId, useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Field, Icon, PassphraseField } from '../../components/index.ts';
import { useDropped, useErrorWords, useKept, useWords } from '../../stores/index.ts';

export interface ImportDialogProps {
  readonly onDone: (added: number, known: number) => void;
  readonly onClose: () => void;
}

/** No file of identities is longer. */
const mostBytes = 1024 * 1024;
/** How an encrypted file of age begins; unless it is armored, it is no text. */
const ageHead = 'age-encryption.org/';
const lockedCodes: ReadonlySet<string> = new Set(['identity-needs-passphrase', 'identity-passphrase-wrong']);

/** Bytes that are no text go to the core as one letter each. */
const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

export function ImportDialog({ onDone, onClose }: ImportDialogProps) {
  const { settings: say, lock, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const id = useId();
  const [text, setText] = useState('');
  /** A file that cannot be shown. */
  const [sealed, setSealed] = useState<{ readonly name: string; readonly text: string }>();
  const [passphrase, setPassphrase] = useState('');
  const [name, setName] = useKept<string>('settings.import.name', '');
  const [refused, setRefused] = useState<Told>();
  const dropped = useDropped('settings.import', `${text}${sealed?.name ?? ''}${passphrase}`);
  const area = useRef<HTMLTextAreaElement>(null);
  const take = async (): Promise<void> => {
    const answer = await bridge.call('profile.importIdentities', { value: sealed?.text ?? text, name: name.trim() === '' ? say.importedName : name.trim(), ...(passphrase === '' ? {} : { passphrase }) });
    if (answer.ok) onDone(answer.value.added.length, answer.value.known);
    else setRefused(answer.error);
    setPassphrase('');
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > mostBytes) {
      setRefused({ code: 'identity-not-read', data: { line: 0 } });
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const letters = lettersOf(bytes);
    setSealed(letters.startsWith(ageHead) ? { name: file.name, text: letters } : undefined);
    setText(letters.startsWith(ageHead) ? '' : new TextDecoder().decode(bytes));
    setName((before) => (before === '' ? file.name : before));
  };
  return (
    <Dialog
      open title={say.importTitle} text={say.importText} closeName={frame.close} onClose={onClose} first={area}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" offBecause={sealed === undefined && text.trim() === '' ? say.pasteFirst : undefined} onClick={() => { void take(); }}>{say.import}</Button></>}
    >
      <div className="dialog-text stack settings-import">
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        {dropped ? <p className="hint" role="status"><Icon name="info" /><span>{say.dropped}</span></p> : null}
        <div>
          <label className="label" htmlFor={`${id}-text`}>{say.pasteLabel}</label>
          <div className="field field-area"><textarea ref={area} id={`${id}-text`} className="mono settings-secret" rows={4} value={text} placeholder={sealed?.name} spellCheck={false} autoComplete="off" onChange={(event) => { setText(event.target.value); setSealed(undefined); }} /></div>
        </div>
        <label className="btn settings-file"><Icon name="folder-open" />{say.fileLabel}<input type="file" className="hidden-text" onChange={(event) => { void read(event.target.files?.[0]); }} /></label>
        {refused !== undefined && lockedCodes.has(refused.code) ? <PassphraseField label={say.importPassphrase} value={passphrase} showName={lock.show} hideName={lock.hide} capsLock={lock.capsLock} onChange={setPassphrase} /> : null}
        <Field label={say.name} value={name} hint={say.importNameHint} onChange={setName} />
      </div>
    </Dialog>
  );
}
