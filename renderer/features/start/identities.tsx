// The places where sops looks for identities, and what was found in each. Names of places and counts, never a key.
import { Icon, type IconName } from '../../components/index.ts';
import { useSession, useWords, type About } from '../../stores/index.ts';

type Place = About['identities'][number];

const icons: Readonly<Record<Place['state'], IconName>> = { usable: 'circle-check', locked: 'circle-alert', absent: 'circle-dashed', unusable: 'circle-x', 'not-supported': 'circle-slash' };
const marks: Readonly<Record<Place['state'], string>> = { usable: 'found', locked: 'none', absent: 'none', unusable: 'damaged', 'not-supported': 'none' };

/** A path's last part leads; the whole path is the second fact. Variables are names already. */
const shortOf = (place: string): string => place.split(/[/\\]/).at(-1) ?? place;

export function Identities() {
  const { start, states } = useWords();
  const places = useSession(({ about }) => about?.identities);
  if (places === undefined) return null;
  const factOf = ({ place, state, count }: Place): string => {
    switch (state) {
      case 'usable': return count === 0 ? start.asked : start.identityCount(count);
      case 'locked': return start.locked;
      case 'absent': return place === shortOf(place) ? start.notSet : start.absent;
      case 'unusable': return start.unusable;
      case 'not-supported': return start.notSupported;
      default: return '';
    }
  };
  const usable = places.some(({ state }) => state === 'usable');
  return (
    <div>
      <h2 className="section-title">{start.identities}</h2>
      <ul className="found">
        {places.map((found) => (
          <li key={found.place} className="found-row" data-state={marks[found.state]} title={found.place}>
            <Icon name={icons[found.state]} />
            <span className="found-words"><span className="mono clip">{shortOf(found.place)}</span><span className="muted small">{factOf(found)}</span></span>
            <span className="small muted">{found.state === 'absent' ? (usable ? start.notNeeded : '') : states.place[found.state]}</span>
          </li>
        ))}
      </ul>
      {usable ? null : <p className="muted small">{start.noIdentities}</p>}
    </div>
  );
}
