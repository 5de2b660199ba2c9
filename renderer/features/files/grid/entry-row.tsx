// One key of a file. Its value is a mask; when asked for, it stands in this row's own state until it hides by itself.
import { memo, useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useReveal, type EntryChange, type EntryKind, type EntryMark, type Told } from '../../../bridge/index.ts';
import { Icon, IconButton, SecretField, placeOfClick, tipped, type IconName, type MenuPlace } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { Act } from './acts.ts';
import { EntryEditor } from './entry-editor.tsx';
import { EntryNote } from './entry-note.tsx';
import { RenameField } from './rename-field.tsx';
import type { Opening } from './use-grid-acts.ts';
import type { Choosing } from './use-selection.ts';
import { ValueDialog } from './value-dialog.tsx';

export interface RowActions {
  /** Tells the list that this row shows its value now, so that another one hides. */
  shown(entry: number, name: string, seconds: number): void;
  hidden(name: string): void;
  refused(told: Told): void;
  choose(entry: number, how: Choosing): void;
  run(act: Act, entry: number): void;
  /** Opens the menu of acts. */
  menu(entry: number, place: MenuPlace): void;
  stopEditing(entry: number): void;
  apply(entry: number, value: string): Promise<Told | undefined>;
  applyName(entry: number, name: string): Promise<Told | undefined>;
  save(): void;
}
export interface EntryRowProps {
  readonly document: string;
  readonly index: number;
  /** What the ids of its parts begin with. */
  readonly ids: string;
  readonly start: number;
  readonly entry: number;
  readonly name: string;
  readonly kind: EntryKind;
  readonly change: EntryChange;
  readonly was: string;
  readonly moved: boolean;
  readonly marks: readonly EntryMark[] | undefined;
  readonly encrypted: boolean;
  readonly comment: string;
  /** When it last changed, in words: short for the column, whole for the tooltip. */
  readonly changed: string;
  readonly changedMeans: string;
  /** The heading that the row stands right below, by id; '' for none. */
  readonly heading: string;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** What is open for this row, if anything. */
  readonly opened: Opening | undefined;
  /** A new object asks the row to show its value, or to hide it. */
  readonly revealWish: object | undefined;
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
const signs: Readonly<Record<EntryChange, IconName | undefined>> = { none: undefined, added: 'plus', changed: 'pencil', renamed: 'arrow-right-left', removed: 'minus' };
const isInside = ({ target, currentTarget }: { readonly target: EventTarget; readonly currentTarget: EventTarget & HTMLElement }): boolean => target instanceof Node && currentTarget.contains(target);
const choosingOf = (event: MouseEvent): Choosing => (event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');

export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { document, index, ids, start, entry, name, kind, change, was, moved, marks, encrypted, comment, changed, changedMeans, heading, isActive, isSelected, opened, revealWish, mayShow, copied, copyOff, actions, measure } = props;
  const { files: say, grid, states } = useWords();
  const reveal = useReveal(document, entry);
  const { shown, hide } = reveal;
  const [near, setNear] = useState(false);
  // WHY only then: five buttons in each of the rows that scroll by cost more than all the rest of them.
  const within = near || isActive || isSelected || shown !== undefined;
  const removed = change === 'removed';
  const pending = change !== 'none' || moved;
  const sign = signs[change] ?? (moved ? 'chevron-up' : undefined);
  const inOrder = isActive ? 0 : -1;
  const isEditing = opened === 'edit';
  const isRenaming = opened === 'rename';

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
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const row = event.currentTarget;
    // WHY looked at: what happens in the dialog of this row arrives here too.
    if (!isInside(event)) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const buttons = [...row.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === event.target);
    if (plain && event.key === 'ArrowRight') buttons[Math.min(buttons.length - 1, at + 1)]?.focus();
    else if (plain && event.key === 'ArrowLeft') (at <= 0 ? row : buttons[at - 1])?.focus();
    else if (event.key === 'Escape' && shown !== undefined) void toggle();
    else if (plain && event.key === ' ' && event.target === row) void toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    if (isEditing || isRenaming || !isInside(event)) return;
    event.preventDefault();
    if (!isSelected) actions.choose(entry, 'only');
    actions.menu(entry, placeOfClick(event));
  };
  const act = (which: Act): void => {
    actions.choose(entry, isSelected ? 'keep' : 'only');
    actions.run(which, entry);
  };

