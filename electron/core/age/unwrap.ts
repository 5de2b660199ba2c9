// Wrapping and unwrapping small payloads for age recipients, on the age-encryption library (typage).
// Must never log or report an identity; a failure says only that nothing fitted.
import type { Identity, Recipient } from 'age-encryption';
import { Refusal } from '../refusal.ts';
import { SecretText } from '../secret/index.ts';
import { armorHead, decryptBytes, type Unwrapped } from './age-file.ts';
import { stanzaTypes } from './header.ts';
import { isPluginIdentity } from './identity-text.ts';
import { openNatively } from './native-x25519.ts';
import { pluginOf, PluginFailure, type Plugins } from './plugins.ts';
import { isSshPrivate, readSshFile, sshRecipient } from './ssh-key-file.ts';

// WHY late: the library and its curves are by far the largest part of the core, and most commands start without them.
const library = () => import('age-encryption');

/** What cannot fit is left out: a key of SSH opens stanzas of SSH only. */
function fitting(armored: string, identities: readonly SecretText[]): readonly SecretText[] {
  if (!identities.some((identity) => isSshPrivate(identity.expose()))) return identities;
  const types = stanzaTypes(armored);
  return types === undefined || types.has('ssh-ed25519') || types.has('ssh-rsa') ? identities : identities.filter((identity) => !isSshPrivate(identity.expose()));
}

/** What it takes to use identities and recipients that a plugin stands behind; without it they open nothing. */
export interface Using {
  readonly plugins?: Plugins | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Opens an armored age file with any of the identities. Never throws what the library says: its messages may repeat an identity. */
export async function unwrap(armored: string, all: readonly SecretText[], using: Using = {}): Promise<Unwrapped> {
  const identities = fitting(armored, all);
  if (identities.length === 0) return { kind: 'no-match' };
  const opened = openNatively(armored, identities.filter((identity) => !isPluginIdentity(identity)).map((identity) => identity.expose()));
  if (opened !== undefined) return { kind: 'opened', payload: opened };
  if (!armored.trimStart().startsWith(armorHead)) return { kind: 'malformed' };
  return decryptWith(Buffer.from(armored, 'latin1'), identities, using);
}

/** Opens any file of age, as unwrap does. */
export async function decryptWith(bytes: Uint8Array, identities: readonly SecretText[], { plugins, signal }: Using = {}): Promise<Unwrapped> {
  const { sshIdentityOf } = await import('./ssh-stanzas.ts');
  // WHY the plugins last: they take a program each, and often a person.
  const ordered = identities.toSorted((one, other) => Number(isPluginIdentity(one)) - Number(isPluginIdentity(other)));
  let failed = false;
  // WHY: one plugin that is missing must not keep the next identity from being tried.
  const forgiving = ({ unwrapFileKey }: Identity): Identity => ({
    async unwrapFileKey(stanzas) {
      try {
        return await unwrapFileKey(stanzas);
      } catch (error) {
        if (!(error instanceof PluginFailure)) throw error;
        failed = true;
        return null;
      }
    },
  });
  const usable = ordered.flatMap((identity) => {
    const text = identity.expose();
    if (isPluginIdentity(identity)) return plugins === undefined ? [] : [forgiving(plugins.identity(text, signal))];
    return [isSshPrivate(text) ? sshIdentityOf(text) : text];
  });
  const known = usable.filter((identity) => identity !== undefined);
  if (known.length < usable.length) return { kind: 'bad-identity' };
  try {
    const opened = await decryptBytes(bytes, known);
    return opened.kind === 'no-match' && failed ? { kind: 'plugin-failed' } : opened;
  } catch {
    return { kind: 'bad-identity' };
  }
}

/** In the order of sops (spec §3.2). Throws for what is no recipient. */
export async function recipientFrom(text: string, { plugins, signal }: Using = {}): Promise<Recipient | string> {
  const behind = pluginOf(text);
  if (behind === undefined && !text.startsWith('ssh-')) return text;
  const { Stanza } = await library();
  if (behind !== undefined) {
    if (plugins === undefined) throw new Error('no plugin runs here');
    return plugins.recipient(text, (args, body) => new Stanza(args, body), signal);
  }
  const { sshRecipientOf } = await import('./ssh-stanzas.ts');
  const recipient = sshRecipientOf(text, (args, body) => new Stanza(args, body));
  if (recipient === undefined) throw new Error('this is no SSH key that age takes');
  return recipient;
}

/** Any file, for several recipients at once. Refusal: `recipient-not-supported`. */
export async function encryptFor(plain: Buffer, recipients: readonly string[], using: Using = {}): Promise<Buffer> {
  const { Encrypter } = await library();
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(await recipientFrom(recipient, using));
    } catch {
      // WHY no detail: what somebody took for a recipient may be the key that opens everything.
      throw new Refusal('recipient-not-supported', { kind: 'age', recipient: '' });
    }
  }
  try {
    return Buffer.from(await encrypter.encrypt(plain));
  } catch (error) {
    throw error instanceof PluginFailure ? new Refusal('recipient-not-supported', { kind: 'age', recipient: '' }) : error;
  }
}

/** An armored age file for exactly one recipient (`age1…`, of a plugin or not, or a line of SSH), as sops stores it (spec §3.1). */
export async function wrap(payload: Buffer, recipient: string, using: Using = {}): Promise<string> {
  const { armor, Encrypter } = await library();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await recipientFrom(recipient, using));
  return armor.encode(await encrypter.encrypt(payload));
}

/** The recipient of an identity; undefined if its checksum is wrong. Never throws what the library says. */
export async function recipientOf(identity: SecretText): Promise<string | undefined> {
  if (isSshPrivate(identity.expose())) {
    const file = readSshFile(identity.expose());
    return file.state === 'open' ? `${sshRecipient(file.key.type, file.key.wire)}${/^[\x21-\x7e][\x20-\x7e]{0,80}$/.test(file.key.comment) ? ` ${file.key.comment}` : ''}` : undefined;
  }
  const { identityToRecipient } = await library();
  try {
    return await identityToRecipient(identity.expose());
  } catch {
    // Misspelt: the message would repeat it.
    return undefined;
  }
}

/** A new identity and its recipient. */
export async function generateIdentity(kind: 'x25519' | 'post-quantum' = 'x25519'): Promise<{ readonly identity: SecretText; readonly recipient: string }> {
  const { generateHybridIdentity, generateX25519Identity, identityToRecipient } = await library();
  const identity = await (kind === 'x25519' ? generateX25519Identity() : generateHybridIdentity());
  return { identity: new SecretText(identity), recipient: await identityToRecipient(identity) };
}
