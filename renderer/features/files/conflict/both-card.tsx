// A key that both sides changed: before, yours, theirs, and the choice between the last two.
import { useId, useRef, useState } from 'react';
import type { Told } from '../../../bridge/index.ts';
import { Button, Chip } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { AnotherValue } from './another-value.tsx';
import { isThere, type ConflictKey, type Keep } from './choices.ts';
import { SideValue, type Showing } from './side-value.tsx';

export interface BothCardProps {
  readonly document: string;
  readonly conflictKey: ConflictKey;
  readonly keep: Keep | undefined;
  /** True if the value is the whole file: it is not shown, and nobody types another. */
  readonly whole: boolean;
  readonly showing: Showing | undefined;
  readonly onShow: (showing: Showing) => void;
  readonly onKeep: (key: ConflictKey, keep: Keep) => void;
  /** Makes `value` the person's own. Answers the refusal, if any. */
  readonly onAnother: (key: ConflictKey, value: string) => Promise<Told | undefined>;
}

export function BothCard({ document, conflictKey, keep, whole, showing, onShow, onKeep, onAnother }: BothCardProps) {
  const { conflict: say, tree } = useWords();
  const group = useId();
  const another = useRef<HTMLButtonElement>(null);
  const mineRadio = useRef<HTMLInputElement>(null);
  const [typing, setTyping] = useState(false);
  const { entry, mine, theirs } = conflictKey;
  const name = whole ? tree.whole.reviewRow : conflictKey.name;
  const nothing = <span className="diff-none">{say.nothing}</span>;
  const close = (): void => {
    setTyping(false);
    another.current?.focus();
  };
  const radio = (side: Keep) => (
    <label className="check">
      <input ref={side === 'mine' ? mineRadio : null} type="radio" name={group} checked={keep === side} onChange={() => { onKeep(conflictKey, side); }} />
      <span>{side === 'mine' ? say.yours : say.theirsSide}</span>
    </label>
  );
  return (
    <fieldset className="conflict" data-open={keep === undefined ? true : undefined}>
      <legend className="hidden-text">{say.whichValue(name)}</legend>
      <div className="line">
        <span className="key">{name}</span>
        {keep === undefined ? <Chip icon="triangle-alert" state="warning">{say.chooseOne}</Chip> : null}
        <span className="push" />
        {whole ? null : <Button ref={another} look="quiet" icon="pencil-line" off={typing} onClick={() => { setTyping(true); }}>{say.another}<span className="hidden-text"> · {name}</span></Button>}
      </div>
      {typing ? (
        <AnotherValue
          name={name} onClose={close}
          onApply={async (value) => {
            const refused = await onAnother(conflictKey, value);
            if (refused !== undefined) return refused;
            setTyping(false);
            mineRadio.current?.focus();
            return undefined;
          }}
        />
      ) : null}
      <div className="sides">
        <div className="side">
          <span className="side-head">{say.before}</span><span className="muted">{say.beforeFact}</span>
          {isThere(conflictKey, 'before') ? <SideValue document={document} entry={entry} side="saved" name={name} whole={whole} showing={showing} onShow={onShow} /> : nothing}
        </div>
        <div className="side">
          {radio('mine')}<span className="muted">{say.yoursFact[mine]}</span>
          {isThere(conflictKey, 'mine') ? <SideValue document={document} entry={entry} side="draft" name={name} whole={whole} showing={showing} onShow={onShow} /> : nothing}
        </div>
        <div className="side">
          {radio('theirs')}<span className="muted">{say.theirsFact[theirs]}</span>
          {isThere(conflictKey, 'theirs') ? <SideValue document={document} entry={entry} side="disk" name={name} whole={whole} showing={showing} onShow={onShow} /> : nothing}
        </div>
      </div>
    </fieldset>
  );
}
