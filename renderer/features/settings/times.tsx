// When an open profile locks by itself: after how many minutes without input, and what closing the window does.
import { useEffect, useState } from 'react';
import { useBridge, type Locking } from '../../bridge/index.ts';
import { Select, Switch } from '../../components/index.ts';
import { useErrorWords, useProfile, useToasts, useWords } from '../../stores/index.ts';
import { Section } from './section.tsx';

const minutes = [1, 2, 5, 10, 15, 20, 30];

export function Times({ id }: { readonly id: string }) {
  const { settings: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const askOpen = useProfile((state) => state.askOpen);
  const [times, setTimes] = useState<Locking>();
  useEffect(() => {
    let here = true;
    void bridge.call('settings.getLocking', {}).then((answer) => { if (here && answer.ok) setTimes(answer.value); });
    return () => { here = false; };
  }, [bridge]);
  const change = async (next: Partial<Locking>): Promise<void> => {
    const answer = await bridge.call('settings.setLocking', next);
    if (answer.ok) {
      setTimes(answer.value);
      await askOpen();
    } else show(errors(answer.error).title, 'refused');
  };
  if (times === undefined) return null;
  // WHY with it: the command line can choose any whole number.
  const offered = [...new Set([...minutes, times.idleMinutes])].toSorted((a, b) => a - b);
  return (
    <Section id={id} title={say.sections.times} hint={say.timesHint}>
      <div className="choice-rows settings-choices">
        <Select label={say.idle} value={String(times.idleMinutes)} options={offered.map((count) => ({ value: String(count), label: say.minutes(count) }))} hint={say.idleHint} onChange={(value) => { void change({ idleMinutes: Number(value) }); }} />
        <Switch label={say.onClose} checked={times.lockOnClose} hint={say.onCloseHint} onChange={(lockOnClose) => { void change({ lockOnClose }); }} />
      </div>
    </Section>
  );
}
