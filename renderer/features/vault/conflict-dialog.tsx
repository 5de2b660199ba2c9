// Somebody else saved this secret meanwhile: for each field that both changed, the person chooses; the rest fits together by itself.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type Told } from '../../bridge/index.ts';
import { Button, Chip, Dialog, ErrorPanel, Icon, Skeleton } from '../../components/index.ts';
import { useErrorWords } from '../../stores/index.ts';
import { changedIn, type FieldDraft } from './draft.ts';
import { ServerValue } from './server-value.tsx';
import { useVaultWords } from './use-vault-words.ts';

export type Keep = 'mine' | 'theirs';

export interface ConflictDialogProps {
  readonly connection: string;
  readonly path: string;
  /** The version that the changes began with, and the one that is there now. */
  readonly from: number;
  readonly to: number;
  readonly fields: readonly FieldDraft[];
  /** Goes on with these rows of one's own. */
  readonly onTake: (keeps: (field: FieldDraft) => boolean) => void;
  readonly onClose: () => void;
}

function Theirs({ connection, path, version, name }: { readonly connection: string; readonly path: string; readonly version: number; readonly name: string }) {
  const errors = useErrorWords();
  const [refused, setRefused] = useState<Told>();
  return (
    <>
      <ServerValue at={{ connection, path, version }} name={name} onTold={setRefused} />
      {refused === undefined ? null : <p className="hint hint-danger" role="alert"><Icon name="circle-alert" /><span>{errors(refused).title}</span></p>}
    </>
  );
}

export function ConflictDialog({ connection, path, from, to, fields, onTake, onClose }: ConflictDialogProps) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [answer, setAnswer] = useState<AnswerOf<'vault.listDifferences'>>();
  const [chosen, setChosen] = useState<ReadonlyMap<number, Keep>>(new Map());
  useEffect(() => {
    let over = false;
    void bridge.call('vault.listDifferences', { connection, path, from, to }).then((found) => { if (!over) setAnswer(found); });
    return () => { over = true; };
  }, [bridge, connection, path, from, to]);
  const theirs = new Map(answer?.ok === true ? answer.value.fields.map(({ name, change }) => [name, change] as const) : []);
  const mine = changedIn(fields);
  const touches = ({ was, name }: FieldDraft): string | undefined => [was, name].find((one) => one !== undefined && theirs.has(one));
  const both = mine.filter((field) => touches(field) !== undefined);
  const taken = new Set(both.flatMap(({ was, name }) => [was, name]));
  const onlyTheirs = [...theirs].filter(([name]) => !taken.has(name));
  const open = both.some(({ row }) => !chosen.has(row));
  return (
    <Dialog
      open size="large" title={say.conflictTitle} text={say.conflictText(from, to)} closeName={say.back} onClose={onClose}
      foot={<><span className="push" /><Button look="quiet" onClick={onClose}>{say.back}</Button><Button look="primary" off={answer?.ok !== true} offBecause={open ? say.conflictOpen : undefined} onClick={() => { onTake(({ row }) => chosen.get(row) !== 'theirs'); }}>{say.conflictTake}</Button></>}
    >
      <div className="vault-conflicts">
        {answer === undefined ? <Skeleton name={say.reading} /> : !answer.ok ? <ErrorPanel {...errors(answer.error)} code={answer.error.code} /> : null}
        {answer?.ok === true && both.length === 0 ? <p role="status">{say.conflictNone}</p> : null}
        {both.map((field) => {
          const name = touches(field) ?? field.name;
          const change = theirs.get(name) ?? 'changed';
          const choose = (keep: Keep) => (): void => { setChosen(new Map(chosen).set(field.row, keep)); };
          return (
            <fieldset key={field.row} className="conflict" data-open={chosen.has(field.row) ? undefined : true}>
              <legend><span className="key">{field.name}</span> <span className="hidden-text">{say.conflictBoth(field.name)}</span></legend>
              <div className="sides vault-sides">
                <div className="side"><label className="check"><input type="radio" name={`keep-${String(field.row)}`} checked={chosen.get(field.row) === 'mine'} onChange={choose('mine')} /><span>{say.keepMine}</span></label><span className="muted">{field.removed ? say.gone : say.typedHidden}</span></div>
                <div className="side"><label className="check"><input type="radio" name={`keep-${String(field.row)}`} checked={chosen.get(field.row) === 'theirs'} onChange={choose('theirs')} /><span>{say.keepTheirs}</span></label>{change === 'removed' ? <span className="muted">{say.gone}</span> : <Theirs connection={connection} path={path} version={to} name={name} />}</div>
              </div>
            </fieldset>
          );
        })}
        {onlyTheirs.length === 0 ? null : <div className="stack"><p className="muted small">{say.conflictTheirs}</p><ul className="plain-list" aria-label={say.conflictTheirs}>{onlyTheirs.map(([name, change]) => <li key={name} className="line"><Chip icon={change === 'added' ? 'plus' : change === 'removed' ? 'minus' : 'pencil'} state="neutral">{say.change[change]}</Chip><span className="mono">{name}</span></li>)}</ul></div>}
      </div>
    </Dialog>
  );
}
