// One key of a file. Its value is a mask; when asked for, it stands in this row's own state until it hides by itself.
import { memo, useEffect, useRef } from 'react';
import { useReveal, type EntryKind, type EntryType } from '../../../bridge/index.ts';
import { Icon, IconButton, SecretField, tipped, type IconName } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { Act } from './acts.ts';
import { BoolEditor } from './bool-editor.tsx';
import { EntryEditor } from './entry-editor.tsx';
import { InPlaceOfValue, RowFrame, RowTail, type RowProps } from './row-frame.tsx';
import { ValueDialog } from './value-dialog.tsx';

export interface EntryRowProps extends RowProps {
  readonly kind: EntryKind;
  /** Undefined where all values are text. */
  readonly type: EntryType | undefined;
  /** The type that a new value is to be of, if it is another one. */
  readonly editAs: EntryType | undefined;
  /** A new object asks the row to show its value, or to hide it. */
  readonly revealWish: object | undefined;
  /** False as soon as another row shows its value. */
  readonly mayShow: boolean;
  /** “copied, 28 s”, while it is so. */
  readonly copied: string | undefined;
  readonly copyOff: string | undefined;
}

const kindIcons: Readonly<Record<EntryKind, IconName>> = {
  empty: 'circle-dashed', text: 'type', number: 'hash', boolean: 'toggle-left', url: 'link', token: 'key-round', password: 'text-cursor-input', pem: 'file-key', json: 'braces',
};
const typeIcons: Readonly<Record<EntryType, IconName>> = { str: 'type', int: 'hash', float: 'hash', bool: 'toggle-left', time: 'calendar', null: 'circle-dashed' };
/** Guesses that would pass for a type of their own. */
const likeTypes: ReadonlySet<EntryKind> = new Set(['number', 'boolean']);

/** What a value is: its type, for a text what it looks like. */
const KindCell = memo(function KindCell({ id, kind, type }: { readonly id: string; readonly kind: EntryKind; readonly type: EntryType | undefined }) {
  const { states, tree } = useWords();
  const typed = type !== undefined && (type !== 'str' || likeTypes.has(kind));
  return <span className="kind col-kind" id={id} role="gridcell" {...tipped(type === 'str' && !typed ? tree.types.str : undefined)}><Icon name={typed ? typeIcons[type] : kindIcons[kind]} />{typed ? tree.types[type] : states.kind[kind]}</span>;
});

export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { document, ids, entry, name, kind, type, editAs, change, isActive, isSelected, opened, resumed, revealWish, mayShow, copied, copyOff, actions } = props;
  const { files: say, tree } = useWords();
  const reveal = useReveal(document, entry);
  const { shown, hide } = reveal;
  const removed = change === 'removed';
  const inOrder = isActive ? 0 : -1;
  const isNull = type === 'null';
  const wanted = editAs ?? type;

  useEffect(() => {
    if (!mayShow) hide();
  }, [mayShow, hide]);

  const toggle = async (): Promise<void> => {
    if (shown !== undefined) {
      hide();
      actions.hidden(name);
      return;
    }
    const answer = await reveal.show();
    if (answer === undefined) return;
    if ('refused' in answer) actions.refused(answer.refused);
    else actions.shown(entry, name, answer.seconds);
  };
  // WHY remembered: the same wish must not be granted again when something else of the row changes.
  const granted = useRef<object>(undefined);
  useEffect(() => {
    if (revealWish === undefined || granted.current === revealWish) return;
    granted.current = revealWish;
    void toggle();
  });
  const act = (which: Act): void => {
    actions.choose(entry, isSelected ? 'keep' : 'only');
    actions.run(which, entry);
  };
  const close = (): void => {
    hide();
    actions.stopEditing(entry);
  };
  const eye = <IconButton row tabIndex={inOrder} name={shown === undefined ? say.reveal(name) : say.hide(name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { actions.choose(entry, 'only'); void toggle(); }} />;
  const copy = <IconButton row tabIndex={inOrder} name={say.copy(name)} offBecause={copyOff === undefined ? undefined : say.copyOff(name, copyOff)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={() => { actions.run('copy', entry); }} />;
  const rest = (
    <>
      {isNull ? null : eye}
      {removed || isNull ? null : <IconButton row tabIndex={inOrder} name={say.edit(name)} icon="pencil-line" onClick={() => { act('edit'); }} />}
      <RowTail row={props} />
    </>
  );

  return (
    <RowFrame
      row={props} fixed={shown !== undefined} busy={shown !== undefined}
      onOwnKey={(event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
        if (!(event.key === 'Escape' && shown !== undefined) && !(plain && event.key === ' ' && event.target === event.currentTarget)) return false;
        if (isNull) actions.run('reveal', entry);
        else void toggle();
        return true;
      }}
    >
      {(buttons) => (
        <>
          <div className="cell-value" role="gridcell">
            {opened === 'edit' && wanted === 'bool' ? <BoolEditor name={name} anew={editAs !== undefined} onApply={(value) => actions.apply(entry, value)} onClose={close} />
              : opened === 'edit' ? <EntryEditor key={wanted} document={document} entry={entry} resumes={resumed !== undefined} name={name} type={wanted} anew={editAs !== undefined} initial={editAs === undefined ? (shown?.value ?? '') : ''} onApply={(value) => actions.apply(entry, value)} onClose={close} onSave={actions.save} />
              : isNull ? <InPlaceOfValue rest={buttons ? rest : null}>{tree.nothing}</InPlaceOfValue>
              : <SecretField hiddenName={say.hiddenValue} copied={copied} rest={buttons ? rest : null} actions={copy} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: say.hidesIn(shown.secondsLeft) }} />}
            {opened === 'edit-large' ? <ValueDialog document={document} entry={entry} resumes={resumed !== undefined} name={name} kind={kind} initial={shown?.value ?? ''} onApply={(value) => actions.apply(entry, value)} onClose={close} /> : null}
          </div>
          <KindCell id={`${ids}k`} kind={kind} type={type} />
        </>
      )}
    </RowFrame>
  );
});
