// Removing an identity: the core says first what becomes unreadable, and where something does, its name has to be typed.
import { useEffect, useState } from 'react';
import { useBridge, type KeptIdentity, type RemovalCheck, type Told } from '../../bridge/index.ts';
import { AskDialog, TypedConfirmation } from '../../components/index.ts';
import { useErrorWords, useToasts, useWords } from '../../stores/index.ts';

/** More names than these are not read in a question. */
const shownNames = 5;

export interface RemoveIdentityProps {
  readonly identity: KeptIdentity;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RemoveIdentity({ identity: { identity, name }, onDone, onClose }: RemoveIdentityProps) {
  const { settings: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [check, setCheck] = useState<RemovalCheck>();
  const [refused, setRefused] = useState<Told>();
  useEffect(() => {
    let here = true;
    void bridge.call('profile.checkRemoval', { identity }).then((answer) => {
      if (!here) return;
      if (answer.ok) setCheck(answer.value);
      else setRefused(answer.error);
    });
    return () => { here = false; };
  }, [bridge, identity]);
  const answer = async (yes: boolean): Promise<void> => {
    if (!yes) {
      onClose();
      return;
    }
    const removed = await bridge.call('profile.removeIdentity', { identity });
    if (removed.ok) onDone();
    else {
      show(errors(removed.error).title, 'refused');
      onClose();
    }
  };
  const onAnswer = (yes: boolean): void => { void answer(yes); };
  if (refused !== undefined) return <AskDialog open title={say.removeTitle(name)} text={`${errors(refused).title}. ${errors(refused).why}`} yes={say.removeAnyway} no={frame.cancel} onAnswer={onAnswer} />;
  if (check === undefined) return null;
  const where = say.lookedAt(check.files, check.folders.length, check.complete && check.unread === 0);
  if (check.only === 0) return <AskDialog open title={say.removeTitle(name)} text={`${check.opens === 0 ? say.opensNothing : say.opensToo(check.opens)} ${where}`} yes={say.remove} no={frame.cancel} onAnswer={onAnswer} />;
  return (
    <TypedConfirmation
      open title={say.removeTitle(name)} text={`${say.onlyThis(check.only, `${check.names.slice(0, shownNames).join(', ')}${check.names.length > shownNames ? ', …' : ''}`)} ${where}`} expected={name} label={say.typeToRemove(name)}
      yes={say.remove} no={frame.cancel} offBecause={say.typeName} closeName={frame.close} onAnswer={onAnswer}
    />
  );
}
