// What a version-2 engine keeps about a secret beside its values. Must never be changed over a state that nobody looked at.
import { Refusal } from '../../refusal.ts';
import { fieldOf, isFields, numberOf, textOf } from './json.ts';
import { decided, listVersions, under, versioned, type Done } from './kv.ts';
import type { Place } from './mounts.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Settings {
  /** 0: as the engine says. */
  readonly maxVersions: number;
  readonly casRequired: boolean;
  /** As the server writes it, `0s` for never. */
  readonly deleteAfter: string;
  readonly custom: Readonly<Record<string, string>>;
}
export interface Metadata extends Settings {
  readonly current: number;
  readonly oldest: number;
  readonly created: string;
  readonly updated: string;
}

interface Read {
  readonly metadata: Metadata;
  /** OpenBao counts changes of metadata, too; undefined elsewhere. */
  readonly edition: number | undefined;
}

async function read(transport: Transport, place: Place): Promise<Read> {
  versioned(place);
  const data = dataOf(await transport.ask({ method: 'GET', path: under(place, 'metadata') }));
  const custom = fieldOf(data, 'custom_metadata');
  const edition = fieldOf(data, 'current_metadata_version');
  return {
    edition: typeof edition === 'number' ? edition : undefined,
    metadata: {
      maxVersions: numberOf(data, 'max_versions'), casRequired: fieldOf(data, 'cas_required') === true, deleteAfter: textOf(data, 'delete_version_after') || '0s',
      custom: isFields(custom) ? Object.fromEntries(Object.entries(custom).filter((one): one is [string, string] => typeof one[1] === 'string')) : {},
      current: numberOf(data, 'current_version'), oldest: numberOf(data, 'oldest_version'), created: textOf(data, 'created_time'), updated: textOf(data, 'updated_time'),
    },
  };
}

/** Refusals: secret-not-found, not-versioned. */
export const readMetadata = async (transport: Transport, place: Place): Promise<Metadata> => (await read(transport, place)).metadata;

const custom = { entries: 64, nameBytes: 128, valueBytes: 512 } as const;
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
const duration = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/;

function checkSettings(settings: Partial<Settings>): void {
  const fine = (text: string, limit: number): boolean => text !== '' && Buffer.byteLength(text) <= limit && !unprintable.test(text);
  const entries = Object.entries(settings.custom ?? {});
  if (entries.length > custom.entries) throw new Refusal('metadata-invalid', { limitEntries: custom.entries });
  if (entries.some(([name, value]) => !fine(name, custom.nameBytes) || !fine(value, custom.valueBytes))) throw new Refusal('metadata-invalid', { limitNameBytes: custom.nameBytes, limitValueBytes: custom.valueBytes });
  if (settings.deleteAfter !== undefined && !duration.test(settings.deleteAfter)) throw new Refusal('metadata-invalid');
  if (settings.maxVersions !== undefined && (!Number.isInteger(settings.maxVersions) || settings.maxVersions < 0)) throw new Refusal('metadata-invalid');
}

const settingsText = ({ maxVersions, casRequired, deleteAfter, custom: own }: Settings): string => JSON.stringify([maxVersions, casRequired, deleteAfter, Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

/**
 * Over `seen`, what was shown when the change was made. What is absent stays; the custom ones are replaced as a whole.
 * Refusals: metadata-conflict (it is another by now), metadata-invalid (before anything is sent), secret-not-found, not-versioned, not-written, outcome-unknown.
 */
export async function writeMetadata(transport: Transport, place: Place, seen: Settings, wanted: Partial<Settings>): Promise<{ readonly asked: boolean }> {
  checkSettings(wanted);
  const { metadata: before, edition } = await read(transport, place);
  // SECURITY(vault-metadata-cas): somebody else's change is not written over. Where the server counts them, it looks once more itself.
  if (settingsText(before) !== settingsText(seen)) throw new Refusal('metadata-conflict');
  const after = { ...before, ...wanted };
  const body = {
    ...(wanted.maxVersions === undefined ? {} : { max_versions: wanted.maxVersions }), ...(wanted.casRequired === undefined ? {} : { cas_required: wanted.casRequired }),
    ...(wanted.deleteAfter === undefined ? {} : { delete_version_after: wanted.deleteAfter }), ...(wanted.custom === undefined ? {} : { custom_metadata: wanted.custom }),
    ...(edition === undefined ? {} : { metadata_cas: edition }),
  };
  const { asked } = await decided(
    async () => {
      await transport.ask({ once: true, method: 'POST', path: under(place, 'metadata'), body, refusal: ({ errors }) => (errors.some((one) => /metadata check-and-set parameter did not match/.test(one)) ? new Refusal('metadata-conflict') : undefined) });
      return before.current;
    },
    async () => {
      const now = (await read(transport, place)).metadata;
      // WHY only where it is neither: a time may be spelled otherwise by the server.
      if (settingsText(now) === settingsText(before)) return undefined;
      if (wanted.deleteAfter === undefined && settingsText(now) !== settingsText(after)) throw new Refusal('metadata-conflict');
      return before.current;
    },
  );
  return { asked };
}

/** These versions, for good. Refusals: those of reading, secret-not-found (no such version), not-written, outcome-unknown. */
export async function destroy(transport: Transport, place: Place, versions: readonly number[]): Promise<Done> {
  const there = await listVersions(transport, place);
  if (versions.length === 0 || versions.some((one) => !there.some(({ version }) => version === one))) throw new Refusal('secret-not-found');
  const newest = Math.max(...versions);
  return decided(
    async () => { await transport.ask({ once: true, method: 'PUT', path: under(place, 'destroy'), body: { versions } }); return newest; },
    async () => {
      const after = await listVersions(transport, place);
      return versions.every((one) => after.every(({ version, state }) => version !== one || state === 'destroyed')) ? newest : undefined;
    },
  );
}

/** Every version and all that is known of it, for good. Refusals: those of reading, not-written, outcome-unknown. */
export async function destroyAll(transport: Transport, place: Place): Promise<Done> {
  const { current } = await readMetadata(transport, place);
  return decided(
    async () => { await transport.ask({ once: true, method: 'DELETE', path: under(place, 'metadata') }); return current; },
    async () => readMetadata(transport, place).then(() => undefined, (error: unknown) => {
      if (error instanceof Refusal && error.code === 'secret-not-found') return current;
      throw error;
    }),
  );
}
