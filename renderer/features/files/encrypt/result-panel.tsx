// The encrypted file as it was made in memory, what would change on the disk, and the one button that does it.
import type { AnswerOf, PlannedEncryption } from '../../../bridge/index.ts';
import { Button, Chip, ErrorPanel, Icon, type IconName } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import type { Fate } from './clear-part.tsx';

export interface ResultPanelProps {
  readonly answer: AnswerOf<'sops.planEncryption'> | undefined;
  readonly fate: Fate;
  readonly path: string;
  /** Files that get lines because of it: for git, for rotation. */
  readonly besides: readonly string[];
  readonly working: boolean;
  readonly refused: { readonly code: string; readonly data: Readonly<Record<string, string | number | boolean>> } | undefined;
  readonly onGo: () => void;
}

function Step({ state, icon, name, facts }: { readonly state: string; readonly icon: IconName; readonly name: string; readonly facts?: string }) {
  return <li className="step" data-state={state}><span className="step-mark"><Icon name={icon} /></span><span className="step-name">{name}</span>{facts === undefined ? null : <span className="step-facts">{facts}</span>}</li>;
}

function Steps({ planned }: { readonly planned: PlannedEncryption }) {
  const { encrypt: say, states } = useWords();
  const opened = planned.verified === 'opened';
  const warnings = [...(planned.encrypted === 0 && planned.readable > 0 ? [say.nothingEncrypted] : []), ...planned.losses.map((loss) => say.loss[loss]), ...planned.notes.map((note) => states.note[note].means)];
  return (
    <>
      <ol className="steps" aria-label={say.result}>
        <Step state="done" icon="circle-check" name={say.encryptedFor(planned.recipients)} facts={say.values(planned.encrypted, planned.readable)} />
        {opened ? <Step state="done" icon="circle-check" name={say.opened} facts={say.openedText} /> : <Step state="failed" icon="triangle-alert" name={say.notOpened} facts={say.notOpenedText} />}
        <Step state="done" icon="circle-check" name={say.seal} />
      </ol>
      {warnings.length === 0 ? null : <ul className="plain-list small">{warnings.map((text) => <li key={text} className="encrypt-note"><Icon name="info" look="icon-sm" /><span>{text}</span></li>)}</ul>}
    </>
  );
}

function Changes({ planned, fate, path, besides }: Pick<ResultPanelProps, 'fate' | 'path' | 'besides'> & { readonly planned: PlannedEncryption }) {
  const { encrypt: say } = useWords();
  const fresh = [...(planned.change === 'new' ? [planned.name] : []), ...(planned.rulesChange === 'new' ? [planned.rulesFile] : [])];
  const changed = [...(planned.change === 'updated' || planned.change === 'replaced' ? [planned.name] : []), ...(planned.rulesChange === 'changed' ? [planned.rulesFile] : []), ...besides];
  return (
    <div className="panel-part">
      <h3>{say.changes}</h3>
      {planned.change === 'none' ? <p className="small muted">{say.same}</p> : null}
      <dl className="facts">
        {fresh.length === 0 ? null : <><dt><Chip icon="plus" state="done">{say.new}</Chip></dt><dd className="mono">{fresh.join(', ')}</dd></>}
        {changed.length === 0 ? null : <><dt><Chip icon="pencil" state="pending">{say.changed}</Chip></dt><dd className="mono">{changed.join(', ')}</dd></>}
        {fate === 'replace' ? <><dt><Chip icon="minus" state="refused">{say.deleted}</Chip></dt><dd className="mono">{path}</dd></> : null}
      </dl>
    </div>
  );
}

export function ResultPanel({ answer, fate, path, besides, working, refused, onGo }: ResultPanelProps) {
  const { encrypt: say } = useWords();
  const errors = useErrorWords();
  const planned = answer?.ok === true ? answer.value : undefined;
  const failed = refused ?? (answer?.ok === false ? answer.error : undefined);
  const off = planned === undefined ? say.waiting : planned.verified !== 'opened' && fate !== 'keep' ? say.cannotDelete : undefined;
  const act = working ? say.working : fate === 'replace' ? say.doReplace : fate === 'keep' ? say.doKeep : say.doInPlace;
  return (
    <aside className="panel encrypt-panel" aria-label={say.result}>
      <div className="panel-head"><div><h2 className="panel-title">{say.result}</h2><p className="small muted">{say.nothingYet}</p></div></div>
      <div className="panel-body">
        {failed === undefined ? null : <ErrorPanel {...errors(failed)} code={failed.code} />}
        {answer === undefined ? <p className="muted line" role="status"><Icon name="loader-circle" look="spin" />{say.trying}</p> : null}
        {planned === undefined ? null : <Steps planned={planned} />}
        {planned === undefined ? null : <Changes planned={planned} fate={fate} path={path} besides={besides} />}
        {fate === 'keep' ? null : <p className="small muted">{say.traces}</p>}
      </div>
      <div className="panel-foot"><Button look="primary" off={working} offBecause={off} onClick={onGo}>{act}</Button></div>
    </aside>
  );
}
