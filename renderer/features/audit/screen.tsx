// The Audit room in its frame: what a check found, the filters, the entries, and one of them beside the list.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useBridge, type AuditEntry } from '../../bridge/index.ts';
import { Button, Empty, ErrorPanel, Progress } from '../../components/index.ts';
import { useErrorWords, useKept, useNavigation, useWords } from '../../stores/index.ts';
import { Frame } from '../frame/index.ts';
import { Chart } from './chart.tsx';
import { EntryList } from './entry-list.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { nameOf } from './entry-words.ts';
import { FilterBar } from './filter-bar.tsx';
import { HowDialog } from './how-dialog.tsx';
import { createLines } from './lines.ts';
import { useAuditCommands } from './use-commands.ts';
import { useLook } from './use-look.ts';
import { useVerify } from './use-verify.ts';
import { VerifyBanner } from './verify-banner.tsx';

/** As many lines are checked without a question: it takes a moment. */
const checkedAtOnce = 50_000;

export function AuditScreen() {
  const { audit: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const enter = useNavigation((state) => state.enter);
  const { look, filter, change } = useLook();
  const [lines] = useState(() => createLines(bridge));
  // WHY without the lines themselves: they change while somebody scrolls, and nothing here shows them.
  const state = {
    filter: useStore(lines, (one) => one.filter), total: useStore(lines, (one) => one.total), matched: useStore(lines, (one) => one.matched), complete: useStore(lines, (one) => one.complete), refused: useStore(lines, (one) => one.refused),
  };
  const { check, start, stop } = useVerify();
  const [shown, setShown] = useKept<number | undefined>('audit.entry', undefined);
  const [how, setHow] = useKept<boolean>('audit.how', false);
  const [exporting, setExporting] = useKept<boolean>('audit.export', false);
  const [keepDays, setKeepDays] = useState<number>();
  const [read, setRead] = useState<number>();
  const room = useRef<HTMLDivElement>(null);

  useEffect(() => { lines.look(filter); }, [lines, filter]);
  useEffect(() => {
    const again = (): void => { lines.refresh(); };
    const stopListening = bridge.on((event) => {
      if (event.name !== 'audit.indexProgressed') return;
      const { done, total } = event.payload;
      setRead(Math.floor((100 * done) / Math.max(1, total)));
      if (done === total) again();
    });
    // WHY: somebody comes back from a terminal in which something was done.
    window.addEventListener('focus', again);
    return () => {
      stopListening();
      window.removeEventListener('focus', again);
    };
  }, [bridge, lines]);
  useEffect(() => { void bridge.call('audit.getStanding', {}).then((answer) => { if (answer.ok) setKeepDays(answer.value.keepDays); }); }, [bridge]);
  const small = state.complete && state.total <= checkedAtOnce;
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (!small || begun) return;
    setBegun(true);
    start();
  }, [small, begun, start]);

  const toList = useCallback(() => { room.current?.querySelector<HTMLElement>('.grid-audit [tabindex="0"]')?.focus(); }, []);
  const onShow = useCallback((entry: AuditEntry) => { setShown(entry.seq); }, [setShown]);
  const close = useCallback(() => {
    setShown(undefined);
    toList();
  }, [setShown, toList]);
  const narrowed = Object.keys(look.filter).length > 0 || look.span !== undefined;
  const empty = state.complete && state.matched === 0;
  const subject = look.filter.subject === undefined ? look.filter.secret : nameOf({ secret_key: look.filter.subject, action: '' })[0];
  const onExport = useCallback(() => { setExporting(true); }, [setExporting]);
  const onHow = useCallback(() => { setHow(true); }, [setHow]);
  useAuditCommands({ look, change, onVerify: start, verifying: check.is === 'running', onExport, onHow });
  return (
    <Frame crumb={[say.title, ...(subject === undefined ? [] : [subject])]} openedWith={undefined} facts={[]}>
      <div className="audit-room" ref={room}>
        <section className="detail" aria-labelledby="audit-title">
          <div className="detail-head">
            <div className="detail-name">
              <h1 className="detail-title" id="audit-title">{say.title}</h1>
              <div className="detail-facts"><span role="status">{state.filter === undefined ? '' : narrowed && state.complete ? say.entriesOf(state.matched, state.total) : say.entries(state.total)}</span>{keepDays === undefined ? null : <span>{say.kept(keepDays)}</span>}</div>
            </div>
            <div className="detail-actions"><Button look="quiet" icon="download" onClick={onExport}>{say.export}</Button><Button icon="shield-check" off={check.is === 'running'} onClick={start}>{check.is === 'done' ? say.verifyAgain : say.verify}</Button></div>
          </div>
          <VerifyBanner check={check} onStop={stop} onHow={onHow} onShowLine={setShown} onShowReported={() => { change({ filter: { what: 'log_' } }, true); }} />
          {state.total === 0 || state.refused !== undefined ? null : <Chart filter={filter} lines={state.complete ? state.total : undefined} />}
          <FilterBar look={look} change={change} onLeave={toList} />
          {state.filter === undefined || state.complete || state.refused !== undefined ? null : <div className="audit-reading"><Progress text={say.readingText(read ?? 0)} name={say.reading} done={read ?? 0} total={100} /></div>}
          {state.refused !== undefined ? <div className="section"><ErrorPanel {...errors(state.refused)} code={state.refused.code}><Button onClick={() => { lines.refresh(); }}>{frame.tryAgain}</Button></ErrorPanel></div>
            : empty && narrowed ? <Empty icon="list-filter" title={say.noFitTitle} text={say.noFitText}><Button onClick={() => { change({ filter: {} }, true); }}>{say.clearAll}</Button></Empty>
            : empty ? <Empty icon="scroll-text" title={say.noneTitle} text={say.noneText}><Button onClick={() => { void enter('files'); }}>{say.noneToFiles}</Button></Empty>
            : <EntryList lines={lines} filter={filter} shown={shown} onShow={onShow} onLeave={close} />}
        </section>
        {shown === undefined ? null : <EntryPanel seq={shown} onSameSecret={(secret) => { change({ filter: { subject: secret } }, true); }} onClose={close} />}
      </div>
      {exporting ? <ExportDialog filter={filter} matched={state.matched} onClose={() => { setExporting(false); }} /> : null}
      {how ? <HowDialog verdict={check.is === 'done' ? check.verdict : undefined} onClose={() => { setHow(false); }} /> : null}
    </Frame>
  );
}
