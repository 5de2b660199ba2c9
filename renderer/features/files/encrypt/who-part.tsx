// Who may open the encrypted file: chosen by name where a rule is made, told where a rule says it.
import { useState } from 'react';
import type { Access } from '../../../bridge/index.ts';
import { Button, Icon, Pick } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { shortKey } from '../../../../shared/text/index.ts';
import { namedGroups, type Candidate, type Ruled } from './candidates.ts';
import { SomebodyDialog } from './somebody-dialog.tsx';

export interface WhoPartProps {
  readonly candidates: readonly Candidate[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (key: string, chosen: boolean) => void;
  readonly onAdd: (key: string, name: string) => void;
}

export function WhoPart({ candidates, chosen, onChoose, onAdd }: WhoPartProps) {
  const { encrypt: say } = useWords();
  const [asking, setAsking] = useState(false);
  const self = candidates.find(({ you }) => you);
  return (
    <div>
      <div className="picks">
        {candidates.map(({ key, name, opens, you }) => (
          <Pick
            key={key} name={name === '' ? <span className="muted">{say.unnamed}</span> : name} detail={shortKey(key)} fact={key === self?.key ? say.you : you ? say.alsoYou : say.inFiles(opens)}
            checked={chosen.has(key)} off={key === self?.key} onChange={(checked) => { onChoose(key, checked); }}
          />
        ))}
      </div>
      <Button look="quiet" icon="plus" onClick={() => { setAsking(true); }}>{say.somebodyElse}</Button>
      {chosen.size === 0 ? <p className="hint hint-danger"><Icon name="circle-alert" /><span>{say.nobody}</span></p> : null}
      {self === undefined && chosen.size > 0 ? <p className="hint"><Icon name="triangle-alert" /> {say.noYou}</p> : null}
      {asking ? <SomebodyDialog known={candidates.map(({ key }) => key)} onClose={() => { setAsking(false); }} onAdd={(key, name) => { setAsking(false); onAdd(key, name); }} /> : null}
    </div>
  );
}

/** Whom the rule names. */
export function RuledPart({ ruled, access }: { readonly ruled: Ruled; readonly access: Access | undefined }) {
  const { encrypt: say } = useWords();
  const groups = namedGroups(ruled, access);
  return (
    <div className="stack">
      {groups.map((group, at) => (
        <div key={group.map(({ key }) => key).join(' ')}>
          {groups.length < 2 ? null : <h3 className="muted small">{say.group(at + 1)}</h3>}
          <ul className="plain-list">{group.map(({ key, name }) => <li key={key} className="line"><span className={name === '' ? 'muted' : undefined}>{name === '' ? say.unnamed : name}</span><span className="muted small mono">{shortKey(key)}</span></li>)}</ul>
        </div>
      ))}
      {groups.length < 2 ? null : <p className="small muted">{say.threshold(ruled.threshold, groups.length)}</p>}
      <p className="small muted prose">{say.byRule}</p>
    </div>
  );
}
