// The keys that move and delete in the text, chips taken whole. Tab is not among them: it leads out of the editor.
import { EditorSelection, type SelectionRange } from '@codemirror/state';
import type { EditorView, KeyBinding } from '@codemirror/view';

type Move = (view: EditorView, range: SelectionRange) => SelectionRange;

const charwise = (forward: boolean): Move => (view, range) => view.moveByChar(range, forward);
const groupwise = (forward: boolean): Move => (view, range) => view.moveByGroup(range, forward);
const linewise = (forward: boolean): Move => (view, range) => view.moveVertically(range, forward);
const pagewise = (forward: boolean): Move => (view, range) => view.moveVertically(range, forward, Math.max(view.defaultLineHeight, view.scrollDOM.clientHeight - view.defaultLineHeight * 2));
const toEdge = (forward: boolean): Move => (view, range) => view.moveToLineBoundary(range, forward);
const toEnd = (forward: boolean): Move => (view) => EditorSelection.cursor(forward ? view.state.doc.length : 0);

function select(view: EditorView, range: SelectionRange): boolean {
  view.dispatch({ selection: EditorSelection.create([range]), scrollIntoView: true, userEvent: 'select' });
  return true;
}
/** A plain move leaves a selection at the side it goes to. */
const moves = (move: Move, leaves: boolean) => (view: EditorView): boolean => {
  const { main } = view.state.selection;
  if (leaves && !main.empty) return select(view, EditorSelection.cursor(move(view, EditorSelection.cursor(main.from)).head > main.from ? main.to : main.from));
  return select(view, move(view, EditorSelection.cursor(main.head, main.assoc, undefined, main.goalColumn)));
};
const extend = (move: Move) => (view: EditorView): boolean => {
  const { main } = view.state.selection;
  const { head, goalColumn } = move(view, main);
  return select(view, EditorSelection.range(main.anchor, head, goalColumn));
};
const deletes = (move: Move) => (view: EditorView): boolean => {
  const { main } = view.state.selection;
  const range = main.empty ? EditorSelection.range(main.head, move(view, main).head) : main;
  if (!range.empty) view.dispatch({ changes: { from: range.from, to: range.to }, scrollIntoView: true, userEvent: 'delete' });
  return true;
};

function breakLine(view: EditorView): boolean {
  view.dispatch(view.state.replaceSelection(view.state.lineBreak), { scrollIntoView: true, userEvent: 'input' });
  return true;
}
/** Puts the lines that are selected one line up or down. */
const carry = (down: boolean) => (view: EditorView): boolean => {
  const { doc, selection: { main } } = view.state;
  const [first, last] = [doc.lineAt(main.from), doc.lineAt(main.to)];
  if (down ? last.number === doc.lines : first.number === 1) return true;
  const other = doc.line(down ? last.number + 1 : first.number - 1);
  const block = doc.sliceString(first.from, last.to);
  const by = down ? other.length + 1 : -(other.length + 1);
  view.dispatch({
    changes: down ? { from: first.from, to: other.to, insert: `${other.text}\n${block}` } : { from: other.from, to: last.to, insert: `${block}\n${other.text}` },
    selection: EditorSelection.single(main.anchor + by, main.head + by), scrollIntoView: true, userEvent: 'move.line',
  });
  return true;
};

const both = (key: string, move: Move, leaves = false): readonly KeyBinding[] => [{ key, run: moves(move, leaves), preventDefault: true }, { key: `Shift-${key}`, run: extend(move), preventDefault: true }];

/** WHY not in the list: with Caps Lock on, the letter that Shift makes is the small one. */
export function steps(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : undefined;
}

export interface KeyActs {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly find: () => void;
}

export function keys({ find }: KeyActs): readonly KeyBinding[] {
  return [
    ...both('ArrowLeft', charwise(false), true), ...both('ArrowRight', charwise(true), true),
    ...both('ArrowUp', linewise(false)), ...both('ArrowDown', linewise(true)),
    ...both('Mod-ArrowLeft', groupwise(false)), ...both('Mod-ArrowRight', groupwise(true)),
    ...both('Home', toEdge(false)), ...both('End', toEdge(true)), ...both('Mod-Home', toEnd(false)), ...both('Mod-End', toEnd(true)),
    ...both('PageUp', pagewise(false)), ...both('PageDown', pagewise(true)),
    { key: 'Backspace', run: deletes(charwise(false)), shift: deletes(charwise(false)) }, { key: 'Delete', run: deletes(charwise(true)) },
    { key: 'Mod-Backspace', run: deletes(groupwise(false)) }, { key: 'Mod-Delete', run: deletes(groupwise(true)) },
    { key: 'Enter', run: breakLine, shift: breakLine },
    { key: 'Alt-ArrowUp', run: carry(false), preventDefault: true }, { key: 'Alt-ArrowDown', run: carry(true), preventDefault: true },
    { key: 'Mod-a', run: (view) => select(view, EditorSelection.range(0, view.state.doc.length)) },
    {
      key: 'Mod-f', preventDefault: true, stopPropagation: true,
      run() {
        find();
        return true;
      },
    },
  ];
}
