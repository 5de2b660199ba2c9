// One secret: its fields, masked until somebody reveals one, what is changed and not saved, and its versions.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Allowed, Connection, Told } from '../../bridge/index.ts';
import { Banner, Button, Empty, ErrorPanel, Icon, Skeleton, Tabs, useShortcut, type Tab } from '../../components/index.ts';
import { useErrorWords, useKeptAbout, useToasts, useWords } from '../../stores/index.ts';
import { AddField } from './add-field.tsx';
import { AllowedPart } from './allowed-part.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { FieldDraft } from './draft.ts';
import { FieldGrid } from './field-grid.tsx';
import { MetadataPart } from './metadata-part.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { SecretAsks, type Asked } from './secret-asks.tsx';
import { SecretHead } from './secret-head.tsx';
import { SecretJson } from './secret-json.tsx';
import type { Mount } from './tree-store.ts';
import { useAllowed } from './use-allowed.ts';
import { useKind } from './use-kind.ts';
import { useDraft } from './use-draft.ts';
import { useSaving } from './use-saving.ts';
import { useSecretActs } from './use-secret-acts.ts';
import { useSecretCommands, type Part } from './use-secret-commands.ts';
import { useSecret, type Secret } from './use-secret.ts';
import { VersionsPanel } from './versions-panel.tsx';
import { useVaultWords } from './use-vault-words.ts';

export interface SecretViewProps {
  readonly connection: Connection;
  readonly mount: Mount;
  readonly path: string;
  /** It is to be made. */
  readonly fresh: boolean;
  /** The version that is looked at; 0 for the newest. */
  readonly version: number;
  readonly onVersion: (version: number) => void;
  readonly onPending: (count: number) => void;
  /** It was made, or is gone: the tree shows something else. */
  readonly onChanged: (what: 'made' | 'gone') => void;
  readonly onSignIn: () => void;
}

const ended: ReadonlySet<string> = new Set(['token-invalid', 'token-missing']);

