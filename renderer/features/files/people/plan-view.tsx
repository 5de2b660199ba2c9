// A change before it is made: every file that it touches and every file that stays, with the reason; then how far it is. The core does it all or not at all.
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { PlanRow } from '../../../bridge/index.ts';
import { Banner, Button, Chip, ErrorPanel, Icon } from '../../../components/index.ts';
import { useErrorWords, useKept, useToasts, useWords } from '../../../stores/index.ts';
import { shortKey } from '../../../../shared/text/index.ts';
import { ExposedPart, toMark } from './exposed-part.tsx';
import { RulesLines } from './rules-lines.tsx';
import type { Change } from './use-change.ts';
import { useExposed, type ExposedRow } from './use-exposed.ts';
import { Working } from './working.tsx';

const atOnce = 100;
const called = ({ file, key }: Pick<ExposedRow, 'file' | 'key'>): string => `${key} ${file}`;
const dangers: ReadonlySet<string> = new Set(['leave', 'remove']);

function useNames(): (somebody: PlanRow['added'], count: number) => string {
  const { people: say } = useWords();
  return (somebody, count) => {
    const shown = somebody.slice(0, 3);
    return say.andMore(shown.map(({ name, key }) => (name === '' ? shortKey(key) : name)).join(', '), count - shown.length);
  };
}

/** WHY kept as drawn: there may be thousands, and the files of the project are listed anew while they are written. */
const Row = memo(function Row({ row }: { readonly row: PlanRow }) {
  const { people: say, recipients } = useWords();
  const names = useNames();
  const { path, kind, state, reason, added, addedCount, removed, removedCount, left, newKey } = row;
  const what = state === 'stays' ? <Chip icon="circle-slash" state="warning">{say.stays}</Chip> : kind === 'rules' ? <Chip icon="pencil" state="pending">{say.ruleChanged}</Chip> : <Chip icon="lock" state="encrypted">{newKey ? say.newKey : say.rewrapped}</Chip>;
  return (
    <tr data-state={state}>
      <td>{what}</td>
      <th scope="row">
        <span className="mono small">{path}</span>{' '}
        {addedCount === 0 ? null : <span className="small muted">{say.comes(names(added, addedCount))}</span>}
        {removedCount === 0 ? null : <span className="small muted">{say.goes(names(removed, removedCount))}</span>}
      </th>
      <td className="small muted num">{reason === undefined ? (kind === 'rules' ? say.commentsKept : say.left(left)) : state === 'changes' ? say.partly(recipients.stays[reason].said) : <>{recipients.stays[reason].said}<span className="hidden-text">. {recipients.stays[reason].means}</span></>}</td>
    </tr>
  );
});

/** What stops the person first: files without anybody, a way back that is shut, then anything else that stays. */
function Stays({ rows }: { readonly rows: readonly PlanRow[] }) {
  const { people: say, recipients } = useWords();
  const stays = rows.filter(({ state }) => state === 'stays');
  const last = stays.filter(({ reason }) => reason === 'last-recipient');
  const out = stays.filter(({ reason }) => reason === 'locks-you-out');
  if (stays.length === 0) return null;
  if (out.length > 0) return <Banner state="warning" title={say.outTitle} text={say.outText} />;
  if (last.length === 1) return <Banner state="warning" title={say.lastTitle} text={<><span className="mono">{last[0]?.path}</span> {say.lastText}</>} />;
  const reasons = [...new Set(stays.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))];
  return <Banner state="note" title={say.staysTitle(stays.length)} text={reasons.map((reason) => recipients.stays[reason].means).join(' ')} />;
}

const rowsOf = (planned: Change['planned']): readonly PlanRow[] => planned?.rows ?? [];

export interface PlanViewProps {
  readonly change: Change;
  /** Called once it is written, so that what is shown elsewhere is read anew. */
  readonly onWritten: () => void;
}

