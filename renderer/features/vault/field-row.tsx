// One field of a secret: its name, its value behind a mask, what becomes of it, and its buttons. A revealed value lives here and nowhere else.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Field, Icon, IconButton, SecretField } from '../../components/index.ts';
import { useToasts, useWords } from '../../stores/index.ts';
import { changeOf, type FieldDraft } from './draft.ts';
import { FieldEditor } from './field-editor.tsx';
import { signOf } from './sign-of.ts';
import { useField, type FieldAt } from './use-field.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface RowActs {
  readonly edit: (field: FieldDraft) => void;
  readonly json: (row: number, json: boolean) => void;
  readonly takeBack: (row: number) => void;
  readonly remove: (row: number) => void;
  /** What is wrong with the name; undefined if it was taken. */
  readonly rename: (row: number, name: string) => string | undefined;
  readonly copy: (name: string) => void;
  readonly refused: (told: Told) => void;
  readonly activate: (row: number) => void;
  /** This row shows its value now, so that another one hides. */
  readonly shown: (row: number) => void;
  readonly hold: (row: number, area: HTMLTextAreaElement | undefined) => void;
  /** Something was typed for the row. */
  readonly typed: (row: number) => void;
  /** Puts what the core has from before into the field of the row. */
  readonly bring: (row: number) => Promise<void>;
  readonly review: () => void;
}
export interface FieldRowProps {
  readonly at: FieldAt;
  readonly field: FieldDraft;
  readonly index: number;
  readonly isActive: boolean;
  /** No other row shows its value. */
  readonly mayShow: boolean;
  readonly copied: string | undefined;
  /** An older version is looked at: nothing can be changed. */
  readonly fixed: boolean;
  /** Why nothing may be changed. */
  readonly off: string | undefined;
  /** The engine writes numbers as they are. */
  readonly keepsNumbers: boolean;
  readonly acts: RowActs;
}

function NewName({ name, onName, onClose }: { readonly name: string; readonly onName: (name: string) => string | undefined; readonly onClose: () => void }) {
  const say = useVaultWords();
  const [typed, setTyped] = useState(name);
  const [wrong, setWrong] = useState<string>();
  return (
    <div
      role="rowheader" aria-label={name} className="vault-name"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter') setWrong(onName(typed));
        else return;
        event.preventDefault();
      }}
    >
      <Field hideLabel mono label={say.renameLabel(name)} value={typed} onChange={setTyped} {...(wrong === undefined ? {} : { error: wrong })} ref={(input) => { if (input !== null && document.activeElement !== input && typed === name) input.focus(); }} />
    </div>
  );
}

