// A file that is one value: its content is never shown here. It can be replaced by that of another file, or written in clear text to a place that the person chooses.
import { useState } from 'react';
import { useBridge, type SizeClass, type Told } from '../../../bridge/index.ts';
import { Button, Chip, Icon } from '../../../components/index.ts';
import { useErrorWords, useQuestions, useSession, useToasts, useWords } from '../../../stores/index.ts';
import { useFilesStore } from '../files-context.tsx';

export interface WholeFileProps {
  readonly document: string;
  /** True if another content waits to be saved. */
  readonly replaced: boolean;
  readonly size: SizeClass | undefined;
}

export function WholeFile({ document, replaced, size }: WholeFileProps) {
  const { states, tree: { whole: say } } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const store = useFilesStore();
  const ask = useQuestions((state) => state.ask);
  const show = useToasts((state) => state.show);
  const announce = useToasts((state) => state.say);
  const dialog = useSession(({ about }) => about?.folderDialog);
  const [busy, setBusy] = useState(false);
  // WHY of the folder dialog: the same program shows both.
  const off = dialog?.works === false ? states.ability[dialog.reason] : undefined;

  const refused = (told: Told): void => {
    const { title, next } = errors(told);
    if (told.code !== 'cancelled') show(`${title}. ${next}`, 'refused');
  };
  const replace = async (): Promise<void> => {
    setBusy(true);
    const answer = await store.getState().chooseContent();
    setBusy(false);
    if (!answer.ok) refused(answer.error);
    else if (answer.value) announce(say.replacedSaid);
  };
  const save = async (): Promise<void> => {
    if (!(await ask({ title: say.saveTitle, text: say.saveText, yes: say.saveYes, no: say.saveNo }))) return;
    setBusy(true);
    const answer = await bridge.call('sops.saveDecrypted', { document });
    setBusy(false);
    if (answer.ok) show(say.saved(answer.value.name));
    else refused(answer.error);
  };
  return (
    <div className="detail-body">
      <div className="whole">
        <Icon name="file-lock" />
        <h2 className="whole-title">{say.title}</h2>
        <p className="muted">{say.text}</p>
        {size === undefined ? null : <p className="muted">{say.sizes[size]}</p>}
        {replaced ? <Chip icon="pencil-line" state="pending">{say.replaced}</Chip> : null}
        <dl className="whole-acts">
          <dt><Button off={busy} offBecause={off} onClick={() => { void replace(); }}>{say.replace}</Button></dt><dd>{say.replaceText}</dd>
          <dt><Button off={busy} offBecause={off} onClick={() => { void save(); }}>{say.save}</Button></dt><dd>{say.saveWhat}</dd>
        </dl>
      </div>
    </div>
  );
}
