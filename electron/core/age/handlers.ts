// The calls about identities outside of the profile and about whole files of age. Must never answer with a private half, nor ask anybody while it only lists.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Fit, FoundPlace } from '../../../shared/ipc/age.ts';
import type { Asking, Clock, Sinks, Sources } from '../ports.ts';
import { takeSink } from '../give.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes, SecretText } from '../secret/index.ts';
import { armored, openWithPassphrase, sealWithPassphrase, type Unwrapped } from './age-file.ts';
import { isPassphraseFile } from './header.ts';
import { isPluginIdentity } from './identity-text.ts';
import type { Locks } from './locks.ts';
import { searchPlaces, type Place, type PlacePorts } from './places.ts';
import { pluginOf } from './plugins.ts';
import { decryptWith, encryptFor, generateIdentity, recipientOf } from './unwrap.ts';

export interface AgeDeps {
  readonly ports: PlacePorts & { readonly clock: Clock; readonly asking?: Asking; readonly sinks: Sinks; readonly sources?: Sources; readonly locks: Locks };
  /** A file that the window knows; undefined for any other ref. */
  readonly resolveFile: (ref: string) => { readonly path: string } | undefined;
  /** Whom a file is encrypted for, without opening it: how sops calls them, and which of them are age's. Refusals: those of reading it. */
  recipientsOf(path: string): Promise<readonly { readonly kind: string; readonly recipient: string }[]>;
}

/** As much as the house takes into memory at once. */
const maxFileBytes = 64 * 1024 * 1024;
const maxShown = 10;
const lineOf = (recipient: string): string => (recipient.startsWith('ssh-') ? recipient.split(/\s+/).slice(0, 2).join(' ') : recipient);

