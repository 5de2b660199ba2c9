// What stands between the keys and the pending bar: why a save or a comparison was refused, or that another program wrote the file.
import type { Told } from '../../../bridge/index.ts';
import { Banner, Button, ErrorPanel, Icon, IconButton } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { useFiles } from '../files-context.tsx';

export interface NoticesProps {
  readonly pending: number;
  /** True if another program wrote the file since it was opened. */
  readonly diskChanged: boolean;
  readonly comparing: boolean;
  /** Why the version on disk could not be compared. */
  readonly compareRefusal: Told | undefined;
  readonly onReopen: () => void;
  readonly onSave: () => void;
  readonly onCompare: () => void;
  readonly onCloseRefusal: () => void;
}

/** One at a time, what stops the person first. */
export function Notices({ pending, diskChanged, comparing, compareRefusal, onReopen, onSave, onCompare, onCloseRefusal }: NoticesProps) {
  const { conflict, files: say, frame } = useWords();
  const errors = useErrorWords();
  const refusal = useFiles((state) => state.saveRefusal);
  const keptAside = useFiles((state) => state.keptAside);
  const close = useFiles((state) => state.closeNotice);
  if (comparing) return <p className="section muted line" role="status"><Icon name="loader-circle" look="spin" />{conflict.comparing}</p>;
  if (compareRefusal !== undefined) {
    const { title, why, next } = errors(compareRefusal);
    return (
      <ErrorPanel title={`${conflict.cannotCompare}: ${title}`} why={why} next={`${next} ${conflict.keptHere(pending)}`} code={compareRefusal.code}>
        <Button onClick={onCompare}>{conflict.lookAgain}</Button>
        <Button look="quiet" onClick={onCloseRefusal}>{frame.close}</Button>
      </ErrorPanel>
    );
  }
  // WHY not changed-on-disk: that opens the comparison.
  if (refusal !== undefined && refusal.code !== 'changed-on-disk') {
    return (
      <ErrorPanel {...errors(refusal)} code={refusal.code}>
        {refusal.code === 'document-not-found' ? <Button onClick={onReopen}>{say.openAgain}</Button> : <Button onClick={onSave}>{frame.tryAgain}</Button>}
        <Button look="quiet" onClick={close}>{frame.close}</Button>
      </ErrorPanel>
    );
  }
  if (diskChanged) return <Banner state="warning" title={conflict.changedTitle} text={conflict.changedText(pending)}><Button onClick={onCompare}>{conflict.lookAtBoth}</Button></Banner>;
  return keptAside === undefined ? null : <Banner state="warning" title={say.keptAsideTitle} text={say.keptAside(keptAside)}><IconButton name={frame.close} icon="x" onClick={close} /></Banner>;
}
