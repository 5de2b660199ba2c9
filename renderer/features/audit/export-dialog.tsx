// Taking the log elsewhere: in which form, what goes into it, and where it was put. The core writes it, to a place of the system's dialog.
import { useId, useState } from 'react';
import { useBridge, type AuditFilter, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Progress, Radio } from '../../components/index.ts';
import { useErrorWords, useKept, useToasts, useWords } from '../../stores/index.ts';

const formats = ['jsonl', 'csv', 'bundle'] as const;
type Format = (typeof formats)[number];

export interface ExportDialogProps {
  readonly filter: AuditFilter;
  /** How many entries fit. */
  readonly matched: number;
  readonly onClose: () => void;
}

export function ExportDialog({ filter, matched, onClose }: ExportDialogProps) {
  const { audit: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const group = useId();
  const [format, setFormat] = useKept<Format>('audit.format', 'jsonl');
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const save = async (): Promise<void> => {
    setSaving(true);
    setRefused(undefined);
    const answer = await bridge.call('audit.saveExport', { format, filter });
    setSaving(false);
    if (answer.ok) {
      show(say.saved(answer.value.name, answer.value.entries, answer.value.bytes));
      onClose();
    } else if (answer.error.code !== 'cancelled') setRefused(answer.error);
  };
  return (
    <Dialog
      open title={say.exportTitle} text={`${say.exportText(matched)} ${say.noValues}`} closeName={frame.close} onClose={onClose}
      foot={<>{saving ? <Progress text={say.saving} name={say.saving} done={0} /> : null}<span className="push" /><Button look="quiet" onClick={onClose}>{frame.cancel}</Button><Button look="primary" icon="download" off={saving} onClick={() => { void save(); }}>{say.save}</Button></>}
    >
      <div className="dialog-text stack">
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        <fieldset className="settings-group">
          <legend className="hidden-text">{say.format}</legend>
          {formats.map((one) => <Radio key={one} group={group} label={say.formats[one]} hint={say.formatHints[one]} checked={format === one} off={saving} onChoose={() => { setFormat(one); }} />)}
        </fieldset>
      </div>
    </Dialog>
  );
}
