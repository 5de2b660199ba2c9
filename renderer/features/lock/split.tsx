// Two plates side by side, for what must be read before it is decided: what happened and what to do on the left, the facts on the right.
import type { ReactNode } from 'react';
import { Dial, Mark } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { DoorFoot } from './door.tsx';

export interface SplitProps {
  readonly title: string;
  readonly why: string;
  readonly next: string;
  readonly acts: ReactNode;
  readonly sideTitle: string;
  readonly side: ReactNode;
  /** How many things are damaged. */
  readonly bad?: number;
}

export function Split({ title, why, next, acts, sideTitle, side, bad = 0 }: SplitProps) {
  const { frame } = useWords();
  return (
    <div className="door">
      <main className="start">
        <section className="start-side" aria-labelledby="split-title">
          <div className="start-brand"><Mark />{frame.program}</div>
          <div className="stack">
            <h1 className="door-title" id="split-title">{title}</h1>
            <p className="prose">{why}</p>
            <p className="muted prose">{next}</p>
          </div>
          {acts}
        </section>
        <section className="start-side" aria-labelledby="split-side">
          <Dial bad={bad} />
          <div className="stack start-gap">
            <h2 className="section-title" id="split-side">{sideTitle}</h2>
            {side}
          </div>
        </section>
      </main>
      <DoorFoot />
    </div>
  );
}

/** One fact with its state, as a row. */
export function FactRow({ state, icon, name, fact, word }: { readonly state: 'found' | 'damaged' | 'partly' | 'none'; readonly icon: ReactNode; readonly name: string; readonly fact: string; readonly word: string }) {
  return (
    <li className="found-row" data-state={state}>
      {icon}
      <span className="found-words"><span className="item-name">{name}</span>{fact === '' ? null : <span className="muted small">{fact}</span>}</span>
      <span className="small muted">{word}</span>
    </li>
  );
}
