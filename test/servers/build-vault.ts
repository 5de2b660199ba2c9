// The real Vault, built by Go from its published source, for tests only: its licence (BUSL-1.1) lets us run it here, not ship it. As a script (`node test/servers/build-vault.ts`) it builds what is missing.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTools, builtTools, type GoTools } from './build-go.ts';

export const vaultVersion = '1.21.4';
const folder = join(import.meta.dirname, 'vault');
const inputs = ['go.mod', 'go.sum', 'main.go', 'build.sh'].map((name) => readFileSync(join(folder, name), 'utf8'));

function build(into: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  // WHY one at a time: the last step alone takes 4.4 GB.
  const child = spawn('sh', [join(folder, 'build.sh'), join(into, 'vault')], { env: { ...process.env, GOFLAGS: '-p=1' }, stdio: 'inherit' });
  child.once('error', reject);
  child.once('close', (status) => { resolve(status ?? 1); });
  return promise;
}
const vault: GoTools = { name: 'vault', version: vaultVersion, source: inputs.join('\n'), programs: ['vault'], required: 'REQUIRE_VAULT', build, takes: 'about 20 minutes' };

/** The built one, if it was built already. */
export function builtVault(): string | undefined {
  const found = builtTools(vault);
  return found === undefined ? undefined : join(found, 'vault');
}

if (import.meta.main) console.log((await buildTools(vault)) ?? 'nothing was built');
