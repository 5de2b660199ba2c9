// One secret: its fields, masked until somebody reveals one, what is changed and not saved, and its versions.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type Connection, type Told } from '../../bridge/index.ts';
import { AskDialog, Banner, Button, Empty, ErrorPanel, Icon, Skeleton, TypedConfirmation, useShortcut } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';
import { AddField } from './add-field.tsx';
import { AllowedPart } from './allowed-part.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { FieldDraft } from './draft.ts';
import { FieldGrid } from './field-grid.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { SecretHead } from './secret-head.tsx';
import type { Mount } from './tree-store.ts';
import { useAllowed } from './use-allowed.ts';
import { useKind } from './use-kind.ts';
import { useDraft } from './use-draft.ts';
import { useSaving } from './use-saving.ts';
import { useSecret, type Secret } from './use-secret.ts';
import { VersionsPanel } from './versions-panel.tsx';
import { useVaultWords } from './use-vault-words.ts';

export interface SecretViewProps {
  readonly connection: Connection;
  readonly mount: Mount;
  readonly path: string;
  /** It is to be made. */
  readonly fresh: boolean;
  readonly onPending: (count: number) => void;
  /** It was made, or is gone: the tree shows something else. */
  readonly onChanged: (what: 'made' | 'gone') => void;
  readonly onSignIn: () => void;
}

type Asked = { readonly what: 'delete' } | { readonly what: 'restore' | 'compare'; readonly version: number };
const ended: ReadonlySet<string> = new Set(['token-invalid', 'token-missing']);

