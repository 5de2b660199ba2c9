// One side of one key: a mask, or its value for a while. The value stands in this component's own state alone.
import { useEffect } from 'react';
import { useReveal, type Side } from '../../../bridge/index.ts';
import { IconButton, SecretField } from '../../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../../stores/index.ts';

/** The one value of the comparison that may be readable. */
export interface Showing {
  readonly entry: number;
  readonly side: Side;
}
export interface SideValueProps {
  readonly document: string;
  readonly entry: number;
  readonly side: Side;
  readonly name: string;
  readonly showing: Showing | undefined;
  readonly tabIndex?: number;
  /** True if the value is the whole file: it may be anything, and is not shown. */
  readonly whole: boolean;
  /** Told before the core is asked, so that what is shown elsewhere hides first. */
  readonly onShow: (showing: Showing) => void;
}

export function SideValue({ document, entry, side, name, showing, tabIndex, whole, onShow }: SideValueProps) {
  const { files, conflict: say } = useWords();
  const errors = useErrorWords();
  const show = useToasts((state) => state.show);
  const announce = useToasts((state) => state.say);
  const reveal = useReveal(document, entry, side);
  const { shown, hide } = reveal;
  const mayShow = showing?.entry === entry && showing.side === side;

  useEffect(() => {
    if (!mayShow) hide();
  }, [mayShow, hide]);

  const toggle = async (): Promise<void> => {
    if (shown !== undefined) {
      hide();
      announce(files.hiddenSaid(name));
      return;
    }
    onShow({ entry, side });
    const answer = await reveal.show();
    if (answer === undefined) return;
    if ('refused' in answer) {
      const { title, next } = errors(answer.refused);
      show(`${title}. ${next}`, 'refused');
    } else announce(files.revealedSaid(name, answer.seconds));
  };
  return (
    <SecretField
      hiddenName={files.hiddenValue} rest={null} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: files.hidesIn(shown.secondsLeft) }}
      actions={whole ? null : <IconButton row {...(tabIndex === undefined ? {} : { tabIndex })} name={shown === undefined ? say.reveal[side](name) : say.hide[side](name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { void toggle(); }} />}
    />
  );
}
