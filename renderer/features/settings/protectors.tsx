// What opens the profile: keychain, passphrase, recovery key. One of them always remains.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type ProfileStatus, type Protector, type ProtectorKind, type Told } from '../../bridge/index.ts';
import { AskDialog, Button, Chip, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useKept, useProfile, useToasts, useWords } from '../../stores/index.ts';
import { RecoveryDialog, SlowKeychain } from '../setup/index.ts';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { RehearseDialog } from './rehearse-dialog.tsx';
import { Item, Section } from './section.tsx';

type Asked = 'passphrase' | 'rehearse' | 'new-key' | { readonly remove: ProtectorKind };
/** A sheet that was not looked at for so long may be lost, or no longer be readable. */
const rehearsalMs = 90 * 24 * 3_600_000;
const icons = { keychain: 'hard-drive', passphrase: 'text-cursor-input', 'recovery-key': 'life-buoy' } as const;

export function Protectors({ id }: { readonly id: string }) {
  const { settings: say, lock: lockSay, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const refresh = useProfile((state) => state.refresh);
  const protectors = useProfile(({ known }) => known?.protectors ?? []);
  const [keychain, setKeychain] = useState<ProfileStatus['keychain']>();
  const [refused, setRefused] = useState<Told>();
  const [asked, setAsked] = useKept<Asked | undefined>('settings.protectors', undefined);
  // WHY with the page: each showing makes another key, and a page that was made anew must ask before.
  const [showsKey, setShowsKey] = useState(false);
  const [working, setWorking] = useState(false);
  const [opened] = useState(() => Date.now());
  useEffect(() => {
    let here = true;
    void bridge.call('profile.getStatus', {}).then((answer) => { if (here && answer.ok) setKeychain(answer.value.keychain); });
    return () => { here = false; };
  }, [bridge, protectors]);
  const showKey = (): void => {
    setAsked('new-key');
    setShowsKey(true);
  };
  const of = (kind: ProtectorKind): Protector | undefined => protectors.find((one) => one.kind === kind);
  const after = useCallback((text: string): void => {
    setAsked(undefined);
    setRefused(undefined);
    show(text);
    void refresh();
  }, [show, refresh, setAsked]);
  const run = async (work: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Told }>, text: string): Promise<void> => {
    setWorking(true);
    const answer = await work;
    setWorking(false);
    if (answer.ok) {
      after(text);
      return;
    }
    setAsked(undefined);
    // WHY nothing said of one that was stopped: the person did it.
    setRefused(answer.error.code === 'cancelled' ? undefined : answer.error);
  };
  const last = protectors.filter(({ state }) => state === 'whole').length < 2 ? say.lastOne : undefined;
  const removing = (kind: ProtectorKind, label: string) => <Button look="quiet" offBecause={last} onClick={() => { setAsked({ remove: kind }); }}>{label}</Button>;
  const chip = (one: Protector | undefined) => (one === undefined ? <Chip icon="circle-dashed" state="waiting">{say.notSetUp}</Chip> : one.state === 'whole' ? null : <Chip icon="shield-x" state="tampered">{lockSay.protectorStates[one.state]}</Chip>);
  const keyChip = (one: Protector | undefined) => {
    if (one?.state !== 'whole') return chip(one);
    return one.rehearsed !== '' && Date.parse(one.rehearsed) + rehearsalMs > opened ? <Chip icon="circle-check" state="done">{say.itWorked}</Chip> : <Chip icon="timer" state="overdue">{say.rehearseNow}</Chip>;
  };
  const [byKeychain, byPassphrase, byKey] = [of('keychain'), of('passphrase'), of('recovery-key')];
  const cannot = keychain !== undefined && keychain.state !== 'ok' && keychain.state !== 'locked' ? say.keychainOff[keychain.state] : undefined;
  return (
    <Section id={id} title={say.sections.protectors} hint={say.protectorsHint}>
      {refused === undefined ? null : <div className="settings-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      {working ? <div className="settings-text"><SlowKeychain /></div> : null}
      <ul className="items-wide">
        <Item
          icon={icons.keychain} name={lockSay.kinds.keychain} chip={chip(byKeychain)} facts={byKeychain === undefined ? (cannot ?? say.keychainFacts) : say.keptBy(byKeychain.backend)}
          acts={byKeychain === undefined ? <Button look="quiet" off={working} offBecause={cannot} onClick={() => { void run(bridge.call('profile.addKeychain', {}), lockSay.moved); }}>{say.turnOn}</Button> : removing('keychain', say.turnOff)}
        />
        <Item
          icon={icons.passphrase} name={lockSay.kinds.passphrase} chip={chip(byPassphrase)} facts={byPassphrase === undefined ? say.passphraseFacts : say.changedAt(byPassphrase.made)}
          acts={<>{byPassphrase === undefined ? null : removing('passphrase', say.remove)}<Button look="quiet" onClick={() => { setAsked('passphrase'); }}>{byPassphrase === undefined ? say.add : say.change}</Button></>}
        />
        <Item
          icon={icons['recovery-key']} name={lockSay.kinds['recovery-key']} chip={keyChip(byKey)} facts={byKey === undefined ? say.keyFacts : say.rehearsedAt(byKey.rehearsed)}
          acts={byKey === undefined ? <Button look="quiet" onClick={showKey}>{say.add}</Button> : <>{removing('recovery-key', say.remove)}<Button look="quiet" onClick={() => { setAsked('new-key'); }}>{say.newKey}</Button><Button look="quiet" onClick={() => { setAsked('rehearse'); }}>{say.rehearse}</Button></>}
        />
      </ul>
      {asked === 'passphrase' ? <PassphraseDialog onDone={() => { after(lockSay.passphraseSet); }} onClose={() => { setAsked(undefined); }} /> : null}
      {asked === 'rehearse' ? <RehearseDialog onDone={() => { after(say.rehearsed); }} onClose={() => { setAsked(undefined); }} /> : null}
      {showsKey ? <RecoveryDialog onClose={() => { setShowsKey(false); setAsked(undefined); void refresh(); }} /> : null}
      <AskDialog open={asked === 'new-key' && !showsKey} title={say.newKeyTitle} text={say.newKeyText} yes={say.newKey} no={frame.cancel} onAnswer={(yes) => { if (yes) showKey(); else setAsked(undefined); }} />
      {typeof asked === 'object' ? <AskDialog open title={say.removeTitle(lockSay.kinds[asked.remove])} text={say.removeWays[asked.remove]} yes={say.remove} no={frame.cancel} onAnswer={(yes) => { if (yes) void run(bridge.call('profile.removeProtector', { kind: asked.remove }), say.removed(lockSay.kinds[asked.remove])); else setAsked(undefined); }} /> : null}
    </Section>
  );
}
