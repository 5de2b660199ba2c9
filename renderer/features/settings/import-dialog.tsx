// Takes identities in: pasted, or from a file that the person chose. The text goes to the core at once and leaves with the dialog.
import { useId, useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Field, Icon } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';

export interface ImportDialogProps {
  readonly onDone: (added: number, known: number) => void;
  readonly onClose: () => void;
}

/** No file of identities is longer. */
const mostBytes = 1024 * 1024;

export function ImportDialog({ onDone, onClose }: ImportDialogProps) {
  const { settings: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const id = useId();
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<Told>();
  const area = useRef<HTMLTextAreaElement>(null);
  const take = async (): Promise<void> => {
    const answer = await bridge.call('profile.importIdentities', { value: text, name: name.trim() === '' ? say.importedName : name.trim() });
    if (answer.ok) onDone(answer.value.added.length, answer.value.known);
    else setRefused(answer.error);
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > mostBytes) {
      setRefused({ code: 'identity-not-read', data: { line: 0 } });
      return;
    }
    setText(await file.text());
    setName((before) => (before === '' ? file.name : before));
  };
  return (
    <Dialog
      open title={say.importTitle} text={say.importText} closeName={frame.close} onClose={onClose} first={area}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" offBecause={text.trim() === '' ? say.pasteFirst : undefined} onClick={() => { void take(); }}>{say.import}</Button></>}
    >
      <div className="dialog-text stack settings-import">
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        <div>
          <label className="label" htmlFor={`${id}-text`}>{say.pasteLabel}</label>
          <div className="field field-area"><textarea ref={area} id={`${id}-text`} className="mono settings-secret" rows={4} value={text} spellCheck={false} autoComplete="off" onChange={(event) => { setText(event.target.value); }} /></div>
        </div>
        <label className="btn settings-file"><Icon name="folder-open" />{say.fileLabel}<input type="file" className="hidden-text" onChange={(event) => { void read(event.target.files?.[0]); }} /></label>
        <Field label={say.name} value={name} hint={say.importNameHint} onChange={setName} />
      </div>
    </Dialog>
  );
}