export function ageHandlers({ ports, resolveFile, recipientsOf }: AgeDeps): Handlers<AppContract>['age'] {
  const allPlaces = async (): Promise<readonly Place[]> => [...await searchPlaces(ports), ...(await ports.kept?.places('quiet')) ?? []];

  /** Refusals: file-not-found, and those of reading it. */
  function keysOf(file: string): ReturnType<AgeDeps['recipientsOf']> {
    const found = resolveFile(file);
    if (found === undefined) throw new Refusal('file-not-found');
    return recipientsOf(found.path);
  }

  /** `wanted`: recipients of the file, undefined if none was asked about. */
  async function tell(place: Place, wanted: ReadonlySet<string> | undefined): Promise<FoundPlace> {
    const halves = (await Promise.all(place.identities.map(recipientOf))).filter((half) => half !== undefined);
    const recipients = [...halves, ...(place.locked?.recipient === undefined ? [] : [place.locked.recipient])];
    const fits = ((): Fit => {
      if (wanted === undefined || place.state === 'absent' || place.state === 'unusable' || place.state === 'not-supported') return '';
      if (recipients.some((one) => wanted.has(lineOf(one)))) return place.state === 'locked' ? 'perhaps' : 'opens';
      const plugin = place.identities.some(isPluginIdentity) && [...wanted].some((one) => pluginOf(one) !== undefined);
      // A program, or a file behind a passphrase: what it holds is known once it is asked.
      const hidden = (place.state === 'usable' && place.identities.length === 0) || (place.locked !== undefined && place.locked.recipient === undefined);
      return plugin || hidden ? 'perhaps' : 'no';
    })();
    return { place: place.place, state: place.state, count: place.identities.length, recipients: recipients.slice(0, maxShown), fits };
  }

  async function take(ref: string): Promise<Buffer> {
    const source = ports.sources?.take(ref);
    if (source === undefined) throw new Refusal('source-closed');
    return source.read(maxFileBytes);
  }

  /** Every identity that is at hand, locked ones last and only if nothing else fitted. */
  async function withIdentities(bytes: Buffer): Promise<Buffer> {
    const places = await searchPlaces(ports, { recipient: '' });
    const kept = async (): Promise<readonly Place[]> => (await ports.kept?.places('asking')) ?? [];
    let tried = 0;
    let failed: Unwrapped['kind'] = 'no-match';
    const locked: string[] = [];
    const attempt = async (identities: Place['identities']): Promise<Buffer | undefined> => {
      if (identities.length === 0) return undefined;
      tried += identities.length;
      const result = await decryptWith(bytes, identities, { plugins: ports.plugins });
      if (result.kind === 'opened') return result.payload;
      if (result.kind === 'malformed') throw new Refusal('not-an-age-file');
      if (result.kind !== 'no-match') failed = result.kind;
      return undefined;
    };
    for (const place of [...places, ...await kept()]) {
      const opened = await attempt(place.identities);
      if (opened !== undefined) return opened;
    }
    for (const { place, locked: lock } of places) {
      const identities = lock === undefined ? [] : await ports.locks.open(place, lock);
      if (identities === undefined) locked.push(place);
      const opened = await attempt(identities ?? []);
      if (opened !== undefined) return opened;
    }
    if (locked.length > 0) throw new Refusal('identity-locked', { places: locked.join(', ').slice(0, 1000) });
    if (failed !== 'no-match') throw new Refusal('identity-unusable', { places: '' });
    throw new Refusal('no-matching-key', { tried, places: '', recipients: 1 });
  }

  async function withPassphrase(bytes: Buffer, label: string): Promise<Buffer> {
    for (let again = false; ; again = true) {
      const passphrase = await ports.asking?.passphrase({ what: 'identity-file', place: label, text: '', again });
      if (passphrase === undefined) throw new Refusal('identity-locked', { places: label.slice(0, 1000) });
      const result = await openWithPassphrase(bytes, passphrase);
      if (result.kind === 'opened') return result.payload;
      if (result.kind !== 'no-match') throw new Refusal('not-an-age-file');
    }
  }

  return {
    async listPlaces({ file }) {
      const keys = file === undefined ? undefined : await keysOf(file);
      const wanted = keys === undefined ? undefined : new Set(keys.flatMap(({ kind, recipient }) => (kind === 'age' ? [lineOf(recipient)] : [])));
      const places = await Promise.all((await allPlaces()).map((place) => tell(place, wanted)));
      const gpg = keys?.some(({ kind }) => kind === 'pgp') === true ? [{ place: 'gpg', state: 'usable' as const, count: 0, recipients: [], fits: 'perhaps' as const }] : [];
      const known = new Set(places.flatMap(({ recipients }) => recipients.map(lineOf)));
      return { places: [...places, ...gpg], others: wanted === undefined ? 0 : [...wanted].filter((one) => !known.has(one)).length };
    },
    async encryptFile({ source, sink: ref, recipients, value, armored: asText }) {
      const sink = takeSink(ports.sinks, ref);
      if (value === undefined && recipients.length === 0) throw new Refusal('no-recipients');
      // WHY not both: age knows no file that either would open.
      if (value !== undefined && recipients.length > 0) throw new Refusal('recipient-not-supported', { kind: 'age', recipient: '' });
      const plain = await take(source);
      try {
        const sealed = value === undefined ? await encryptFor(plain, recipients, { plugins: ports.plugins }) : await sealWithPassphrase(plain, new SecretText(value));
        await sink.write(new SecretBytes(asText ? Buffer.from(await armored(sealed), 'latin1') : sealed));
        return {};
      } finally {
        plain.fill(0);
      }
    },
    writeIdentity: {
      subject: ({ name }) => ({ secretKey: name, backend: 'file' }),
      async run({ sink: ref, name, kind }) {
        const sink = takeSink(ports.sinks, ref);
        const { identity, recipient } = await generateIdentity(kind);
        const text = new SecretBytes(Buffer.from(`# ${name.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')}\n# created: ${ports.clock.now().toISOString().replace(/\.\d+Z$/, 'Z')}\n# public key: ${recipient}\n${identity.expose()}\n`, 'utf8'));
        try {
          await sink.write(text);
          return { recipient };
        } finally {
          text.wipe();
        }
      },
    },
    decryptFile: {
      subject: ({ name }) => ({ secretKey: name, backend: 'file' }),
      async run({ source, sink: ref, name }) {
        const sink = takeSink(ports.sinks, ref);
        const bytes = await take(source);
        const plain = new SecretBytes(isPassphraseFile(bytes) ? await withPassphrase(bytes, name) : await withIdentities(bytes));
        try {
          const { length } = plain.exposeBytes();
          await sink.write(plain);
          return { bytes: length };
        } finally {
          plain.wipe();
        }
      },
    },
  };
}
