// What can be done with the sealed value of the line that the cursor is on. A revealed value stands above the text, in this component's state alone; it never becomes part of the text.
import { useEffect, useRef } from 'react';
import { useReveal, type Told } from '../../../bridge/index.ts';
import { IconButton, SecretField } from '../../../components/index.ts';
import { useToasts, useWords } from '../../../stores/index.ts';
import type { TextEditor } from './editor.ts';
import { usePlace } from './use-place.ts';

export interface LineActsProps {
  readonly editor: TextEditor;
  readonly document: string;
  readonly entry: number;
  readonly name: string;
  readonly line: number;
  readonly marked: boolean;
  /** “copied, 28 s”, while it is so. */
  readonly copied: string | undefined;
  readonly copyOff: string | undefined;
  readonly onCopy: (entry: number, name: string) => void;
  readonly onMarks: (line: number) => void;
  readonly onRefused: (told: Told) => void;
  /** Hands over what hides the value, while it is shown. */
  readonly onShown: (hide: (() => void) | undefined) => void;
}

export function LineActs({ editor, document, entry, name, line, marked, copied, copyOff, onCopy, onMarks, onRefused, onShown }: LineActsProps) {
  const { files: say, text: words } = useWords();
  const announce = useToasts((state) => state.say);
  const box = useRef<HTMLDivElement>(null);
  const { shown, show, hide } = useReveal(document, entry);
  const isShown = shown !== undefined;
  usePlace(editor, box, line, false);
  useEffect(() => {
    onShown(isShown ? hide : undefined);
    return () => { onShown(undefined); };
  }, [isShown, hide, onShown]);

  // WHY kept from the mouse: the text would lose the focus to a click, and with it the place of the cursor.
  useEffect(() => {
    const { current } = box;
    const keep = (event: Event): void => { event.preventDefault(); };
    current?.addEventListener('mousedown', keep);
    return () => { current?.removeEventListener('mousedown', keep); };
  }, []);

  const toggle = async (): Promise<void> => {
    if (isShown) {
      hide();
      announce(say.hiddenSaid(name));
      return;
    }
    const answer = await show();
    if (answer === undefined) return;
    if ('refused' in answer) onRefused(answer.refused);
    else announce(say.revealedSaid(name, answer.seconds));
  };
  return (
    <div ref={box} className="code-acts" role="group" aria-label={words.acts(name)} data-shown={isShown ? true : undefined}>
      <SecretField
        hiddenName={say.hiddenValue} copied={copied} rest={null}
        shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: say.hidesIn(shown.secondsLeft) }}
        actions={(
          <>
            {marked ? <IconButton row name={words.whyMarked(line)} icon="triangle-alert" onClick={() => { onMarks(line); }} /> : null}
            <IconButton row name={isShown ? say.hide(name) : say.reveal(name)} icon={isShown ? 'eye-off' : 'eye'} onClick={() => { void toggle(); }} />
            <IconButton row name={say.copy(name)} offBecause={copyOff === undefined ? undefined : say.copyOff(name, copyOff)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={() => { onCopy(entry, name); }} />
            <IconButton
              row name={words.typeNew(name)} icon="pencil-line"
              onClick={() => {
                hide();
                editor.selectValue(line);
                announce(words.typeNewSaid(name));
              }}
            />
          </>
        )}
      />
    </div>
  );
}
