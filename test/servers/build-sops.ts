// The newest sops that Go can build, beside the one that npm brings: built once, kept in a cache outside of the checkout. As a script (`node test/servers/build-sops.ts`) it builds what is missing.
// Must never be part of an ordinary test run: a build takes minutes. Those only use what is there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const nextVersion = '3.13.3';
const source = `github.com/getsops/sops/v3/cmd/sops@v${nextVersion}`;

/** What Go says of itself, or undefined where there is none. It changes what is built, so it is a part of the cache's name. */
function goFacts(): string | undefined {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().replaceAll(/\s+/g, ' ') : undefined;
}

function placeOf(go: string): { readonly folder: string; readonly binary: string } {
  const cache = process.env['XDG_CACHE_HOME'] ?? '';
  const key = createHash('sha256').update([source, 'CGO_ENABLED=0', go].join('\n')).digest('hex').slice(0, 32);
  const folder = join(cache.startsWith('/') ? cache : join(homedir(), '.cache'), 'coffre-tests', 'sops', key);
  return { folder, binary: join(folder, 'sops') };
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The built one, if it was built already. */
export function builtSops(): string | undefined {
  const go = goFacts();
  if (go === undefined) return undefined;
  const { binary } = placeOf(go);
  return runs(binary) ? binary : undefined;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
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

function goInstall(into: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn('go', ['install', source], { env: { ...process.env, GOBIN: into, CGO_ENABLED: '0', GOFLAGS: '' }, stdio: 'inherit' });
  child.once('error', reject);
  child.once('close', (status) => { resolve(status ?? 1); });
  return promise;
}

/** The path of the binary, built if need be; undefined where there is no Go or it cannot be fetched, said loudly, and an error under REQUIRE_SOPS_NEXT=1. */
export async function buildSops(): Promise<string | undefined> {
  const missing = (why: string): undefined => {
    if (process.env['REQUIRE_SOPS_NEXT'] === '1') throw new Error(`REQUIRE_SOPS_NEXT=1, but there is no sops ${nextVersion}: ${why}`);
    console.warn(`!! SKIPPED: comparisons with sops ${nextVersion} (${why})`);
    return undefined;
  };
  const go = goFacts();
  if (go === undefined) return missing('Go is not installed');
  const { folder, binary } = placeOf(go);
  mkdirSync(folder, { recursive: true });
  const lockFile = join(folder, 'lock');
  while (!runs(binary) && !lock(lockFile)) await wait(1000);
  if (runs(binary)) return binary;
  // WHY beside it and renamed: a binary that was half written is never run.
  const made = mkdtempSync(join(folder, 'making-'));
  try {
    console.log(`Building sops ${nextVersion} with ${go}, once (about 5 minutes) …`);
    if ((await goInstall(made)) !== 0) return missing('go install failed');
    renameSync(join(made, 'sops'), binary);
    return binary;
  } finally {
    rmSync(made, { recursive: true, force: true });
    rmSync(lockFile, { force: true });
  }
}

if (import.meta.main) console.log((await buildSops()) ?? 'nothing was built');
