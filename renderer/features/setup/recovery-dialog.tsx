// The recovery key, shown once: to print, to write down, and to type some groups back. It goes with the dialog.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useBridge, useMadeOnce } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Field, Skeleton } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';

export interface RecoveryDialogProps {
  /** Closed, whether or not anything was typed back. */
  readonly onClose: () => void;
}

/** How many groups are typed back: enough to need the sheet, few enough to be done. */
const asked = 3;

function someOf(count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => ({ index, by: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 }));
  return order.toSorted((a, b) => a.by - b.by).slice(0, asked).map(({ index }) => index).toSorted((a, b) => a - b);
}

/** As the core reads it: any case, O for 0, I and L for 1. */
const plain = (typed: string): string => typed.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

export function RecoveryDialog({ onClose }: RecoveryDialogProps) {
  const { setup: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  // SECURITY(recovery-key-hides): it leaves the screen after the core's time even if nobody comes back.
  const { value: key, refused, setRefused, again } = useMadeOnce('profile.revealRecoveryKey', onClose);
  const [back, setBack] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set());
  const [made] = useState(() => new Date().toISOString());
  const groups = useMemo(() => (key === undefined ? [] : key.split('-')), [key]);
  const wanted = useMemo(() => someOf(groups.length), [groups]);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => { if (back) first.current?.focus(); }, [back]);

  const check = async (): Promise<void> => {
    const bad = new Set(wanted.filter((index) => plain(typed[index] ?? '') !== groups[index]));
    setWrong(bad);
    if (bad.size > 0 || key === undefined) return;
    const answer = await bridge.call('profile.rehearseRecoveryKey', { value: key });
    if (!answer.ok) {
      setRefused(answer.error);
      return;
    }
    show(say.rehearsed);
    onClose();
  };
  const foot = back
    ? <><Button look="quiet" onClick={() => { setBack(false); }}>{say.showAgain}</Button><Button look="primary" place="push" onClick={() => { void check(); }}>{say.check}</Button></>
    : <><Button look="quiet" off={key === undefined} onClick={() => { window.print(); }}>{say.print}</Button><Button look="quiet" place="push" onClick={onClose}>{say.notNow}</Button><Button look="primary" off={key === undefined} onClick={() => { setBack(true); }}>{say.typeBack}</Button></>;
  return (
    <Dialog open title={back ? say.backTitle : say.keyTitle} text={back ? say.backText : say.keyText} closeName={frame.close} onClose={onClose} foot={foot}>
      {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code}>{again === undefined ? null : <Button onClick={again}>{frame.tryAgain}</Button>}</ErrorPanel>}
      {back ? (
        <form
          className="stack sheet-back"
          onSubmit={(event) => {
            event.preventDefault();
            void check();
          }}
        >
          {wanted.map((index, at) => <Field key={index} {...(at === 0 ? { ref: first } : {})} mono label={say.group(index + 1)} value={typed[index] ?? ''} error={wrong.has(index) ? say.groupWrong : undefined} onChange={(value) => { setTyped({ ...typed, [index]: value }); }} />)}
          <button type="submit" hidden aria-label={say.check} />
        </form>
      ) : (
        <div className="sheet">
          <div className="sheet-head"><p className="strong">{say.sheetTitle}</p><p>{say.sheetText(made)}</p></div>
          {key === undefined && refused === undefined ? <Skeleton name={say.making} /> : null}
          <ol className="sheet-groups" aria-label={say.recovery}>{groups.map((group, index) => <li key={index}><span className="muted small" aria-hidden="true">{index + 1}</span><span className="mono">{group}</span></li>)}</ol>
          <p className="muted sheet-foot">{say.keepAway}</p>
        </div>
      )}
    </Dialog>
  );
}
