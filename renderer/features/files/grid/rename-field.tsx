// Another name for a key, typed in its place. What was typed stays until the core took it.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Told } from '../../../bridge/index.ts';
import { Icon } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { useFiles } from '../files-context.tsx';
import { useTyping } from '../use-typing.ts';

export interface RenameFieldProps {
  readonly document: string;
  readonly entry: number;
  readonly name: string;
  /** What was typed here before the page was made anew. */
  readonly resumed: string | undefined;
  /** Answers the refusal, if any. */
  readonly onApply: (name: string) => Promise<Told | undefined>;
  readonly onClose: () => void;
}

export function RenameField({ document, entry, name, resumed, onApply, onClose }: RenameFieldProps) {
  const { grid: say } = useWords();
  const errors = useErrorWords();
  const onFlush = useFiles((state) => state.onFlush);
  const [text, setText] = useState(resumed ?? name);
  const [refused, setRefused] = useState<Told>();
  const field = useRef<HTMLInputElement>(null);
  const problem = useId();
  const dirty = text !== name;

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useTyping(document, dirty, { what: 'name', entry, name: text, type: undefined, shape: undefined, place: undefined, recipe: undefined, value: '' });

  const apply = async (): Promise<boolean> => {
    const refusal = text === name ? undefined : await onApply(text);
    setRefused(refusal);
    if (refusal === undefined) onClose();
    else field.current?.focus();
    return refusal === undefined;
  };
  const latest = useRef(apply);
  useEffect(() => { latest.current = apply; });
  useEffect(() => onFlush(() => latest.current()), [onFlush]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    // WHY stopped: letters and arrows belong to the field here, not to the list around it.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') void apply();
    else return;
    event.preventDefault();
  };
  const told = refused === undefined ? undefined : errors(refused);
  return (
    <div>
      <div className="field" data-invalid={refused === undefined ? undefined : true}>
        <input
          ref={field} className="mono" type="text" value={text} maxLength={1024} aria-label={say.newName(name)} aria-invalid={refused !== undefined} aria-describedby={problem}
          autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} onChange={(event) => { setText(event.target.value); }} onKeyDown={onKeyDown}
        />
      </div>
      <p className={told === undefined ? 'hint' : 'hint hint-danger'} id={problem} role={told === undefined ? undefined : 'alert'}>
        {told === undefined ? say.nameHint : <><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></>}
      </p>
    </div>
  );
}
