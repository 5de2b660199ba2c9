// Dialogs in their three sizes, questions, and notices. Samples only.
import { useState } from 'react';
import { AskDialog, Button, Chip, Dialog, TypedConfirmation } from '../../../components/index.ts';
import { useToasts } from '../../../stores/index.ts';
import { Section, useKitWords } from './section.tsx';

type Shown = 'small' | 'medium' | 'large' | 'ask' | 'typed';

export function Dialogs() {
  const { dialogs: say } = useKitWords();
  const [shown, setShown] = useState<Shown>();
  const close = (): void => { setShown(undefined); };
  const size = shown === 'small' || shown === 'large' ? shown : 'medium';
  return (
    <Section id="dialogs" title={say.title}>
      <div className="line wrap">{(['small', 'medium', 'large', 'ask', 'typed'] as const).map((which) => <Button key={which} onClick={() => { setShown(which); }}>{say[which]}</Button>)}</div>
      <Dialog
        open={shown === size} size={size} title={say.head} text={say.about} closeName={say.close} onClose={close} aside={size === 'large' ? <Chip fill icon="triangle-alert" state="warning">{say.aside}</Chip> : null}
        foot={<><span className="push" /><Button look="quiet" onClick={close}>{say.back}</Button><Button look="primary" keys="Ctrl S" onClick={close}>{say.go}</Button></>}
      >
        <p className="dialog-text">{say.body}</p>
      </Dialog>
      <AskDialog open={shown === 'ask'} title={say.question} text={say.questionText} yes={say.yes} no={say.no} onAnswer={close} />
      <TypedConfirmation
        open={shown === 'typed'} title={say.destroy} text={say.destroyText} expected="stripe" label={say.typeIt('stripe')} yes={say.destroyYes} no={say.keep} offBecause={say.why} closeName={say.close} onAnswer={close}
      />
    </Section>
  );
}

export function Notices() {
  const { toasts: say } = useKitWords();
  const show = useToasts((state) => state.show);
  return (
    <Section id="toasts" title={say.title}>
      <div className="line wrap">
        <Button onClick={() => { show(say.saved); }}>{say.done}</Button>
        <Button onClick={() => { show(say.saved, 'done', { label: say.undo, onClick: () => { show(say.again); } }); }}>{say.act}</Button>
        <Button onClick={() => { show(say.failed, 'refused'); }}>{say.refused}</Button>
      </div>
    </Section>
  );
}
