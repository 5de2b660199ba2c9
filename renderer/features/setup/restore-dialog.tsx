// A profile from a backup: the file first, then what opens it, then as after an unlock. What was typed goes with the dialog.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, type BackupOpener, type Output, type AppContract, type Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, PassphraseField, Segmented, Skeleton } from '../../components/index.ts';
import { useErrorWords, useStores, useWords } from '../../stores/index.ts';

export interface RestoreDialogProps {
  readonly onClose: () => void;
}
type Chosen = Output<AppContract, 'profile.chooseBackup'>;

export function RestoreDialog({ onClose }: RestoreDialogProps) {
  const { setup: say, lock: lockSay, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { profile, toasts } = useStores();
  const [chosen, setChosen] = useState<Chosen>();
  const [unread, setUnread] = useState<Told>();
  const [by, setBy] = useState<BackupOpener>('passphrase');
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<Told>();
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const close = useRef(onClose);
  useEffect(() => { close.current = onClose; });

  const choose = useCallback(async (): Promise<void> => {
    setUnread(undefined);
    const answer = await bridge.call('profile.chooseBackup', {});
    if (answer.ok) {
      setChosen(answer.value);
      setBy(answer.value.opens[0] ?? 'passphrase');
    } else if (answer.error.code === 'cancelled') close.current();
    else setUnread(answer.error);
  }, [bridge]);
  const asked = useRef(false);
  useEffect(() => {
    // WHY once: the dialog of the system is open as soon as this one is.
    if (asked.current) return;
    asked.current = true;
    void choose();
  }, [choose]);
  useEffect(() => { if (chosen !== undefined) field.current?.focus(); }, [chosen, by]);

  const restore = async (): Promise<void> => {
    if (typed === '' || working) return;
    setWorking(true);
    setRefused(undefined);
    const answer = await bridge.call('profile.restoreChosen', { value: typed, by });
    if (!answer.ok) {
      setWorking(false);
      setRefused(answer.error);
      field.current?.focus();
      return;
    }
    const { unlockWithPassphrase, unlockWithRecoveryKey, refresh } = profile.getState();
    toasts.getState().show(say.restored);
    // WHY at once: whoever typed it for the backup has typed it for the profile.
    const opened = await (by === 'passphrase' ? unlockWithPassphrase(typed) : unlockWithRecoveryKey(typed));
    if (!opened.ok) await refresh();
    close.current();
  };
  const words = refused === undefined ? undefined : errors(refused);
  const kinds = chosen?.opens ?? [];
  const nobody = chosen !== undefined && kinds.length === 0;
  return (
    <Dialog
      open title={say.restoreTitle} text={chosen === undefined ? say.restoreChoose : say.restoreText(chosen.made)} closeName={frame.close} onClose={onClose}
      foot={
        <>
          {chosen === undefined && unread === undefined ? null : <Button look="quiet" off={working} onClick={() => { void choose(); }}>{say.otherFile}</Button>}
          <Button look="quiet" place="push" off={working} onClick={onClose}>{frame.cancel}</Button>
          <Button look="primary" off={working} offBecause={chosen === undefined || nobody ? say.chooseFirst : typed === '' ? say.typeOpener[by] : undefined} onClick={() => { void restore(); }}>{working ? say.restoring : say.restoreYes}</Button>
        </>
      }
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          void restore();
        }}
      >
        {unread === undefined ? null : <ErrorPanel {...errors(unread)} code={unread.code} />}
        {nobody ? <ErrorPanel {...errors({ code: 'backup-damaged', data: {} })} code="backup-damaged" /> : null}
        {chosen === undefined && unread === undefined ? <Skeleton name={say.restoreChoose} /> : null}
        {kinds.length > 1 ? <Segmented name={say.openWith} value={by} options={kinds.map((value) => ({ value, label: lockSay.kinds[value] }))} onChange={(next) => { setBy(next); setTyped(''); setRefused(undefined); }} /> : null}
        {kinds.length === 0 ? null : (
          <>
            <PassphraseField
              key={by} ref={field} plain={by === 'recovery-key'} label={lockSay.kinds[by]} value={typed} off={working} showName={lockSay.show} hideName={lockSay.hide} capsLock={lockSay.capsLock}
              hint={by === 'recovery-key' ? lockSay.recoveryHint : say.thenPassphrase} error={words === undefined ? undefined : `${words.title}. ${words.why} ${words.next}`} onChange={setTyped}
            />
            <p className="muted small prose">{say.restoreBrings}</p>
          </>
        )}
      </form>
    </Dialog>
  );
}
