// A value being typed for one field. It stays in this one field until it is saved or given up, and can be read while somebody types in it only.
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useAway } from '../../bridge/index.ts';
import { Checkbox, IconButton } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface FieldEditorProps {
  readonly row: number;
  readonly name: string;
  /** The value, if it was revealed when editing began; else ''. */
  readonly initial: string;
  readonly json: boolean;
  readonly onJson: (json: boolean) => void;
  /** Where the room finds what was typed, when it is saved. */
  readonly hold: (row: number, area: HTMLTextAreaElement | undefined) => void;
  /** Nothing was typed, or it is given up. */
  readonly onClose: () => void;
  readonly onReview: () => void;
}

export function FieldEditor({ row, name, initial, json, onJson, hold, onClose, onReview }: FieldEditorProps) {
  const say = useVaultWords();
  const { files } = useWords();
  // WHY kept: the revealed value that editing began with hides while the person types; that is no change.
  const [first] = useState(initial);
  const [touched, setTouched] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // WHY not controlled: React would write the value into the page a second time, as the field's default.
  const put = useCallback((area: HTMLTextAreaElement | null) => {
    field.current = area;
    if (area !== null) area.value = first;
    hold(row, area ?? undefined);
  }, [first, hold, row]);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
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
            ref={put} className="mono vault-typed" rows={1} placeholder={files.newValue} aria-label={say.newValueOf(name)} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
            onChange={() => { setTouched(true); }} onKeyDown={onKeyDown}
            onBlur={() => { if (!touched && first !== '') onClose(); }}
          />
        </div>
        <IconButton row name={say.takeBack(name)} icon="undo-2" onClick={onClose} />
      </div>
      <Checkbox label={say.asJson} checked={json} onChange={onJson} />
    </div>
  );
}
