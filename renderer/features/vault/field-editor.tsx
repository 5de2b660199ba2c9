// A value being typed for one field. It stays in this one field until it is saved or given up, and can be read while somebody types in it only.
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useAway, type FieldKind } from '../../bridge/index.ts';
import { Button, Checkbox, Chip, Icon, IconButton } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { hasBentNumber, isJson, withoutBentNumbers } from './bent-numbers.ts';
import { indented } from './indented.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface FieldEditorProps {
  readonly row: number;
  readonly name: string;
  /** The value, if it was revealed when editing began; else ''. */
  readonly initial: string;
  readonly json: boolean;
  /** What stands there, if that is known. */
  readonly kind: FieldKind | undefined;
  /** The engine writes numbers as they are. */
  readonly keepsNumbers: boolean;
  /** The core has what was typed here before the page was made anew: it comes when somebody goes on. */
  readonly kept: boolean;
  readonly isActive: boolean;
  readonly onTyped: (row: number) => void;
  readonly onBring: (row: number) => Promise<void>;
  readonly onJson: (json: boolean) => void;
  /** Where the room finds what was typed, when it is saved. */
  readonly hold: (row: number, area: HTMLTextAreaElement | undefined) => void;
  /** Nothing was typed, or it is given up. */
  readonly onClose: () => void;
  readonly onReview: () => void;
}

type Trouble = 'none' | 'broken' | 'bends';
/** What the core would refuse, seen while it is typed. */
function troubleOf(text: string, keepsNumbers: boolean): Trouble {
  if (text.trim() === '') return 'none';
  if (!isJson(text)) return 'broken';
  return !keepsNumbers && hasBentNumber(text) ? 'bends' : 'none';
}

export function FieldEditor({ row, name, initial, json, kind, keepsNumbers, kept, isActive, onTyped, onBring, onJson, hold, onClose, onReview }: FieldEditorProps) {
  const say = useVaultWords();
  const { files } = useWords();
  const id = useId();
  // WHY kept: the revealed value that editing began with hides while the person types; that is no change.
  const [first] = useState(initial);
  const [touched, setTouched] = useState(false);
  const [typedTrouble, setTrouble] = useState<Trouble>('none');
  const trouble = json ? typedTrouble : 'none';
  const field = useRef<HTMLTextAreaElement>(null);
  const look = (): void => { setTrouble(troubleOf(field.current?.value ?? '', keepsNumbers)); };
  const quote = (): void => {
    if (field.current === null) return;
    field.current.value = withoutBentNumbers(field.current.value);
    field.current.focus();
    onTyped(row);
    look();
  };
  // WHY not controlled: React would write the value into the page a second time, as the field's default.
  const put = useCallback((area: HTMLTextAreaElement | null) => {
    field.current = area;
    if (area !== null) area.value = first;
    hold(row, area ?? undefined);
  }, [first, hold, row]);
  // WHY only then: it is told a moment after editing began.
  useEffect(() => {
    if ((kind === 'list' || kind === 'object') && first !== '' && field.current?.value === first) field.current.value = indented(first);
  }, [kind, first]);
  // WHY not all that come back: only one of them was being typed in.
  const [begins] = useState(!kept || isActive);
  useEffect(() => {
    if (!begins) return;
    field.current?.focus();
    field.current?.select();
  }, [begins]);
  // SECURITY(editor-hides): a saved value that was only being looked at in the field does not stay on an unwatched screen.
  useAway(() => { if (!touched && first !== '') onClose(); });
  const onKeyDown = (event: KeyboardEvent): void => {
    // WHY stopped: letters and arrows belong to the field here, not to the list around it. Keys of the window go on.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.shiftKey) onReview();
    else return;
    event.preventDefault();
  };
  return (
    <div className="vault-editor">
      <div className="line">
        <div className="field entry-field">
          <textarea
            ref={put} className="mono vault-typed" rows={1} placeholder={kept ? say.typedBefore : files.newValue} readOnly={kept} aria-label={say.newValueOf(name)} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
            aria-describedby={trouble === 'none' ? undefined : `${id}-trouble`}
            onFocus={() => { if (kept) void onBring(row).then(look); }}
            onChange={() => {
              setTouched(true);
              onTyped(row);
              look();
            }} onKeyDown={onKeyDown}
            onBlur={() => { if (!touched && first !== '') onClose(); }}
          />
        </div>
        <IconButton row name={say.takeBack(name)} icon="undo-2" onClick={onClose} />
      </div>
      {trouble === 'none' ? null : <p className="hint vault-trouble" id={`${id}-trouble`} role="status" data-state={trouble}><Icon name="info" look="icon-sm" /><span>{trouble === 'broken' ? say.notJsonYet : say.numberBends}</span>{trouble === 'bends' ? <Button look="quiet" onClick={quote}>{say.keepAsText}</Button> : null}</p>}
      <span className="line vault-kind">
        <Checkbox label={say.asJson} checked={json} onChange={onJson} />
        {kind === undefined || kind === 'text' ? null : <Chip icon="braces" state="neutral">{say.kindIs(say.kinds[kind])}</Chip>}
      </span>
    </div>
  );
}
