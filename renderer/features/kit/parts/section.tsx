// One group of parts under a title. Samples only.
import type { ReactNode } from 'react';
import { kitWords, type KitWords } from '../../../../shared/words/index.ts';
import { useAppearance } from '../../../stores/index.ts';

/** The samples in the language in use. */
export const useKitWords = (): KitWords => kitWords(useAppearance(({ lang }) => lang));

export function Section({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="section kit-part" id={`kit-${id}`} aria-labelledby={`kit-${id}-title`}>
      <h2 className="section-title kit-title" id={`kit-${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** What a sample does when it is pressed. */
export const nothing = (): void => undefined;
