// Finding a setting by a part of its name: the field above the table of contents, and what each section answers to. Words only; nothing is asked of the core.
import { useMemo } from 'react';
import { FindField } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';

export type SectionId = keyof ReturnType<typeof useWords>['settings']['sections'];

/** What the sections hold, as it is called on the screen; a section that is not here is found by its title alone. */
export function useSettingNames(): Readonly<Partial<Record<SectionId, readonly string[]>>> {
  const { about, settings: say, lock, jobs, policy, preferences } = useWords();
  return useMemo(() => ({
    identities: [say.generate, say.import],
    protectors: Object.values(lock.kinds),
    backup: [say.backupName, say.saveBackup],
    jobs: [jobs.enrol],
    policy: Object.values(policy.rule),
    times: [say.idle, say.onClose, say.reveal, say.clipboard],
    appearance: [preferences.language, preferences.theme, preferences.density, preferences.protection],
    about: [about.title, about.parts],
  }), [about, say, lock, jobs, policy, preferences]);
}

/** As it is looked for: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The name that was found in a section; '' for its own, undefined for none. */
export function findSetting(sought: string, title: string, names: readonly string[] = []): string | undefined {
  const wanted = plain(sought.trim());
  return plain(title).includes(wanted) ? '' : names.find((name) => plain(name).includes(wanted));
}

export interface SettingFinderProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Leads to the first that was found. */
  readonly onEnter: () => void;
}

export function SettingFinder({ value, onValue, onEnter }: SettingFinderProps) {
  const { settings: say } = useWords();
  return (
    <div className="pane-tools">
      <FindField label={say.find} icon="search" value={value} onValue={onValue} clearName={say.clearFind} keys={{ Enter: onEnter }} />
    </div>
  );
}
