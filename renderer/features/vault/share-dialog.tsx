// Handing a secret on once: the server wraps it under a token that opens it a single time. The token goes to the clipboard, and never into the page.
import { useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Banner, Button, Dialog, ErrorPanel, Select } from '../../components/index.ts';
import { useErrorWords, useKept, useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

const times = ['300', '1800', '3600', '28800', '86400', '604800'] as const;

export interface ShareDialogProps {
  readonly connection: string;
  readonly path: string;
  readonly name: string;
  readonly version: number;
  readonly fields: readonly string[];
  readonly onClose: () => void;
}

export function ShareDialog({ connection, path, name, version, fields, onClose }: ShareDialogProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  /** By its place among the fields; '' for all of it. */
  const [what, setWhat] = useKept<string>('vault.share.what', '');
  const [seconds, setSeconds] = useKept<string>('vault.share.seconds', times[0]);
  const [refused, setRefused] = useState<Told>();
  const [made, setMade] = useState<{ readonly ttlSeconds: number; readonly clearAfterMs: number }>();
  const [making, setMaking] = useState(false);
  const { share } = say;
  const make = async (): Promise<void> => {
    if (making) return;
    setMaking(true);
    const field = what === '' ? undefined : fields[Number(what)];
    const answer = await bridge.call('vault.copyWrapped', { connection, path, version, ...(field === undefined ? {} : { name: field }), ttlSeconds: Number(seconds) });
    setMaking(false);
    setMade(answer.ok ? answer.value : undefined);
    setRefused(answer.ok ? undefined : answer.error);
  };
  const changed = (set: (value: string) => void) => (value: string): void => {
    set(value);
    // WHY: what is on the clipboard is what was chosen before.
    setMade(undefined);
  };
  return (
    <Dialog
      open size="small" title={share.title(name)} text={share.text} closeName={frame.close} onClose={onClose}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{made === undefined ? frame.cancel : frame.close}</Button><Button look="primary" icon="copy" off={making} onClick={() => { void make(); }}>{made === undefined ? share.make : share.makeAnother}</Button></>}
    >
      <div className="dialog-text stack">
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        {fields.length < 2 ? null : <Select label={share.what} value={what} options={[{ value: '', label: share.whole(fields.length) }, ...fields.map((field, index) => ({ value: String(index), label: field }))]} onChange={changed(setWhat)} />}
        <Select label={share.time} hint={share.timeHint} value={seconds} options={times.map((value) => ({ value, label: say.goodFor(Number(value)) }))} onChange={changed(setSeconds)} />
        {made === undefined ? null : <Banner state="verified" title={share.made(Math.ceil(made.clearAfterMs / 1000))} text={share.madeText(made.ttlSeconds)} />}
      </div>
    </Dialog>
  );
}
