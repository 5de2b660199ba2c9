// The oldest question of the core, as a dialog over whatever is in view. What is typed is gone from here before the core has answered.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, type Question } from '../../bridge/index.ts';
import { Button, Dialog, PassphraseField } from '../../components/index.ts';
import { useKept, useToasts, useWords } from '../../stores/index.ts';

function Passphrase({ question, onAnswer }: { readonly question: Question; readonly onAnswer: (value: string) => void }) {
  const { asking: say, lock, frame } = useWords();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { what, place, text, again } = question;
  const code = what === 'second-factor' || what === 'vault-code';
  const name = what === 'vault-name';
  const stops = code || name;
  const label = what === 'vault-code' ? say.vaultCode : code ? say.code : name ? say.vaultName : say.passphrase;
  const hint = text === '' || what === 'vault-code' ? undefined : name ? say.changes(text) : what === 'plugin' ? text : say.said(text);
  const use = (): void => {
    if (typed === '') return;
    // SECURITY(answer-not-kept): the field is empty before the core has it.
    setTyped('');
    onAnswer(typed);
  };
  return (
    <Dialog
      open size="small" title={say.title[what]} text={say.what[what](place)} closeName={frame.close} onClose={() => { onAnswer(''); }} first={field}
      foot={<><Button look="quiet" place="push" onClick={() => { onAnswer(''); }}>{stops ? say.stop : say.skip}</Button><Button look="primary" off={typed === ''} onClick={use}>{stops ? say.goOn : say.use}</Button></>}
    >
      <form
        className="dialog-text stack"
        onSubmit={(event) => {
          event.preventDefault();
          use();
        }}
      >
        <PassphraseField ref={field} plain={stops} label={label} value={typed} onChange={setTyped} showName={lock.show} hideName={lock.hide} capsLock={lock.capsLock} hint={hint} error={again ? (name ? say.nameWrong : code ? say.codeWrong : say.wrong) : undefined} />
        <button type="submit" hidden aria-label={stops ? say.goOn : say.use} />
      </form>
    </Dialog>
  );
}

export function Questions() {
  const { asking: say } = useWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const told = useRef((place: string, text: string): void => { show(say.told(place, text)); });
  useEffect(() => { told.current = (place, text) => { show(say.told(place, text)); }; });
  const [open, setOpen] = useKept<Pick<Question, 'question' | 'place'> | undefined>('asking', undefined);
  const before = useRef(open);
  const lapsed = useRef((place: string): void => { show(say.lapsed(place), 'refused'); });
  useEffect(() => { lapsed.current = (place) => { show(say.lapsed(place), 'refused'); }; });
  const look = useCallback(async () => {
    const answer = await bridge.call('asking.listQuestions', {});
    // WHY it stays: a page that is being locked gets none, and its successor says that it was declined.
    if (!answer.ok) return;
    const asked = before.current;
    before.current = undefined;
    if (asked !== undefined && !answer.value.questions.some(({ question }) => question === asked.question)) lapsed.current(asked.place);
    setQuestions(answer.value.questions);
    for (const { place, text } of answer.value.told) told.current(place, text);
  }, [bridge]);
  useEffect(() => {
    const stop = bridge.on((event) => { if (event.name === 'asking.changed') void look(); });
    // WHY at once: something may have asked before this was loaded, or before the page was.
    void look();
    return stop;
  }, [bridge, look]);
  const question = questions[0];
  useEffect(() => { setOpen(question === undefined ? undefined : { question: question.question, place: question.place }); }, [question, setOpen]);
  if (question === undefined) return null;
  const answer = (value: string): void => {
    // WHY at once: a second press must not answer the next question.
    setQuestions((now) => now.filter((each) => each.question !== question.question));
    void bridge.call('asking.answerQuestion', { question: question.question, value });
  };
  return <Passphrase key={question.question} question={question} onAnswer={answer} />;
}
