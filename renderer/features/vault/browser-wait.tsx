// A login that waits for the person's browser: which page, what to type there, another look at it, and giving up. The address itself stays in the core.
import { useEffect, useRef } from 'react';
import { useBridge, type Connection } from '../../bridge/index.ts';
import { Button, Icon } from '../../components/index.ts';
import { useErrorWords, useToasts } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface BrowserWaitProps {
  readonly connection: string;
  readonly page: NonNullable<Connection['page']>;
}

export function BrowserWait({ connection, page: { host, code, opened } }: BrowserWaitProps) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const group = useRef<HTMLDivElement>(null);
  // WHY: whoever signs in from below in a long form would not see it.
  useEffect(() => { group.current?.scrollIntoView({ block: 'nearest' }); }, []);
  const open = async (): Promise<void> => {
    const answer = await bridge.call('vault.openLoginPage', { connection });
    if (!answer.ok) show(errors(answer.error).title, 'refused');
  };
  const copy = async (): Promise<void> => {
    const answer = await bridge.call('vault.copyLoginPage', { connection });
    if (answer.ok) show(say.pageCopied(Math.round(answer.value.clearAfterMs / 1000)));
    else show(errors(answer.error).title, 'refused');
  };
  return (
    <div ref={group} className="vault-wait stack" role="group" aria-label={say.pageWaits}>
      <p className="line" role="status"><Icon name="loader-circle" look="spin" /><strong>{say.pageWaits}</strong></p>
      <p>{opened ? say.pageAt(host) : say.pageNotOpened(host)}</p>
      {code === '' ? null : <p className="line wrap">{say.pageCode}<code className="vault-code mono">{code}</code></p>}
      <div className="line wrap">
        <Button icon="link" onClick={() => { void open(); }}>{say.openPage}</Button>
        <Button look="quiet" icon="copy" onClick={() => { void copy(); }}>{say.copyPage}</Button>
        <Button look="quiet" onClick={() => { void bridge.call('vault.cancelLogin', { connection }); }}>{say.stopWaiting}</Button>
      </div>
    </div>
  );
}
