// Door of the age key source: every `age` entry of a file against every identity in the places of sops (spec §3.1, §3.3).
import { searchPlaces, unwrap, wrap, type Place, type PlacePorts, type Search } from '../../../age/index.ts';
import type { WrappedKey } from '../../metadata.ts';
import type { KeySource } from '../key-source.ts';

/** `quiet` starts no program: what only SOPS_AGE_KEY_CMD would open stays shut. */
export function createAgeKeySource(ports: PlacePorts, manner: 'asking' | 'quiet' = 'asking'): KeySource {
  async function tryPlace(key: WrappedKey, place: Place, payloadBytes: number): Promise<Buffer | 'no-match' | 'bad-identity' | 'malformed'> {
    const result = await unwrap(key.enc, place.identities);
    if (result.kind !== 'opened') return result.kind;
    if (result.payload.length === payloadBytes) return result.payload;
    result.payload.fill(0);
    return 'malformed';
  }
  /** WHY the profile's last, and only once nothing else fitted: opening it may take the keychain's time. */
  async function* placesFor(search: Search): AsyncGenerator<Place> {
    yield* await searchPlaces(ports, search);
    yield* (await ports.kept?.places(manner)) ?? [];
  }
  return {
    kind: 'age',
    async open(keys, extraIdentityFile, payloadBytes) {
      const own = keys.filter(({ kind }) => kind === 'age');
      const unusable = new Set<string>();
      let tried = 0;
      let damaged = 0;
      for (const key of own) {
        // SECURITY(quiet-look-runs-nothing): without a recipient no program is started, whatever a folder that was merely opened holds.
        const places: Place[] = [];
        for await (const place of placesFor({ ...(manner === 'quiet' ? {} : { recipient: key.recipient }), ...(extraIdentityFile === undefined ? {} : { extraFile: extraIdentityFile }) })) {
          places.push(place);
          if (place.state === 'unusable' || place.state === 'not-supported') unusable.add(place.place);
          if (place.state !== 'usable') continue;
          const answer = await tryPlace(key, place, payloadBytes);
          if (typeof answer !== 'string') return { dataKey: answer, openedWith: place.place };
          if (answer === 'bad-identity') unusable.add(place.place);
          if (answer === 'malformed') {
            damaged += 1;
            break;
          }
        }
        // WHY without the unusable ones: a misspelt identity was not tried, and the person should hear of its place.
        tried = Math.max(tried, places.reduce((sum, { place, identities }) => (unusable.has(place) ? sum : sum + identities.length), 0));
      }
      return { tried, unusable: [...unusable], damaged };
    },
    wrap,
  };
}
