// A profile that this program cannot open: a newer one wrote it, or nothing that opens it can be read. Files open without it all the same.
import { useState } from 'react';
import { Button, Icon } from '../../components/index.ts';
import { useErrorWords, useProfile, useStores, useWords } from '../../stores/index.ts';
import { RestoreDialog } from '../setup/index.ts';
import { FactRow, Split } from './split.tsx';

export function ClosedScreen() {
  const { lock: say, setup } = useWords();
  const [restoring, setRestoring] = useState(false);
  const errors = useErrorWords();
  const { profile } = useStores();
  const known = useProfile((state) => state.known);
  const newer = known?.state === 'newer';
  const { title, why, next } = errors({ code: newer ? 'profile-newer' : 'profile-damaged', data: {} });
  return (
    <Split
      title={title} why={why} next={next} sideTitle={say.whatOpens} bad={known?.protectors.filter(({ state }) => state === 'damaged').length ?? 0}
      acts={
        <div className="line wrap">
          {newer ? null : <Button look="primary" icon="archive-restore" onClick={() => { setRestoring(true); }}>{setup.restore}</Button>}
          <Button look={newer ? 'primary' : 'quiet'} onClick={() => { void profile.getState().goOn(); }}>{say.goOnWithout}</Button>
          {restoring ? <RestoreDialog onClose={() => { setRestoring(false); }} /> : null}
        </div>
      }
      side={
        <>
          <ul className="found">
            {(known?.protectors ?? []).map(({ kind, state }) => (
              <FactRow key={kind} state={state === 'whole' ? 'found' : state === 'newer' ? 'partly' : 'damaged'} icon={<Icon name={state === 'whole' ? 'circle-check' : state === 'newer' ? 'triangle-alert' : 'circle-x'} />} name={say.kinds[kind]} fact="" word={say.protectorStates[state]} />
            ))}
          </ul>
          {known?.protectors.length === 0 ? <p className="muted prose">{say.nothingOpens}</p> : null}
          <p className="muted small prose">{say.filesUntouched}</p>
        </>
      }
    />
  );
}
