// Changing what the server keeps about a secret, over what was on the screen. Where somebody else was faster, what is there now is shown, and the change goes over that or nowhere.
import { useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, Checkbox, Dialog, ErrorPanel, Field, IconButton, NumberField } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';
import { CustomFacts, SettingFacts } from './metadata-facts.tsx';
import type { Metadata } from './use-metadata.ts';
import { useVaultWords } from './use-vault-words.ts';

type Settings = Pick<Metadata, 'maxVersions' | 'casRequired' | 'deleteAfter' | 'custom'>;
/** What was on the screen, and what shall be there. It outlives a lock, so that nothing is typed twice. */
export type MetadataEdit = { readonly seen: Settings; readonly wanted: Settings };

export interface MetadataDialogProps {
  readonly connection: string;
  readonly path: string;
  readonly name: string;
  readonly edit: MetadataEdit;
  readonly onEdit: (next: MetadataEdit) => void;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** As the server reads a time. */
const duration = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[smhd])){1,4}$/;
const settingsOf = ({ maxVersions, casRequired, deleteAfter, custom }: Metadata): Settings => ({ maxVersions, casRequired, deleteAfter, custom });
export const beginEdit = (metadata: Metadata): MetadataEdit => ({ seen: settingsOf(metadata), wanted: settingsOf(metadata) });
/** What differs from what was there, as the core takes it. */
function wantedOf(seen: Settings, { maxVersions, casRequired, deleteAfter, custom }: Settings): Partial<Settings> {
  return {
    ...(maxVersions === seen.maxVersions ? {} : { maxVersions }), ...(casRequired === seen.casRequired ? {} : { casRequired }),
    ...(deleteAfter === seen.deleteAfter ? {} : { deleteAfter }), ...(JSON.stringify(custom) === JSON.stringify(seen.custom) ? {} : { custom }),
  };
}

function CustomRows({ custom, onChange }: { readonly custom: Metadata['custom']; readonly onChange: (custom: Metadata['custom']) => void }) {
  const { metadata: say } = useVaultWords();
  const put = (at: number, part: Partial<Metadata['custom'][number]>): void => { onChange(custom.map((one, index) => (index === at ? { ...one, ...part } : one))); };
  return (
    <fieldset className="vault-custom">
      <legend className="label">{say.custom}</legend>
      {custom.map(({ name, text }, index) => (
        // WHY the place: rows are added at the end, and a name is what is being typed.
        <div key={index} className="line">
          <Field hideLabel label={say.nameOf(index + 1)} placeholder={say.customName} value={name} onChange={(next) => { put(index, { name: next }); }} />
          <Field hideLabel label={say.textOf(index + 1)} placeholder={say.customText} value={text} onChange={(next) => { put(index, { text: next }); }} />
          <IconButton row name={say.removeCustom(name)} icon="trash-2" onClick={() => { onChange(custom.filter((_one, other) => other !== index)); }} />
        </div>
      ))}
      <Button look="quiet" icon="plus" onClick={() => { onChange([...custom, { name: '', text: '' }]); }}>{say.addCustom}</Button>
    </fieldset>
  );
}

export function MetadataDialog({ connection, path, name, edit: { seen, wanted }, onEdit, onDone, onClose }: MetadataDialogProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [refused, setRefused] = useState<Told>();
  /** What somebody else made of it meanwhile. */
  const [now, setNow] = useState<Metadata>();
  const [saving, setSaving] = useState(false);
  const { metadata } = say;
  const change = (part: Partial<Settings>): void => { onEdit({ seen, wanted: { ...wanted, ...part } }); };
  const changes = wantedOf(seen, wanted);
  const off = Object.keys(changes).length === 0 ? metadata.nothingChanged : duration.test(wanted.deleteAfter) ? undefined : metadata.deleteAfterHint;
  const save = async (): Promise<void> => {
    if (saving || off !== undefined) return;
    setSaving(true);
    const answer = await bridge.call('vault.saveMetadata', { connection, path, seen, wanted: changes });
    if (answer.ok) {
      show(metadata.saved(name));
      onDone();
      return;
    }
    setRefused(answer.error);
    if (answer.error.code === 'metadata-conflict') {
      const found = await bridge.call('vault.getMetadata', { connection, path });
      if (found.ok) setNow(found.value);
    }
    setSaving(false);
  };
  const goOver = (found: Metadata): void => {
    // WHY only one's own: what they changed and you did not stays as it is there.
    onEdit({ seen: settingsOf(found), wanted: { ...settingsOf(found), ...changes } });
    setNow(undefined);
    setRefused(undefined);
  };
  return (
    <Dialog
      open size="medium" title={metadata.editTitle(name)} text={metadata.editText} closeName={frame.close} onClose={onClose}
      foot={<><span className="push" /><Button look="quiet" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={saving || now !== undefined} offBecause={off} onClick={() => { void save(); }}>{saving ? say.saving : say.save}</Button></>}
    >
      <form
        className="dialog-text stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code}>{now === undefined ? null : <Button onClick={() => { goOver(now); }}>{metadata.goOver}</Button>}</ErrorPanel>}
        {now === undefined ? null : <div className="stack" role="group" aria-label={metadata.thereNow}><h3 className="section-title">{metadata.thereNow}</h3><dl className="facts"><SettingFacts metadata={now} /></dl><CustomFacts custom={now.custom} /></div>}
        <CustomRows custom={wanted.custom} onChange={(custom) => { change({ custom }); }} />
        <NumberField label={metadata.maxVersions} value={wanted.maxVersions} min={0} max={100_000} lessName={metadata.less} moreName={metadata.more} hint={metadata.maxVersionsHint} onChange={(maxVersions) => { change({ maxVersions }); }} />
        <Field mono label={metadata.deleteAfter} hint={metadata.deleteAfterHint} value={wanted.deleteAfter} onChange={(deleteAfter) => { change({ deleteAfter }); }} />
        <Checkbox label={metadata.casRequired} hint={metadata.casRequiredHint} checked={wanted.casRequired} onChange={(casRequired) => { change({ casRequired }); }} />
      </form>
    </Dialog>
  );
}