export function SecretView({ connection: shown, mount, path, fresh, version, onVersion: setVersion, onPending, onChanged, onSignIn }: SecretViewProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const show = useToasts((state) => state.show);
  const { connection } = shown;
  const versioned = mount.version === 2;
  const about = `${connection} ${path}`;
  const [asked, setAsked] = useKeptAbout<Asked | undefined>('vault.asked', about, undefined);
  const [part, setPart] = useKeptAbout<Part>('vault.part', about, 'fields');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const at = { connection, path, version, versioned, fresh };
  const draft = useDraft(at, onPending);
  const { pending } = draft;
  const refusedToast = useCallback((told: Told) => { show(errors(told).title, 'refused'); }, [show, errors]);
  const { secret, refused, again } = useSecret(at);
  const [seen, setSeen] = useState<Secret>();
  const here = useRef<string>(undefined);
  const backTo = useRef<string>(undefined);
  const saving = useSaving({
    at, draft, again,
    onSaved() {
      backTo.current = here.current;
      if (fresh) onChanged('made');
      else void again();
    },
  });
  if (secret !== seen && draft.known) {
    setSeen(secret);
    // WHY only then: what is changed here was changed over the version that was seen.
    if (secret !== undefined && pending === 0) saving.begin(secret);
  }
  const there = { connection, path, version: versioned ? secret?.version ?? 0 : 0 };
  const kindOf = useKind(there);
  const allowed = useAllowed(connection, path);
  const barred = (act: keyof Allowed): string | undefined => (allowed?.[act] === false ? say.mayNotText : undefined);
  const changeOff = barred(fresh ? 'create' : 'update');
  const held = pending === 0 ? undefined : say.pendingCount(pending);
  const current = secret?.versions[0];
  const fixed = version !== 0;
  const review = (): void => { if (pending > 0) saving.setReviewing(true); };
  const discard = (): void => {
    // WHY also where the server has not answered: what was typed is shown, and goes.
    if (secret === undefined) draft.begin([], draft.over);
    else saving.begin(secret);
    show(say.discarded);
  };
  useShortcut('Ctrl+S', review);
  const signedIn = shown.standing === 'in';
  // WHY: who has logged in again wants to see what could not be read.
  useEffect(() => { if (signedIn && refused !== undefined && ended.has(refused.code)) void again(); }, [signedIn, refused, again]);

  const edit = async ({ row, was, edited }: FieldDraft): Promise<void> => {
    draft.change(row, { edited: true });
    if (was === undefined || edited) return;
    const kind = await kindOf(was);
    if (kind !== undefined) draft.tell(row, kind);
  };
  const acts = useSecretActs({
    connection, path, name, versioned,
    onChanged() {
      if (version === 0) void again();
      else setVersion(0);
    },
    onGone() { onChanged('gone'); },
  });
  const facts = fresh ? say.madeNow : !versioned ? say.unversioned : secret === undefined || secret.version === 0 ? '' : say.versionAt(secret.version, say.ago(secret.created));
  const withheld = secret?.withheld;
  const readable = secret !== undefined && withheld === undefined;
  const shareable = readable && secret.names.length > 0 && !fresh;
  const onHere = useCallback((field: string | undefined) => { here.current = field; }, []);
  const comesBackTo = useCallback(() => {
    const was = backTo.current;
    backTo.current = undefined;
    return was;
  }, []);
  const share = useCallback(() => { setAsked({ what: 'share' }); }, [setAsked]);
  useSecretCommands({ off: !shareable, versioned, onShare: share, onPart: setPart });
  const fields = () => (
    <>
      {draft.fields.length === 0 ? <p className="muted section">{say.noFields}</p> : <FieldGrid at={there} name={name} fields={draft.fields} inView={part === 'fields'} onHere={onHere} comesBackTo={comesBackTo} fixed={fixed} off={changeOff} keepsNumbers={!versioned} acts={{ edit(field) { void edit(field); }, json(row, json) { draft.change(row, { json }); }, takeBack: draft.takeBack, remove(row) { draft.change(row, { removed: true, edited: false }); }, rename: draft.rename, hold: draft.hold, typed: draft.typed, bring: draft.bring, refused: refusedToast, review }} />}
      {fixed ? null : <div className="section"><AddField off={changeOff} onAdd={draft.add} /></div>}
      {allowed === undefined || fresh ? null : <AllowedPart allowed={allowed} versioned={versioned} />}
    </>
  );
  const tabs = ({ names, parts }: Secret): readonly Tab<Part>[] => [
    { value: 'fields', label: say.fields, count: String(names.length), panel: fields, keep: true },
    ...(fresh ? [] : [{ value: 'json' as const, label: say.json, panel: () => <>{pending === 0 ? null : <p className="muted small section">{say.jsonOfServer}</p>}<SecretJson at={there} name={name} parts={parts} onRefused={refusedToast} /></> }]),
    ...(fresh || !versioned ? [] : [{ value: 'metadata' as const, label: say.metadata.tab, panel: () => <MetadataPart connection={connection} path={path} name={name} off={barred('writeMetadata')} /> }]),
  ];
  return (
    <div className="vault-room">
      <section className="detail" aria-labelledby="vault-secret">
        <SecretHead
          connection={shown} mount={mount} path={path} name={name} fields={secret?.names ?? []} facts={withheld === undefined ? facts : ''} fresh={fresh} deleteOff={barred('delete')} onDelete={readable && !fixed ? () => { setAsked({ what: 'delete' }); } : undefined} onRefresh={() => { void again(); }}
          onShare={shareable ? share : undefined} destroyOff={held ?? barred('deleteAll')} onDestroy={versioned && !fresh && secret !== undefined ? () => { setAsked({ what: 'destroy-all' }); } : undefined}
        />
        {signedIn ? null : <Banner state="warning" title={say.endedTitle} text={say.endedText}><Button onClick={onSignIn}>{say.signInAgain}</Button></Banner>}
        {fixed && secret !== undefined ? <Banner state="note" title={say.lookingAt(version)} text={say.lookingAtText}><Button onClick={() => { setVersion(0); }}>{say.toCurrent}</Button></Banner> : null}
        <div className="detail-body">
          {refused === undefined || (!signedIn && ended.has(refused.code)) ? null : <div className="section"><ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void again(); }}>{frame.tryAgain}</Button></ErrorPanel></div>}
          {secret === undefined ? (refused === undefined ? <div className="section"><Skeleton name={say.reading} lines={5} /></div> : null)
            : withheld !== undefined ? (
              <Empty icon={withheld.code === 'version-deleted' ? 'circle-minus' : 'circle-x'} title={withheld.code === 'version-deleted' ? say.deletedTitle(secret.version) : say.destroyedTitle(secret.version)} text={withheld.code === 'version-deleted' ? say.deletedText : say.destroyedText}>
                {withheld.code === 'version-deleted' ? <Button look="primary" onClick={() => { void acts.undelete(secret.version); }}>{say.undelete(secret.version)}</Button> : null}
              </Empty>
            ) : (
              <div className="vault-parts"><Tabs name={say.partsOf(name)} value={part} tabs={tabs(secret)} onChange={setPart} /></div>
            )}
        </div>
        {pending === 0 ? null : (
          <div className="pending-bar" role="region" aria-label={say.pending}>
            <Icon name="pencil-line" /><span className="pending-count">{say.pendingCount(pending)}</span>
            <span className="pending-actions"><Button look="quiet" onClick={discard}>{say.discard}</Button><Button look="primary" keys="Ctrl S" onClick={review}>{say.review}</Button></span>
          </div>
        )}
      </section>
      {secret === undefined || secret.versions.length === 0 ? null : (
        <VersionsPanel
          versions={secret.versions} shown={secret.version} off={{ restore: held ?? barred('update'), undelete: held ?? barred('undelete'), destroy: held ?? barred('destroy') }} onLook={(wanted) => { if (pending === 0) setVersion(wanted === current?.version ? 0 : wanted); else show(say.pendingCount(pending), 'refused'); }}
          onCompare={(older) => { setAsked({ what: 'compare', version: older }); }} onRestore={(older) => { setAsked({ what: 'restore', version: older }); }} onUndelete={(older) => { void acts.undelete(older); }} onDestroy={(older) => { setAsked({ what: 'destroy', version: older }); }}
        />
      )}
      {saving.reviewing ? <ReviewDialog at={{ connection, path, version: saving.over ?? 0 }} fields={draft.fields} over={saving.over} valueOf={draft.valueOf} bring={draft.bring} onSave={saving.save} onClose={() => { saving.setReviewing(false); }} /> : null}
      {saving.conflict === undefined ? null : <ConflictDialog connection={connection} path={path} {...saving.conflict} fields={draft.fields} onTake={(keeps) => { void saving.take(keeps); }} onClose={saving.closeConflict} />}
      {asked === undefined || secret === undefined ? null : <SecretAsks asked={asked} connection={connection} path={path} name={name} versions={secret.versions} fields={secret.names} version={there.version} acts={acts} onClose={() => { setAsked(undefined); }} />}
    </div>
  );
}
