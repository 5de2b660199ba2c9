// The fields that describe a connection: where it is, whom to trust there, how somebody logs in, and how careful to be.
import { useState, type ReactNode } from 'react';
import type { Connection } from '../../bridge/index.ts';
import { Button, Field, Icon, Segmented, Select } from '../../components/index.ts';
import { colours, hasAccount, hasMount, methods, type ConnectionDraft } from './connection-draft.ts';
import { MoreFields } from './more-fields.tsx';
import { PemButton } from './pem-field.tsx';
import { useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface ConnectionFieldsProps {
  readonly draft: ConnectionDraft;
  readonly onDraft: (draft: ConnectionDraft) => void;
  /** As it is saved; undefined for a new one. */
  readonly saved: Connection | undefined;
  /** What is wrong with the authority, after a test. */
  readonly untrusted: string | undefined;
  /** The fields of what proves the person. */
  readonly children: ReactNode;
}

function Certificates({ draft, onDraft, saved, untrusted }: Omit<ConnectionFieldsProps, 'children'>) {
  const say = useVaultWords();
  const [notPem, setNotPem] = useState<'authority' | 'own'>();
  const put = (part: Partial<ConnectionDraft>): void => {
    setNotPem(undefined);
    onDraft({ ...draft, ...part });
  };
  const { authority, certificate, key } = draft;
  const none = { name: '', text: '' };
  const keeps = authority === undefined ? saved?.hasAuthority === true : authority.text !== '';
  const own = certificate === undefined && key === undefined ? (saved?.hasCertificate === true ? say.certificateKept : say.certificateNone) : (certificate?.text ?? '') === '' && (key?.text ?? '') === '' ? say.certificateNone : say.certificateFile(certificate?.name ?? '', key?.name ?? '');
  const hasOwn = own !== say.certificateNone;
  const problem = notPem === 'authority' ? say.notPem : keeps && authority !== undefined ? undefined : untrusted;
  const fault = (text: string): ReactNode => <p className="hint hint-danger" role="alert"><Icon name="circle-alert" /><span>{text}</span></p>;
  return (
    <>
      <fieldset className="form-row">
        <legend>{say.authority}</legend>
        <div>
          <div className="line wrap vault-file"><span className="clip">{!keeps ? say.authoritySystem : authority === undefined ? say.authorityKept : say.authorityFile(authority.name)}</span><PemButton label={say.chooseAuthority} onFile={(file) => { put({ authority: file }); }} onNotPem={() => { setNotPem('authority'); }} />{keeps ? <Button look="quiet" onClick={() => { put({ authority: none }); }}>{say.dropAuthority}</Button> : null}</div>
          {problem === undefined ? null : fault(problem)}
        </div>
      </fieldset>
      <fieldset className="form-row">
        <legend>{say.ownCertificate}</legend>
        <div>
          <div className="line wrap vault-file"><span className="clip">{own}</span><PemButton label={say.chooseCertificate} onFile={(file) => { put({ certificate: file }); }} onNotPem={() => { setNotPem('own'); }} /><PemButton label={say.chooseKey} onFile={(file) => { put({ key: file }); }} onNotPem={() => { setNotPem('own'); }} />{hasOwn ? <Button look="quiet" onClick={() => { put({ certificate: none, key: none }); }}>{say.dropCertificate}</Button> : null}</div>
          {notPem === 'own' ? fault(say.notPem) : null}
        </div>
      </fieldset>
    </>
  );
}

export function ConnectionFields({ draft, onDraft, saved, untrusted, children }: ConnectionFieldsProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const put = (part: Partial<ConnectionDraft>): void => { onDraft({ ...draft, ...part }); };
  const { method } = draft;
  return (
    <div className="form vault-form">
      <Field label={say.name} value={draft.name} onChange={(name) => { put({ name }); }} />
      <Field label={say.address} mono value={draft.address} placeholder="https://vault.example.org:8200" onChange={(address) => { put({ address }); }} />
      <Field label={say.namespace} mono value={draft.namespace} hint={say.namespaceHint} onChange={(namespace) => { put({ namespace }); }} />
      <Select label={say.tls} value={draft.leastTls} options={(['1.3', '1.2'] as const).map((value) => ({ value, label: say.tlsLeast[value] }))} onChange={(leastTls) => { put({ leastTls }); }} />
      <Certificates draft={draft} onDraft={onDraft} saved={saved} untrusted={untrusted} />
      <MoreFields draft={draft} onDraft={onDraft} />
      <div className="form-part" />
      <Select label={say.method} value={method} options={methods.map((value) => ({ value, label: say.methods[value] }))} onChange={(next) => { put({ method: next }); }} />
      {hasMount(method) ? <Field label={say.mount} mono value={draft.mount} hint={say.mountHint(method)} onChange={(mount) => { put({ mount }); }} /> : null}
      {hasAccount(method) ? <Field label={say.accounts[method]} mono value={draft.account} onChange={(account) => { put({ account }); }} /> : null}
      {children}
      <div className="form-part" />
      <Select label={say.colour} value={draft.colour} options={colours.map((value) => ({ value, label: say.colours[value] }))} onChange={(colour) => { put({ colour }); }} />
      <fieldset className="form-row">
        <legend>{say.guard}</legend>
        <div className="stack">
          <Segmented name={say.guard} value={draft.guard} options={(['none', 'staging', 'production'] as const).map((value) => ({ value, label: frame.guards[value] }))} onChange={(guard) => { put({ guard }); }} />
          <p className="small muted">{say.guardText[draft.guard]}</p>
          {draft.guard === 'none' ? null : <div className="guard-sample" data-guard={draft.guard}><span className="guard-name line"><Icon name="shield-alert" />{draft.name === '' ? frame.guards[draft.guard] : draft.name}</span></div>}
        </div>
      </fieldset>
    </div>
  );
}