  const rest = !within ? null : (
    <>
      <IconButton row tabIndex={inOrder} name={shown === undefined ? say.reveal(name) : say.hide(name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { actions.choose(entry, 'only'); void toggle(); }} />
      {removed ? null : <IconButton row tabIndex={inOrder} name={say.edit(name)} icon="pencil-line" onClick={() => { act('edit'); }} />}
      {pending ? <IconButton row tabIndex={inOrder} name={say.restore(name)} icon="undo-2" onClick={() => { actions.choose(entry, 'only'); actions.run('restore', entry); }} /> : null}
      {removed ? null : <IconButton row tabIndex={inOrder} name={say.remove(name)} icon="trash-2" onClick={() => { actions.choose(entry, 'only'); actions.run('remove', entry); }} />}
      <button
        type="button" className="btn btn-icon btn-row" aria-label={grid.more(name)} aria-haspopup="menu" tabIndex={inOrder} {...tipped(grid.more(name))}
        onClick={(event) => {
          event.stopPropagation();
          actions.choose(entry, isSelected ? 'keep' : 'only');
          actions.menu(entry, event.currentTarget);
        }}
      >
        <Icon name="ellipsis" />
      </button>
    </>
  );
  const copy = <IconButton row tabIndex={inOrder} name={say.copy(name)} offBecause={copyOff === undefined ? undefined : say.copyOff(name, copyOff)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={() => { actions.run('copy', entry); }} />;

  return (
    <div
      ref={measure} className="grid-row virtual-row" role="row" data-index={index} aria-rowindex={index + 2} aria-selected={isSelected} aria-labelledby={`${ids}s ${ids}n ${ids}k ${ids}m ${ids}c`} aria-describedby={heading === '' ? undefined : heading} tabIndex={inOrder} data-mark={pending ? 'draft' : undefined}
      data-editing={isEditing || isRenaming ? true : undefined} draggable={!isEditing && !isRenaming && shown === undefined} style={{ transform: `translateY(${start}px)` }}
      onPointerEnter={() => { setNear(true); }} onPointerMove={() => { setNear(true); }} onPointerLeave={() => { setNear(false); }} onKeyDown={onKeyDown} onContextMenu={onContextMenu} onClick={(event) => { if (isInside(event)) actions.choose(entry, choosingOf(event)); }}
    >
      <span className="draft-sign" id={`${ids}s`} role="gridcell">{sign === undefined ? null : <><Icon name={sign} /><span className="hidden-text">{change === 'none' ? grid.moved : states.change[change]}</span></>}</span>
      {isRenaming ? (
        <div className="cell-name" id={`${ids}n`} role="rowheader" aria-label={name}><RenameField name={name} onApply={(next) => actions.applyName(entry, next)} onClose={() => { actions.stopEditing(entry); }} /></div>
      ) : <span className={removed ? 'key key-removed' : 'key'} id={`${ids}n`} role="rowheader" {...tipped(name, true)}>{name}</span>}
      <div className="cell-value" role="gridcell">
        {isEditing ? (
          <EntryEditor name={name} initial={shown?.value ?? ''} onApply={(value) => actions.apply(entry, value)} onClose={() => { hide(); actions.stopEditing(entry); }} onSave={actions.save} />
        ) : (
          <SecretField
            hiddenName={say.hiddenValue} copied={copied} rest={rest} actions={copy}
            shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: say.hidesIn(shown.secondsLeft) }}
          />
        )}
        {opened === 'edit-large' ? <ValueDialog document={document} entry={entry} name={name} kind={kind} initial={shown?.value ?? ''} onApply={(value) => actions.apply(entry, value)} onClose={() => { hide(); actions.stopEditing(entry); }} /> : null}
      </div>
      <span className="kind col-kind" id={`${ids}k`} role="gridcell"><Icon name={kindIcons[kind]} />{states.kind[kind]}</span>
      <EntryNote id={`${ids}m`} name={name} was={was} moved={moved} marks={marks} encrypted={encrypted} comment={comment} tabIndex={inOrder} onMarks={() => { act('marks'); }} />
      <span className="muted small num col-changed" id={`${ids}c`} role="gridcell" {...tipped(changedMeans === '' ? undefined : changedMeans)}>{pending ? grid.draft : changed}</span>
    </div>
  );
});
