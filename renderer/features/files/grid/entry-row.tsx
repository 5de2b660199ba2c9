// One key of a file. Its value is a mask; when asked for, it stands in this row's own state until it hides by itself.
import { memo, useEffect, type KeyboardEvent } from 'react';
import { useReveal, type EntryChange, type EntryKind, type Told } from '../../../bridge/index.ts';
import { Chip, Icon, IconButton, SecretField, type IconName } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { EntryEditor } from './entry-editor.tsx';

export interface RowActions {
  /** Tells the list that this row shows its value now, so that another one hides. */
  shown(entry: number, name: string, seconds: number): void;
  hidden(name: string): void;
  refused(told: Told): void;
  activate(entry: number): void;
  edit(entry: number): void;
  stopEditing(entry: number): void;
  copy(entry: number, name: string): void;
  remove(entry: number): void;
  restore(entry: number): void;
  apply(entry: number, value: string): Promise<Told | undefined>;
  save(): void;
}
export interface EntryRowProps {
  readonly document: string;
  readonly index: number;
  readonly start: number;
  readonly entry: number;
  readonly name: string;
  readonly kind: EntryKind;
  readonly change: EntryChange;
  readonly encrypted: boolean;
  readonly comment: string;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isEditing: boolean;
  /** False as soon as another row shows its value. */
  readonly mayShow: boolean;
  /** “copied, 28 s”, while it is so. */
  readonly copied: string | undefined;
  readonly copyOff: string | undefined;
  readonly actions: RowActions;
  readonly measure: (element: HTMLElement | null) => void;
}

const kindIcons: Readonly<Record<EntryKind, IconName>> = {
  empty: 'circle-dashed', text: 'type', number: 'hash', boolean: 'toggle-left', url: 'link', token: 'key-round', password: 'text-cursor-input', pem: 'file-key', json: 'braces',
};
const signs: Readonly<Record<EntryChange, IconName | undefined>> = { none: undefined, added: 'plus', changed: 'pencil', removed: 'minus' };

export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { document, index, start, entry, name, kind, change, encrypted, comment, isActive, isSelected, isEditing, mayShow, copied, copyOff, actions, measure } = props;
  const { files: say, states } = useWords();
  const reveal = useReveal(document, entry);
  const { shown, hide } = reveal;
  const removed = change === 'removed';
  const sign = signs[change];
  const inOrder = isActive ? 0 : -1;

  useEffect(() => {
    if (!mayShow) hide();
  }, [mayShow, hide]);

  const toggle = async (): Promise<void> => {
    if (shown !== undefined) {
      hide();
      actions.hidden(name);
      return;
    }
    actions.activate(entry);
    const answer = await reveal.show();
    if (answer === undefined) return;
    if ('refused' in answer) actions.refused(answer.refused);
    else actions.shown(entry, name, answer.seconds);
  };
  const buttonsOf = (row: HTMLElement): HTMLElement[] => [...row.querySelectorAll('button')];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const row = event.currentTarget;
    const onRow = event.target === row;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const buttons = buttonsOf(row);
    const at = buttons.findIndex((button) => button === event.target);
    if (plain && event.key === 'ArrowRight') buttons[Math.min(buttons.length - 1, at + 1)]?.focus();
    else if (plain && event.key === 'ArrowLeft') (at <= 0 ? row : buttons[at - 1])?.focus();
    else if (event.key === 'Escape' && shown !== undefined) void toggle();
    else if (!onRow) return;
    else if (plain && event.key === ' ') void toggle();
    else if (plain && (event.key === 'Enter' || event.key === 'F2') && !removed) actions.edit(entry);
    else if (plain && event.key === 'Delete' && !removed) actions.remove(entry);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && copyOff === undefined) actions.copy(entry, name);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const rest = (
    <>
      <IconButton row tabIndex={inOrder} name={shown === undefined ? say.reveal(name) : say.hide(name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { void toggle(); }} />
      {removed ? null : <IconButton row tabIndex={inOrder} name={say.edit(name)} icon="pencil-line" onClick={() => { actions.edit(entry); }} />}
      {change === 'none' ? null : <IconButton row tabIndex={inOrder} name={say.restore(name)} icon="undo-2" onClick={() => { actions.restore(entry); }} />}
      {removed ? null : <IconButton row tabIndex={inOrder} name={say.remove(name)} icon="trash-2" onClick={() => { actions.remove(entry); }} />}
    </>
  );
  const copy = <IconButton row tabIndex={inOrder} name={say.copy(name)} offBecause={copyOff === undefined ? undefined : say.copyOff(name, copyOff)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={() => { actions.copy(entry, name); }} />;

  return (
    <div
      ref={measure} className="grid-row virtual-row" role="row" data-index={index} aria-rowindex={index + 2} aria-selected={isSelected} tabIndex={inOrder} data-mark={change === 'none' ? undefined : 'draft'}
      data-editing={isEditing ? true : undefined} style={{ transform: `translateY(${start}px)` }} onKeyDown={onKeyDown} onClick={() => { actions.activate(entry); }}
    >
      <span className="draft-sign" role="gridcell">{sign === undefined ? null : <><Icon name={sign} /><span className="hidden-text">{states.change[change]}</span></>}</span>
      <span className={removed ? 'key key-removed' : 'key'} role="rowheader" title={name}>{name}</span>
      <div className="cell-value" role="gridcell">
        {isEditing ? (
          <EntryEditor name={name} initial={shown?.value ?? ''} onApply={(value) => actions.apply(entry, value)} onClose={() => { hide(); actions.stopEditing(entry); }} onSave={actions.save} />
        ) : (
          <SecretField
            hiddenName={say.hiddenValue} copied={copied} rest={rest} actions={copy}
            shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: say.hidesIn(shown.secondsLeft) }}
          />
        )}
      </div>
      <span className="kind col-kind" role="gridcell"><Icon name={kindIcons[kind]} />{states.kind[kind]}</span>
      <span className="note" role="gridcell">
        {encrypted ? null : <Chip icon="lock-open" state="warning">{say.notEncrypted}</Chip>}
        <span className="clip" title={comment === '' ? undefined : comment}>{comment.split('\n', 1)[0]}</span>
      </span>
    </div>
  );
});
