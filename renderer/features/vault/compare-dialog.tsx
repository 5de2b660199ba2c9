// What changed between two versions of a secret, by the names of its fields. The core compares; no value comes here.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf } from '../../bridge/index.ts';
import { Button, Chip, Dialog, ErrorPanel, Skeleton, type IconName } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface CompareDialogProps {
  readonly connection: string;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly onClose: () => void;
}

const icons = { added: 'plus', changed: 'pencil', removed: 'minus' } as const satisfies Readonly<Record<string, IconName>>;

export function CompareDialog({ connection, path, from, to, onClose }: CompareDialogProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [answer, setAnswer] = useState<AnswerOf<'vault.listDifferences'>>();
  useEffect(() => {
    let over = false;
    void bridge.call('vault.listDifferences', { connection, path, from, to }).then((found) => { if (!over) setAnswer(found); });
    return () => { over = true; };
  }, [bridge, connection, path, from, to]);
  return (
    <Dialog open size="small" title={say.compareTitle(from, to)} text={say.compareText} closeName={frame.close} onClose={onClose} foot={<span className="push"><Button onClick={onClose}>{frame.close}</Button></span>}>
      <div className="dialog-text stack">
        {answer === undefined ? <Skeleton name={say.reading} /> : !answer.ok ? <ErrorPanel {...errors(answer.error)} code={answer.error.code} />
          : answer.value.fields.length === 0 ? <p>{say.compareSame}</p>
          : <ul className="plain-list" aria-label={say.compareText}>{answer.value.fields.map(({ name, change }) => <li key={name} className="line"><Chip icon={icons[change]} state={change === 'removed' ? 'refused' : change === 'added' ? 'done' : 'pending'}>{say.change[change]}</Chip><span className="mono">{name}</span></li>)}</ul>}
      </div>
    </Dialog>
  );
}
