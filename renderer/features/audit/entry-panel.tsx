// One entry with all its fields, and its place in the chain as the core finds it.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type AuditEntry } from '../../bridge/index.ts';
import { Button, Chip, copyNames, ErrorPanel, IconButton, Skeleton, useShortcut } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';
import { actOf, outcomeOf, shortHash } from './entry-words.ts';

type Found = AnswerOf<'audit.getEntry'>;
const fields = ['timestamp', 'event_type', 'secret_key', 'agent', 'action', 'success', 'reason', 'backend', 'ip_address', 'user_agent', 'request_id', 'duration_ms'] as const satisfies readonly (keyof AuditEntry)[];

export interface EntryPanelProps {
  readonly seq: number;
  readonly onSameSecret: (secret: string) => void;
  readonly onClose: () => void;
}

function Chain({ found: { entry, before, after, signed } }: { readonly found: Extract<Found, { ok: true }>['value'] & { readonly entry: AuditEntry } }) {
  const { audit: say } = useWords();
  const links = [...(before === undefined ? [] : [before.hash === entry.prev]), ...(after === undefined ? [] : [after.prev === entry.hash])];
  return (
    <div className="stack">
      <h3>{say.chain}</h3>
      <dl className="facts">
        <dt>{say.chainBefore}</dt><dd className="mono">{entry.seq === 1 ? say.chainFirst : say.chainLink(entry.seq - 1, shortHash(entry.prev))}</dd>
        <dt>{say.chainThis}</dt><dd className="mono">{say.chainLink(entry.seq, shortHash(entry.hash))}</dd>
        <dt>{say.chainSigned}</dt><dd>{signed === undefined ? say.chainUnsigned : say.chainSignedBy(signed)}</dd>
      </dl>
      {links.length === 0 ? null : <p>{links.every(Boolean) ? <Chip icon="link-2" state="verified">{links.length === 2 ? say.linksHold : say.linkHolds}</Chip> : <Chip icon="shield-x" state="tampered">{say.linkBroken}</Chip>}</p>}
    </div>
  );
}

export function EntryPanel({ seq, onSameSecret, onClose }: EntryPanelProps) {
  const { audit: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [answer, setAnswer] = useState<{ readonly of: number; readonly found: Found }>();
  useEffect(() => {
    let over = false;
    void bridge.call('audit.getEntry', { seq }).then((found) => { if (!over) setAnswer({ of: seq, found }); });
    return () => { over = true; };
  }, [bridge, seq]);
  useShortcut('Escape', onClose, { whileTyping: false });
  const found = answer?.of === seq ? answer.found : undefined;
  const value = found?.ok === true ? found.value : undefined;
  const entry = value?.entry;
  const outcome = entry === undefined ? undefined : outcomeOf(entry, say, (code) => errors({ code, data: {} }).title);
  return (
    <aside className="panel audit-panel" aria-label={say.entryInView}>
      <div className="panel-head">
        <div>
          <h2 className="panel-title">{say.entry(seq)}</h2>
          {entry === undefined || outcome === undefined ? null : <p className="small muted">{actOf(entry, say)}, {outcome.word}</p>}
        </div>
        <span className="push" />
        <IconButton row name={say.closeEntry} icon="x" onClick={onClose} />
      </div>
      <div className="panel-body">
        {found === undefined ? <Skeleton name={say.waiting} lines={8} /> : !found.ok ? <ErrorPanel {...errors(found.error)} code={found.error.code} /> : entry === undefined || value === undefined ? <p>{say.entryGone}</p> : (
          <>
            {outcome?.means === undefined ? null : <p>{outcome.means}</p>}
            <dl className="facts">{fields.filter((field) => entry[field] !== '').map((field) => <div key={field} className="audit-fact"><dt>{field}</dt><dd className="mono">{String(entry[field])}</dd></div>)}</dl>
            <Chain found={{ ...value, entry }} />
          </>
        )}
      </div>
      {entry === undefined ? null : (
        <div className="panel-foot">
          {entry.secret_key === '' ? null : <Button onClick={() => { onSameSecret(entry.secret_key); }}>{say.sameSecret}</Button>}
          <Button look="quiet" icon="copy" onClick={() => { const done = copyNames([JSON.stringify(entry, undefined, 2)]); show(done ? say.copied : say.notCopied, ...(done ? [] : ['refused' as const])); }}>{say.copyJson}</Button>
        </div>
      )}
    </aside>
  );
}
