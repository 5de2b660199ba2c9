// The small bar that finds a word in names and comments. It holds the word alone.
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { TextEditor } from './editor.ts';
import { placesOf } from './find.ts';

export interface FindBarProps {
  readonly editor: TextEditor;
  /** Goes up with each wish to find: the field takes the focus again. */
  readonly asked: number;
  readonly onClose: () => void;
}

export function FindBar({ editor, asked, onClose }: FindBarProps) {
  const { text: say, frame } = useWords();
  const [word, setWord] = useState('');
  const [told, setTold] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // WHY before the next key: letters typed right after the keys belong here, not into the text.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => () => { editor.showPlace(undefined); }, [editor]);

  const go = (wanted: string, forward: boolean, from: number): void => {
    const places = placesOf(editor.view.state.doc, wanted);
    const next = forward ? places.findIndex((place) => place.from >= from) : places.findLastIndex((place) => place.to <= from);
    const at = next !== -1 ? next : forward ? 0 : places.length - 1;
    editor.showPlace(places[at]);
    setTold(wanted === '' ? '' : places.length === 0 ? say.notFound : say.found(at + 1, places.length));
  };
  const step = (forward: boolean): void => {
    const { main } = editor.view.state.selection;
    go(word, forward, forward ? main.to : main.from);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    step(!event.shiftKey);
  };
  return (
    <div className="code-find" role="search">
      <div className="field">
        <input
          ref={field} value={word} aria-label={say.find} placeholder={say.find} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} onKeyDown={onKeyDown}
          onChange={({ target: { value } }) => {
            setWord(value);
            go(value, true, editor.view.state.selection.main.from);
          }}
        />
      </div>
      <span className="muted small num" role="status">{told}</span>
      <IconButton row name={say.findPrevious} icon="chevron-up" onClick={() => { step(false); }} />
      <IconButton row name={say.findNext} icon="chevron-down" onClick={() => { step(true); }} />
      <IconButton row name={frame.close} icon="x" onClick={onClose} />
    </div>
  );
}
