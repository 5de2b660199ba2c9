// A new value being typed. It lives in this component's state alone until it is applied, and stays there if the core refuses it.
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useAway, useResumed, type EntryType, type Told } from '../../../bridge/index.ts';
import { Icon, IconButton } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { useTyping } from '../use-typing.ts';
import { wrongFor } from './typed-value.ts';

export interface EntryEditorProps {
  readonly document: string;
  readonly entry: number;
  readonly name: string;
  /** What it has to be; undefined where all values are text. */
  readonly type: EntryType | undefined;
  /** True if what is there now is no value of this type. */
  readonly anew?: boolean;
  /** The value, if it was revealed when editing began; else ''. */
  readonly initial: string;
  /** True if the core has what was typed here before the page was made anew. */
  readonly resumes: boolean;
  /** Puts the value into the draft. Answers the refusal, if any. */
  readonly onApply: (value: string) => Promise<Told | undefined>;
  readonly onClose: () => void;
  /** Saves the file, after the value was applied. */
  readonly onSave: () => void;
}

export function EntryEditor({ document, entry, name, type, anew = false, initial, resumes, onApply, onClose, onSave }: EntryEditorProps) {
  const { files: say, frame, tree } = useWords();
  const errors = useErrorWords();
  // WHY kept: the revealed value that editing began with hides while the person types; that is no change.
  const [first] = useState(initial);
  const [text, setText] = useState(initial);
  const [touched, setTouched] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [wrong, setWrong] = useState<ReturnType<typeof wrongFor>>();
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  // WHY not controlled: React would write the value into the page a second time, as the field's default.
  const hold = useCallback((area: HTMLTextAreaElement | null) => {
    field.current = area;
    if (area !== null) area.value = first;
  }, [first]);
  const dirty = touched && text !== first;

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useTyping(document, dirty, { what: 'value', entry, name: '', type, shape: undefined, place: undefined, recipe: undefined, value: text });
  const waiting = useResumed(document, resumes, (typed) => {
    if (field.current !== null) field.current.value = typed;
    setText(typed);
    setTouched(true);
  });

  // SECURITY(editor-hides): a saved value that was only being looked at in the field does not stay on an unwatched screen.
  useAway(() => { if (!dirty && first !== '') onClose(); });

  const apply = async (): Promise<boolean> => {
    // WHY untouched is no change: the field starts empty because the value was never sent here.
    if (!touched || (first !== '' && text === first)) {
      onClose();
      return true;
    }
    const misfit = wrongFor(type, text);
    setWrong(misfit);
    const refusal = misfit === undefined ? await onApply(text) : undefined;
    setRefused(refusal);
    if (refusal !== undefined || misfit !== undefined) {
      field.current?.focus();
      return false;
    }
    onClose();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // WHY stopped: letters and arrows belong to the field here, not to the list around it. Keys of the window go on.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's';
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.shiftKey) void apply();
    else if (saves) void apply().then((applied) => { if (applied) onSave(); });
    else return;
    event.preventDefault();
  };
  const told = refused === undefined ? undefined : errors(refused);
  const problem = wrong === undefined ? (told === undefined ? undefined : `${told.title}. ${told.why} ${told.next}`) : tree.wrong[wrong];
  const typed = type === 'int' || type === 'float' || type === 'time' ? type : undefined;
  return (
    <div className="entry-editor">
      <div className="line">
        <div className="field entry-field" data-invalid={problem === undefined ? undefined : true}>
          <textarea
            ref={hold} className="mono" rows={1} readOnly={waiting} placeholder={typed === undefined ? say.newValue : tree.placeholders[typed]} aria-label={typed === undefined ? say.newValueOf(name) : tree.newValueAs(name, tree.types[typed])} aria-invalid={problem !== undefined} aria-describedby={hint}
            autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
            onChange={(event) => {
              setText(event.target.value);
              setTouched(true);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <IconButton row name={say.apply} icon="check" onClick={() => { void apply(); }} />
        <IconButton row name={frame.cancel} icon="x" onClick={onClose} />
      </div>
      <p className={problem === undefined ? 'hint' : 'hint hint-danger'} id={hint} role={problem === undefined ? undefined : 'alert'}>
        {problem === undefined ? `${anew && type !== undefined ? `${tree.anew(tree.types[type])} ` : ''}${typed === undefined ? say.editHint : tree.hints[typed]}` : <><Icon name="triangle-alert" /><span>{problem}</span></>}
      </p>
    </div>
  );
}
