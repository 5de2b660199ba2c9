// Makes the sample project on the spot: two encrypted files, a rule, and an identity that opens nothing else.
// Must never be made outside a fresh folder of its own, and leaves nothing behind when it fails.
import { randomBytes } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateIdentity } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import { createFile } from '../safe-file/index.ts';
import { encryptDotenv } from '../sops/index.ts';
import { sampleLines } from './sample-lines.ts';

export interface Sample {
  /** The real path of the folder. */
  readonly root: string;
  readonly identityFile: string;
}

/** Refusals: disk-full, write-failed. */
export async function makeSample(temporary: string, now: Date): Promise<Sample> {
  let made: string | undefined;
  try {
    // SECURITY(sample-owner-only): mkdtemp makes the folder 0700; the identity in it is 0600.
    made = await mkdtemp(join(temporary, 'coffre-sample-'));
    const root = await realpath(made);
    const { identity, recipient } = await generateIdentity();
    const identityFile = join(root, 'keys.txt');
    const created = now.toISOString().replace(/\.\d+Z$/, 'Z');
    await createFile(identityFile, Buffer.from(`# created: ${created}\n# public key: ${recipient}\n${identity.expose()}\n`), 0o600);
    await createFile(join(root, '.sops.yaml'), Buffer.from(`creation_rules:\n  - path_regex: '(^|/)\\.env(\\.[a-z]+)?$'\n    age: ${recipient}\n`), 0o644);
    for (const [name, environment] of [['.env', 'development'], ['.env.production', 'production']] as const) {
      await createFile(join(root, name), await encryptDotenv(sampleLines(environment, randomBytes(6).toString('hex')), [recipient], now), 0o644);
    }
    return { root, identityFile };
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // WHY: what neither the file system nor safe-file says is a bug and stays one.
    if (code === '') throw error;
    throw new Refusal(code === 'disk-full' || code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'write-failed');
  }
}
