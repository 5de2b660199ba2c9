// Two versions of a secret side by side: what changed from the older to the newer one. The core compares; a value comes here when somebody looks at it, those of one field at a time.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, Icon, Select, Skeleton, type IconName } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { ServerValue } from './server-value.tsx';
import type { Versions } from './use-secret.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface CompareDialogProps {
  readonly connection: string;
  readonly path: string;
  readonly versions: Versions;
  readonly from: number;
  readonly to: number;
  readonly onClose: () => void;
}

const icons = { added: 'plus', changed: 'pencil', removed: 'minus' } as const satisfies Readonly<Record<string, IconName>>;

export function CompareDialog({ connection, path, versions, from: first, to: last, onClose }: CompareDialogProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const [found, setFound] = useState<{ readonly of: string; readonly answer: AnswerOf<'vault.listDifferences'> }>();
  const [refused, setRefused] = useState<Told>();
  /** The field whose values are in sight. */
  const [looking, setLooking] = useState<string>();
  const pair = `${String(from)} ${String(to)}`;
  useEffect(() => {
    let over = false;
    void bridge.call('vault.listDifferences', { connection, path, from, to }).then((answer) => { if (!over) setFound({ of: pair, answer }); });
    return () => { over = true; };
  }, [bridge, connection, path, from, to, pair]);
  const answer = found?.of === pair ? found.answer : undefined;
  const readable = versions.filter(({ state }) => state === 'current' || state === 'older').map(({ version }) => version).toSorted((a, b) => a - b);
  const options = (fits: (version: number) => boolean) => readable.filter(fits).map((version) => ({ value: String(version), label: say.version(version) }));
  const value = (name: string, version: number) => <ServerValue at={{ connection, path, version }} name={name} of={say.inVersion(name, version)} mayShow={looking === name} onShow={() => { setLooking(name); }} onTold={setRefused} />;
  const none = (text: string) => <span className="diff-none">{text}</span>;
  return (
    <Dialog open size="large" title={say.compareTitle(from, to)} text={say.compareText} closeName={frame.close} onClose={onClose} foot={<span className="push"><Button onClick={onClose}>{frame.close}</Button></span>}>
      <div className="vault-compare-of">
        <Select label={say.older} value={String(from)} options={options((version) => version < to)} onChange={(next) => { setFrom(Number(next)); }} />
        <Select label={say.newer} value={String(to)} options={options((version) => version > from)} onChange={(next) => { setTo(Number(next)); }} />
      </div>
      {refused === undefined ? null : <div className="dialog-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      {answer === undefined ? <div className="dialog-text"><Skeleton name={say.reading} /></div> : !answer.ok ? <div className="dialog-text"><ErrorPanel {...errors(answer.error)} code={answer.error.code} /></div>
        : answer.value.fields.length === 0 ? <p className="dialog-text" role="status">{say.compareSame}</p>
        : (
          <div key={pair} className="vault-diffs" role="grid" aria-label={say.compareText}>
            <div className="vault-diff vault-diff-head" role="row"><span role="columnheader">{say.columns.change}</span><span role="columnheader">{say.columns.field}</span><span role="columnheader">{say.version(from)}</span><span role="columnheader">{say.version(to)}</span></div>
            {answer.value.fields.map(({ name, change }) => (
              <div key={name} className="vault-diff" role="row">
                <span role="gridcell" className="vault-note" data-state={change === 'removed' ? 'removed' : 'pending'}><Icon name={icons[change]} look="icon-sm" />{say.change[change]}</span>
                <span role="rowheader" className="vault-name"><span className="key">{name}</span></span>
                <div role="gridcell">{change === 'added' ? none(say.nothingThere) : value(name, from)}</div>
                <div role="gridcell">{change === 'removed' ? none(say.gone) : value(name, to)}</div>
              </div>
            ))}
          </div>
        )}
    </Dialog>
  );
}
