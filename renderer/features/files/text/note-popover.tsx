// Why a line is marked, or why the core refused it: what it is, how readers take such a line, what to do next. Says nothing of a value.
import { useEffect, useRef } from 'react';
import type { EntryMark } from '../../../bridge/index.ts';
import { Icon, IconButton } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { ErrorWords } from '../../../../shared/words/index.ts';
import type { TextEditor } from './editor.ts';
import { usePlace } from './use-place.ts';

export interface NotePopoverProps {
  readonly editor: TextEditor;
  readonly line: number;
  readonly marks: readonly EntryMark[];
  readonly refused: ErrorWords | undefined;
  /** True if it should take the focus: it was opened by a key. */
  readonly focused: boolean;
  readonly onClose: () => void;
}

export function NotePopover({ editor, line, marks, refused, focused, onClose }: NotePopoverProps) {
  const { text: say, grid, frame } = useWords();
  const box = useRef<HTMLDivElement>(null);
  usePlace(editor, box, line, true);
  useEffect(() => {
    if (focused) box.current?.querySelector('button')?.focus();
  }, [focused]);
  const close = <IconButton row name={frame.close} icon="x" onClick={onClose} />;
  return (
    <div ref={box} className="popover code-popover" role={refused === undefined ? 'note' : 'alert'} aria-label={say.noteOn(line)}>
      {refused === undefined ? null : (
        <>
          <div className="popover-title" data-tone="danger"><Icon name="circle-x" /><span>{refused.title}</span><span className="push">{close}</span></div>
          <p>{refused.why} {refused.next}</p>
        </>
      )}
      {marks.map((mark, at) => {
        const { said, means, next } = grid.marks[mark];
        const rows = grid.readers[mark];
        return (
          <div key={mark} className="stack">
            <div className="popover-title"><Icon name="triangle-alert" /><span>{say.lineSaid(line, said)}</span>{at === 0 && refused === undefined ? <span className="push">{close}</span> : null}</div>
            <p>{means}</p>
            {rows.length === 0 ? null : <dl className="facts">{rows.map(({ readers, takes }) => [<dt key={readers}>{readers}</dt>, <dd key={`${readers} takes`}>{takes}</dd>])}</dl>}
            <p className="muted">{next}</p>
          </div>
        );
      })}
    </div>
  );
}
