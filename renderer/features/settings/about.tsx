// What this program is, and on which terms: its version, and the licences of all that ships in it.
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../components/index.ts';
import { useKept, useSession, useWords } from '../../stores/index.ts';
import { Item, Section } from './section.tsx';

// WHY late: hardly anybody reads them, and they are longer than the rest of the page.
const Licences = lazy(async () => ({ default: (await import('./licences-dialog.tsx')).LicencesDialog }));

export function About({ id }: { readonly id: string }) {
  const { about: say, settings } = useWords();
  const about = useSession((session) => session.about);
  const [open, setOpen] = useKept<boolean>('about.licences', false);
  const [own, setOwn] = useState(false);
  const show = (ownFirst: boolean): void => {
    setOwn(ownFirst);
    setOpen(true);
  };
  return (
    <Section id={id} title={settings.sections.about} hint={say.hint}>
      <ul className="items-wide">
        <Item icon="info" name={say.program(about?.version ?? '')} facts={about === undefined ? '' : say.programFacts(say.runsIn[about.host])} acts={<Button look="quiet" onClick={() => { show(true); }}>{say.showOwn}</Button>} />
        <Item icon="scroll-text" name={say.parts} facts={say.partsFacts} acts={<Button look="quiet" onClick={() => { show(false); }}>{say.showAll}</Button>} />
      </ul>
      {open ? <Suspense fallback={null}><Licences ownFirst={own} onClose={() => { setOpen(false); }} /></Suspense> : null}
    </Section>
  );
}
