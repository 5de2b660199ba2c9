// True or false, chosen rather than typed: choosing applies. Nothing tells which of the two it is now, because it was never asked for.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Told } from '../../../bridge/index.ts';
import { Icon, IconButton } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';

export interface BoolEditorProps {
  readonly name: string;
  /** True if what is there now is neither. */
  readonly anew: boolean;
  /** Puts the value into the draft. Answers the refusal, if any. */
  readonly onApply: (value: string) => Promise<Told | undefined>;
  readonly onClose: () => void;
}

const choices = ['true', 'false'] as const;

export function BoolEditor({ name, anew, onApply, onClose }: BoolEditorProps) {
  const { files, frame, tree } = useWords();
  const errors = useErrorWords();
  const [refused, setRefused] = useState<Told>();
  const group = useRef<HTMLDivElement>(null);
  const hint = useId();
  useEffect(() => { group.current?.querySelector('button')?.focus(); }, []);

  const choose = async (value: string): Promise<void> => {
    const refusal = await onApply(value);
    setRefused(refusal);
    if (refusal === undefined) onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // WHY stopped: letters and arrows belong to the choice here, not to the list around it.
    event.stopPropagation();
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === event.target);
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape') onClose();
    else if (step !== 0) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
  };
  const told = refused === undefined ? undefined : errors(refused);
  return (
    <div className="entry-editor">
      <div className="line">
        <div ref={group} className="bool-choices" role="group" aria-label={files.newValueOf(name)} aria-describedby={hint}>
          {choices.map((value) => <button key={value} type="button" className="btn mono" onKeyDown={onKeyDown} onClick={() => { void choose(value); }}>{value}</button>)}
        </div>
        <IconButton row name={frame.cancel} icon="x" onClick={onClose} />
      </div>
      <p className={told === undefined ? 'hint' : 'hint hint-danger'} id={hint} role={told === undefined ? undefined : 'alert'}>
        {told === undefined ? `${anew ? `${tree.anew(tree.types.bool)} ` : ''}${tree.boolHint}` : <><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></>}
      </p>
    </div>
  );
}
