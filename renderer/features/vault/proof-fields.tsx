// What proves a person to a Vault while it is typed: a token, a password, a secret id. It lives in the form that shows it, goes to the core once, and is gone from here after.
import type { Ref } from 'react';
import type { Connection } from '../../bridge/index.ts';
import { Checkbox, Icon, PassphraseField } from '../../components/index.ts';
import { useDropped, useWords } from '../../stores/index.ts';
import { needsProof } from './connection-draft.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface Proof {
  readonly value: string;
  readonly wrapped: boolean;
  readonly remember: boolean;
}
export const noProof: Proof = { value: '', wrapped: false, remember: false };

export interface ProofFieldsProps {
  readonly method: Connection['method'];
  /** The profile keeps one already. */
  readonly remembers: boolean;
  readonly proof: Proof;
  readonly onProof: (proof: Proof) => void;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function ProofFields({ method, remembers, proof, onProof, ref }: ProofFieldsProps) {
  const say = useVaultWords();
  const { lock } = useWords();
  const dropped = useDropped('vault.proof', proof.value);
  if (method === 'oidc') return <p className="hint"><Icon name="info" /><span>{say.pageText}</span></p>;
  if (!needsProof(method)) return null;
  const hint = remembers && proof.value === '' ? say.remembered : method === 'token' ? say.tokenHint : say.proofHint;
  return (
    <>
      {dropped ? <p className="hint" role="status"><Icon name="info" /><span>{say.dropped}</span></p> : null}
      <PassphraseField ref={ref} label={say.proofs[method]} value={proof.value} hint={hint} showName={lock.show} hideName={lock.hide} capsLock={lock.capsLock} onChange={(value) => { onProof({ ...proof, value }); }} />
      <div className="vault-checks">
        {method === 'approle' ? <Checkbox label={say.wrapped} checked={proof.wrapped} onChange={(wrapped) => { onProof({ ...proof, wrapped }); }} /> : null}
        {method === 'token' || proof.wrapped ? null : <Checkbox label={say.remember} checked={proof.remember} onChange={(remember) => { onProof({ ...proof, remember }); }} />}
      </div>
    </>
  );
}
