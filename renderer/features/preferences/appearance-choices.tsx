// The look, chosen live: each choice counts at once and is kept by the core. For the dialog and for the Settings room.
import type { ReactNode } from 'react';
import { Segmented, Switch } from '../../components/index.ts';
import { useAppearance, useSession, useWords } from '../../stores/index.ts';
import { useChoose } from '../frame/index.ts';

/** Languages are written in themselves. */
const languages = [{ value: 'en', label: 'English' }, { value: 'fr', label: 'Français' }] as const;

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div className="choice-row"><span className="choice-label" aria-hidden="true">{label}</span>{children}</div>;
}

export function AppearanceChoices() {
  const { preferences: say, states } = useWords();
  const language = useAppearance((state) => state.language);
  const theme = useAppearance((state) => state.theme);
  const density = useAppearance((state) => state.density);
  const contentProtection = useAppearance((state) => state.contentProtection);
  const protection = useSession(({ about }) => about?.contentProtection);
  const choose = useChoose();
  const cannot = protection === undefined || protection.works ? undefined : say.protectionOff(protection.reason === 'not-here' ? say.protectionNot : states.ability[protection.reason]);
  return (
    <>
      <Choice label={say.language}><Segmented name={say.language} value={language} options={[{ value: 'system', label: say.languageSystem }, ...languages]} onChange={(next) => { choose({ language: next }); }} /></Choice>
      <Choice label={say.theme}><Segmented name={say.theme} value={theme} options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: say.themes[value] }))} onChange={(next) => { choose({ theme: next }); }} /></Choice>
      <Choice label={say.density}><Segmented name={say.density} value={density} options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: say.densities[value] }))} onChange={(next) => { choose({ density: next }); }} /></Choice>
      <Switch label={say.protection} checked={contentProtection && cannot === undefined} off={cannot !== undefined} hint={cannot ?? say.protectionHint} onChange={(next) => { choose({ contentProtection: next }); }} />
    </>
  );
}
