// What few connections need: other nodes, a way through a proxy, engines that the server does not tell of. Folded until something is there.
import { useState } from 'react';
import { Field } from '../../components/index.ts';
import type { ConnectionDraft } from './connection-draft.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface MoreFieldsProps {
  readonly draft: ConnectionDraft;
  readonly onDraft: (draft: ConnectionDraft) => void;
}

export function MoreFields({ draft, onDraft }: MoreFieldsProps) {
  const say = useVaultWords();
  const { others, proxy, engines } = draft;
  const [open, setOpen] = useState(others !== '' || proxy !== '' || engines !== '');
  return (
    <details className="form-part vault-more" open={open} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary>{say.moreFields}</summary>
      <div className="form vault-form">
        <Field label={say.others} mono value={others} hint={say.othersHint} placeholder="https://vault-2.example.org:8200" onChange={(typed) => { onDraft({ ...draft, others: typed }); }} />
        <Field label={say.proxy} mono value={proxy} hint={say.proxyHint} placeholder="http://proxy.example.org:3128" onChange={(typed) => { onDraft({ ...draft, proxy: typed }); }} />
        <Field label={say.engines} mono value={engines} hint={say.enginesHint} placeholder="secret, team/kv v2" onChange={(typed) => { onDraft({ ...draft, engines: typed }); }} />
      </div>
    </details>
  );
}
