// The format that `sops` takes a file for by its name alone (spec §1.1): everything that it does not know is binary.
import type { Format } from './formats/format.ts';

/** Case counts, as it does for sops. */
export function formatByName(path: string): Format['id'] {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.ini')) return 'ini';
  return path.endsWith('.env') ? 'dotenv' : 'binary';
}
