// Unlocking was refused because the profile is open in too many places: which ones, each with a way to end it. Ending one only closes, so it needs no key.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type Told } from '../../bridge/index.ts';
import { Button, ErrorPanel, Icon } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { Split } from './split.tsx';

type Listed = Extract<AnswerOf<'sessions.list'>, { ok: true }>['value'];

export interface FullScreenProps {
  readonly told: Told;
  /** Back to unlocking. */
  readonly onBack: () => void;
}

export function FullScreen({ told, onBack }: FullScreenProps) {
  const { lock: say, factor: sessionSay } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [listed, setListed] = useState<Listed>();
  const [refused, setRefused] = useState<Told>();
  const read = useCallback(async (): Promise<void> => {
    const answer = await bridge.call('sessions.list', {});
    if (answer.ok) setListed(answer.value);
  }, [bridge]);
  useEffect(() => { void read(); }, [read]);
  const end = async (session: string): Promise<void> => {
    const answer = await bridge.call('sessions.end', { session });
    setRefused(answer.ok ? undefined : answer.error);
    await read();
  };
  const free = listed !== undefined && listed.sessions.length < listed.limit;
  const { title, why, next } = errors(told);
  return (
    <Split
      title={title} why={why} next={free ? say.placeFree : next} sideTitle={say.openIn}
      acts={
        <>
          {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
          <div className="line wrap"><Button look="primary" onClick={onBack}>{free ? say.unlock : say.tryAgain}</Button></div>
          <p className="hidden-text" role="status">{free ? say.placeFree : ''}</p>
        </>
      }
      side={
        <ul className="found" aria-label={say.openIn}>
          {listed?.sessions.map(({ session, kind, pid, since }) => (
            <li className="found-row" key={session}>
              <Icon name={kind === 'agent' ? 'square-terminal' : 'lock-open'} />
              <span className="found-words"><span className="item-name">{sessionSay.kinds[kind]}</span><span className="muted small">{sessionSay.sessionFacts(pid, since)}</span></span>
              <Button look="quiet" onClick={() => { void end(session); }}>{sessionSay.endIt}<span className="hidden-text"> {sessionSay.kinds[kind]}, {pid}</span></Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}
