// The profile is open, but a part of it does not match its seal, or all of it is older than the keychain remembers. Nothing is repaired before somebody says so.
import { useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { Button, ErrorPanel, Icon } from '../../components/index.ts';
import { useErrorWords, useProfile, useStores, useWords } from '../../stores/index.ts';
import { FactRow, Split } from './split.tsx';

export function UnreadableScreen() {
  const { lock: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const { profile, toasts } = useStores();
  const known = useProfile((state) => state.known);
  const [refused, setRefused] = useState<Told>();
  const [working, setWorking] = useState(false);
  const damaged = known?.damaged ?? [];
  const rolledBack = damaged.length === 0;
  const setAside = async (): Promise<void> => {
    setWorking(true);
    const answer = await bridge.call('profile.setDamagedAside', {});
    setWorking(false);
    if (!answer.ok) {
      setRefused(answer.error);
      return;
    }
    toasts.getState().show(rolledBack ? say.rolledBackTaken : say.setAside(answer.value.records));
    await profile.getState().goOn();
  };
  const names: Readonly<Record<string, string>> = say.records;
  /** What a person would miss first; each is either among the damaged or whole. */
  const records = (['identities', 'parked'] as const).map((record) => ({ record, name: say.records[record], whole: !damaged.includes(record) }));
  const others = damaged.filter((name) => name !== 'identities' && name !== 'parked');
  return (
    <Split
      title={rolledBack ? say.rolledBackTitle : say.unreadableTitle} why={rolledBack ? say.rolledBackWhy : say.unreadableWhy(damaged.length)} next={say.nothingDone} sideTitle={say.stillReadable} bad={damaged.length}
      acts={
        <>
          {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
          <div className="stack">
            <div className="line wrap">
              <Button look="primary" off={working} onClick={() => { void setAside(); }}>{rolledBack ? say.takeOlder : say.goOnReadable}</Button>
              <Button look="quiet" off={working} onClick={() => { void profile.getState().goOn(); }}>{say.leaveAsIs}</Button>
            </div>
            <p className="muted small prose">{rolledBack ? say.takeOlderHint : say.goOnHint}</p>
          </div>
        </>
      }
      side={
        <ul className="found">
          {records.map(({ record, name, whole }) => <FactRow key={record} state={whole ? 'found' : 'damaged'} icon={<Icon name={whole ? 'circle-check' : 'circle-x'} />} name={name} fact="" word={whole ? (rolledBack ? say.older : say.whole) : say.notReadable} />)}
          {others.map((name) => <FactRow key={name} state="damaged" icon={<Icon name="circle-x" />} name={names[name] ?? name} fact="" word={say.notReadable} />)}
          <FactRow state="found" icon={<Icon name="circle-check" />} name={say.projectFiles} fact={say.projectFilesFact} word={say.untouched} />
        </ul>
      }
    />
  );
}
