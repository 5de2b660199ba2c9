// The look, chosen live: each choice counts at once and is kept by the core.
import { useMemo, useRef, type ReactNode } from 'react';
import { Button, Dialog, Segmented, Switch } from '../../components/index.ts';
import { keyCaps, useAppearance, useNavigation, useSession, useWords } from '../../stores/index.ts';
import { useChoose, useMac, windowKeys } from '../frame/index.ts';

/** Languages are written in themselves. */
const languages = [{ value: 'en', label: 'English' }, { value: 'fr', label: 'Français' }] as const;

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div className="choice-row"><span className="choice-label" aria-hidden="true">{label}</span>{children}</div>;
}

/** Open while the window says so. */
export function Preferences() {
  const { preferences: say, frame, states } = useWords();
  const open = useNavigation((state) => state.dialog === 'preferences');
  const show = useNavigation((state) => state.show);
  const language = useAppearance((state) => state.language);
  const theme = useAppearance((state) => state.theme);
  const density = useAppearance((state) => state.density);
  const contentProtection = useAppearance((state) => state.contentProtection);
  const protection = useSession(({ about }) => about?.contentProtection);
  const rows = useRef<HTMLDivElement>(null);
  /** The first choice in force, once it is drawn: the cross is no place to begin at. */
  const first = useMemo(() => ({ get current() { return rows.current?.querySelector<HTMLElement>('input[type="radio"]:checked') ?? null; } }), []);
  const choose = useChoose();
  const mac = useMac();
  const cannot = protection === undefined || protection.works ? undefined : say.protectionOff(protection.reason === 'not-here' ? say.protectionNot : states.ability[protection.reason]);
  return (
    <Dialog
      open={open} title={say.title} text={say.text} closeName={frame.close} onClose={() => { show(undefined); }} first={first}
      foot={<><Button look="quiet" keys={keyCaps(windowKeys.shortcuts, mac, say.keys).join(' ')} onClick={() => { show('shortcuts'); }}>{say.shortcuts}</Button><Button look="primary" place="push" onClick={() => { show(undefined); }}>{say.done}</Button></>}
    >
      <div className="choice-rows" ref={rows}>
        <Choice label={say.language}><Segmented name={say.language} value={language} options={[{ value: 'system', label: say.languageSystem }, ...languages]} onChange={(next) => { choose({ language: next }); }} /></Choice>
        <Choice label={say.theme}><Segmented name={say.theme} value={theme} options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: say.themes[value] }))} onChange={(next) => { choose({ theme: next }); }} /></Choice>
        <Choice label={say.density}><Segmented name={say.density} value={density} options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: say.densities[value] }))} onChange={(next) => { choose({ density: next }); }} /></Choice>
        <Switch label={say.protection} checked={contentProtection && cannot === undefined} off={cannot !== undefined} hint={cannot ?? say.protectionHint} onChange={(next) => { choose({ contentProtection: next }); }} />
      </div>
    </Dialog>
  );
}
