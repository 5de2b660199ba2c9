// The last facts of a row: what was noticed, the name it had, its comment. Comments come masked from the core.
import type { EntryMark } from '../../../bridge/index.ts';
import { Chip, Icon, tipped } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

export interface EntryNoteProps {
  readonly id: string;
  readonly name: string;
  readonly was: string;
  readonly moved: boolean;
  readonly marks: readonly EntryMark[] | undefined;
  readonly encrypted: boolean;
  readonly comment: string;
  readonly tabIndex: number;
  readonly onMarks: () => void;
}

export function EntryNote({ id, name, was, moved, marks = [], encrypted, comment, tabIndex, onMarks }: EntryNoteProps) {
  const { files, grid: say } = useWords();
  const [first] = marks;
  return (
    <span className="note" id={id} role="gridcell">
      {encrypted ? null : <Chip icon="lock-open" state="warning">{files.notEncrypted}</Chip>}
      {first === undefined ? null : (
        <button
          type="button" className="chip chip-button" data-state="warning" aria-haspopup="dialog" tabIndex={tabIndex} {...tipped(marks.map((mark) => say.marks[mark].means).join(' '))}
          onClick={(event) => {
            event.stopPropagation();
            onMarks();
          }}
        >
          <Icon name="triangle-alert" /><span className="hidden-text">{say.marksOf(name)}: </span><span className="clip">{say.marks[first].said}</span>
          {marks.length === 1 ? null : <><span className="hidden-text">, {marks.slice(1).map((mark) => say.marks[mark].said).join(', ')}</span><span className="num" aria-hidden="true">{say.moreMarks(marks.length - 1)}</span></>}
        </button>
      )}
      {was === '' ? null : <span className="clip mono-name" {...tipped(say.was(was), true)}>{say.was(was)}</span>}
      {moved ? <span>{say.moved}</span> : null}
      {comment === '' ? null : <span className="clip" {...tipped(comment)}>{comment.split('\n', 1)[0]}</span>}
    </span>
  );
}
