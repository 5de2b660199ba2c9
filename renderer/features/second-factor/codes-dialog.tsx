// The recovery codes, shown once: to print or to write down. They go with the dialog.
import { useState } from 'react';
import { useBridge, useMadeOnce } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';

export function CodesDialog({ onClose }: { readonly onClose: () => void }) {
  const { factor: say, setup, frame } = useWords();
  const errors = useErrorWords();
  // SECURITY(codes-hide): they leave the screen after the core's time even if nobody comes back.
  const { value, refused, setRefused, again } = useMadeOnce('factor.revealCodes', onClose);
  const bridge = useBridge();
  const [saved, setSaved] = useState('');
  const [made] = useState(() => new Date().toISOString());
  const codes = value?.split('\n') ?? [];
  const none = codes.length === 0;
  const save = async (): Promise<void> => {
    const answer = await bridge.call('factor.saveCodes', {});
    if (answer.ok) setSaved(say.codesSaved(answer.value.name));
    else if (answer.error.code !== 'cancelled') setRefused(answer.error);
  };
  return (
    <Dialog
      open title={say.codesTitle} text={say.codesText} closeName={frame.close} onClose={onClose}
      foot={<><Button look="quiet" off={none} onClick={() => { window.print(); }}>{say.print}</Button><Button look="quiet" off={none} onClick={() => { void save(); }}>{say.saveCodes}</Button><Button look="primary" place="push" onClick={onClose}>{none ? frame.close : say.done}</Button></>}
    >
      {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code}>{again === undefined ? null : <Button onClick={again}>{frame.tryAgain}</Button>}</ErrorPanel>}
      <p className={saved === '' ? 'hidden-text' : 'dialog-text muted small'} role="status">{saved}</p>
      <div className="sheet">
        <div className="sheet-head"><p className="strong">{say.codesTitle}</p><p>{setup.sheetText(made)}</p></div>
        {none && refused === undefined ? <Skeleton name={say.making} /> : null}
        <ol className="sheet-groups sheet-codes" aria-label={say.codesList}>{codes.map((code, index) => <li key={code}><span className="muted small" aria-hidden="true">{index + 1}</span><span className="mono">{code}</span></li>)}</ol>
      </div>
    </Dialog>
  );
}
