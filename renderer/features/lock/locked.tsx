// Locked: by passphrase, by keychain or by recovery key, each with what it answered last. The keychain is asked without a click only at the start of the program.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Button } from '../../components/index.ts';
import { useProfile, useStores, useWords, useErrorWords } from '../../stores/index.ts';
import { RestoreDialog } from '../setup/index.ts';
import { Asking } from './asking.tsx';
import { Door } from './door.tsx';
import { FactorStep } from './factor-step.tsx';
import { FullScreen } from './full-screen.tsx';
import { KeychainFault } from './keychain-fault.tsx';
import { TypedForm } from './typed-form.tsx';
import { Waiting } from './waiting.tsx';

export type Way = 'passphrase' | 'recovery-key';

/** What the keychain is doing, or what it answered. */
type Keychain = { readonly is: 'idle' } | { readonly is: 'asked' } | { readonly is: 'refused'; readonly told: Told };
const idle: Keychain = { is: 'idle' };

export function Locked() {
  const { lock: say, setup } = useWords();
  const [restoring, setRestoring] = useState(false);
  const errors = useErrorWords();
  const { profile, toasts } = useStores();
  const known = useProfile((state) => state.known);
  const fresh = useProfile((state) => state.fresh);
  const opens = (kind: Way | 'keychain'): boolean => known?.protectors.some((one) => one.kind === kind && one.state === 'whole') ?? false;
  const hasKeychain = known?.protectors.some(({ kind }) => kind === 'keychain') ?? false;
  const [way, setWay] = useState<Way>(opens('passphrase') || !opens('recovery-key') ? 'passphrase' : 'recovery-key');
  const [keychain, setKeychain] = useState<Keychain>(idle);
  /** True if the keychain gets the key again once something else has opened the profile. */
  const [move, setMove] = useState(false);
  /** What unlocking answered where the profile is open in too many places. */
  const [full, setFull] = useState<Told>();
  /** True once somebody chose the recovery key: it works during a wait. */
  const [chosen, setChosen] = useState(false);
  /** True if the recovery key is typed instead of a code. */
  const [byKey, setByKey] = useState(false);
  const by = useProfile((state) => state.by);
  const turn = useRef(0);

  const askKeychain = useCallback((ask: boolean): void => {
    turn.current += 1;
    const mine = turn.current;
    setKeychain({ is: 'asked' });
    void profile.getState().unlockWithKeychain(ask).then((answer) => {
      if (turn.current !== mine || answer.ok) return;
      const { code } = answer.error;
      // WHY not shown as a fault of the keychain: it opened, and something else is missing.
      setKeychain(code === 'code-needed' || code === 'too-many-sessions' || code === 'locked-out' ? idle : { is: 'refused', told: answer.error });
      if (code === 'too-many-sessions') setFull(answer.error);
    });
  }, [profile]);
  const asked = useRef(false);
  useEffect(() => {
    if (!fresh || !hasKeychain || asked.current) return;
    asked.current = true;
    askKeychain(false);
  }, [fresh, hasKeychain, askKeychain]);

  const leaveKeychain = (next: Way, moving = false): void => {
    turn.current += 1;
    setKeychain(idle);
    // WHY: what is typed next would wait for the keychain until it has answered.
    void profile.getState().cancelKeychain();
    setWay(next);
    setMove(moving);
  };
  const waitMs = known?.tries.waitMs ?? 0;
  /** WHY not behind the recovery key: whoever chose it types it now. */
  const waits = waitMs > 0 && !(way === 'recovery-key' && chosen);
  const onlyKeychain = !opens('passphrase') && !opens('recovery-key');
  const ways = (
    <>
      {way === 'recovery-key' && opens('passphrase') ? <Button look="quiet" icon="text-cursor-input" onClick={() => { setWay('passphrase'); setByKey(false); setChosen(false); }}>{say.byPassphrase}</Button> : null}
      {hasKeychain ? <Button look="quiet" icon="hard-drive" onClick={() => { askKeychain(true); }}>{say.byKeychain}</Button> : null}
      {(way === 'passphrase' || waits) && opens('recovery-key') ? <Button look="quiet" icon="life-buoy" onClick={() => { setWay('recovery-key'); setChosen(true); }}>{waitMs > 0 ? say.byRecoveryNow : say.byRecovery}</Button> : null}
    </>
  );

  /** The keychain of today gets the key where that was asked for. */
  const opened = async (): Promise<undefined> => {
    if (!move) return;
    const moved = await profile.getState().keepInKeychain();
    toasts.getState().show(moved.ok ? say.moved : errors(moved.error).title, moved.ok ? 'done' : 'refused');
  };
  const unlock = async (value: string): Promise<Told | undefined> => {
    const { unlockWithPassphrase, unlockWithRecoveryKey } = profile.getState();
    const answer = await (way === 'passphrase' ? unlockWithPassphrase(value) : unlockWithRecoveryKey(value));
    if (!answer.ok && answer.error.code === 'too-many-sessions') setFull(answer.error);
    return answer.ok ? opened() : answer.error;
  };
  const takeCode = async (value: string): Promise<Told | undefined> => {
    const answer = await profile.getState().unlockWithCode(value);
    // WHY here: the step that would say so is gone with its time.
    if (!answer.ok && answer.error.code === 'code-expired') toasts.getState().show(errors(answer.error).title, 'refused');
    if (!answer.ok && answer.error.code === 'too-many-sessions') setFull(answer.error);
    return answer.ok ? opened() : answer.error;
  };

  if (full !== undefined) return <FullScreen told={full} onBack={() => { setFull(undefined); }} />;
  if (keychain.is === 'asked') return <Asking opens={opens} onLeave={leaveKeychain} onStop={() => { leaveKeychain(way); }} />;
  if (keychain.is === 'refused') {
    return <KeychainFault told={keychain.told} opens={opens} onAsk={askKeychain} onLeave={leaveKeychain} />;
  }
  if (known?.wantsCode === true && !byKey) {
    return (
      <FactorStep
        by={by === 'passphrase' || by === 'keychain' ? by : 'other'} onCode={takeCode}
        onRecoveryKey={() => {
          setWay('recovery-key');
          setChosen(true);
          setByKey(true);
        }}
        onStartAgain={() => { void profile.getState().lock().then(() => profile.getState().refresh()); }}
      />
    );
  }
  if (waits) return <Waiting waitMs={waitMs} lockoutMs={known?.lockoutMs ?? 0} allowed={known?.tries.allowed ?? 0} kept={known?.keptChanges ?? 0} onOver={() => { void profile.getState().refresh(); }}>{ways}</Waiting>;
  if (onlyKeychain) {
    return (
      <Door>
        <div><h1 className="door-title">{say.title}</h1><p className="door-sub">{fresh ? say.fresh : say.kept}</p></div>
        {hasKeychain ? <Button look="primary" place="btn-wide" icon="hard-drive" onClick={() => { askKeychain(true); }}>{say.unlockByKeychain}</Button> : <><p className="door-sub">{say.noWay}</p><Button look="primary" place="btn-wide" icon="archive-restore" onClick={() => { setRestoring(true); }}>{setup.restore}</Button></>}
        {restoring ? <RestoreDialog onClose={() => { setRestoring(false); }} /> : null}
      </Door>
    );
  }
  return (
    <Door tries={way === 'passphrase' && known !== undefined && known.tries.used > 0 ? known.tries : undefined}>
      <div><h1 className="door-title">{say.title}</h1><p className="door-sub">{move ? say.moving : fresh ? say.fresh : say.kept}</p></div>
      <TypedForm key={way} way={way} onUnlock={unlock} />
      <div className="door-ways">{ways}</div>
    </Door>
  );
}
