// The values that somebody who goes could read, since when, each with a tick: those are marked for rotation when the change is written.
import { memo, useState } from 'react';
import { Button, ErrorPanel, Pick } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import type { Exposed } from './use-exposed.ts';
import { Working } from './working.tsx';

export interface ExposedPartProps {
  readonly exposed: Exposed;
  /** Places that are not to be marked. */
  readonly left: ReadonlySet<number>;
  readonly onLeft: (left: ReadonlySet<number>) => void;
}

const atOnce = 50;

/** Those that are marked unless somebody says otherwise: they are still there, and not marked yet. */
export const toMark = ({ rows }: Pick<Exposed, 'rows'>, left: ReadonlySet<number>): readonly number[] => rows.filter(({ place, here, marked }) => here && !marked && !left.has(place)).map(({ place }) => place);

export const ExposedPart = memo(function ExposedPart({ exposed, left, onLeft }: ExposedPartProps) {
  const { people: say, recipients } = useWords();
  const errors = useErrorWords();
  const [limit, setLimit] = useState(atOnce);
  const { counts, rows, refused, reading } = exposed;
  if (reading) return <div className="section"><Working phases={['looking']} name={recipients.phase.looking} onStop={exposed.cancel} /></div>;
  if (refused !== undefined) return refused.code === 'cancelled' ? <p className="section small muted">{say.notLooked}</p> : <div className="section"><ErrorPanel {...errors(refused)} code={refused.code} /></div>;
  if (counts === undefined) return null;
  const rest = rows.length - limit;
  return (
    <section className="section-tight" aria-label={say.couldRead(counts.values)}>
      <h2 className="grid-group"><strong>{say.couldRead(counts.values)}</strong> <span>{say.noForgetting}</span></h2>
      <p className="section small muted people-from">{counts.state === 'found' ? say.fromCommits(counts.commits) : say.noRevisions}{counts.whole ? '' : ` ${say.notWhole}`}</p>
      <div className="picks people-values" role="group" aria-label={say.valuesToMark}>
        {rows.slice(0, limit).map(({ place, file, key, since, here, marked }) => (
          <Pick
            key={place} name={<span className="mono">{key === '' ? say.wholeFile : key}</span>} detail={file} checked={marked || (here && !left.has(place))} off={marked || !here}
            fact={marked ? say.markedAlready : here ? (since === '' ? say.sinceNow : say.sinceDay(since)) : say.goneSince}
            onChange={(checked) => { onLeft(new Set(checked ? [...left].filter((each) => each !== place) : [...left, place])); }}
          />
        ))}
      </div>
      {rest <= 0 ? null : <p className="section-more"><Button look="quiet" onClick={() => { setLimit(limit + 500); }}>{say.moreValues(rest, toMark(exposed, left).filter((place) => place >= limit).length)}</Button></p>}
    </section>
  );
});
