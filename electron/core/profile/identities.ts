// The identities that the profile keeps: one sealed record, read anew for each use and wiped after it. Must never answer a private half but to the age room.
import * as v from 'valibot';
import { keptIdentity, type KeptIdentity } from '../../../shared/ipc/profile.ts';
import { createLocks, generateIdentity, isPluginIdentity, readAnyIdentities, recipientOf, type LockedText } from '../age/index.ts';
import type { Asking, Clock, KeptIdentities } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { sealedJson } from '../sealed-json.ts';
import { SecretText } from '../secret/index.ts';
import { newId } from './protector-files.ts';
import type { SealedStore } from './sealed-store.ts';

const record = 'identities';
const most = 1000;
const stored = v.object({ version: v.literal(1), identities: v.array(v.strictObject({ ...keptIdentity.entries, text: v.string() })) });
type Stored = v.InferOutput<typeof stored>['identities'][number];

const sealed = sealedJson(record, (json): readonly Stored[] => v.parse(stored, json).identities);
const parse = (bytes: Buffer | undefined): readonly Stored[] => sealed.parse(bytes) ?? [];
const spell = (identities: readonly Stored[]): Buffer => Buffer.from(JSON.stringify({ version: 1, identities }));
const shown = ({ identity, name, kind, recipient, made }: Stored): KeptIdentity => ({ identity, name, kind, recipient, made });

export interface Identities {
  list(): Promise<readonly KeptIdentity[]>;
  /** Each as a place of its own, named as the person named it. */
  places(): ReturnType<KeptIdentities['places']>;
  generate(name: string, kind?: 'x25519' | 'post-quantum'): Promise<KeptIdentity>;
  /** `passphrase` opens a text that is locked; without it somebody is asked. Refusals: identity-not-read (data: line), identity-kind-unknown, identity-needs-passphrase, identity-passphrase-wrong, too-many-identities. */
  import(text: string, name: string, passphrase?: string): Promise<{ readonly added: readonly KeptIdentity[]; readonly known: number }>;
  /** Refusal: identity-not-found. */
  rename(identity: string, name: string): Promise<void>;
  remove(identity: string): Promise<void>;
}

/** `store` refuses `locked` while the profile is not open. All refuse record-damaged; those that write refuse what a write may. */
export function createIdentities({ store, clock, asking }: { readonly store: () => SealedStore; readonly clock: Clock; readonly asking?: Asking | undefined }): Identities {
  const read = async (): Promise<readonly Stored[]> => (await sealed.read(store())) ?? [];

  const entry = (text: SecretText, recipient: string, name: string): Stored => ({ identity: newId(), name, kind: recipient.startsWith('ssh-') ? 'ssh' : recipient.startsWith('age1pq') ? 'post-quantum' : 'x25519', recipient, made: clock.now().toISOString(), text: text.expose() });

  async function add(wanted: readonly Stored[]): Promise<readonly Stored[]> {
    let added: readonly Stored[] = [];
    await store().change(record, (before) => {
      const identities = parse(before);
      added = wanted.filter(({ recipient }) => !identities.some((known) => known.recipient === recipient));
      if (identities.length + added.length > most) throw new Refusal('too-many-identities', { most });
      return added.length === 0 ? undefined : spell([...identities, ...added]);
    });
    return added;
  }

  /** What is behind a passphrase. WHY it is kept without: the profile seals it, and whoever opens the profile should not be asked again. */
  async function unlocked(locked: LockedText, name: string, passphrase: string | undefined): Promise<readonly SecretText[]> {
    const identities = passphrase === undefined ? await createLocks(asking).open(name, locked) : await locked.unlock(new SecretText(passphrase));
    if (identities === undefined) throw new Refusal(passphrase === undefined ? 'identity-needs-passphrase' : 'identity-passphrase-wrong');
    return identities;
  }

  const edit = (identity: string, change: (all: readonly Stored[]) => readonly Stored[]): Promise<void> => store().change(record, (before) => {
    const all = parse(before);
    if (!all.some((one) => one.identity === identity)) throw new Refusal('identity-not-found');
    return spell(change(all));
  });

  return {
    list: async () => (await read()).map(shown),
    places: async () => (await read()).map(({ name, text }) => ({ place: name, state: 'usable', identities: [new SecretText(text)] })),
    async generate(name, kind) {
      const { identity, recipient } = await generateIdentity(kind);
      const made = entry(identity, recipient, name);
      await add([made]);
      return shown(made);
    },
    async import(text, name, passphrase) {
      const found = readAnyIdentities(text);
      if (found.state === 'not-supported') throw new Refusal('identity-kind-unknown');
      if (found.state === 'unusable') throw new Refusal('identity-not-read', { line: found.line });
      const identities = found.state === 'locked' ? await unlocked(found.locked, name, passphrase) : found.identities;
      if (identities.some(isPluginIdentity)) throw new Refusal('identity-kind-unknown');
      if (identities.length === 0) throw new Refusal('identity-not-read', { line: 0 });
      const wanted = new Map<string, Stored>();
      for (const [at, identity] of identities.entries()) {
        const recipient = await recipientOf(identity);
        if (recipient === undefined) throw new Refusal('identity-not-read', { line: 0 });
        wanted.set(recipient, entry(identity, recipient, identities.length === 1 ? name : `${name} ${String(at + 1)}`));
      }
      const added = await add([...wanted.values()]);
      return { added: added.map(shown), known: identities.length - added.length };
    },
    rename: (identity, name) => edit(identity, (all) => all.map((one) => (one.identity === identity ? { ...one, name } : one))),
    remove: (identity) => edit(identity, (all) => all.filter((one) => one.identity !== identity)),
  };
}