export function SecretView({ connection: shown, mount, path, fresh, onPending, onChanged, onSignIn }: SecretViewProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const { connection } = shown;
  const versioned = mount.version === 2;
  const [version, setVersion] = useState(0);
  const [asked, setAsked] = useState<Asked>();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const at = { connection, path, version, versioned, fresh };
  const draft = useDraft(at, onPending);
  const { pending } = draft;
  const refusedToast = useCallback((told: Told) => { show(errors(told).title, 'refused'); }, [show, errors]);
  const { secret, refused, again } = useSecret(at);
  const [seen, setSeen] = useState<Secret>();
  const saving = useSaving({
    at, draft, again,
    onSaved() {
      if (fresh) onChanged('made');
      else void again();
    },
  });
  if (secret !== seen && draft.known) {
    setSeen(secret);
    // WHY only then: what is changed here was changed over the version that was seen.
    if (secret !== undefined && pending === 0) saving.begin(secret);
  }
  const kindOf = useKind({ connection, path, version: versioned ? secret?.version ?? 0 : 0 });
  const allowed = useAllowed(connection, path);
  const barred = (act: 'create' | 'update' | 'delete' | 'undelete'): string | undefined => (allowed?.[act] === false ? say.mayNotText : undefined);
  const changeOff = barred(fresh ? 'create' : 'update');
  const held = pending === 0 ? undefined : say.pendingCount(pending);
  const current = secret?.versions[0];
  const fixed = version !== 0;
  const review = (): void => { if (pending > 0) saving.setReviewing(true); };
  useShortcut('Ctrl+S', review);
  const signedIn = shown.standing === 'in';
  // WHY: who has logged in again wants to see what could not be read.
  useEffect(() => { if (signedIn && refused !== undefined && ended.has(refused.code)) void again(); }, [signedIn, refused, again]);

  const act = async (work: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Told }>, said: string): Promise<boolean> => {
    setAsked(undefined);
    const answer = await work();
    if (!answer.ok) {
      refusedToast(answer.error);
      return false;
    }
    show(said);
    return true;
  };
  const edit = async ({ row, was, edited }: FieldDraft): Promise<void> => {
    draft.change(row, { edited: true });
    if (was === undefined || edited) return;
    const kind = await kindOf(was);
    if (kind !== undefined) draft.tell(row, kind);
  };
  const restore = async (older: number): Promise<void> => {
    const newest = current?.version ?? 0;
    if (await act(() => bridge.call('vault.restoreVersion', { connection, path, version: older, over: newest }), say.restored(older, newest + 1))) {
      if (version === 0) await again();
      else setVersion(0);
    }
  };
  const undelete = async (older: number): Promise<void> => { if (await act(() => bridge.call('vault.undeleteSecret', { connection, path, versions: [older] }), say.undeleted(older))) await again(); };
  const remove = async (): Promise<void> => {
    if (!(await act(() => bridge.call('vault.deleteSecret', { connection, path, versions: [], final: !versioned }), say.deleted(name)))) return;
    if (versioned) await again();
    else onChanged('gone');
  };
  const facts = fresh ? say.madeNow : !versioned ? say.unversioned : secret === undefined || secret.version === 0 ? '' : say.versionAt(secret.version, say.ago(secret.created));
  const withheld = secret?.withheld;
  const readable = secret !== undefined && withheld === undefined;
  return (
    <div className="vault-room">
      <section className="detail" aria-labelledby="vault-secret">
        <SecretHead connection={shown} mount={mount} path={path} name={name} fields={secret?.names ?? []} facts={withheld === undefined ? facts : ''} fresh={fresh} deleteOff={barred('delete')} onDelete={readable && !fixed ? () => { setAsked({ what: 'delete' }); } : undefined} onRefresh={() => { void again(); }} />
        {signedIn ? null : <Banner state="warning" title={say.endedTitle} text={say.endedText}><Button onClick={onSignIn}>{say.signInAgain}</Button></Banner>}
        {fixed && secret !== undefined ? <Banner state="note" title={say.lookingAt(version)} text={say.lookingAtText}><Button onClick={() => { setVersion(0); }}>{say.toCurrent}</Button></Banner> : null}
        <div className="detail-body">
          {refused === undefined ? null : <div className="section"><ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void again(); }}>{frame.tryAgain}</Button></ErrorPanel></div>}
          {secret === undefined ? (refused === undefined ? <div className="section"><Skeleton name={say.reading} lines={5} /></div> : null)
            : withheld !== undefined ? (
              <Empty icon={withheld.code === 'version-deleted' ? 'circle-minus' : 'circle-x'} title={withheld.code === 'version-deleted' ? say.deletedTitle(secret.version) : say.destroyedTitle(secret.version)} text={withheld.code === 'version-deleted' ? say.deletedText : say.destroyedText}>
                {withheld.code === 'version-deleted' ? <Button look="primary" onClick={() => { void undelete(secret.version); }}>{say.undelete(secret.version)}</Button> : null}
              </Empty>
            ) : (
              <>
                {draft.fields.length === 0 ? <p className="muted section">{say.noFields}</p> : <FieldGrid at={{ connection, path, version: versioned ? secret.version : 0 }} name={name} fields={draft.fields} fixed={fixed} off={changeOff} keepsNumbers={!versioned} acts={{ edit(field) { void edit(field); }, json(row, json) { draft.change(row, { json }); }, takeBack: draft.takeBack, remove(row) { draft.change(row, { removed: true, edited: false }); }, rename: draft.rename, hold: draft.hold, typed: draft.typed, bring: draft.bring, refused: refusedToast, review }} />}
                {fixed ? null : <div className="section"><AddField off={changeOff} onAdd={draft.add} /></div>}
                {allowed === undefined || fresh ? null : <AllowedPart allowed={allowed} versioned={versioned} />}
              </>
            )}
        </div>
        {pending === 0 ? null : (
          <div className="pending-bar" role="region" aria-label={say.pending}>
            <Icon name="pencil-line" /><span className="pending-count">{say.pendingCount(pending)}</span>
            <span className="pending-actions"><Button look="quiet" onClick={() => { if (secret !== undefined) saving.begin(secret); show(say.discarded); }}>{say.discard}</Button><Button look="primary" keys="Ctrl S" onClick={review}>{say.review}</Button></span>
          </div>
        )}
      </section>
      {secret === undefined || secret.versions.length === 0 ? null : (
        <VersionsPanel
          versions={secret.versions} shown={secret.version} off={{ restore: held ?? barred('update'), undelete: held ?? barred('undelete') }} onLook={(wanted) => { if (pending === 0) setVersion(wanted === current?.version ? 0 : wanted); else show(say.pendingCount(pending), 'refused'); }}
          onCompare={(older) => { setAsked({ what: 'compare', version: older }); }} onRestore={(older) => { setAsked({ what: 'restore', version: older }); }} onUndelete={(older) => { void undelete(older); }}
        />
      )}
      {saving.reviewing ? <ReviewDialog at={{ connection, path, version: saving.over ?? 0 }} fields={draft.fields} over={saving.over} valueOf={draft.valueOf} bring={draft.bring} onSave={saving.save} onClose={() => { saving.setReviewing(false); }} /> : null}
      {saving.conflict === undefined ? null : <ConflictDialog connection={connection} path={path} {...saving.conflict} fields={draft.fields} onTake={(keeps) => { void saving.take(keeps); }} onClose={saving.closeConflict} />}
      {asked?.what === 'compare' && current !== undefined ? <CompareDialog connection={connection} path={path} from={asked.version} to={current.version} onClose={() => { setAsked(undefined); }} /> : null}
      {asked?.what === 'restore' ? <AskDialog open title={say.restoreTitle(asked.version)} text={say.restoreText(asked.version, (current?.version ?? 0) + 1)} yes={say.restore(asked.version)} no={frame.cancel} onAnswer={(yes) => { if (yes) void restore(asked.version); else setAsked(undefined); }} /> : null}
      {asked?.what === 'delete' && versioned ? <AskDialog open title={say.deleteTitle(name)} text={say.deleteText} yes={say.deleteYes} no={frame.cancel} onAnswer={(yes) => { if (yes) void remove(); else setAsked(undefined); }} /> : null}
      {asked?.what === 'delete' && !versioned ? <TypedConfirmation open title={say.deleteTitle(name)} text={say.deleteFinalText} expected={name} label={say.deleteFinalType(name)} yes={say.deleteYes} no={frame.cancel} offBecause={say.deleteFinalOff} closeName={frame.close} onAnswer={(yes) => { if (yes) void remove(); else setAsked(undefined); }} /> : null}
    </div>
  );
}
