// Opening what somebody shared: a token that opens once. What was in it stays in the core; here are names, one value while somebody looks at it, and a way to save it all.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, useRevealed, type AppContract, type Output, type Told } from '../../bridge/index.ts';
import { AskDialog, Banner, Button, Dialog, ErrorPanel, Field, Icon, IconButton, PassphraseField, SecretField } from '../../components/index.ts';
import { useCopied, useDropped, useErrorWords, useKept, useToasts, useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

type Opened = Output<AppContract, 'vault.openWrapped'>;
export interface OpenSharedDialogProps {
  readonly connection: string;
  /** What the path of a new secret begins with. */
  readonly begin: string;
  readonly fits: (path: string) => boolean;
  readonly onSaved: (path: string) => void;
  readonly onClose: () => void;
}

/** It opens nothing any more. */
const isSpent = ({ code, data }: Told): boolean => code === 'wrapping-used' || code === 'wrapping-foreign' || (code === 'unwrap-undecided' && data['standing'] === 'used');

interface RowProps {
  readonly unwrapped: string;
  readonly name: string;
  readonly copied: string | undefined;
  readonly onCopy: () => void;
  readonly onRefused: (told: Told | undefined) => void;
}

function Row({ unwrapped, name, copied, onCopy, onRefused }: RowProps) {
  const { files } = useWords();
  const bridge = useBridge();
  const { shown, show, hide } = useRevealed(name, useCallback(() => bridge.call('vault.revealUnwrapped', { unwrapped, name }), [bridge, unwrapped, name]));
  const toggle = async (): Promise<void> => {
    if (shown !== undefined) {
      hide();
      return;
    }
    const answer = await show();
    onRefused(answer !== undefined && 'refused' in answer ? answer.refused : undefined);
  };
  return (
    <div className="vault-opened" role="row">
      <span className="key" role="rowheader">{name}</span>
      <div role="gridcell">
        <SecretField
          hiddenName={files.hiddenValue} copied={copied} rest={null} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: files.hidesIn(shown.secondsLeft) }}
          actions={<><IconButton row name={shown === undefined ? files.reveal(name) : files.hide(name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { void toggle(); }} /><IconButton row name={files.copy(name)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={onCopy} /></>}
        />
      </div>
    </div>
  );
}

function OpenedPart({ opened, onRefused }: { readonly opened: Opened; readonly onRefused: (told: Told | undefined) => void }) {
  const say = useVaultWords();
  const { files } = useWords();
  const bridge = useBridge();
  const { unwrapped, names, from, created } = opened;
  const { copied, copy } = useCopied<string>(useCallback((name: string) => bridge.call('vault.copyUnwrapped', { unwrapped, name }), [bridge, unwrapped]), onRefused);
  const rows = useRef<HTMLDivElement>(null);
  // WHY: what had the focus is gone.
  useEffect(() => { rows.current?.querySelector('button')?.focus(); }, []);
  return (
    <>
      <Banner state="verified" title={say.open.opened} text={say.open.from(from, say.ago(created))} />
      <div ref={rows} className="vault-opened-rows" role="grid" aria-label={say.open.fields}>{names.map((name) => <Row key={name} unwrapped={unwrapped} name={name} copied={copied?.of === name ? files.copied(copied.seconds) : undefined} onCopy={() => { copy(name, name); }} onRefused={onRefused} />)}</div>
    </>
  );
}

export function OpenSharedDialog({ connection, begin, fits, onSaved, onClose }: OpenSharedDialogProps) {
  const say = useVaultWords();
  const { frame, lock } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const showToast = useToasts((state) => state.show);
  const [token, setToken] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const [refused, setRefused] = useState<Told>();
  const [path, setPath] = useKept<string>('vault.opening.path', begin);
  const dropped = useDropped('vault.opening.token', token);
  const gone = useDropped('vault.opening.opened', opened?.unwrapped ?? '');
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { open: words } = say;
  useEffect(() => {
    let over = false;
    // WHY asked: what a page opened that is gone by now opens nowhere else.
    void bridge.call('vault.listUnwrapped', {}).then((answer) => { if (!over && answer.ok) setOpened((now) => now ?? answer.value.opened.at(-1)); });
    return () => { over = true; };
  }, [bridge]);
  const go = async (): Promise<void> => {
    if (busy || token.trim() === '') return;
    setBusy(true);
    const answer = await bridge.call('vault.openWrapped', { connection, value: token.trim() });
    setBusy(false);
    // WHY kept else: a token that was not used opens it at the next try.
    if (answer.ok || isSpent(answer.error)) setToken('');
    setRefused(answer.ok ? undefined : answer.error);
    if (answer.ok) setOpened(answer.value);
  };
  const close = (ref: string): void => {
    void bridge.call('vault.closeUnwrapped', { unwrapped: ref });
    onClose();
  };
  const wanted = path.trim().replace(/^\/+/, '');
  const save = async ({ unwrapped }: Opened): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answer = await bridge.call('vault.saveUnwrapped', { connection, unwrapped, path: wanted });
    setBusy(false);
    setRefused(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast(words.saved(wanted));
    close(unwrapped);
    onSaved(wanted);
  };
  const leave = (): void => {
    if (opened === undefined) onClose();
    else setLeaving(true);
  };
  const taken = refused?.code === 'version-conflict' ? words.taken : undefined;
  return (
    <Dialog
      open size="medium" title={words.title} text={words.text} closeName={frame.close} onClose={leave} first={field}
      foot={opened === undefined ? <><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={busy || token.trim() === ''} onClick={() => { void go(); }}>{busy ? words.going : words.go}</Button></>
        : <><Button look="quiet" place="push" onClick={leave}>{frame.close}</Button><Button look="primary" off={busy} offBecause={wanted === '' || wanted.endsWith('/') || !fits(wanted) ? say.newSecretText : undefined} onClick={() => { void save(opened); }}>{words.save}</Button></>}
    >
      <form
        className="dialog-text stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (opened === undefined) void go();
        }}
      >
        {refused === undefined || taken !== undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        {gone ? <Banner state="warning" title={words.goneTitle} text={words.goneText} /> : null}
        {dropped && opened === undefined ? <p className="hint" role="status"><Icon name="info" /><span>{say.dropped}</span></p> : null}
        {opened === undefined ? <PassphraseField ref={field} label={words.token} value={token} showName={lock.show} hideName={lock.hide} capsLock={lock.capsLock} onChange={setToken} />
          : <><OpenedPart opened={opened} onRefused={setRefused} /><Field mono label={words.saveAt} value={path} onChange={setPath} {...(taken === undefined ? {} : { error: taken })} /></>}
      </form>
      {leaving && opened !== undefined ? <AskDialog open title={words.closeTitle} text={words.closeText} yes={words.closeYes} no={words.closeNo} onAnswer={(yes) => { setLeaving(false); if (yes) close(opened.unwrapped); }} /> : null}
    </Dialog>
  );
}
