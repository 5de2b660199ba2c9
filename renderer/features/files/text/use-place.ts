// Keeps something beside a line while the text scrolls and grows. It stands above the text, never in it.
import { useLayoutEffect, type RefObject } from 'react';
import type { TextEditor } from './editor.ts';

/**
 * Sets the top of `element` to that of the line (counted from 1), or below it; hides it while the line is out of sight.
 * `besides` hands the place, from the left, at which the line's text ends or `at` stands, as `--at`.
 */
export function usePlace(editor: TextEditor, element: RefObject<HTMLElement | null>, line: number, below: boolean): void {
  useLayoutEffect(() => editor.onDraw(() => {
    const { view } = editor;
    const { current } = element;
    if (current === null || line > view.state.doc.lines) return;
    const box = view.scrollDOM.getBoundingClientRect();
    const { from, to } = view.state.doc.line(line);
    const block = view.lineBlockAt(from);
    const top = block.top + view.documentTop - box.top;
    const seen = top > -block.height && top < box.height;
    const under = top + block.height + 4;
    const above = under + current.offsetHeight > box.height && top - current.offsetHeight - 4 >= 0;
    current.style.visibility = seen ? 'visible' : 'hidden';
    current.style.insetBlockStart = `${String(Math.round(!below ? top : above ? top - current.offsetHeight - 4 : under))}px`;
    const equals = view.state.doc.sliceString(from, to).indexOf('=');
    const left = seen ? view.coordsAtPos(from + equals + 1)?.left : undefined;
    if (left !== undefined) current.style.setProperty('--at', `${String(Math.max(0, Math.round(left - box.left)))}px`);
  }), [editor, element, line, below]);
}
