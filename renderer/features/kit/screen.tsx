// The page of parts: all groups below each other, and the switches for the look above them. Must never need a project or the core.
import { Segmented } from '../../components/index.ts';
import { useAppearance } from '../../stores/index.ts';
import { Dialogs, Notices } from './parts/above.tsx';
import { Buttons, Chips, Menus, Tooltips } from './parts/acts.tsx';
import { Choices, Fields, Secrets } from './parts/inputs.tsx';
import { Banners, Messages, SampleTree, Waiting } from './parts/places.tsx';
import { useKitWords } from './parts/section.tsx';
import '../../styles/kit.css';

function Look() {
  const { look: say } = useKitWords();
  const lang = useAppearance((state) => state.lang);
  const theme = useAppearance((state) => state.theme);
  const density = useAppearance((state) => state.density);
  const choose = useAppearance((state) => state.choose);
  return (
    <>
      <Segmented name={say.language} value={lang} options={[{ value: 'en', label: 'English' }, { value: 'fr', label: 'Français' }]} onChange={(language) => { void choose({ language }); }} />
      <Segmented name={say.theme} value={theme} options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: say.themes[value] }))} onChange={(next) => { void choose({ theme: next }); }} />
      <Segmented name={say.density} value={density} options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: say.densities[value] }))} onChange={(next) => { void choose({ density: next }); }} />
    </>
  );
}

export function KitScreen() {
  const say = useKitWords();
  return (
    <main className="detail kit-page">
      <div className="detail-head">
        <div className="detail-name">
          <h1 className="detail-title">{say.title}</h1>
          <div className="detail-facts"><span>{say.text}</span></div>
        </div>
        <div className="line wrap"><Look /></div>
      </div>
      <div className="detail-body kit">
        <div><Chips /><Buttons /><Tooltips /><Menus /><Secrets /><Fields /><Choices /></div>
        <div><Banners /><Messages /><Waiting /><SampleTree /><Dialogs /><Notices /></div>
      </div>
    </main>
  );
}