export function FieldRow({ at, field, index, isActive, mayShow, copied, fixed, off, keepsNumbers, acts }: FieldRowProps) {
  const say = useVaultWords();
  const { files } = useWords();
  const announce = useToasts((state) => state.say);
  const [naming, setNaming] = useState(false);
  const self = useRef<HTMLDivElement>(null);
  const { row, was, name, removed, edited } = field;
  const { shown, show, hide } = useField(at, was ?? name);
  const change = changeOf(field);
  const inOrder = isActive ? 0 : -1;
  const stays = was !== undefined;
  useEffect(() => { if (!mayShow) hide(); }, [mayShow, hide]);

  const toggle = async (): Promise<void> => {
    if (shown !== undefined) {
      hide();
      announce(files.hiddenSaid(name));
      return;
    }
    acts.shown(row);
    const answer = await show();
    if (answer === undefined) return;
    if ('refused' in answer) acts.refused(answer.refused);
    else announce(files.revealedSaid(name, answer.seconds));
  };
  const stopNaming = (): void => {
    self.current?.focus();
    setNaming(false);
  };
  const rename = (): void => {
    acts.activate(row);
    setNaming(true);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.metaKey) return;
    const self = event.currentTarget;
    const onRow = event.target === self;
    const buttons = [...self.querySelectorAll('button')];
    const here = buttons.findIndex((button) => button === event.target);
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'c' || !stays || removed || getSelection()?.isCollapsed === false) return;
      acts.copy(was);
    } else if (event.key === 'ArrowRight') buttons[Math.min(buttons.length - 1, here + 1)]?.focus();
    else if (event.key === 'ArrowLeft') (here <= 0 ? self : buttons[here - 1])?.focus();
    else if (event.key === 'Escape' && shown !== undefined) hide();
    else if (!onRow) return;
    else if (event.key === ' ' && stays) void toggle();
    else if (fixed || off !== undefined) return;
    else if (event.key === 'F2' && event.shiftKey && !removed) rename();
    else if ((event.key === 'Enter' || event.key === 'F2') && !removed) acts.edit(field);
    else if (event.key === 'Delete') (change === 'none' || change === 'changed' ? acts.remove : acts.takeBack)(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const barred = (act: string): string | undefined => (off === undefined ? undefined : `${act}. ${off}`);
  const back = change === 'none' ? null : <IconButton row tabIndex={inOrder} name={say.takeBack(name)} icon="undo-2" onClick={() => { acts.takeBack(row); }} />;
  const rest = (
    <>
      {stays ? <IconButton row tabIndex={inOrder} name={shown === undefined ? files.reveal(name) : files.hide(name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { acts.activate(row); void toggle(); }} /> : null}
      {fixed || removed ? null : <IconButton row tabIndex={inOrder} name={files.edit(name)} offBecause={barred(files.edit(name))} icon="pencil-line" onClick={() => { acts.edit(field); }} />}
      {fixed || removed ? null : <IconButton row tabIndex={inOrder} name={say.renameField(name)} offBecause={barred(say.renameField(name))} icon="text-cursor-input" onClick={rename} />}
      {fixed || removed ? null : <IconButton row tabIndex={inOrder} name={say.removeField(name)} offBecause={barred(say.removeField(name))} icon="trash-2" onClick={() => { acts.remove(row); }} />}
      {back}
    </>
  );
  const note = change === 'none' ? null : <span className="vault-note" data-state={change === 'removed' ? 'removed' : 'pending'}><Icon name={signOf[change]} look="icon-sm" />{say.change[change]}{change === 'renamed' && was !== undefined ? `, ${say.was(was)}` : ''}</span>;
  return (
    <div ref={self} className="field-row" role="row" aria-rowindex={index + 1} aria-selected={isActive} tabIndex={inOrder} data-row={row} data-mark={change === 'none' ? undefined : 'draft'} onKeyDown={onKeyDown} onClick={() => { acts.activate(row); }} onFocus={() => { acts.activate(row); }}>
      {naming ? (
        <NewName
          name={name} onClose={stopNaming}
          onName={(next) => {
            const wrong = acts.rename(row, next);
            if (wrong === undefined) stopNaming();
            return wrong;
          }}
        />
      ) : <span role="rowheader" aria-label={name} className="vault-name"><span className={removed ? 'key key-removed' : 'key'}>{name}</span>{note}</span>}
      <div role="gridcell">
        {edited && !removed ? <FieldEditor row={row} name={name} initial={shown?.value ?? ''} json={field.json} kind={field.kind} keepsNumbers={keepsNumbers} kept={field.kept === true} isActive={isActive} onTyped={acts.typed} onBring={acts.bring} onJson={(json) => { acts.json(row, json); }} hold={acts.hold} onClose={() => { self.current?.focus(); acts.takeBack(row); }} onReview={acts.review} />
          : <SecretField hiddenName={files.hiddenValue} copied={copied} rest={rest} actions={stays && !removed ? <IconButton row tabIndex={inOrder} name={files.copy(name)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={() => { acts.activate(row); acts.copy(was); }} /> : null} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: files.hidesIn(shown.secondsLeft) }} />}
      </div>
    </div>
  );
}
