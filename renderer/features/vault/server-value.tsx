// The value of a field as the server has it, masked until somebody looks.
import { useEffect } from 'react';
import type { Told } from '../../bridge/index.ts';
import { IconButton, SecretField } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { useField, type FieldAt } from './use-field.ts';

export interface ServerValueProps {
  readonly at: FieldAt;
  readonly name: string;
  /** What it is called where the same field stands twice. */
  readonly of?: string;
  /** False hides it: another one is looked at. */
  readonly mayShow?: boolean;
  readonly onShow?: () => void;
  /** Why it was not shown; undefined once it was. */
  readonly onTold: (told: Told | undefined) => void;
}

export function ServerValue({ at, name, of = name, mayShow = true, onShow, onTold }: ServerValueProps) {
  const { files } = useWords();
  const { shown, show, hide } = useField(at, name);
  useEffect(() => { if (!mayShow) hide(); }, [mayShow, hide]);
  const toggle = async (): Promise<void> => {
    if (shown !== undefined) {
      hide();
      return;
    }
    onShow?.();
    const answer = await show();
    onTold(answer !== undefined && 'refused' in answer ? answer.refused : undefined);
  };
  return <SecretField hiddenName={files.hiddenValue} rest={null} actions={<IconButton row name={shown === undefined ? files.reveal(of) : files.hide(of)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { void toggle(); }} />} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: files.hidesIn(shown.secondsLeft) }} />;
}
