// Language and theme, switched live: one button each, for the first screen.
import { nextTheme, useAppearance, useNavigation, useWords } from '../../stores/index.ts';
import { useChoose } from './use-choose.ts';
import { useLock } from './use-lock.ts';

export function Switches() {
  const { frame, lock: say, settings } = useWords();
  const enter = useNavigation((state) => state.enter);
  const { can, lock } = useLock();
  const lang = useAppearance((state) => state.lang);
  const theme = useAppearance((state) => state.theme);
  const change = useChoose();
  return (
    <>
      {can ? <button type="button" className="btn-text" aria-keyshortcuts="Control+L" onClick={lock}>{say.lockNow}</button> : null}
      <button type="button" className="btn-text" onClick={() => { void enter('settings'); }}>{settings.title}</button>
      <button type="button" className="btn-text" lang={frame.otherLanguage.code} onClick={() => { change({ language: lang === 'en' ? 'fr' : 'en' }); }}>{frame.otherLanguage.label}</button>
      <button type="button" className="btn-text" onClick={() => { change({ theme: nextTheme(theme) }); }}>{frame.theme[theme]}</button>
    </>
  );
}
