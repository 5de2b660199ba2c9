// Setting up an authenticator app: its secret as a square and as text, and a code of it typed back before it counts. The secret goes with the dialog.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useBridge, useMadeOnce } from '../../bridge/index.ts';
import { Button, CodeField, Dialog, ErrorPanel, Icon, Skeleton } from '../../components/index.ts';
import { useErrorWords, useKept, useWords } from '../../stores/index.ts';
import { qrPath } from './qr-path.ts';

const digits = 6;

/** In groups of four, as it is typed. */
const spelt = (address: string): string => (new URL(address).searchParams.get('secret') ?? '').replaceAll(/(.{4})(?=.)/g, '$1 ');

export interface FactorDialogProps {
  /** It counts now. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function FactorDialog({ onDone, onClose }: FactorDialogProps) {
  const { factor: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  // SECURITY(setup-hides): it leaves the screen after the core's time even if nobody comes back.
  const { value: address, refused, setRefused, again: askAgain } = useMadeOnce('factor.revealSetup', onClose);
  const [typed, setTyped] = useState('');
  const [working, setWorking] = useState(false);
  // Whether a page before this one showed it: what an app took from there counts no more.
  const [shownBefore, setShown] = useKept<boolean>('settings.factor.shown', false);
  const [again] = useState(shownBefore);
  useEffect(() => { setShown(true); }, [setShown]);
  const field = useRef<HTMLInputElement>(null);
  // WHY with the secret: the field comes with it, and the dialog has given the focus away by then.
  useEffect(() => { if (address !== undefined) field.current?.focus(); }, [address]);
  const square = useMemo(() => (address === undefined ? undefined : qrPath(address)), [address]);
  const ready = address !== undefined && typed.length === digits && !working;
  const submit = async (): Promise<void> => {
    if (!ready) return;
    setWorking(true);
    const answer = await bridge.call('factor.confirmSetup', { value: typed });
    setWorking(false);
    if (answer.ok) {
      onDone();
      return;
    }
    setTyped('');
    setRefused(answer.error);
    field.current?.focus();
  };
  const wrong = refused?.code === 'code-wrong' ? errors(refused) : undefined;
  return (
    <Dialog
      open title={say.setupTitle} text={say.setupText} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={!ready} onClick={() => { void submit(); }}>{say.confirm}</Button></>}
    >
      {again ? <p className="hint" role="status"><Icon name="info" /><span>{say.setupAnew}</span></p> : null}
      {refused === undefined || wrong !== undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code}>{askAgain === undefined ? null : <Button onClick={askAgain}>{frame.tryAgain}</Button>}</ErrorPanel>}
      <form
        className="factor-setup"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {square === undefined || address === undefined ? (refused === undefined ? <Skeleton name={say.making} /> : null) : (
          <>
            <svg className="factor-square" viewBox={`0 0 ${String(square.size)} ${String(square.size)}`} role="img" aria-label={say.square} shapeRendering="crispEdges"><path className="factor-white" d={`M0 0h${String(square.size)}v${String(square.size)}h-${String(square.size)}z`} /><path d={square.path} /></svg>
            <div className="stack">
              <div><p className="label" id="factor-secret">{say.typedSecret}</p><p className="mono factor-secret" aria-labelledby="factor-secret">{spelt(address)}</p><p className="hint">{say.secretFacts}</p></div>
              <CodeField ref={field} label={say.code} value={typed} off={working} hint={say.guards} error={wrong === undefined ? undefined : `${wrong.title}. ${wrong.why} ${wrong.next}`} onChange={setTyped} />
            </div>
          </>
        )}
        <button type="submit" hidden aria-label={say.confirm} />
      </form>
    </Dialog>
  );
}
