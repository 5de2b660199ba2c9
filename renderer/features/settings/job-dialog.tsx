// A new job: its name, the files and values, what it may do with them, until when, and where its key goes. The core asks the person once more, outside of the page.
import { useId, useRef, useState } from 'react';
import { useBridge, type JobAction, type Told } from '../../bridge/index.ts';
import { Button, Checkbox, Dialog, ErrorPanel, Field, Segmented, Select } from '../../components/index.ts';
import { useErrorWords, useKept, useProjects, useWords } from '../../stores/index.ts';
import type { Enrolled } from './cron-lines.ts';

export interface JobDialogProps {
  readonly onEnrolled: (enrolled: Enrolled) => void;
  readonly onClose: () => void;
}
const actions: readonly JobAction[] = ['get', 'set', 'decrypt', 'verify'];
const days = [7, 30, 90, 180, 365];
const wellNamed = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The encrypted files of the open projects, as they are told apart. */
function useChoosable(): readonly { readonly file: string; readonly label: string }[] {
  const projects = useProjects((state) => state.projects);
  const files = useProjects((state) => state.files);
  return projects.flatMap(({ project, name }) => (files.get(project)?.files ?? []).flatMap(({ file, path, state }) => (state === 'encrypted' ? [{ file, label: projects.length === 1 ? path : `${name}/${path}` }] : [])));
}

export function JobDialog({ onEnrolled, onClose }: JobDialogProps) {
  const { jobs: say, settings, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const choosable = useChoosable();
  const [name, setName] = useKept<string>('job.name', '');
  const [files, setFiles] = useKept<readonly string[]>('job.files', []);
  const [may, setMay] = useKept<readonly JobAction[]>('job.actions', ['get']);
  const [keys, setKeys] = useKept<string>('job.keys', '');
  const [until, setUntil] = useKept<string>('job.days', '90');
  const [place, setPlace] = useKept<'file' | 'keychain'>('job.place', 'file');
  const [refused, setRefused] = useState<Told>();
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const ids = useId();
  const values = keys.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const toggled = <T,>(all: readonly T[], one: T, on: boolean): readonly T[] => (on ? [...all, one] : all.filter((other) => other !== one));
  const off = !wellNamed.test(name) ? say.needsName : files.length === 0 ? say.needsFile : may.length === 0 ? say.needsAction : values.length > 0 && may.includes('decrypt') ? say.wholeOrSome : undefined;
  const enrol = async (): Promise<void> => {
    if (working || off !== undefined) return;
    setWorking(true);
    setRefused(undefined);
    const answer = await bridge.call('jobs.enrol', { name, files: [...files], keys: values, actions: actions.filter((one) => may.includes(one)), days: Number(until), place });
    setWorking(false);
    if (answer.ok) onEnrolled(answer.value);
    else if (answer.error.code !== 'cancelled' && answer.error.code !== 'not-confirmed') setRefused(answer.error);
  };
  return (
    <Dialog
      open title={say.enrolTitle} text={say.enrolText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" off={working} onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={working} offBecause={off} onClick={() => { void enrol(); }}>{say.make}</Button></>}
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          void enrol();
        }}
      >
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        <Field ref={field} mono label={settings.name} value={name} hint={say.nameHint} onChange={setName} />
        <fieldset className="settings-group">
          <legend className="label">{say.files}</legend>
          {choosable.length === 0 ? <p className="muted small">{say.noFiles}</p> : null}
          <div className="settings-files">{choosable.map(({ file, label }) => <Checkbox key={file} label={<span className="mono">{label}</span>} checked={files.includes(file)} onChange={(on) => { setFiles(toggled(files, file, on)); }} />)}</div>
        </fieldset>
        <fieldset className="settings-group">
          <legend className="label">{say.mayDo}</legend>
          {actions.map((action) => <Checkbox key={action} label={say.actions[action].long} checked={may.includes(action)} onChange={(on) => { setMay(toggled(may, action, on)); }} />)}
        </fieldset>
        <div>
          <label className="label" htmlFor={`${ids}keys`}>{say.values}</label>
          <div className="field field-area"><textarea id={`${ids}keys`} className="mono" rows={2} value={keys} spellCheck={false} autoComplete="off" aria-describedby={`${ids}hint`} onChange={(event) => { setKeys(event.target.value); }} /></div>
          <p className="hint" id={`${ids}hint`}>{say.valuesHint}</p>
        </div>
        <div className="line wrap settings-pair">
          <Select label={say.expires} value={until} options={days.map((count) => ({ value: String(count), label: say.days(count) }))} onChange={setUntil} />
          <div><span className="label">{say.keyGoes}</span><Segmented name={say.keyGoes} value={place} options={[{ value: 'file', label: say.toFile }, { value: 'keychain', label: say.toKeychain }]} onChange={setPlace} /></div>
        </div>
        <button type="submit" hidden aria-label={say.make} />
      </form>
    </Dialog>
  );
}
