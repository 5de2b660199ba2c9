// A new connection, or one that is changed: typed, tried step by step, saved, and logged in with.
import { useEffect, useRef, useState } from 'react';
import { useBridge, type Connection, type Told } from '../../bridge/index.ts';
import { Button, ErrorPanel, Icon } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';
import { BrowserWait } from './browser-wait.tsx';
import { draftOf, emptyDraft, isNamed, needsAccount, needsProof, wishOf, type ConnectionDraft } from './connection-draft.ts';
import { ConnectionFields } from './connection-fields.tsx';
import { noProof, ProofFields } from './proof-fields.tsx';
import { TestPanel, type Tested } from './test-panel.tsx';
import { useLogin } from './use-login.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface ConnectionFormProps {
  /** Undefined for a new one. */
  readonly saved: Connection | undefined;
  /** What a login over this one waits for. */
  readonly pageOf: (connection: string) => Connection['page'];
  /** It was saved on the way to a login: what is in the form is that one from now on. */
  readonly onKept: (connection: string) => void;
  /** It was saved, and logged in with where `signedIn`. */
  readonly onDone: (connection: string, signedIn: boolean) => void;
  readonly onClose: () => void;
}

export function ConnectionForm({ saved, pageOf, onKept, onDone, onClose }: ConnectionFormProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [draft, setDraft] = useState<ConnectionDraft>(() => (saved === undefined ? emptyDraft : draftOf(saved)));
  const [proof, setProof] = useState(noProof);
  const [id, setId] = useState(saved?.connection);
  const [tested, setTested] = useState<Tested>();
  const [testing, setTesting] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Told>();
  /** Nothing was changed since it was saved. */
  const [kept, setKept] = useState(false);
  const problem = useRef<HTMLDivElement>(null);
  const login = useLogin();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { heading.current?.focus(); }, []);
  const which = id === undefined ? {} : { connection: id };
  const test = async (): Promise<void> => {
    setTesting(true);
    const answer = await bridge.call('vault.testConnection', { ...which, ...wishOf(draft) });
    setTesting(false);
    setTested(answer);
  };
  const save = async (): Promise<string | undefined> => {
    setSaving(true);
    setRefused(undefined);
    const answer = await bridge.call('vault.saveConnection', { ...which, ...wishOf(draft) });
    setSaving(false);
    if (!answer.ok) {
      setRefused(answer.error);
      return undefined;
    }
    setId(answer.value.connection);
    return answer.value.connection;
  };
  const onSave = async (): Promise<void> => {
    const connection = await save();
    if (connection === undefined) return;
    show(say.saved(draft.name));
    onDone(connection, false);
  };
  const onSignIn = async (): Promise<void> => {
    const connection = await save();
    if (connection === undefined) return;
    setKept(true);
    onKept(connection);
    if (await login.start({ connection, name: draft.name }, proof)) onDone(connection, true);
  };
  const failed = tested?.ok === true ? tested.value.steps.find(({ state }) => state === 'failed')?.code : undefined;
  const working = saving || login.working;
  const unnamed = isNamed(draft) ? undefined : say.needName;
  const noAccount = needsAccount(draft.method) && draft.account.trim() === '' ? say.needAccount(say.accounts[draft.method]) : undefined;
  const noProofYet = needsProof(draft.method) && proof.value === '' && saved?.remembers !== true ? say.needProof(say.proofs[draft.method]) : undefined;
  const told = refused ?? login.refused;
  // WHY: whoever signs in from below in a long form would not see it.
  useEffect(() => { if (told !== undefined) problem.current?.scrollIntoView({ block: 'nearest' }); }, [told]);
  const page = id === undefined ? undefined : pageOf(id);
  return (
    <div className="vault-room">
      <section className="detail" aria-labelledby="vault-form">
        <div className="detail-head">
          <div className="detail-name"><h1 className="detail-title" id="vault-form" ref={heading} tabIndex={-1}>{saved === undefined ? say.newConnection : say.editTitle(saved.name)}</h1><div className="detail-facts"><span>{say.formText}</span></div></div>
        </div>
        <div className="detail-body">
          {told === undefined ? null : <div className="section" ref={problem}><ErrorPanel {...errors(told)} code={told.code} /></div>}
          {id === undefined || page === undefined ? null : <div className="section"><BrowserWait connection={id} page={page} /></div>}
          <ConnectionFields draft={draft} onDraft={(next) => { setDraft(next); setKept(false); }} saved={saved} untrusted={failed === 'certificate-untrusted' ? errors({ code: failed, data: {} }).title : undefined}>
            <ProofFields method={draft.method} remembers={saved?.remembers === true} proof={proof} onProof={setProof} />
          </ConnectionFields>
        </div>
        <div className="pending-bar" role="region" aria-label={kept ? say.savedNotIn : say.notSaved}>
          <Icon name="pencil-line" /><span className="pending-count">{working ? (login.working ? say.signingIn : say.saving) : kept ? say.savedNotIn : say.notSaved}</span>
          <span className="pending-actions">
            <Button look="quiet" onClick={onClose}>{kept ? frame.close : say.discard}</Button>
            <Button look="quiet" off={testing} offBecause={unnamed} onClick={() => { void test(); }}>{tested === undefined ? say.test : say.testAgain}</Button>
            <Button look="quiet" off={working} offBecause={unnamed} onClick={() => { void onSave(); }}>{say.save}</Button>
            <Button look="primary" off={working} offBecause={unnamed ?? noAccount ?? noProofYet} onClick={() => { void onSignIn(); }}>{say.saveAndSignIn}</Button>
          </span>
        </div>
      </section>
      <TestPanel tested={tested} testing={testing} />
    </div>
  );
}
