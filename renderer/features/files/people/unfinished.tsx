// A change of recipients that a crash or a power cut broke off: told wherever somebody works with these files, with both ways to bring all of them to one state.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type Told, type UnfinishedChange } from '../../../bridge/index.ts';
import { Button, ErrorPanel, Icon } from '../../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';

/** Asks once; `onFinished` is called when all files are of one state again. */
export function Unfinished({ onFinished }: { readonly onFinished?: () => void }) {
  const { people: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [unfinished, setUnfinished] = useState<UnfinishedChange>();
  const [refused, setRefused] = useState<Told>();
  const [busy, setBusy] = useState(false);
  const ask = useCallback(async () => {
    const answer = await bridge.call('recipients.getUnfinished', {});
    setUnfinished(answer.ok ? answer.value.unfinished : undefined);
    if (!answer.ok) setRefused(answer.error);
  }, [bridge]);
  useEffect(() => { void ask(); }, [ask]);
  const finish = async (way: 'forward' | 'back'): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    const answer = await bridge.call('recipients.finishUnfinished', { way });
    setBusy(false);
    if (!answer.ok && answer.error.code !== 'nothing-unfinished') {
      setRefused(answer.error);
      return;
    }
    if (answer.ok) show(way === 'forward' ? say.finished(answer.value.written) : say.putBack(answer.value.written));
    setUnfinished(undefined);
    onFinished?.();
  };
  if (unfinished === undefined && refused === undefined) return null;
  return (
    <div className="banner" data-state="warning" role="alert">
      <Icon name="triangle-alert" />
      <div className="banner-text">
        <p className="banner-title">{say.unfinishedTitle}</p>
        {unfinished === undefined ? null : <p className="small">{say.unfinishedText(unfinished.root, unfinished.written, unfinished.files, unfinished.startedAt)}{unfinished.foreign === 0 ? '' : ` ${say.unfinishedForeign(unfinished.foreign)}`}</p>}
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        {unfinished === undefined ? null : (
          <div className="line wrap">
            <Button look="primary" off={busy} onClick={() => { void finish('forward'); }}>{say.forward}</Button>
            <Button look="quiet" off={busy} onClick={() => { void finish('back'); }}>{say.backward}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
