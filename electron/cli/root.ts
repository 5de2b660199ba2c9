// Where this program lies, found from its own place: the built command line lies two folders deeper than its source. Must never look outside its own tree.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

function readManifest(folder: string): Manifest | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof found !== 'object' || found === null || !('name' in found) || !('version' in found) || found.name !== 'coffre' || typeof found.version !== 'string') return undefined;
    return { name: found.name, version: found.version };
  } catch {
    // No manifest here, or not ours: the folder above is asked next.
    return undefined;
  }
}

function findRoot(): { readonly folder: string; readonly version: string } | undefined {
  let folder = import.meta.dirname;
  for (let steps = 0; steps < 4; steps += 1) {
    const manifest = readManifest(folder);
    if (manifest !== undefined) return { folder, version: manifest.version };
    folder = dirname(folder);
  }
  return undefined;
}

const root = findRoot();

/** As package.json says; `0.0.0` where the program was taken out of its folder. */
export const version: string = root?.version ?? '0.0.0';

/** The script that starts the window, where the source is around. */
export function windowScript(): string | undefined {
  const script = root === undefined ? undefined : join(root.folder, 'build/start.ts');
  return script !== undefined && existsSync(script) ? script : undefined;
}
