// The places where sops looks for age identities (spec §3.3), each with what was found there. A place that fails is a note, never an end.
// Must never start a program unless a file is being opened (`run`), and never report content.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ports } from '../ports.ts';
import type { SecretText } from '../secret/index.ts';
import { readIdentityText } from './identity-text.ts';
import { shellWords } from './shell-words.ts';

export interface Place {
  /** A variable's name or a path: how the person would find it again. */
  readonly place: string;
  readonly state: 'usable' | 'absent' | 'unusable' | 'not-supported';
  readonly identities: readonly SecretText[];
}
export type PlacePorts = Pick<Ports, 'environment' | 'paths' | 'runner' | 'kept'>;

/** Identity files larger than this are not read: sops has the same limit. */
const maxIdentityBytes = 16 * 1024 * 1024;
const commandLimitMs = 60_000;

const absent = (place: string): Place => ({ place, state: 'absent', identities: [] });
const unusable = (place: string): Place => ({ place, state: 'unusable', identities: [] });

function fromText(place: string, text: string, blanks = false): Place {
  const read = readIdentityText(text, blanks);
  if (read.state !== 'usable') return { place, state: read.state, identities: [] };
  return { place, state: read.identities.length === 0 ? 'absent' : 'usable', identities: read.identities };
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

async function fromFile(path: string, label: string): Promise<Place> {
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size > maxIdentityBytes) return unusable(label);
    return fromText(label, await readFile(path, 'utf8'));
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? absent(label) : unusable(label);
  }
}

async function fromCommand(ports: PlacePorts, command: string, recipient: string): Promise<Place> {
  const [program, ...args] = shellWords(command) ?? [];
  if (program === undefined) return unusable('SOPS_AGE_KEY_CMD');
  try {
    const { status, stdout } = await ports.runner.run(program, args, { env: { ...ports.environment, SOPS_AGE_RECIPIENT: recipient }, timeoutMs: commandLimitMs, maxBytes: maxIdentityBytes });
    const text = stdout.toString('utf8');
    stdout.fill(0);
    return status === 0 ? fromText('SOPS_AGE_KEY_CMD', text) : unusable('SOPS_AGE_KEY_CMD');
  } catch {
    // WHY silent: the reason of a foreign program may repeat what it read; the place is reported as unusable.
    return unusable('SOPS_AGE_KEY_CMD');
  }
}

/** SSH keys are named so that nobody wonders; they open nothing yet. */
async function sshPlaces(ports: PlacePorts): Promise<Place[]> {
  const files = [ports.environment['SOPS_AGE_SSH_PRIVATE_KEY_FILE'], join(ports.paths.userHome, '.ssh/id_ed25519'), join(ports.paths.userHome, '.ssh/id_rsa')].flatMap((path) => (path === undefined || path === '' ? [] : [path]));
  const found = await Promise.all(files.map(async (path) => ((await stat(path).catch(() => undefined))?.isFile() === true ? path : undefined)));
  return found.flatMap((path) => (path === undefined ? [] : [{ place: path, state: 'not-supported' as const, identities: [] }]));
}

export interface Search {
  /** An identity file offered for this one file only, tried first. */
  readonly extraFile?: string;
  /** Given while a file is opened: the recipient that SOPS_AGE_KEY_CMD is told. Absent: no program is started. */
  readonly recipient?: string;
}

/** All places in the order of sops, absent ones included. */
export async function searchPlaces(ports: PlacePorts, search: Search = {}): Promise<readonly Place[]> {
  const { environment } = ports;
  const key = environment['SOPS_AGE_KEY'];
  const file = environment['SOPS_AGE_KEY_FILE'];
  const keys = join(ports.paths.configuration, 'sops/age/keys.txt');
  const command = environment['SOPS_AGE_KEY_CMD'];
  // WHY at once: each is a wait for the disk, and every opening of a file waits for all of them.
  const [extra, ssh, named, commanded, standard] = await Promise.all([
    search.extraFile === undefined ? [] : fromFile(search.extraFile, search.extraFile).then((place) => [place]),
    sshPlaces(ports),
    file === undefined || file === '' ? absent('SOPS_AGE_KEY_FILE') : fromFile(file, file),
    command === undefined || command === '' ? [] : search.recipient === undefined ? [{ place: 'SOPS_AGE_KEY_CMD', state: 'usable' as const, identities: [] }] : fromCommand(ports, command, search.recipient).then((place) => [place]),
    fromFile(keys, keys),
  ]);
  return [...extra, ...ssh, key === undefined || key === '' ? absent('SOPS_AGE_KEY') : fromText('SOPS_AGE_KEY', key, true), named, ...commanded, standard];
}
