// Encrypting a clear file: the rule, who may open it, what becomes of the clear file, what git knows; beside it the result as the core made it in memory. Holds choices, never a value.
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useBridge, type Told } from '../../../bridge/index.ts';
import { Button, Chip, ErrorPanel, Icon } from '../../../components/index.ts';
import { useErrorWords, useKept, useProjects, useToasts, useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';
import { useAside } from '../aside.tsx';
import { useFilesStore } from '../files-context.tsx';
import type { SelectedFile } from '../store.ts';
import { candidatesFrom, usualChoice, type Candidate } from './candidates.ts';
import { ClearPart, HistoryPart, targetOf, type Fate } from './clear-part.tsx';
import { ResultPanel } from './result-panel.tsx';
import { RulePart, type RuleWish } from './rule-part.tsx';
import { useKnown, usePlanned, type Wish } from './use-encryption.ts';
import { RuledPart, WhoPart } from './who-part.tsx';

/** Shows the encrypted file as soon as the list has it. */
function useArrival(project: string, arriving: string | undefined): void {
  const store = useFilesStore();
  const { show } = useAside();
  const listed = useProjects((state) => (arriving === undefined ? undefined : state.files.get(project)?.files.find(({ path, state: now }) => path === arriving && now === 'encrypted')));
  useEffect(() => {
    if (listed === undefined) return;
    show(undefined);
    void store.getState().select({ project, ...listed });
  }, [listed, project, show, store]);
}

export function EncryptView({ selected }: { readonly selected: SelectedFile }) {
  const { encrypt: say, states } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { show } = useAside();
  const toast = useToasts((state) => state.show);
  const rescan = useProjects((state) => state.rescan);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { facts, refused: unreadable, history, access, own } = useKnown(selected.project, selected.file);
  const place = (part: string): string => `encrypt.${selected.file}.${part}`;
  const [fate, setFate] = useKept<Fate | undefined>(place('fate'), undefined);
  const [ruleWish, setRuleWish] = useKept<RuleWish>(place('rule'), 'add');
  const [added, setAdded] = useKept<readonly Pick<Candidate, keyof Candidate>[]>(place('added'), []);
  const [ticked, setTicked] = useKept<readonly string[] | undefined>(place('choice'), undefined);
  const choice = useMemo(() => (ticked === undefined ? undefined : new Set(ticked)), [ticked]);
  const [ignore, setIgnore] = useKept<boolean>(place('ignore'), true);
  const [marks, setMarks] = useKept<boolean>(place('marks'), true);
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [arriving, setArriving] = useState<string>();
  useArrival(selected.project, arriving);
  useEffect(() => { heading.current?.focus(); }, []);

  const { folder, name } = splitPath(selected.path);
  const candidates = useMemo(() => (own === undefined ? undefined : candidatesFrom(access, own, added)), [access, own, added]);
  const chosen = choice ?? (candidates === undefined ? undefined : usualChoice(candidates, access?.files ?? 0));
  // WHY in place where only that name has a rule, or says already that it is encrypted: it is what the people of this project agreed on.
  const agreed = /\.(?:enc|encrypted|sops)(?:\.|$)/.test(name) || facts?.targets[0]?.outcome !== 'matched' && facts?.targets[1]?.outcome === 'matched' && facts.targets[0]?.there === 'nothing' ? 'in-place' : 'replace';
  const fateNow = fate ?? agreed;
  const target = facts?.targets[fateNow === 'in-place' ? 1 : 0];
  const bySelf = target !== undefined && target.there !== 'encrypted' && (target.outcome === 'no-file' || target.outcome === 'no-match' || target.outcome === 'ignored');
  const widens = bySelf && ruleWish === 'widen' ? target.near : undefined;
  const rule: RuleWish = !bySelf ? 'matched' : widens !== undefined ? 'widen' : target.outcome === 'no-file' && ruleWish === 'none' ? 'none' : 'add';
  const choosing = bySelf && widens === undefined;
  const wish = useMemo((): Wish | undefined => {
    if (target === undefined || (choosing && (chosen === undefined || chosen.size === 0))) return undefined;
    const picked = (candidates ?? []).filter(({ key }) => chosen?.has(key) === true).map(({ key, name: called }) => ({ key, name: called.slice(0, 80).replaceAll(/[/\\]/g, ' ') }));
    return { target: targetOf(fateNow), rule, recipients: choosing ? picked : [] };
  }, [target, choosing, chosen, candidates, fateNow, rule]);
  const answer = usePlanned(selected.file, wish);
  const toMark = marks && history?.state === 'found' && (facts?.toRotate ?? 0) > 0;
  const ignores = fateNow !== 'in-place' && ignore && facts?.ignore === 'offered';

  const go = async (): Promise<void> => {
    if (answer?.ok !== true || working) return;
    setWorking(true);
    setRefused(undefined);
    const done = await bridge.call('sops.applyEncryption', { encryption: answer.value.encryption, clear: fateNow === 'replace' ? 'delete' : 'keep', ignore: ignores, marks: toMark });
    if (!done.ok) {
      setWorking(false);
      setRefused(done.error);
      return;
    }
    toast(say.done(splitPath(done.value.path).name));
    if (done.value.clear === 'changed') toast(say.clearChanged(name), 'refused');
    if (done.value.clear === 'not-deletable') toast(say.clearStays(name), 'refused');
    if (done.value.rotation === 'marked') toast(say.marked(done.value.marked));
    if (done.value.rotation === 'failed') toast(say.notMarked, 'refused');
    if (done.value.ignored === 'failed') toast(say.ignoreFailed, 'refused');
    setArriving(done.value.path);
    await rescan(selected.project);
  };
  const body = facts === undefined || target === undefined ? undefined : (
    <div className="form">
      <fieldset className="form-row"><legend>{say.rule}</legend><RulePart facts={facts} target={target} wish={rule} planned={answer?.ok === true ? answer.value : undefined} asked={selected} onWish={setRuleWish} /></fieldset>
      {target.there === 'encrypted' || (!bySelf && target.outcome !== 'matched') ? null : (
        <fieldset className="form-row">
          <legend>{say.who}</legend>
          {!choosing ? <RuledPart ruled={widens ?? target} access={access} /> : candidates === undefined || chosen === undefined ? <p className="muted line" role="status"><Icon name="loader-circle" look="spin" />{say.reading}</p> : (
            <WhoPart
              candidates={candidates} chosen={chosen} onAdd={(key, called) => { setAdded([...added, { key, name: called, opens: 0, you: false }]); setTicked([...chosen, key]); }}
              onChoose={(key, wanted) => { setTicked(wanted ? [...chosen, key] : [...chosen].filter((each) => each !== key)); }}
            />
          )}
        </fieldset>
      )}
      <fieldset className="form-row"><legend>{say.clear}</legend><ClearPart facts={facts} fate={fateNow} ignore={ignore} onFate={setFate} onIgnore={setIgnore} /></fieldset>
      <div className="form-row"><span className="label">{say.history}</span><HistoryPart history={history} facts={facts} fate={fateNow} marks={marks} onMarks={setMarks} /></div>
    </div>
  );
  return (
    <>
      <section className="detail encrypt-detail" aria-labelledby={id}>
        <div className="detail-head">
          <div className="detail-name">
            <h1 ref={heading} tabIndex={-1} className="detail-title" id={id}>{say.title} <span className="mono">{name}</span></h1>
            <div className="detail-facts">
              <Chip icon="lock-open" state="clear-text">{states.file['clear-text'].said}</Chip>
              {folder === '' ? null : <span className="mono">{folder}</span>}
              {facts === undefined ? null : <span>{say.facts(facts.keys, facts.secrets)}</span>}
            </div>
          </div>
          <div className="detail-actions"><Button look="quiet" onClick={() => { show(undefined); }}>{say.cancel}</Button></div>
        </div>
        <div className="detail-body">
          {unreadable === undefined ? null : <ErrorPanel {...errors(unreadable)} code={unreadable.code} />}
          {body ?? (unreadable === undefined ? <p className="section muted line" role="status"><Icon name="loader-circle" look="spin" />{say.reading}</p> : null)}
        </div>
      </section>
      {body === undefined ? null : <ResultPanel answer={wish === undefined ? undefined : answer} fate={fateNow} path={facts?.path ?? ''} besides={[...(ignores && facts !== undefined ? [facts.ignoreFile] : []), ...(toMark ? ['.coffre/rotation.yaml'] : [])]} working={working} refused={refused} onGo={() => { void go(); }} />}
    </>
  );
}
