// Paths of a Vault, from what a person writes to what stands in a request. Must never let a name reach another path than the one that it spells.
import { Refusal } from '../../refusal.ts';

/** What the server's own check calls unprintable, and half characters, which have no bytes. */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
const longest = 1024;

const leadsAway = (name: string): boolean => name === '' || name === '.' || name === '..' || name.length > longest || unprintable.test(name);

/**
 * The names of a path, as they are written: `secret/my app` has two. One slash at the end means a folder and is not a name.
 * Refusal: path-invalid.
 */
export function namesOf(path: string): readonly string[] {
  const names = path.split('/');
  if (names.at(-1) === '') names.pop();
  // SECURITY(path-stays-put): `.`, `..` and empty names are cleaned away on the server, and so lead elsewhere; what it would refuse or cut is refused here.
  if (names.length === 0 || names.some(leadsAway)) throw new Refusal('path-invalid');
  return names;
}

/** True where `namesOf` takes it as it stands. */
export function isNames(path: string): boolean {
  return !path.endsWith('/') && !path.split('/').some(leadsAway);
}

/** True for one name of a path. */
export const isName = (name: string): boolean => !name.includes('/') && !leadsAway(name);

/** One name that may hold slashes, as a part of a path: of somebody's, of a role's. Refusal: path-invalid. */
export function encodedName(name: string): string {
  if (name.endsWith('/')) throw new Refusal('path-invalid');
  namesOf(name);
  return encodeURIComponent(name);
}

/** Each name by itself, so that no character of it is a part of the address. */
export const encoded = (names: readonly string[]): string => names.map(encodeURIComponent).join('/');
