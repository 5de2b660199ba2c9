// Where the key of a job lies: in a file for its owner alone, or in the keychain. Must never take one that others can read.
import { lstat, realpath } from 'node:fs/promises';
import type { KeychainRoom } from '../keychain/index.ts';
import type { Sink } from '../ports.ts';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { createFile } from '../safe-file/index.ts';
import { SecretBytes } from '../secret/index.ts';
import { readJobKey, spellJobKey, type JobKey } from './job-file.ts';

const service = 'coffre';
const mostKeyBytes = 1024;
const accountOf = (name: string): string => `job.${name}`;

/** A file by its path, else the entry of a job in the keychain. */
export interface KeyPlace {
  readonly path?: string | undefined;
  readonly name: string;
}

async function readKeyFile(path: string): Promise<Buffer> {
  const real = await realpath(path).catch(() => { throw new Refusal('job-key-not-found'); });
  const facts = await lstat(real);
  if (!facts.isFile() || facts.size > mostKeyBytes) throw new Refusal('job-key-damaged');
  // SECURITY(job-key-private): a key that others of this machine may read is nobody's secret any more.
  if (process.platform !== 'win32' && ((facts.mode & 0o077) !== 0 || (facts.uid !== process.getuid?.() && facts.uid !== 0))) throw new Refusal('job-key-exposed');
  return readFile(real).catch(() => { throw new Refusal('job-key-not-found'); });
}

/** The caller wipes it. Refusals: job-key-not-found, job-key-exposed, job-key-damaged, and those of the keychain. */
export async function takeKey(keychain: KeychainRoom, { path, name }: KeyPlace): Promise<JobKey> {
  const bytes = path === undefined ? Buffer.from((await keychain.getPassword(service, accountOf(name), { ask: false })) ?? '', 'latin1') : await readKeyFile(path);
  if (bytes.length === 0) throw new Refusal('job-key-not-found');
  const key = readJobKey(bytes);
  bytes.fill(0);
  if (key === undefined) throw new Refusal('job-key-damaged');
  return key;
}

/** Refusals: those of a new file, or of the keychain. */
export async function keepKey(keychain: KeychainRoom, { path, name }: KeyPlace, key: JobKey): Promise<void> {
  const text = spellJobKey(key);
  try {
    if (path === undefined) await keychain.setPassword(service, accountOf(name), text.toString('latin1').trimEnd());
    else await createFile(path, text, 0o600);
  } finally {
    text.fill(0);
  }
}

/** Into a file that the person chose. Refusals: those of the sink. */
export async function writeKey(sink: Sink, key: JobKey): Promise<void> {
  const text = new SecretBytes(spellJobKey(key));
  try {
    await sink.write(text);
  } finally {
    text.wipe();
  }
}

/** What is left in the keychain opens nothing any more, whether it can be removed or not. */
export async function forgetKey(keychain: KeychainRoom, name: string): Promise<void> {
  await keychain.deletePassword(service, accountOf(name), { ask: false }).catch(() => undefined);
}
