// One part of the rule tester under its heading. It folds, so that a long list can be put out of the way, and is a stop of the keyboard, so that what is below can be scrolled to.
import type { ReactNode } from 'react';
import { Icon } from '../../../components/index.ts';

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="rule-part" open>
      <summary><Icon name="chevron-right" look="icon-sm" /><h3 className="section-title">{title}</h3></summary>
      {children}
    </details>
  );
}
