// The profile is open, and the policy requires a second factor that is not there yet: it is set up here, or the profile is locked again. The core gives nothing else until then.
import { useState } from 'react';
import { Button } from '../../components/index.ts';
import { useProfile, useStores, useWords } from '../../stores/index.ts';
import { CodesDialog, FactorDialog } from '../second-factor/index.ts';
import { RecoveryDialog } from '../setup/index.ts';
import { Door } from './door.tsx';

export function RequiredScreen() {
  const { factor: say, lock } = useWords();
  const { profile } = useStores();
  const hasKey = useProfile(({ known }) => known?.protectors.some(({ kind, state }) => kind === 'recovery-key' && state === 'whole') ?? false);
  const [asked, setAsked] = useState<'key' | 'setup' | 'codes'>();
  const close = (): void => {
    setAsked(undefined);
    // WHY asked again: another program may have made the key, or set the factor up, meanwhile.
    void profile.getState().refresh().then(() => { if (profile.getState().known?.needsFactor === false) void profile.getState().goOn(); });
  };
  return (
    <Door>
      <div><h1 className="door-title">{say.requiredTitle}</h1><p className="door-sub">{say.requiredText}</p></div>
      <div className="stack">
        {hasKey
          ? <Button look="primary" place="btn-wide" icon="key-square" onClick={() => { setAsked('setup'); }}>{say.setupTitle}</Button>
          : <Button look="primary" place="btn-wide" icon="life-buoy" onClick={() => { setAsked('key'); }}>{say.keyFirst}</Button>}
        <p className="hint">{hasKey ? say.guards : say.keyFirstText}</p>
      </div>
      <div className="door-ways"><Button look="quiet" icon="lock" onClick={() => { void profile.getState().lock(); }}>{lock.lockNow}</Button></div>
      {asked === 'key' ? <RecoveryDialog onClose={close} /> : null}
      {asked === 'setup' ? <FactorDialog onDone={() => { setAsked('codes'); }} onClose={close} /> : null}
      {asked === 'codes' ? <CodesDialog onClose={close} /> : null}
    </Door>
  );
}
