// When an open profile locks by itself, what closing the window does, and how long a value stays on the screen and on the clipboard.
import { useEffect, useState } from 'react';
import { useBridge, type Locking, type LockingNow } from '../../bridge/index.ts';
import { Select, Switch } from '../../components/index.ts';
import { useErrorWords, useProfile, useToasts, useWords } from '../../stores/index.ts';
import { Section } from './section.tsx';

/** As long as anybody may choose. */
const longest = 30;
const minutes = [1, 2, 5, 10, 15, 20, longest];
const seconds = [5, 10, 20, 30, 45, 60];

export function Times({ id }: { readonly id: string }) {
  const { settings: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const askOpen = useProfile((state) => state.askOpen);
  const open = useProfile((state) => state.open);
  const [times, setTimes] = useState<LockingNow>();
  useEffect(() => {
    let here = true;
    void bridge.call('settings.getLocking', {}).then((answer) => { if (here && answer.ok) setTimes(answer.value); });
    return () => { here = false; };
    // WHY again with it: a policy may be another one by now.
  }, [bridge, open]);
  const change = async (next: Partial<Locking>): Promise<void> => {
    const answer = await bridge.call('settings.setLocking', next);
    if (answer.ok) {
      setTimes(answer.value);
      await askOpen();
    } else show(errors(answer.error).title, 'refused');
  };
  if (times === undefined) return null;
  const { longestMinutes } = times;
  const held = Math.min(times.idleMinutes, longestMinutes);
  // WHY with them: the command line can choose any whole number, and so can a policy.
  const offered = [...new Set([...minutes, held, longestMinutes])].filter((count) => count <= longestMinutes).toSorted((a, b) => a - b);
  const hint = longestMinutes < longest ? `${say.idleWithin(longestMinutes)} ${say.idleHint}` : say.idleHint;
  const choice = (held: number): readonly { readonly value: string; readonly label: string }[] => [...new Set([...seconds, held])].toSorted((a, b) => a - b).map((count) => ({ value: String(count), label: say.seconds(count) }));
  return (
    <Section id={id} title={say.sections.times} hint={say.timesHint}>
      <div className="choice-rows settings-choices">
        <Select label={say.idle} value={String(held)} options={offered.map((count) => ({ value: String(count), label: say.minutes(count) }))} hint={hint} onChange={(value) => { void change({ idleMinutes: Number(value) }); }} />
        <Switch label={say.onClose} checked={times.lockOnClose} hint={say.onCloseHint} onChange={(lockOnClose) => { void change({ lockOnClose }); }} />
        <Select label={say.reveal} value={String(times.revealSeconds)} options={choice(times.revealSeconds)} hint={say.revealHint} onChange={(value) => { void change({ revealSeconds: Number(value) }); }} />
        <Select label={say.clipboard} value={String(times.clipboardSeconds)} options={choice(times.clipboardSeconds)} hint={say.clipboardHint} onChange={(value) => { void change({ clipboardSeconds: Number(value) }); }} />
      </div>
    </Section>
  );
}
