// The newest sops that Go can build, beside the one that npm brings. As a script (`node test/servers/build-sops.ts`) it builds what is missing.
import { join } from 'node:path';
import { buildTools, builtTools, type GoTools } from './build-go.ts';

export const nextVersion = '3.13.3';
const sops: GoTools = { name: 'sops', version: nextVersion, source: `github.com/getsops/sops/v3/cmd/sops@v${nextVersion}`, programs: ['sops'], required: 'REQUIRE_SOPS_NEXT', takes: 'about 5 minutes' };

/** The built one, if it was built already. */
export function builtSops(): string | undefined {
  const folder = builtTools(sops);
  return folder === undefined ? undefined : join(folder, 'sops');
}

if (import.meta.main) console.log((await buildTools(sops)) ?? 'nothing was built');