export function PlanView({ change, onWritten }: PlanViewProps) {
  const { people: say, frame } = useWords();
  const errors = useErrorWords();
  const show = useToasts((state) => state.show);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [limit, setLimit] = useState(atOnce);
  const { wanted, planned, refused, busy } = change;
  const [leftOut, setLeftOut] = useKept<readonly string[]>('people.plan.left', []);
  // WHY beside `busy`: values are marked after the files are written, and nothing may be begun twice meanwhile.
  const [going, setGoing] = useState(false);
  const takesOut = rowsOf(planned).some(({ removedCount, state }) => removedCount > 0 && state === 'changes');
  const exposed = useExposed(takesOut ? planned?.plan.plan : undefined);
  // WHY by name: a plan that was made anew after a lock counts its values anew.
  const left = useMemo(() => new Set(exposed.rows.filter((row) => leftOut.includes(called(row))).map(({ place }) => place)), [exposed.rows, leftOut]);
  useEffect(() => { heading.current?.focus(); }, []);
  if (wanted === undefined) return null;
  const { what } = wanted.change;
  const words = say.plan[wanted.title];
  const title = typeof words === 'string' ? words : words(wanted.who);
  const marking = toMark(exposed, left);
  const go = async (): Promise<void> => {
    setGoing(true);
    const written = await change.apply();
    if (written === undefined) {
      setGoing(false);
      return;
    }
    show(say.written(written.written));
    if (marking.length > 0) {
      const marked = await exposed.mark(marking);
      show(marked === undefined ? say.notMarked : say.markedSaid(marked), marked === undefined ? 'refused' : 'done');
    }
    if (written.keptAside.length > 0) show(say.keptAside(written.keptAside.length), 'refused');
    change.leave();
    onWritten();
  };
  // WHY first what stays: it is what somebody has to know.
  const rows = rowsOf(planned).toSorted((one, other) => Number(other.state === 'stays') - Number(one.state === 'stays'));
  const counts = planned?.plan;
  const kind = what === 'rule' ? (wanted.change.add.length > 0 ? 'add' : 'remove') : what;
  return (
    <section className="detail people-detail" aria-labelledby={id} aria-busy={busy !== undefined || going}>
      <div className="detail-head">
        <div className="detail-name">
          <h1 ref={heading} tabIndex={-1} className="detail-title" id={id}>{title}</h1>
          <div className="detail-facts"><span>{going ? say.writing : say.dryRun}</span></div>
        </div>
      </div>
      {planned === undefined ? null : <Stays rows={rows} />}
      {/* WHY not in the list: whoever scrolled down must still see it, and can stop it. */}
      {busy === undefined ? null : (
        <div className="section">
          <Working phases={busy === 'planning' ? ['planning'] : ['writing', 'undoing']} name={busy === 'planning' ? say.planning : say.writing} onStop={() => { void change.cancel(); }} />
        </div>
      )}
      <div className="detail-body">
        {refused === undefined ? null : refused.code === 'cancelled' ? <p className="section" role="status">{say.cancelled}</p> : <div className="section"><ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void change.start(wanted); }}>{frame.tryAgain}</Button></ErrorPanel></div>}
        {counts === undefined ? null : rows.length === 0 ? <div className="section"><p className="banner-title">{say.nothingTitle}</p><p className="muted">{say.nothingText}</p></div> : (
          <div className="section-tight">
            <h2 className="grid-group"><strong>{say.barFiles(counts.changes + counts.stays)}</strong> <span>{say.allOrNone(counts.changes)}</span></h2>
            <table className="tx-table" aria-label={say.columns}>
              <thead className="hidden-text"><tr><th scope="col">{say.happens}</th><th scope="col">{say.file}</th><th scope="col">{say.after}</th></tr></thead>
              <tbody>{rows.slice(0, limit).map((row) => <Row key={row.path} row={row} />)}</tbody>
            </table>
            {rows.length <= limit ? null : <p className="section-more"><Button look="quiet" onClick={() => { setLimit(limit + 1000); }}>{say.moreRows(rows.length - limit)}</Button></p>}
          </div>
        )}
        {counts !== undefined && rows.some(({ kind: of, state }) => of === 'rules' && state === 'changes') ? <RulesLines plan={counts.plan} /> : null}
        {takesOut ? <ExposedPart exposed={exposed} left={left} onLeft={(places) => { setLeftOut(exposed.rows.filter(({ place }) => places.has(place)).map(called)); }} /> : null}
      </div>
      <div className="pending-bar" role="region" aria-label={say.bar}>
        <Icon name={kind === 'add' ? 'user-plus' : kind === 'leave' || kind === 'remove' ? 'user-minus' : 'rotate-cw'} />
        <span className="pending-count">{counts === undefined ? say.planning : say.barFiles(counts.changes)}</span>
        <span className="pending-parts">
          {counts === undefined || counts.stays === 0 ? null : <span>{say.barStays(counts.stays)}</span>}
          {counts === undefined || counts.newKeys === 0 ? null : <span>{say.barKeys(counts.newKeys)}</span>}
          {marking.length === 0 ? null : <span>{say.toRotate(marking.length)}</span>}
          <span>{say.undoGit}</span>
        </span>
        <span className="pending-actions">
          <Button look="quiet" off={going} onClick={() => { if (busy === 'planning') void change.cancel(); change.leave(); }}>{counts?.changes === 0 ? say.done : say.cancel}</Button>
          {counts?.changes === 0 ? null : <Button look={dangers.has(kind) ? 'danger' : 'primary'} off={busy !== undefined || going || counts === undefined || exposed.reading} onClick={() => { void go(); }}>{going ? say.writing : marking.length > 0 && (kind === 'leave' || kind === 'remove') ? say.goMark[kind](marking.length) : say.go[kind]}</Button>}
        </span>
      </div>
    </section>
  );
}
