// A backup of the profile: what goes into it, what opens it elsewhere, and that what was written is what was meant.
import { useState } from 'react';
import { useBridge, type AnswerOf, type BackupOpener, type Told } from '../../bridge/index.ts';
import { Button, Chip, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useProfile, useWords } from '../../stores/index.ts';
import { Item, Section } from './section.tsx';

type Saved = Extract<AnswerOf<'profile.saveBackup'>, { ok: true }>['value'];
const portable = ['passphrase', 'recovery-key'] as const;

export function Backup({ id }: { readonly id: string }) {
  const { settings: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const protectors = useProfile(({ known }) => known?.protectors ?? []);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const [refused, setRefused] = useState<Told>();
  const opens = portable.filter((kind) => protectors.some((one) => one.kind === kind && one.state === 'whole'));
  const spelled = (kinds: readonly BackupOpener[]): string => kinds.map((kind) => say.openers[kind]).reduce(say.either);
  const save = async (): Promise<void> => {
    setSaving(true);
    setRefused(undefined);
    const answer = await bridge.call('profile.saveBackup', {});
    setSaving(false);
    if (answer.ok) setSaved(answer.value);
    else if (answer.error.code !== 'cancelled') setRefused(answer.error);
  };
  return (
    <Section id={id} title={say.sections.backup} hint={say.backupHint}>
      {refused === undefined ? null : <div className="settings-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      <ul className="items-wide">
        <Item
          icon="archive-restore" name={say.backupName} chip={saved === undefined ? null : <Chip icon="circle-check" state="done">{say.backupSaved}</Chip>}
          facts={<span role="status">{saved === undefined ? (opens.length === 0 ? say.backupNeeds : say.backupFacts(spelled(opens))) : say.backupWritten(saved.name, spelled(saved.opens))}</span>}
          acts={<Button look="quiet" off={saving} offBecause={opens.length === 0 ? say.backupNeeds : undefined} onClick={() => { void save(); }}>{saving ? say.backupSaving : say.saveBackup}</Button>}
        />
      </ul>
      <p className="muted small prose settings-text">{say.backupElsewhere}</p>
    </Section>
  );
}
