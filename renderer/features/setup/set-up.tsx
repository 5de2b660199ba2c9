// A profile for somebody who has none: what shall open it, and its recovery key. One is enough, two are safer; nothing is made before the person says so.
import { useEffect, useState } from 'react';
import { useBridge, type ProfileStatus, type Told } from '../../bridge/index.ts';
import { Button, Checkbox, ErrorPanel, PassphraseField } from '../../components/index.ts';
import { useErrorWords, useStores, useWords } from '../../stores/index.ts';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SlowKeychain } from './slow-keychain.tsx';

export interface SetUpProps {
  /** The person does not want it now. */
  readonly onLater: () => void;
  /** True from the moment that the profile is being made until its recovery key was dealt with: this must stay in view. */
  readonly onBusy: (busy: boolean) => void;
}

export function SetUp({ onLater, onBusy }: SetUpProps) {
  const { setup: say, lock: lockSay } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { profile, toasts } = useStores();
  const [keychain, setKeychain] = useState<ProfileStatus['keychain']>();
  /** Undefined until the person has chosen: then what fits the keychain. */
  const [chosenKeychain, chooseKeychain] = useState<boolean>();
  const [chosenPassphrase, choosePassphrase] = useState<boolean>();
  const [wantsKey, setWantsKey] = useState(true);
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [making, setMaking] = useState(false);
  const [showKey, setShowKey] = useState(false);
  const [restoring, setRestoring] = useState(false);
  // WHY asked only here: a keychain may take its time, and nothing else on this screen waits for it.
  useEffect(() => {
    let here = true;
    void bridge.call('profile.getStatus', {}).then((answer) => { if (here && answer.ok) setKeychain(answer.value.keychain); });
    return () => { here = false; };
  }, [bridge]);

  const works = keychain?.state === 'ok' || keychain?.state === 'locked';
  const byKeychain = (chosenKeychain ?? works) && works;
  const byPassphrase = chosenPassphrase ?? (keychain !== undefined && !works);
  const done = (): void => {
    void profile.getState().refresh();
    toasts.getState().show(say.made);
    onBusy(false);
  };
  const create = async (): Promise<void> => {
    setDiffer(byPassphrase && typed !== again);
    if (making || (byPassphrase && typed !== again)) return;
    setMaking(true);
    onBusy(true);
    setRefused(undefined);
    const answer = await bridge.call('profile.create', { keychain: byKeychain, ...(byPassphrase ? { value: typed } : {}) });
    setMaking(false);
    if (!answer.ok) {
      // WHY nothing said: the person has stopped it.
      if (answer.error.code !== 'cancelled') setRefused(answer.error);
      onBusy(false);
      return;
    }
    setTyped('');
    setAgain('');
    if (wantsKey) setShowKey(true);
    else done();
  };
  const eye = { showName: lockSay.show, hideName: lockSay.hide, capsLock: lockSay.capsLock, off: making };
  const keychainHint = keychain === undefined ? say.keychainLooking : works ? say.keychainHint(keychain.backend, keychain.state === 'locked') : say.keychainOff[keychain.state === 'ok' || keychain.state === 'locked' ? 'missing' : keychain.state];
  return (
    <>
      <div className="stack start-gap">
        <h2 className="section-title" id="start-side-title">{say.title}</h2>
        <p className="muted prose">{say.text}</p>
      </div>
      {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
      <form
        className="stack setup"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Checkbox checked={byKeychain} off={keychain !== undefined && !works} label={<><span className="item-name">{say.keychain}</span>{works ? <span className="muted small"> {say.suggested}</span> : null}</>} hint={keychainHint} onChange={chooseKeychain} />
        <Checkbox checked={byPassphrase} label={<span className="item-name">{say.passphrase}</span>} hint={say.passphraseHint} onChange={choosePassphrase} />
        {byPassphrase ? (
          <div className="stack setup-fields">
            <PassphraseField {...eye} label={say.passphrase} value={typed} hint={lockSay.newPassphraseHint} onChange={setTyped} />
            <PassphraseField {...eye} label={lockSay.passphraseAgain} value={again} error={differ ? lockSay.passphrasesDiffer : undefined} onChange={setAgain} />
          </div>
        ) : null}
        <Checkbox checked={wantsKey} label={<span className="item-name">{say.recovery}</span>} hint={say.recoveryHint} onChange={setWantsKey} />
        {making && byKeychain ? <SlowKeychain /> : null}
        <div className="line wrap">
          <Button submit off={making} offBecause={!byKeychain && !byPassphrase ? say.chooseOne : byPassphrase && typed === '' ? say.typeOne : undefined} onClick={() => undefined}>{making ? say.making : say.create}</Button>
          <Button look="quiet" icon="archive-restore" off={making} onClick={() => { setRestoring(true); }}>{say.restore}</Button>
          <Button look="quiet" off={making} onClick={onLater}>{lockSay.later}</Button>
        </div>
      </form>
      <p className="muted small prose">{say.without}</p>
      {restoring ? <RestoreDialog onClose={() => { setRestoring(false); }} /> : null}
      {showKey ? <RecoveryDialog onClose={() => { setShowKey(false); done(); }} /> : null}
    </>
  );
}
