// How the log is checked, what to keep elsewhere for it, and which lines go next because their time is over.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type AuditVerdict } from '../../bridge/index.ts';
import { Button, copyNames, Dialog, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';

type Plan = AnswerOf<'audit.planRetention'>;

function Retention({ plan }: { readonly plan: Plan | undefined }) {
  const { audit: say } = useWords();
  const errors = useErrorWords();
  if (plan === undefined) return <Skeleton name={say.retention} lines={2} />;
  if (!plan.ok) return <ErrorPanel {...errors(plan.error)} code={plan.error.code} />;
  const { keepDays, months } = plan.value;
  if (months.length === 0) return <p>{say.retentionNone(keepDays)}</p>;
  return <><p>{say.retentionDue(months.length)}</p><ul className="plain-list">{months.map(({ name, first, last, newest }) => <li key={name}>{say.retentionMonth(name, first, last, newest)}</li>)}</ul></>;
}

export interface HowDialogProps {
  /** What the last check found; it knows the key. */
  readonly verdict: AuditVerdict | undefined;
  readonly onClose: () => void;
}

export function HowDialog({ verdict, onClose }: HowDialogProps) {
  const { audit: say } = useWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [plan, setPlan] = useState<Plan>();
  useEffect(() => { void bridge.call('audit.planRetention', {}).then(setPlan); }, [bridge]);
  const fingerprint = verdict === undefined || verdict.fingerprint === '' ? undefined : `SHA256:${verdict.fingerprint}`;
  const copy = (text: string): void => {
    const done = copyNames([text]);
    show(done ? say.copied : say.notCopied, ...(done ? [] : ['refused' as const]));
  };
  return (
    <Dialog open title={say.howTitle} text={say.howText} closeName={say.close} onClose={onClose} foot={<><span className="push" /><Button onClick={onClose}>{say.close}</Button></>}>
      <div className="dialog-text stack prose">
        <p>{say.howLines}</p>
        <p>{verdict === undefined || verdict.checkpoints === 0 ? say.howUnsigned : say.howSigned(verdict.signed, verdict.checkpoints)}</p>
        {fingerprint === undefined ? null : (
          <>
            <h3>{say.fingerprint}</h3>
            <p className="line wrap"><span className="mono audit-print">{fingerprint}</span><Button look="quiet" icon="copy" onClick={() => { copy(fingerprint); }}>{say.copyFingerprint}</Button></p>
            <p>{say.howElsewhere}</p>
          </>
        )}
        <p>{say.howAnybody}</p>
        <h3>{say.retention}</h3>
        <Retention plan={plan} />
      </div>
    </Dialog>
  );
}
