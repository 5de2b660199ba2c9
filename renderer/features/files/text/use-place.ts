// Keeps something beside a line while the text scrolls and grows. It stands above the text, never in it.
import { useLayoutEffect, type RefObject } from 'react';
import type { TextEditor } from './editor.ts';

/** Puts the top of `element` on the line (counted from 1), or under it; hides it while the line is out of sight. Tells the place at which a value begins as `--at`. */
export function usePlace(editor: TextEditor, element: RefObject<HTMLElement | null>, line: number, below: boolean): void {
  useLayoutEffect(() => editor.onDraw(() => {
    const { view } = editor;
    const { current } = element;
    if (current === null || line > view.state.doc.lines) return () => undefined;
    const box = view.scrollDOM.getBoundingClientRect();
    const { from, text } = view.state.doc.line(line);
    const block = view.lineBlockAt(from);
    const top = block.top + view.documentTop - box.top;
    const seen = top > -block.height && top < box.height;
    const under = top + block.height + 4;
    const over = top - current.offsetHeight - 4;
    const at = !below ? top : under + current.offsetHeight > box.height && over >= 0 ? over : under;
    const left = seen ? view.coordsAtPos(from + text.indexOf('=') + 1)?.left : undefined;
    return () => {
      current.style.visibility = seen ? 'visible' : 'hidden';
      current.style.insetBlockStart = `${String(Math.round(at))}px`;
      if (left !== undefined) current.style.setProperty('--at', `${String(Math.max(0, Math.round(left - box.left)))}px`);
    };
  }), [editor, element, line, below]);
}
