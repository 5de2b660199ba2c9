// Door of the age key source: every `age` entry of a file against every identity in the places of sops (spec §3.1, §3.3).
import { searchPlaces, unwrap, wrap, type LockedText, type Place, type PlacePorts, type Search, type Unwrapped } from '../../../age/index.ts';
import type { WrappedKey } from '../../metadata.ts';
import type { KeySource, Opening } from '../key-source.ts';

/** False where what is behind the passphrase cannot be for this recipient. */
const fits = ({ kind, recipient }: LockedText, key: WrappedKey): boolean => (kind === 'identity-file' ? !key.recipient.startsWith('ssh-') : recipient === undefined || `${key.recipient} `.startsWith(`${recipient} `));

/** `quiet` starts no program: what only SOPS_AGE_KEY_CMD would open stays shut. */
export function createAgeKeySource(ports: PlacePorts, manner: 'asking' | 'quiet' = 'asking'): KeySource {
  async function tryPlace(key: WrappedKey, place: Place, payloadBytes: number, signal: AbortSignal | undefined): Promise<Buffer | Exclude<Unwrapped['kind'], 'opened'>> {
    const result = await unwrap(key.enc, place.identities, { signal, plugins: manner === 'quiet' ? undefined : ports.plugins });
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
    async open(keys, extraIdentityFile, payloadBytes, signal) {
      const own = keys.filter(({ kind }) => kind === 'age');
      const unusable = new Set<string>();
      const locked = new Set<string>();
      let tried = 0;
      let damaged = 0;
      for (const key of own) {
        // SECURITY(quiet-look-runs-nothing): without a recipient no program is started, whatever a folder that was merely opened holds.
        const search = { ...(manner === 'quiet' ? {} : { recipient: key.recipient }), ...(extraIdentityFile === undefined ? {} : { extraFile: extraIdentityFile }) };
        const places: Place[] = [];
        const closed: Place[] = [];
        let broken = false;
        const attempt = async (place: Place): Promise<Opening | undefined> => {
          const answer = await tryPlace(key, place, payloadBytes, signal);
          if (typeof answer !== 'string') return { dataKey: answer, openedWith: place.place };
          if (answer === 'bad-identity' || answer === 'plugin-failed') unusable.add(place.place);
          broken = answer === 'malformed';
          return undefined;
        };
        for await (const place of placesFor(search)) {
          places.push(place);
          // WHY: a key of SSH in the usual place is no identity that went wrong, where nobody asked for one (sops #1987).
          const matters = place.ssh !== true || key.recipient.startsWith('ssh-');
          if (matters && (place.state === 'unusable' || place.state === 'not-supported')) unusable.add(place.place);
          if (matters && place.locked !== undefined && fits(place.locked, key)) closed.push(place);
          const opened = place.state === 'usable' ? await attempt(place) : undefined;
          if (opened !== undefined) return opened;
          if (broken) break;
        }
        // WHY last: nobody is asked for a passphrase while something else may still open the file.
        for (const place of broken ? [] : closed) {
          const identities = place.locked === undefined ? undefined : manner === 'quiet' ? ports.locks?.opened(place.locked) : await ports.locks?.open(place.place, place.locked);
          if (identities === undefined) {
            locked.add(place.place);
            continue;
          }
          places.push({ place: place.place, state: 'usable', identities });
          const opened = await attempt({ ...place, identities });
          if (opened !== undefined) return opened;
        }
        if (broken) damaged += 1;
        // WHY without the unusable ones: a misspelt identity was not tried, and the person should hear of its place.
        tried = Math.max(tried, places.reduce((sum, { place, identities }) => (unusable.has(place) ? sum : sum + identities.length), 0));
      }
      return { tried, unusable: [...unusable], locked: [...locked], damaged };
    },
    wrap: (dataKey, recipient) => wrap(dataKey, recipient, { plugins: manner === 'quiet' ? undefined : ports.plugins }),
  };
}
