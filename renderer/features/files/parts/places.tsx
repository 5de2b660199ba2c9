// Where identities were looked for, beside a file that none of them opens: what lies in each place, and whether it fits. Names of places and counts, never a key.
import { useEffect, useId, useState } from 'react';
import { useBridge, type FoundPlace } from '../../../bridge/index.ts';
import { Chip, type IconName } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

const icons: Readonly<Record<FoundPlace['state'], IconName>> = { usable: 'circle-slash', locked: 'circle-alert', absent: 'circle-dashed', unusable: 'circle-x', 'not-supported': 'circle-slash' };

function Row({ found: { place, state, count, fits } }: { readonly found: FoundPlace }) {
  const { start, states } = useWords();
  const facts: Readonly<Record<FoundPlace['state'], string>> = { usable: count === 0 ? start.asked : start.identityCount(count), locked: start.locked, absent: '', unusable: start.unusable, 'not-supported': start.notSupported };
  const icon = fits === 'opens' ? 'circle-check' : fits === 'perhaps' ? 'circle-alert' : icons[state];
  return (
    <tr>
      <td><Chip icon={icon} state={fits === 'opens' ? 'verified' : 'no-key'}>{fits === '' ? states.place[state] : states.fit[fits]}</Chip></td>
      <th scope="row"><span className="mono small">{place}</span></th>
      <td className="small muted">{facts[state]}</td>
    </tr>
  );
}

export interface PlacesProps {
  readonly file: string;
  /** Looked up anew whenever the file was tried again. */
  readonly tried: object;
}

export function Places({ file, tried }: PlacesProps) {
  const { files: say, start } = useWords();
  const bridge = useBridge();
  const id = useId();
  const [places, setPlaces] = useState<readonly FoundPlace[]>([]);
  useEffect(() => {
    let gone = false;
    void bridge.call('age.listPlaces', { file }).then((answer) => { if (!gone && answer.ok) setPlaces(answer.value.places); });
    return () => { gone = true; };
  }, [bridge, file, tried]);
  if (places.length === 0) return null;
  return (
    <section className="section-tight" aria-labelledby={id}>
      <h2 className="grid-group" id={id}><strong>{start.identities}</strong></h2>
      <table className="tx-table" aria-labelledby={id}>
        <thead className="hidden-text"><tr><th scope="col">{say.placeFits}</th><th scope="col">{say.place}</th><th scope="col">{say.placeHolds}</th></tr></thead>
        <tbody>{places.map((found) => <Row key={found.place} found={found} />)}</tbody>
      </table>
    </section>
  );
}
