// Language and theme, switched live: one button each.
import { nextTheme, useAppearance, useErrorWords, useToasts, useWords } from '../../stores/index.ts';

export function Switches({ short = false }: { readonly short?: boolean }) {
  const { frame } = useWords();
  const errors = useErrorWords();
  const lang = useAppearance((state) => state.lang);
  const theme = useAppearance((state) => state.theme);
  const choose = useAppearance((state) => state.choose);
  const show = useToasts((state) => state.show);
  const change = (next: Parameters<typeof choose>[0]): void => {
    void choose(next).then((kept) => {
      // WHY told: the look has changed already, but it will not be remembered.
      if (!kept) show(errors({ code: 'write-failed', data: {} }).title, 'refused');
    });
  };
  return (
    <>
      <button type="button" className="btn-text" lang={frame.otherLanguage.code} onClick={() => { change({ language: lang === 'en' ? 'fr' : 'en' }); }}>{frame.otherLanguage.label}</button>
      <button type="button" className="btn-text" onClick={() => { change({ theme: nextTheme(theme) }); }}>
        {short ? <><span className="hidden-text">{frame.appearance}: </span>{frame.themeShort[theme]}</> : frame.theme[theme]}
      </button>
    </>
  );
}
