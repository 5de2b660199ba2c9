// The second factor: whether there is one, setting it up, its recovery codes, and taking it away.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type Told } from '../../bridge/index.ts';
import { AskDialog, Button, Chip, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useKept, useProfile, useToasts, useWords } from '../../stores/index.ts';
import { CodesDialog, FactorDialog } from '../second-factor/index.ts';
import { Item, Section } from './section.tsx';

type State = Extract<AnswerOf<'factor.getState'>, { ok: true }>['value'];
type Asked = 'setup' | 'codes' | 'new-codes' | 'remove';

export function Factor({ id }: { readonly id: string }) {
  const { factor: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const protectors = useProfile(({ known }) => known?.protectors);
  const [state, setState] = useState<State>();
  const [refused, setRefused] = useState<Told>();
  const [asked, setAsked] = useKept<Asked | undefined>('settings.factor', undefined);
  // WHY with the page: each showing makes other codes, and a page that was made anew must ask before.
  const [showsCodes, setShowsCodes] = useState(false);
  const read = useCallback(async (): Promise<void> => {
    const answer = await bridge.call('factor.getState', {});
    setState(answer.ok ? answer.value : undefined);
    setRefused(answer.ok ? undefined : answer.error);
  }, [bridge]);
  // WHY again with what opens the profile: without a recovery key none is set up.
  useEffect(() => { void read(); }, [read, protectors]);
  const showCodes = (): void => {
    setAsked('codes');
    setShowsCodes(true);
  };
  const close = (): void => {
    setAsked(undefined);
    setShowsCodes(false);
    void read();
  };
  const remove = async (): Promise<void> => {
    setAsked(undefined);
    const answer = await bridge.call('factor.remove', {});
    if (answer.ok) show(say.removed);
    await read();
    if (!answer.ok) setRefused(answer.error);
  };
  const on = state?.enrolled === true;
  return (
    <Section id={id} title={say.title} hint={say.hint}>
      {refused === undefined ? null : <div className="settings-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      {state === undefined ? null : (
        <ul className="items-wide">
          <Item
            icon="square-terminal" name={say.app} chip={on ? <Chip icon="circle-check" state="done">{say.on}</Chip> : null} facts={on ? say.appOn(state.made) : say.appOff}
            acts={on ? <><Button look="quiet" onClick={() => { setAsked('setup'); }}>{say.another}</Button><Button look="quiet" onClick={() => { setAsked('remove'); }}>{say.remove}</Button></> : <Button look="quiet" offBecause={state.recoveryKey ? undefined : say.needsKey} onClick={() => { setAsked('setup'); }}>{say.setUp}</Button>}
          />
          {on ? <Item icon="life-buoy" name={say.codes} facts={say.codesLeft(state.codes)} acts={<Button look="quiet" onClick={() => { setAsked('new-codes'); }}>{say.newCodes}</Button>} /> : null}
        </ul>
      )}
      {asked === 'setup' ? (
        <FactorDialog
          onDone={() => {
            show(say.turnedOn);
            showCodes();
          }}
          onClose={close}
        />
      ) : null}
      {asked === 'codes' && showsCodes ? <CodesDialog onClose={close} /> : null}
      <AskDialog open={asked === 'new-codes' || (asked === 'codes' && !showsCodes)} title={say.newCodesTitle} text={asked === 'codes' ? `${say.codesGone} ${say.newCodesText}` : say.newCodesText} yes={say.newCodes} no={frame.cancel} onAnswer={(yes) => { if (yes) showCodes(); else setAsked(undefined); }} />
      <AskDialog open={asked === 'remove'} title={say.removeTitle} text={say.removeText} yes={say.remove} no={frame.cancel} onAnswer={(yes) => { if (yes) void remove(); else setAsked(undefined); }} />
    </Section>
  );
}
