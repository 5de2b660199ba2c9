// A secret or folder that somebody wants to see while the engines of its Vault are not known yet, or cannot be: what keeps it away, in words.
import type { Told } from '../../bridge/index.ts';
import { Button, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { aboveOf, nameOf } from './tree-store.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface NotReachedProps {
  readonly path: string;
  /** Undefined while nobody has answered. */
  readonly refused: Told | undefined;
  readonly onAgain: () => void;
}

export function NotReached({ path, refused, onAgain }: NotReachedProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const name = nameOf(path);
  return (
    <section className="detail" aria-labelledby="vault-secret">
      <div className="detail-head"><div className="detail-name"><h1 className="detail-title mono" id="vault-secret" tabIndex={-1}>{name}</h1><div className="detail-facts"><span className="mono">{aboveOf(path)}</span></div></div></div>
      <div className="detail-body"><div className="section">{refused === undefined ? <Skeleton name={say.reading} lines={5} /> : <ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={onAgain}>{frame.tryAgain}</Button></ErrorPanel>}</div></div>
    </section>
  );
}
