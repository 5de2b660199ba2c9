// The real age, ssh-keygen and what belongs to them: the peers that keys and age files are compared with. Must never be used by the product.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ageVersion, builtAge } from '../servers/build-age.ts';

const folder = builtAge();
if (folder === undefined && process.env['REQUIRE_AGE'] === '1') throw new Error(`REQUIRE_AGE=1, but age ${ageVersion} was not built: npm run test:servers`);
if (folder === undefined) console.warn('!! SKIPPED: comparisons with the real age: it was not built (npm run test:servers)');

/** Undefined where it was not built: skip loudly. */
export const ageFolder = folder;

export interface ToolAnswer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}
interface ToolInput {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}
export function runTool(program: string, args: readonly string[], { input, env = {}, cwd }: ToolInput = {}): ToolAnswer {
  const { status, stdout, stderr } = spawnSync(program, args, { env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env }, maxBuffer: 64 * 1024 * 1024, ...(input === undefined ? {} : { input }), ...(cwd === undefined ? {} : { cwd }) });
  return { status, stdout, stderr: stderr.toString('utf8') };
}

/** `program` is one of those that Go built. */
export function realAge(program: 'age' | 'age-keygen', args: readonly string[], more?: ToolInput): ToolAnswer {
  if (folder === undefined) throw new Error('no age here');
  return runTool(join(folder, program), args, more);
}

const keygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
if (!keygen && process.env['REQUIRE_SSH_KEYGEN'] === '1') throw new Error('REQUIRE_SSH_KEYGEN=1, but ssh-keygen is not installed (Debian: openssh-client)');
if (!keygen) console.warn('!! SKIPPED: keys of ssh-keygen: it is not installed');
export const hasKeygen = keygen;

/** A new key at `path`, and its public half beside it. */
export function sshKey(path: string, type: 'ed25519' | 'rsa' | 'ecdsa', { passphrase = '', comment = '', bits = 2048, more = [] }: { readonly passphrase?: string; readonly comment?: string; readonly bits?: number; readonly more?: readonly string[] } = {}): void {
  const { status, stderr } = runTool('ssh-keygen', ['-q', '-t', type, ...(type === 'rsa' ? ['-b', String(bits)] : []), '-N', passphrase, '-C', comment, '-f', path, ...more]);
  if (status !== 0) throw new Error(stderr);
}
