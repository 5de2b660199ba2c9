// What becomes of the clear file, and what git knows of it: said plainly, because what was committed once stays in every clone.
import { useId } from 'react';
import type { ClearFile, ClearHistory, EncryptTarget } from '../../../bridge/index.ts';
import { Checkbox, Chip, Icon, Radio } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';

/** The encrypted file takes the place of the clear one, stands beside it, or is written over it. */
export type Fate = 'replace' | 'keep' | 'in-place';
export const targetOf = (fate: Fate): EncryptTarget => (fate === 'in-place' ? 'in-place' : 'beside');

export interface ClearPartProps {
  readonly facts: ClearFile;
  readonly fate: Fate;
  readonly ignore: boolean;
  readonly onFate: (fate: Fate) => void;
  readonly onIgnore: (ignore: boolean) => void;
}

export function ClearPart({ facts, fate, ignore, onFate, onIgnore }: ClearPartProps) {
  const { encrypt: say } = useWords();
  const group = useId();
  const { name } = splitPath(facts.path);
  const beside = <span className="mono">{facts.targets[0]?.name}</span>;
  return (
    <div>
      <Radio group={group} label={<>{say.replace} {beside}</>} hint={say.replaceHint} checked={fate === 'replace'} onChoose={() => { onFate('replace'); }} />
      <Radio group={group} label={<>{say.keep} {beside}</>} hint={say.keepHint} checked={fate === 'keep'} onChoose={() => { onFate('keep'); }} />
      <Radio group={group} label={say.inPlace} hint={say.inPlaceHint} checked={fate === 'in-place'} onChoose={() => { onFate('in-place'); }} />
      {fate === 'in-place' ? null : (
        <Checkbox
          label={say.ignore(name, facts.ignoreFile === '' ? '.gitignore' : facts.ignoreFile)} checked={facts.ignore === 'offered' && ignore} off={facts.ignore !== 'offered'} onChange={onIgnore}
          {...(facts.ignore === 'offered' ? {} : { hint: say.noIgnore[facts.ignore] })}
        />
      )}
    </div>
  );
}

export interface HistoryPartProps {
  readonly history: ClearHistory | undefined;
  readonly facts: ClearFile;
  readonly fate: Fate;
  readonly marks: boolean;
  readonly onMarks: (marks: boolean) => void;
}

export function HistoryPart({ history, facts: { path, secrets, toRotate }, fate, marks, onMarks }: HistoryPartProps) {
  const { encrypt: say } = useWords();
  if (history === undefined) return <p className="muted line" role="status"><Icon name="loader-circle" look="spin" />{say.asking}</p>;
  const { state, commits, since, tracked, complete } = history;
  if (state !== 'found' && state !== 'never') return <p className="muted">{say[state]}</p>;
  const more = complete ? null : <p className="small muted prose">{say.incomplete}</p>;
  if (state === 'never') return <div className="stack"><p className="line"><Chip icon="circle-check" state="encrypted">{say.never}</Chip></p><p className="small muted prose">{say.neverText}</p>{more}</div>;
  return (
    <div className="stack">
      <p className="line"><Chip fill icon="history" state="warning">{say.found(commits, since)}</Chip></p>
      <p className="small muted prose">{say.foundText}</p>
      {tracked && fate !== 'in-place' ? <p className="small muted prose">{fate === 'keep' ? say.foundKept(path) : say.foundTracked}</p> : null}
      {more}
      {toRotate === 0 ? null : <Checkbox label={secrets > 0 ? say.markSecrets(toRotate) : say.markAll(toRotate)} hint={say.markHint} checked={marks} onChange={onMarks} />}
    </div>
  );
}
