// The places where sops looks for age identities (spec §3.3), each with what was found there. A place that fails is a note, never an end.
// Must never start a program unless a file is being opened (`run`), and never report content.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ports } from '../ports.ts';
import { readFile } from '../read-again.ts';
import type { SecretText } from '../secret/index.ts';
import { readIdentityText, readSshText, type IdentityText, type LockedText } from './identity-text.ts';
import type { Locks } from './locks.ts';
import type { Plugins } from './plugins.ts';
import { shellWords } from './shell-words.ts';

export interface Place {
  /** A variable's name or a path: how the person would find it again. */
  readonly place: string;
  /** `locked`: behind a passphrase; what it holds is known only once somebody opened it. */
  readonly state: 'usable' | 'locked' | 'absent' | 'unusable' | 'not-supported';
  readonly identities: readonly SecretText[];
  readonly locked?: LockedText;
  /** True for a private key of SSH: it opens nothing but what is encrypted for an SSH key. */
  readonly ssh?: boolean;
}
export type PlacePorts = Pick<Ports, 'environment' | 'paths' | 'runner' | 'kept'> & { readonly locks?: Locks; readonly plugins?: Plugins };

/** Identity files larger than this are not read: sops has the same limit. */
const maxIdentityBytes = 16 * 1024 * 1024;
const commandLimitMs = 60_000;

const absent = (place: string): Place => ({ place, state: 'absent', identities: [] });
const unusable = (place: string): Place => ({ place, state: 'unusable', identities: [] });

function placeOf(place: string, read: IdentityText): Place {
  switch (read.state) {
    case 'locked': return { place, state: 'locked', identities: [], locked: read.locked };
    case 'usable': return { place, state: read.identities.length === 0 ? 'absent' : 'usable', identities: read.identities };
    case 'unusable':
    case 'not-supported': return { place, state: read.state, identities: [] };
  }
}
type Reading = (place: string, text: string) => Place;
const fromText: Reading = (place, text) => placeOf(place, readIdentityText(text, false));
const fromWords: Reading = (place, text) => placeOf(place, readIdentityText(text, true));
const fromSsh: Reading = (place, text) => placeOf(place, readSshText(text));

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

async function fromFile(path: string, label: string, read: Reading = fromText): Promise<Place> {
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size > maxIdentityBytes) return unusable(label);
    // WHY Latin-1: an encrypted file of identities need not be text.
    return read(label, (await readFile(path)).toString('latin1'));
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? absent(label) : unusable(label);
  }
}

async function fromCommand(ports: PlacePorts, variable: string, recipient: string, read: Reading): Promise<Place> {
  const [program, ...args] = shellWords(ports.environment[variable] ?? '') ?? [];
  if (program === undefined) return unusable(variable);
  try {
    const { status, stdout } = await ports.runner.run(program, args, { env: { ...ports.environment, SOPS_AGE_RECIPIENT: recipient }, timeoutMs: commandLimitMs, maxBytes: maxIdentityBytes });
    const text = stdout.toString('latin1');
    stdout.fill(0);
    return status === 0 ? read(variable, text) : unusable(variable);
  } catch {
    // WHY silent: the reason of a foreign program may repeat what it read; the place is reported as unusable.
    return unusable(variable);
  }
}

async function commandPlace(ports: PlacePorts, variable: string, recipient: string | undefined, read: Reading): Promise<readonly Place[]> {
  const command = ports.environment[variable];
  if (command === undefined || command === '') return [];
  return [recipient === undefined ? { place: variable, state: 'usable', identities: [] } : await fromCommand(ports, variable, recipient, read)];
}

/** A key in an older form tells whom it is for only in the file beside it. */
async function withPublicHalf(place: Place): Promise<Place> {
  if (place.locked === undefined || place.locked.recipient !== undefined) return place;
  const line = await readFile(`${place.place}.pub`).then((bytes) => bytes.toString('latin1'), () => '');
  const [recipient] = /^ssh-\S+ \S+/.exec(line) ?? [];
  return recipient === undefined ? place : { ...place, locked: { ...place.locked, recipient } };
}

/** Keys of SSH: only those that are there, since most people have one and use it for nothing here. */
async function sshPlaces(ports: PlacePorts, recipient: string | undefined): Promise<Place[]> {
  const [named = '', ...usual] = [ports.environment['SOPS_AGE_SSH_PRIVATE_KEY_FILE'], ...['.ssh/id_ed25519', '.ssh/id_rsa'].map((way) => join(ports.paths.userHome, way))];
  const [first, commanded, rest] = await Promise.all([
    named === '' ? [] : fromFile(named, named, fromSsh).then((place) => [place]),
    commandPlace(ports, 'SOPS_AGE_SSH_PRIVATE_KEY_CMD', recipient?.startsWith('ssh-') === true ? recipient : undefined, fromSsh),
    Promise.all(usual.map((path) => fromFile(path, path, fromSsh))),
  ]);
  const found = [...first, ...commanded, ...rest].filter(({ state }) => state !== 'absent');
  return Promise.all(found.map((place) => withPublicHalf({ ...place, ssh: true })));
}

export interface Search {
  /** An identity file offered for this one file only, tried first. */
  readonly extraFile?: string;
  /** Given while a file is opened: the recipient that SOPS_AGE_KEY_CMD and its like are told. Absent: no program is started. */
  readonly recipient?: string;
}

/** All places in the order of sops, absent ones included. */
export async function searchPlaces(ports: PlacePorts, search: Search = {}): Promise<readonly Place[]> {
  const { environment } = ports;
  const key = environment['SOPS_AGE_KEY'];
  const file = environment['SOPS_AGE_KEY_FILE'];
  const keys = join(ports.paths.configuration, 'sops/age/keys.txt');
  // WHY at once: each is a wait for the disk, and every opening of a file waits for all of them.
  const [extra, ssh, named, commanded, standard] = await Promise.all([
    search.extraFile === undefined ? [] : fromFile(search.extraFile, search.extraFile).then((place) => [place]),
    sshPlaces(ports, search.recipient),
    file === undefined || file === '' ? absent('SOPS_AGE_KEY_FILE') : fromFile(file, file),
    commandPlace(ports, 'SOPS_AGE_KEY_CMD', search.recipient, fromText),
    fromFile(keys, keys),
  ]);
  return [...extra, ...ssh, key === undefined || key === '' ? absent('SOPS_AGE_KEY') : fromWords('SOPS_AGE_KEY', key), named, ...commanded, standard];
}
