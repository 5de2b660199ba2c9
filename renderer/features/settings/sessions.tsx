// Where the profile is open at this moment, and ending one of these sessions.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type AnswerOf } from '../../bridge/index.ts';
import { Button } from '../../components/index.ts';
import { useErrorWords, useStores, useToasts, useWords } from '../../stores/index.ts';
import { Item, Section } from './section.tsx';

type Listed = Extract<AnswerOf<'sessions.list'>, { ok: true }>['value'];

export function Sessions({ id }: { readonly id: string }) {
  const { factor: say, settings } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { profile } = useStores();
  const show = useToasts((state) => state.show);
  const [listed, setListed] = useState<Listed>();
  const read = useCallback(async (): Promise<void> => {
    const answer = await bridge.call('sessions.list', {});
    if (answer.ok) setListed(answer.value);
  }, [bridge]);
  useEffect(() => { void read(); }, [read]);
  const end = async (session: Listed['sessions'][number]): Promise<void> => {
    if (session.own) {
      await profile.getState().lock();
      return;
    }
    const answer = await bridge.call('sessions.end', { session: session.session });
    if (answer.ok) show(say.ended);
    else show(errors(answer.error).title, 'refused');
    await read();
  };
  return (
    <Section id={id} title={settings.sections.sessions} hint={listed === undefined ? '' : say.sessionsHint(listed.limit)}>
      <ul className="items-wide">
        {listed?.sessions.map((one) => {
          const name = one.own ? say.kinds.own : say.kinds[one.kind];
          return <Item key={one.session} icon={one.kind === 'agent' ? 'square-terminal' : 'lock-open'} name={name} facts={say.sessionFacts(one.pid, one.since)} acts={<Button look="quiet" onClick={() => { void end(one); }}>{say.endIt}<span className="hidden-text"> {name}, {one.pid}</span></Button>} />;
        })}
      </ul>
    </Section>
  );
}
