// Tries in the background whether a file opens and verifies here. Must never run a program, ask anybody, keep plaintext, or claim what it did not try.
import type { FileVerdict } from '../../../shared/ipc/projects.ts';
import { isPluginIdentity, searchPlaces, type PlacePorts } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import type { Format } from './formats/format.ts';
import { openDataKey } from './key-groups.ts';
import { createAgeKeySource } from './key-sources/age/index.ts';
import { readMetadata } from './metadata.ts';
import { openVerified } from './open-file.ts';

/** Larger files are not looked at. */
const maxFileBytes = 64 * 1024 * 1024;
/** Of larger files only the key is tried, not every value. */
const maxWholeBytes = 1024 * 1024;

const withoutAnyKey: ReadonlySet<string> = new Set(['no-matching-key', 'identity-unusable', 'identity-locked']);
const tampered: ReadonlySet<string> = new Set(['mac-mismatch', 'mac-missing', 'value-damaged', 'value-not-encrypted']);

/** A recipient of age itself, classic or post-quantum, or a key of SSH: no plugin opens it. */
const knownRecipient = /^(?:age1(?:pq1)?[02-9ac-hj-np-z]+$|ssh-)/;

/** What can be said after no identity fitted: `no-key` only where nothing else on this computer could still open the file. */
async function withoutKey(bytes: Buffer, format: Format, ports: PlacePorts): Promise<FileVerdict> {
  const { keys } = readMetadata((await format.parse(bytes)).metadata);
  const known = keys.every(({ kind, recipient }) => kind === 'age' && knownRecipient.test(recipient));
  const forSsh = keys.some(({ recipient }) => recipient.startsWith('ssh-'));
  const asked = ['SOPS_AGE_KEY_CMD', ...(forSsh ? ['SOPS_AGE_SSH_PRIVATE_KEY_CMD'] : [])].some((variable) => (ports.environment[variable] ?? '') !== '');
  if (!known || asked || await ports.kept?.closed() === true) return 'unknown';
  const closed = (await searchPlaces(ports)).some(({ state, ssh, identities }) => ((state === 'unusable' || state === 'not-supported' || state === 'locked') && (ssh !== true || forSsh)) || identities.some(isPluginIdentity));
  return closed ? 'unknown' : 'no-key';
}

async function keyFits(bytes: Buffer, format: Format, ports: PlacePorts, extraIdentityFile: string | undefined): Promise<FileVerdict> {
  const metadata = readMetadata((await format.parse(bytes)).metadata);
  try {
    await openDataKey(metadata, [createAgeKeySource(ports, 'quiet')], extraIdentityFile);
    return 'opens';
  } catch (error) {
    if (error instanceof Refusal && withoutAnyKey.has(error.code)) return withoutKey(bytes, format, ports);
    throw error;
  }
}

async function wholeFile(bytes: Buffer, format: Format, ports: PlacePorts, extraIdentityFile: string | undefined): Promise<FileVerdict> {
  try {
    const { leaves } = await openVerified(bytes, format, [createAgeKeySource(ports, 'quiet')], extraIdentityFile);
    for (const { plain } of leaves) plain.wipe();
    return 'opens';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (withoutAnyKey.has(error.code)) return withoutKey(bytes, format, ports);
    return tampered.has(error.code) ? 'tampered' : 'unknown';
  }
}

/**
 * Whether the file at `path` opens with an identity of this computer and, up to 1 MiB, whether all of it verifies.
 * Never refuses: what cannot be read or understood is `unknown`, and so is a file that only a program, a passphrase or a key service could open.
 */
export async function quietVerdict(path: string, ports: PlacePorts, extraIdentityFile?: string): Promise<FileVerdict> {
  try {
    const { bytes } = await readWhole(path, maxFileBytes);
    const format = await chooseFormat(path, bytes);
    return await (bytes.length > maxWholeBytes ? keyFits : wholeFile)(bytes, format, ports, extraIdentityFile);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 'unknown';
  }
}
