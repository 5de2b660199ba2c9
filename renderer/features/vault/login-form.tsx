// Logging in again over a connection that is saved: on its page, or in a dialog over what was begun.
import { useRef, useState } from 'react';
import { useBridge, type Connection } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { BrowserWait } from './browser-wait.tsx';
import { needsProof } from './connection-draft.ts';
import { noProof, ProofFields } from './proof-fields.tsx';
import { useLogin } from './use-login.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface LoginFormProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

function useForm({ connection, onDone }: LoginFormProps) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const [proof, setProof] = useState(noProof);
  const login = useLogin();
  const first = useRef<HTMLInputElement>(null);
  const { method, remembers, page } = connection;
  const off = needsProof(method) && proof.value === '' && !remembers ? say.needProof(say.proofs[method]) : undefined;
  const go = async (): Promise<void> => {
    const worked = await login.start(connection, proof);
    // WHY: what was typed has been handed over, and is of no use here any more.
    setProof((now) => ({ ...now, value: '' }));
    if (worked) onDone();
  };
  return {
    first,
    fields: <>{login.refused === undefined ? null : <ErrorPanel {...errors(login.refused)} code={login.refused.code} />}{page === undefined ? <ProofFields method={method} remembers={remembers} proof={proof} onProof={setProof} ref={first} /> : <BrowserWait connection={connection.connection} page={page} />}</>,
    /** `inForm`: the form itself hears of it. */
    button: (inForm: boolean) => <Button look="primary" submit={inForm} off={login.working} offBecause={off} onClick={() => { void go(); }}>{login.working ? say.signingIn : say.signIn}</Button>,
    submit: () => { if (off === undefined && !login.working) void go(); },
  };
}

/** As a part of a page. */
export function LoginForm(props: LoginFormProps) {
  const { fields, button, submit } = useForm(props);
  return (
    <form
      className="form vault-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields}
      <div className="vault-acts">{button(true)}</div>
    </form>
  );
}

export function LoginDialog({ onClose, ...props }: LoginFormProps & { readonly onClose: () => void }) {
  const say = useVaultWords();
  const { frame } = useWords();
  const bridge = useBridge();
  const { first, fields, button, submit } = useForm(props);
  const { connection, name, page } = props.connection;
  const leave = (): void => {
    // WHY: a page that is answered later would sign in somebody who has turned away.
    if (page !== undefined) void bridge.call('vault.cancelLogin', { connection });
    onClose();
  };
  return (
    <Dialog open size="small" title={say.signInAgain} text={name} closeName={frame.close} onClose={leave} first={first} foot={<span className="push">{button(false)}</span>}>
      <form
        className="dialog-text stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>{say.endedText}</p>
        {fields}
      </form>
    </Dialog>
  );
}
