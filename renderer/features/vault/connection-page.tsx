// One saved connection: what it is, who is logged in there and for how long, and what can be done about it.
import { useState } from 'react';
import { useBridge, type Connection } from '../../bridge/index.ts';
import { AskDialog, Button, Chip, type IconName } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';
import { LoginForm } from './login-form.tsx';
import { useTokenActs } from './use-token-acts.ts';
import { useVaultWords } from './use-vault-words.ts';

export const standingLooks = { in: { icon: 'circle-check', state: 'healthy' }, out: { icon: 'circle-dashed', state: 'no-key' }, ended: { icon: 'unplug', state: 'down' } } as const satisfies Readonly<Record<Connection['standing'], { readonly icon: IconName; readonly state: string }>>;

export interface ConnectionPageProps {
  readonly connection: Connection;
  readonly onOpen: () => void;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

export function ConnectionPage({ connection: shown, onOpen, onEdit, onRemoved }: ConnectionPageProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [removing, setRemoving] = useState(false);
  const { connection, name, address, namespace, method, account, leastTls, guard, colour, others, proxy, engines, standing, token } = shown;
  const look = standingLooks[standing];
  const { renew, signOut } = useTokenActs(connection);
  const remove = async (): Promise<void> => {
    setRemoving(false);
    const answer = await bridge.call('vault.removeConnection', { connection });
    if (answer.ok) {
      show(say.removed(name));
      onRemoved();
    } else show(errors(answer.error).title, 'refused');
  };
  return (
    <section className="detail" aria-labelledby="vault-connection">
      <div className="detail-head">
        <div className="detail-name"><h1 className="detail-title" id="vault-connection" tabIndex={-1}>{name}<span className="vault-dot" data-colour={colour} aria-hidden="true" /></h1><div className="detail-facts"><Chip icon={look.icon} state={look.state}>{say.standing[standing]}</Chip><span className="mono">{address}</span></div></div>
        <div className="detail-actions"><Button look="quiet" icon="pencil-line" onClick={onEdit}>{say.edit}</Button><Button look="danger-quiet" icon="trash-2" onClick={() => { setRemoving(true); }}>{say.remove}</Button></div>
      </div>
      <div className="detail-body">
        <div className="section stack">
          <dl className="facts">
            <dt>{say.facts.method}</dt><dd>{say.methods[method]}{account === '' ? null : <> <span className="mono">{account}</span></>}</dd>
            {namespace === '' ? null : <><dt>{say.facts.namespace}</dt><dd className="mono">{namespace}</dd></>}
            <dt>{say.facts.tls}</dt><dd>{address.startsWith('http:') ? say.tlsNone : say.tlsLeast[leastTls]}</dd>
            {others.length === 0 ? null : <><dt>{say.others}</dt><dd className="mono">{others.join(', ')}</dd></>}
            {proxy === '' ? null : <><dt>{say.proxy}</dt><dd className="mono">{proxy}</dd></>}
            {engines.length === 0 ? null : <><dt>{say.engines}</dt><dd className="mono">{engines.map(({ path, version }) => (version === 0 ? path : `${path} v${String(version)}`)).join(', ')}</dd></>}
            <dt>{say.facts.guard}</dt><dd>{frame.guards[guard]}</dd>
            {token === undefined ? null : <><dt>{say.facts.token}</dt><dd className="mono">{token.name}</dd><dt>{say.facts.policies}</dt><dd className="mono">{token.policies.join(', ')}</dd><dt>{say.facts.ends}</dt><dd>{say.goodFor(token.ttlSeconds)}</dd></>}
          </dl>
        </div>
        {standing === 'in' ? (
          <div className="section line wrap">
            <Button look="primary" icon="key-round" onClick={onOpen}>{say.openIt}</Button>
            <Button look="quiet" icon="rotate-cw" offBecause={token?.renewable === false ? say.notRenewable : undefined} onClick={() => { void renew(); }}>{say.renew}</Button>
            <Button look="quiet" onClick={() => { void signOut(); }}>{say.signOut}</Button>
          </div>
        ) : <><div className="section"><p>{standing === 'ended' ? say.endedTitle : say.signedOutText(address)}</p></div><LoginForm connection={shown} onDone={onOpen} /></>}
      </div>
      <AskDialog open={removing} title={say.removeTitle(name)} text={say.removeText} yes={say.remove} no={frame.cancel} onAnswer={(yes) => { if (yes) void remove(); else setRemoving(false); }} />
    </section>
  );
}
