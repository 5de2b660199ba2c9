// One section of the room: a heading with what it is about, its buttons, and its rows.
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../components/index.ts';

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly hint: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, title, hint, acts, children }: SectionProps) {
  return (
    <section aria-labelledby={id}>
      <div className="set-head">
        <h2 className="section-title" id={id} tabIndex={-1}>{title}</h2>
        {hint === '' ? null : <span className="muted small">{hint}</span>}
        <span className="push" />
        {acts}
      </div>
      {children}
    </section>
  );
}

export interface ItemProps {
  readonly icon: IconName;
  readonly name: string;
  readonly chip?: ReactNode;
  readonly facts: ReactNode;
  readonly acts: ReactNode;
}

export function Item({ icon, name, chip, facts, acts }: ItemProps) {
  return (
    <li className="item">
      <Icon name={icon} />
      <span className="item-words"><span><span className="item-name">{name}</span>{chip}</span><span className="item-facts">{facts}</span></span>
      <span className="item-side">{acts}</span>
    </li>
  );
}
