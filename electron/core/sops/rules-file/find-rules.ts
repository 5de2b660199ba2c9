// Where the rules for a folder are: the nearest `.sops.yaml` upwards, as sops looks for it. Reads nothing but names.
import { stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

export const rulesName = '.sops.yaml';
/** sops knows this name, warns of it and does not read it. */
const otherName = '.sops.yml';
/** How far sops looks upwards. */
const maxFolders = 100;

export interface FoundRules {
  /** The path of the file, or undefined if there is none. */
  readonly path: string | undefined;
  /** The nearest `.sops.yml` on the way, which is passed over. */
  readonly passedOver: string | undefined;
}

const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/** From this folder (absolute) upwards. */
export async function findRules(folder: string): Promise<FoundRules> {
  let here = folder;
  let passedOver: string | undefined;
  for (let climbed = 0; climbed < maxFolders; climbed += 1) {
    const path = join(here, rulesName);
    if (await isThere(path)) return { path, passedOver };
    const other = join(here, otherName);
    if (passedOver === undefined && (await isThere(other))) passedOver = other;
    const above = dirname(here);
    if (above === here) break;
    here = above;
  }
  return { path: undefined, passedOver };
}

/** What sops tries its expressions on: the way from the folder of the rules, and for what lies elsewhere the whole path (spec §4.1). Separators stay those of the platform. */
export function pathForRules(folder: string, path: string): string {
  const prefix = `${folder}${sep}`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
