// Two versions of one file, key by key, while the person chooses between them. Holds choices by id; a readable value lives in the part that shows it.
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Conflict, Told } from '../../../bridge/index.ts';
import { Button, Chip, ErrorPanel, Icon } from '../../../components/index.ts';
import { useErrorWords, useKept, useToasts, useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';
import { useFilesStore } from '../files-context.tsx';
import { documentInView, pendingOf, type OpenFile, type SelectedFile } from '../store.ts';
import { BothCard } from './both-card.tsx';
import { choicesIn, groupsOf, keepOf, resultOf, toldOf, withChoice, type Chosen, type ConflictKey, type Keep } from './choices.ts';
import { OneSideList } from './one-side-list.tsx';
import { ResultPanel } from './result-panel.tsx';
import type { Showing } from './side-value.tsx';

export interface ConflictViewProps {
  readonly selected: SelectedFile;
  readonly file: OpenFile;
  readonly conflict: Conflict;
}

/** How many keys of a group stand on the page at once; more on request. */
const atOnce = { cards: 50, rows: 200 };
/** Refusals after which both versions have to be read once more. */
const stale: ReadonlySet<string> = new Set(['changed-on-disk', 'revision-conflict']);

function Fold({ id, title, count, text, mono = false, open, onToggle, children }: { readonly id: string; readonly title: string; readonly count: number; readonly text: string; readonly mono?: boolean; readonly open: boolean; readonly onToggle: () => void; readonly children: ReactNode }) {
  return (
    <>
      <button type="button" className="fold" aria-expanded={open} aria-controls={open ? id : undefined} onClick={onToggle}>
        <Icon name="chevron-right" /><strong>{title}</strong><span className="tally">{count}</span><span className={mono ? 'clip mono' : 'clip'}>{text}</span>
      </button>
      {open ? children : null}
    </>
  );
}

function Fact({ title, count, text }: { readonly title: string; readonly count: number; readonly text: string }) {
  return <div className="fold fold-fact"><span className="icon" /><strong>{title}</strong><span className="tally">{count}</span><span className="clip">{text}</span></div>;
}

const namesOf = (keys: readonly ConflictKey[]): string => `${keys.slice(0, 20).map(({ name }) => name).join(', ')}${keys.length > 20 ? ' …' : ''}`;

export function ConflictView({ selected, file, conflict }: ConflictViewProps) {
  const { conflict: say } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const announce = useToasts((state) => state.say);
  const show = useToasts((state) => state.show);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useKept<readonly Chosen[]>(`conflict.${file.opened.document}`, []);
  const [showing, setShowing] = useState<Showing>();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(['mine', 'same']));
  const [limits, setLimits] = useState({ both: atOnce.cards, mine: atOnce.rows, theirs: atOnce.rows });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const { folder, name } = splitPath(selected.path);
  const { document } = file.opened;
  const whole = file.opened.shape === 'whole';
  const groups = useMemo(() => groupsOf(conflict), [conflict]);
  const choices = useMemo(() => choicesIn(groups, chosen), [groups, chosen]);
  const { keys, differ, open } = resultOf(groups, conflict.unchanged, choices);

  // WHY once: it is said when the comparison opens, not after each choice.
  const opening = useRef(() => {
    heading.current?.focus();
    announce(say.opened(groups.both.length, groups.mine.length, groups.theirs.length));
  });
  useEffect(() => { opening.current(); }, []);

  const keep = (key: ConflictKey, side: Keep): void => {
    const next = withChoice(chosen, key, side);
    setChosen(next);
    const left = resultOf(groups, conflict.unchanged, choicesIn(groups, next)).open;
    if (key.group === 'both') announce(left === 0 ? say.allChosen : say.toChoose(left));
  };
  const again = async (): Promise<Told | undefined> => {
    const answer = await store.getState().startConflict();
    setRefused(answer.ok ? undefined : answer.error);
    return answer.ok ? undefined : answer.error;
  };
  const another = async (key: ConflictKey, value: string): Promise<Told | undefined> => {
    const { restoreEntries, setEntry } = store.getState();
    if (key.mine === 'removed') {
      const back = await restoreEntries([key.entry]);
      if (!back.ok) return back.error;
    }
    const answer = await setEntry(key.entry, value);
    if (!answer.ok) return answer.error;
    setChosen((now) => withChoice(now, key, 'mine'));
    await again();
    return undefined;
  };
  const take = async (): Promise<void> => {
    if (busy || !(await store.getState().flush())) return;
    setBusy(true);
    const told = toldOf(groups, choices);
    const answer = await store.getState().rebase(told.mine, told.theirs);
    setBusy(false);
    if (answer.ok) {
      const now = documentInView(store.getState());
      if (now === undefined || pendingOf(now) === 0) show(say.nothingLeft(name));
      else await store.getState().startReview();
    } else if (stale.has(answer.error.code)) {
      if ((await again()) === undefined) show(say.changedOnceMore, 'refused');
    } else setRefused(answer.error);
  };
  const toggle = (group: string): void => { setFolded((now) => new Set(now.has(group) ? [...now].filter((known) => known !== group) : [...now, group])); };
  const more = (group: 'both' | 'mine' | 'theirs', step: number): ReactNode => {
    const hidden = groups[group].length - limits[group];
    return hidden <= 0 ? null : <p className="section-more"><Button look="quiet" onClick={() => { setLimits({ ...limits, [group]: limits[group] + step }); }}>{say.more(Math.min(hidden, step))}</Button></p>;
  };
  const oneSide = (side: Keep): ReactNode => groups[side].length === 0 ? <Fact title={say[side]} count={0} text="" /> : (
    <Fold id={`${id}-${side}`} title={say[side]} count={groups[side].length} text={side === 'mine' ? namesOf(groups.mine) : say.theirsTaken} mono={side === 'mine'} open={!folded.has(side)} onToggle={() => { toggle(side); }}>
      <OneSideList id={`${id}-${side}`} document={document} side={side} keys={groups[side].slice(0, limits[side])} choices={choices} whole={whole} showing={showing} onShow={setShowing} onKeep={keep} />
      {more(side, atOnce.rows)}
    </Fold>
  );
  return (
    <>
      <section className="detail conflict-detail" aria-labelledby={`${id}-title`}>
        <div className="detail-head">
          <div className="detail-name">
            <h1 ref={heading} tabIndex={-1} className="detail-title" id={`${id}-title`}>{say.title} <span className="mono">{name}</span></h1>
            <div className="detail-facts">
              <Chip icon="git-merge" state="warning">{say.changedAt(conflict.theirLastModified)}</Chip>
              {folder === '' ? null : <span className="mono">{folder}</span>}
            </div>
          </div>
          <div className="detail-actions"><Button look="quiet" icon="undo-2" off={choices.size === 0} onClick={() => { setChosen([]); }}>{say.startAgain}</Button></div>
        </div>
        <div className="banner" role="status">
          <Icon name="archive-restore" />
          <div className="banner-text"><p className="banner-title">{say.nothingLost}</p><p className="small">{say.nothingLostText(pendingOf(file))}</p></div>
        </div>
        <div className="detail-body">
          {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void again(); }}>{say.lookAgain}</Button></ErrorPanel>}
          {groups.both.length === 0 ? null : <h2 className="grid-group"><strong>{say.both}</strong> {groups.both.length}</h2>}
          {groups.both.slice(0, limits.both).map((key) => <BothCard key={key.entry} document={document} conflictKey={key} keep={keepOf(key, choices)} whole={whole} showing={showing} onShow={setShowing} onKeep={keep} onAnother={another} />)}
          {more('both', atOnce.cards)}
          <div className="folds">
            {oneSide('mine')}
            {oneSide('theirs')}
            {groups.same.length === 0 ? <Fact title={say.same} count={0} text="" /> : (
              <Fold id={`${id}-same`} title={say.same} count={groups.same.length} text={folded.has('same') ? namesOf(groups.same) : ''} mono open={!folded.has('same')} onToggle={() => { toggle('same'); }}>
                <ul className="fold-names mono" id={`${id}-same`}>{groups.same.map((key) => <li key={key.entry}>{key.name} <span className="small muted">{say.did[key.mine]}</span></li>)}</ul>
              </Fold>
            )}
            <Fact title={say.unchanged} count={conflict.unchanged} text="" />
            <Fact title={say.lines} count={conflict.linesChanged} text={conflict.linesChanged === 0 ? say.linesSame : say.linesText} />
          </div>
        </div>
      </section>
      <ResultPanel conflict={conflict} opened={file.opened} keys={keys} differ={differ} open={open} busy={busy} onTake={() => { void take(); }} onLater={() => { store.getState().endConflict(); }} />
    </>
  );
}
