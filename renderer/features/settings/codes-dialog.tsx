// The recovery codes, shown once: to print or to write down. They go with the dialog.
import { useEffect, useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';

export function CodesDialog({ onClose }: { readonly onClose: () => void }) {
  const { factor: say, setup, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<Told>();
  const [made] = useState(() => new Date().toISOString());
  const begun = useRef(false);
  const close = useRef(onClose);
  useEffect(() => { close.current = onClose; });
  useEffect(() => {
    // WHY once: each asking makes other codes, and the former ones open nothing any more.
    if (begun.current) return undefined;
    begun.current = true;
    let ending: ReturnType<typeof setTimeout> | undefined;
    void bridge.call('factor.revealCodes', {}).then((answer) => {
      if (!answer.ok) {
        setRefused(answer.error);
        return;
      }
      setCodes(answer.value.value.split('\n'));
      // SECURITY(codes-hide): they leave the screen after the core's time even if nobody comes back.
      ending = setTimeout(() => { close.current(); }, answer.value.hideAfterMs);
    });
    return () => { clearTimeout(ending); };
  }, [bridge]);
  const none = codes.length === 0;
  return (
    <Dialog
      open title={say.codesTitle} text={say.codesText} closeName={frame.close} onClose={onClose}
      foot={<><Button look="quiet" off={none} onClick={() => { window.print(); }}>{say.print}</Button><Button look="primary" place="push" onClick={onClose}>{none ? frame.close : say.done}</Button></>}
    >
      {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
      <div className="sheet">
        <div className="sheet-head"><p className="strong">{say.codesTitle}</p><p>{setup.sheetText(made)}</p></div>
        {none && refused === undefined ? <Skeleton name={say.making} /> : null}
        <ol className="sheet-groups sheet-codes" aria-label={say.codesList}>{codes.map((code, index) => <li key={code}><span className="muted small" aria-hidden="true">{index + 1}</span><span className="mono">{code}</span></li>)}</ol>
      </div>
    </Dialog>
  );
}
