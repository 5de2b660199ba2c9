// What the profile keeps for the log: the key that signs, the key that opens sealed lines, and how the log ended last. Must never hold a private key after the profile was locked.
import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { generateIdentity } from '../age/index.ts';
import type { SealedStore } from '../profile/index.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { SecretText } from '../secret/index.ts';
import { keysFile, publicKey, writeKeys, type PublicKey } from './checkpoint.ts';
import type { Head } from './form.ts';
import { keysBeside } from './segments.ts';

/** The part of the profile that this room needs. */
export interface ProfileAccess {
  isOpen(): boolean;
  /** Opens it where that takes no question. */
  openQuietly(): Promise<unknown>;
  /** Refusal: locked. */
  store(): Pick<SealedStore, 'read' | 'change'>;
}

const keysRecord = 'audit-keys';
/** WHY a record of its own: a backup leaves it out, because the log of another machine ends elsewhere. */
export const headRecord = 'audit-head';

const storedKeys = v.object({ version: v.literal(1), signing: v.string(), identity: v.string(), recipient: v.string() });
const storedHead = v.object({ version: v.literal(1), seq: v.number(), hash: v.string(), signed: v.number() });

export interface AuditKeys {
  readonly privateKey: KeyObject;
  readonly public: PublicKey;
  /** Opens sealed lines, and its public half. */
  readonly identity: SecretText;
  readonly recipient: string;
  /** Hides names: whoever has the identity derives it. */
  readonly names: KeyObject;
}
/** How the log ended when somebody last looked, and its last line under a signature. */
export type Remembered = Head & { readonly signed: number };

export interface Keeper {
  /** Undefined while the profile is locked; `make` makes them where there are none. Refusals: those of a sealed record and of a write. */
  keys(make: boolean): Promise<AuditKeys | undefined>;
  /** Undefined while the profile is locked, or where nobody looked yet. */
  remembered(): Promise<Remembered | undefined>;
  /** Nothing older takes the place of what is remembered, unless it is known to be over. */
  remember(head: Remembered, over: boolean): Promise<void>;
  forget(): void;
}

const rawOf = (key: KeyObject): string => {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return x ?? '';
};

async function fresh(): Promise<Buffer> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { identity, recipient } = await generateIdentity();
  return Buffer.from(JSON.stringify({ version: 1, signing: privateKey.export({ type: 'pkcs8', format: 'pem' }), identity: identity.expose(), recipient }));
}

function parsed(bytes: Buffer): AuditKeys | undefined {
  const read = v.safeParse(storedKeys, JSON.parse(bytes.toString('utf8')));
  if (!read.success) return undefined;
  const privateKey = createPrivateKey(read.output.signing);
  const own = publicKey(rawOf(privateKey));
  return own === undefined ? undefined : { privateKey, public: own, identity: new SecretText(read.output.identity), recipient: read.output.recipient, names: createSecretKey(Buffer.from(hkdfSync('sha256', read.output.identity, '', 'coffre/audit/names/1', 32))) };
}

export function createKeeper(folder: string, profile: ProfileAccess): Keeper {
  let known: AuditKeys | undefined;
  let loading: Promise<AuditKeys | undefined> | undefined;

  /** Puts the public halves beside the log. Keys of former profiles stay: they vouch for what they signed. */
  async function publish(keys: AuditKeys): Promise<void> {
    const { signing, recipient } = keysBeside(folder);
    if (signing.at(-1)?.raw === keys.public.raw && recipient === keys.recipient) return;
    const others = signing.flatMap(({ raw }) => (raw === keys.public.raw ? [] : [raw]));
    await writeOwnFile(join(folder, keysFile), Buffer.from(writeKeys({ signing: [...others, keys.public.raw], recipient: keys.recipient })));
  }

  async function load(make: boolean): Promise<AuditKeys | undefined> {
    const store = profile.store();
    let bytes = await store.read(keysRecord);
    if (bytes === undefined && make) {
      const made = await fresh();
      await store.change(keysRecord, (before) => (before === undefined ? made : undefined));
      bytes = await store.read(keysRecord);
    }
    try {
      const keys = bytes === undefined ? undefined : parsed(bytes.exposeBytes());
      if (keys !== undefined) await publish(keys);
      // SECURITY(audit-key-forgotten): a lock that came meanwhile counts.
      return profile.isOpen() ? keys : undefined;
    } finally {
      bytes?.wipe();
    }
  }

  return {
    async keys(make) {
      if (!profile.isOpen()) known = undefined;
      else if (known === undefined) {
        loading ??= load(make).finally(() => { loading = undefined; });
        known = await loading;
      }
      return profile.isOpen() ? known : undefined;
    },
    async remembered() {
      if (!profile.isOpen()) return undefined;
      const bytes = await profile.store().read(headRecord);
      try {
        const read = bytes === undefined ? undefined : v.safeParse(storedHead, JSON.parse(bytes.exposeBytes().toString('utf8')));
        return read?.success === true ? { seq: read.output.seq, hash: read.output.hash, signed: read.output.signed } : undefined;
      } finally {
        bytes?.wipe();
      }
    },
    async remember(head, over) {
      if (!profile.isOpen()) return;
      await profile.store().change(headRecord, (before) => {
        const read = before === undefined ? undefined : v.safeParse(storedHead, JSON.parse(before.toString('utf8')));
        if (!over && read?.success === true && read.output.seq >= head.seq) return undefined;
        return Buffer.from(JSON.stringify({ version: 1, seq: head.seq, hash: head.hash, signed: head.signed }));
      });
    },
    forget() {
      known = undefined;
    },
  };
}
