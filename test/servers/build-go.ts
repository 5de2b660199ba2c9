// Programs that Go builds for comparisons: each built once, and kept in a cache outside of the checkout.
// Must never be part of an ordinary test run: a build takes minutes. Those only use what is there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface GoTools {
  /** Names its folder in the cache. */
  readonly name: string;
  readonly version: string;
  /** What `go install` is given, or whatever else changes what is built. */
  readonly source: string;
  /** The programs that it builds. */
  readonly programs: readonly string[];
  /** The variable that makes their absence an error. */
  readonly required: string;
  /** Builds them into a folder, where that is more than `go install`. */
  readonly build?: (into: string) => Promise<number>;
  readonly takes: string;
}

/** What Go says of itself, or undefined where there is none. It changes what is built, so it is a part of the cache's name. */
function goFacts(): string | undefined {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().replaceAll(/\s+/g, ' ') : undefined;
}

function placeOf({ name, source }: GoTools, go: string): string {
  const [given, cache] = [process.env['COFFRE_TEST_CACHE'] ?? '', process.env['XDG_CACHE_HOME'] ?? ''];
  const key = createHash('sha256').update([source, 'CGO_ENABLED=0', go].join('\n')).digest('hex').slice(0, 32);
  return join(given.startsWith('/') ? given : join(cache.startsWith('/') ? cache : join(homedir(), '.cache'), 'coffre-tests'), name, key);
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder of the programs, if they were built already. */
export function builtTools(tools: GoTools): string | undefined {
  const go = goFacts();
  if (go === undefined) return undefined;
  const folder = placeOf(tools, go);
  return tools.programs.every((program) => runs(join(folder, program))) ? folder : undefined;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // WHY: that of somebody else is there, and not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** One builder at a time; a lock whose owner is gone is taken over. False if somebody else is at it. */
function lock(path: string): boolean {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      let owner = 0;
      try {
        owner = Number(readFileSync(path, 'utf8'));
      } catch {
        // Gone in between: the next round takes it.
      }
      if (owner > 0 && isAlive(owner)) return false;
      rmSync(path, { force: true });
    }
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

function goInstall(source: string, into: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn('go', ['install', source], { env: { ...process.env, GOBIN: into, CGO_ENABLED: '0', GOFLAGS: '' }, stdio: 'inherit' });
  child.once('error', reject);
  child.once('close', (status) => { resolve(status ?? 1); });
  return promise;
}

/** Their folder, built if need be; undefined where there is no Go or they cannot be fetched, said loudly, and an error where they are required. */
export async function buildTools(tools: GoTools): Promise<string | undefined> {
  const missing = (why: string): undefined => {
    if (process.env[tools.required] === '1') throw new Error(`${tools.required}=1, but there is no ${tools.name} ${tools.version}: ${why}`);
    console.warn(`!! SKIPPED: comparisons with ${tools.name} ${tools.version} (${why})`);
    return undefined;
  };
  const go = goFacts();
  if (go === undefined) return missing('Go is not installed');
  const folder = placeOf(tools, go);
  mkdirSync(folder, { recursive: true });
  const lockFile = join(folder, 'lock');
  while (builtTools(tools) === undefined && !lock(lockFile)) await wait(1000);
  if (builtTools(tools) !== undefined) return folder;
  // WHY beside them and renamed: a binary that was half written is never run.
  const made = mkdtempSync(join(folder, 'making-'));
  try {
    console.log(`Building ${tools.name} ${tools.version} with ${go}, once (${tools.takes}) …`);
    if ((await (tools.build?.(made) ?? goInstall(tools.source, made))) !== 0) return missing('the build failed');
    for (const program of tools.programs) renameSync(join(made, program), join(folder, program));
    return folder;
  } finally {
    rmSync(made, { recursive: true, force: true });
    rmSync(lockFile, { force: true });
  }
}
