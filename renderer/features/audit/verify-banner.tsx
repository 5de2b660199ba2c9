// What a check of the log found, in words, and what to do next.
import type { ReactNode } from 'react';
import type { AuditVerdict } from '../../bridge/index.ts';
import { Banner, ErrorPanel, Progress } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { shortHash } from './entry-words.ts';
import type { Check } from './use-verify.ts';

export interface VerifyBannerProps {
  readonly check: Check;
  readonly onStop: () => void;
  readonly onHow: () => void;
  readonly onShowLine: (seq: number) => void;
  readonly onShowReported: () => void;
}

/** What cannot be known, in the order of its weight. */
function Unknown({ verdict }: { readonly verdict: AuditVerdict }) {
  const { audit: say } = useWords();
  return verdict.unknown.length === 0 ? null : <span className="muted"> {verdict.unknown.map((one) => say.unknown[one]).join(' ')}</span>;
}

function Done({ check, onHow, onShowLine, onShowReported }: Omit<VerifyBannerProps, 'check' | 'onStop'> & { readonly check: Extract<Check, { is: 'done' }> }) {
  const { audit: say } = useWords();
  const { verdict, at, tookMs, since } = check;
  const act = (name: string, onClick: () => void): ReactNode => <button className="btn-text" type="button" onClick={onClick}>{name}</button>;
  const { damage, file = '', line = 0 } = verdict;
  if (damage !== undefined) {
    return (
      <Banner state="down" icon="shield-x" title={say.broken[damage]} text={<>{line === 0 ? null : <>{say.brokenAt(file, line)} </>}{say.brokenNext}</>}>
        <div className="stack audit-acts">{verdict.seq === 0 ? null : act(say.showLine(verdict.seq), () => { onShowLine(verdict.seq); })}{act(say.how, onHow)}</div>
      </Banner>
    );
  }
  if (verdict.lines === 0 && verdict.expired === 0) return <Banner state="note" title={say.emptyLog} text={say.emptyLogText}>{act(say.how, onHow)}</Banner>;
  const counted = say.wholeText(verdict.lines, at, say.seconds(tookMs));
  if (verdict.reported > 0) return <Banner state="warning" title={say.reported(verdict.reported)} text={<>{say.reportedText} <Unknown verdict={verdict} /></>}><div className="stack audit-acts">{act(say.showReported, onShowReported)}{act(say.how, onHow)}</div></Banner>;
  const unsigned = verdict.unknown.includes('unsigned');
  return (
    <Banner
      state={unsigned ? 'note' : 'verified'} title={unsigned ? say.onlyChain : since === undefined ? say.whole : say.wholeSince(since)}
      text={<><span className="audit-took">{counted}</span> <span className="muted">{say.head} <span className="mono">{shortHash(verdict.head)} …</span></span><Unknown verdict={verdict} /></>}
    >
      {act(say.how, onHow)}
    </Banner>
  );
}

export function VerifyBanner({ check, onStop, ...acts }: VerifyBannerProps) {
  const { audit: say } = useWords();
  const errors = useErrorWords();
  if (check.is === 'running') return <div className="banner audit-progress" role="status"><div className="banner-text"><Progress text={say.verifyingText(check.percent)} name={say.verifying} done={check.percent} total={100} cancelName={say.stopVerifying} onCancel={onStop} /></div></div>;
  if (check.is === 'refused') return <ErrorPanel {...errors(check.told)} code={check.told.code} />;
  if (check.is === 'done') return <Done check={check} {...acts} />;
  return <Banner state="note" title={check.is === 'stopped' ? say.stopped : say.notChecked} text={check.is === 'stopped' ? say.stoppedText : say.notCheckedText}><button className="btn-text" type="button" onClick={acts.onHow}>{say.how}</button></Banner>;
}
