// A large field for values with line breaks, PEM and JSON. What is typed, or revealed on demand, lives in this component's state alone until it is applied.
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useAway, useResumed, useReveal, type EntryKind, type Told } from '../../../bridge/index.ts';
import { AskDialog, Button, Checkbox, Dialog, Icon, Tooltip } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { useTyping } from '../use-typing.ts';
import { checkValue, placeOf, type Checked } from './value-check.ts';
import { whiteSpaceMarks } from './white-space.ts';

export interface ValueDialogProps {
  readonly document: string;
  readonly entry: number;
  readonly name: string;
  readonly kind: EntryKind;
  /** The value, if it was revealed when editing began; else ''. */
  readonly initial: string;
  /** True if the core has what was typed here before the page was made anew. */
  readonly resumes: boolean;
  readonly onApply: (value: string) => Promise<Told | undefined>;
  readonly onClose: () => void;
}

function CheckLine({ checked }: { readonly checked: Checked | undefined }) {
  const { grid: { large: say } } = useWords();
  if (checked === undefined) return null;
  const well = checked.kind === 'json' ? checked.wrongAt === undefined : checked.wrong === undefined;
  const words = checked.kind === 'json'
    ? (checked.wrongAt === undefined ? say.json.valid : say.json.wrong(checked.wrongAt.line, checked.wrongAt.column))
    : (checked.wrong === undefined ? say.pem.valid(checked.blocks) : say.pem[checked.wrong.code](checked.wrong.line));
  return <span className="chip" data-state={well ? 'done' : 'warning'}><Icon name={well ? 'circle-check' : 'triangle-alert'} />{words}</span>;
}

export function ValueDialog({ document, entry, name, kind, initial, resumes, onApply, onClose }: ValueDialogProps) {
  const { grid: { large: say }, files, frame } = useWords();
  const errors = useErrorWords();
  const [first, setFirst] = useState(initial);
  const [text, setText] = useState(initial);
  const [from, setFrom] = useState<'hidden' | 'shown'>(initial === '' ? 'hidden' : 'shown');
  const [touched, setTouched] = useState(false);
  const [caret, setCaret] = useState(0);
  const [whiteSpace, setWhiteSpace] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [asking, setAsking] = useState(false);
  const { show, hide, shown } = useReveal(document, entry);
  const field = useRef<HTMLTextAreaElement>(null);
  const ids = useId();
  // WHY not controlled: React would write the value into the page a second time, as the field's default.
  const [begin] = useState(initial);
  const hold = useCallback((area: HTMLTextAreaElement | null) => {
    field.current = area;
    if (area !== null) area.value = begin;
  }, [begin]);
  const dirty = touched && text !== first;

  useTyping(document, dirty, { what: 'large', entry, name: '', type: undefined, shape: undefined, place: undefined, recipe: undefined, value: text });
  const waiting = useResumed(document, resumes, (typed) => {
    if (field.current !== null) field.current.value = typed;
    setText(typed);
    setTouched(true);
  });
  // The revealed value goes into the field at once, and stays there as what is being edited; the reveal itself ends.
  useEffect(() => {
    if (shown === undefined) return;
    setFirst(shown.value);
    setText(shown.value);
    if (field.current !== null) field.current.value = shown.value;
    setTouched(false);
    setFrom('shown');
    hide();
    field.current?.focus();
  }, [shown, hide]);

  // SECURITY(editor-hides): as in a row.
  useAway(() => { if (!dirty && first !== '') onClose(); });

  const reveal = async (): Promise<void> => {
    const answer = await show();
    setRefused(answer !== undefined && 'refused' in answer ? answer.refused : undefined);
  };
  const close = (): void => {
    if (dirty) setAsking(true);
    else onClose();
  };
  const apply = async (): Promise<void> => {
    // WHY untouched is no change: the field starts empty because the value was never sent here.
    if (!dirty) {
      onClose();
      return;
    }
    const refusal = await onApply(text);
    setRefused(refusal);
    if (refusal === undefined) onClose();
    else field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void apply();
  };
  const checked = useMemo(() => checkValue(text, kind), [text, kind]);
  const marks = useMemo(() => (whiteSpace ? whiteSpaceMarks(text) : ''), [whiteSpace, text]);
  const place = placeOf(text, caret);
  const told = refused === undefined ? undefined : errors(refused);
  return (
    <Dialog
      open size="large" title={say.title(name)} text={from === 'shown' ? say.shown : text === '' ? say.hidden : say.fresh} closeName={frame.close} onClose={close} first={field}
      foot={<>
        <Checkbox label={say.whitespace} checked={whiteSpace} onChange={setWhiteSpace} />
        <span className="push" />
        <Button look="quiet" onClick={close}>{frame.cancel}</Button>
        <Button look="primary" keys="Ctrl Enter" onClick={() => { void apply(); }}>{say.apply}</Button>
      </>}
    >
      <div className="value-dialog">
        <div className="paper" data-invalid={told === undefined ? undefined : true}>
          <div className="paper-sheet">
            <textarea
              ref={hold} className="mono" placeholder={files.newValue} wrap="off" rows={12} readOnly={waiting} aria-label={files.newValueOf(name)} aria-invalid={told !== undefined} aria-describedby={`${ids}state`}
              autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false" onKeyDown={onKeyDown}
              onSelect={(event) => { setCaret(event.currentTarget.selectionStart); }}
              onChange={(event) => {
                setText(event.target.value);
                setCaret(event.target.selectionStart);
                setTouched(true);
              }}
            />
            {whiteSpace ? <pre className="paper-marks mono" aria-hidden="true">{marks}</pre> : null}
          </div>
        </div>
        <div className="line wrap paper-state" id={`${ids}state`}>
          <span className="muted small num">{text === '' ? say.nothingTyped : say.place(place.line, place.column, text.split('\n').length)}</span>
          <span role="status"><CheckLine checked={checked} /></span>
          <span className="push" />
          {from === 'hidden' && !dirty ? <Tooltip text={say.revealMeans}><button type="button" className="btn btn-quiet" onClick={() => { void reveal(); }}><Icon name="eye" />{say.reveal}</button></Tooltip> : null}
        </div>
        {told === undefined ? null : <p className="hint hint-danger" role="alert"><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></p>}
      </div>
      <AskDialog
        open={asking} title={say.leave.title} text={say.leave.text} yes={say.leave.yes} no={say.leave.no}
        onAnswer={(yes) => {
          setAsking(false);
          if (yes) onClose();
        }}
      />
    </Dialog>
  );
}
