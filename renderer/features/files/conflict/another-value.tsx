// A third value for a key that both sides changed. It lives in this component's state alone until it is applied, and stays there if the core refuses it.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Told } from '../../../bridge/index.ts';
import { Icon, IconButton } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';

export interface AnotherValueProps {
  readonly name: string;
  /** Puts the value into the draft. Answers the refusal, if any. */
  readonly onApply: (value: string) => Promise<Told | undefined>;
  readonly onClose: () => void;
}

export function AnotherValue({ name, onApply, onClose }: AnotherValueProps) {
  const { files, frame, conflict: say } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const startTyping = useFiles((state) => state.startTyping);
  const stopTyping = useFiles((state) => state.stopTyping);
  const [text, setText] = useState('');
  const [touched, setTouched] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();

  useEffect(() => { field.current?.focus(); }, []);
  useEffect(() => {
    if (!touched) return undefined;
    startTyping();
    return stopTyping;
  }, [touched, startTyping, stopTyping]);

  const applying = useRef(false);
  const apply = async (): Promise<boolean> => {
    if (!touched) {
      onClose();
      return true;
    }
    // WHY: what comes after applying asks every editor to apply what it holds, this one too.
    if (applying.current) return true;
    applying.current = true;
    const refusal = await onApply(text);
    applying.current = false;
    setRefused(refusal);
    if (refusal === undefined) return true;
    field.current?.focus();
    return false;
  };
  const latest = useRef(apply);
  useEffect(() => { latest.current = apply; });
  useEffect(() => store.getState().onFlush(async () => latest.current()), [store]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.shiftKey) void apply();
    else return;
    event.preventDefault();
  };
  const told = refused === undefined ? undefined : errors(refused);
  return (
    <div className="entry-editor">
      <div className="line">
        <div className="field entry-field" data-invalid={refused === undefined ? undefined : true}>
          <textarea
            ref={field} className="mono" rows={1} value={text} placeholder={files.newValue} aria-label={say.anotherOf(name)} aria-invalid={refused !== undefined} aria-describedby={hint}
            autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
            onChange={(event) => {
              setText(event.target.value);
              setTouched(true);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <IconButton row name={files.apply} icon="check" onClick={() => { void apply(); }} />
        <IconButton row name={frame.cancel} icon="x" onClick={onClose} />
      </div>
      <p className={told === undefined ? 'hint' : 'hint hint-danger'} id={hint} role={told === undefined ? undefined : 'alert'}>
        {told === undefined ? say.anotherHint : <><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></>}
      </p>
    </div>
  );
}
