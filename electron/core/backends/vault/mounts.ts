// Which engine a path belongs to, as the server tells. Must never guess: v1 and v2 write to different places.
import { Refusal } from '../../refusal.ts';
import { fieldOf, isFields, textOf } from './json.ts';
import { encoded, namesOf } from './path.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Mount {
  readonly names: readonly string[];
  readonly version: 1 | 2;
}
export interface Place {
  readonly mount: Mount;
  /** Below the mount; none for the mount itself. */
  readonly names: readonly string[];
}

const mountsPath = 'sys/internal/ui/mounts';

/** Undefined for an engine that is none of keys and values. */
function mountFrom(path: string, facts: unknown): Mount | undefined {
  const type = textOf(facts, 'type');
  if (type !== 'kv' && type !== 'generic') return undefined;
  return { names: path.replace(/\/$/, '').split('/'), version: textOf(fieldOf(facts, 'options'), 'version') === '2' ? 2 : 1 };
}

/** Those that the token may see. */
export async function mountsOf(transport: Transport): Promise<readonly Mount[]> {
  const seen = fieldOf(dataOf(await transport.ask({ method: 'GET', path: mountsPath })), 'secret');
  return isFields(seen) ? Object.entries(seen).flatMap(([path, facts]) => mountFrom(path, facts) ?? []) : [];
}

/** Refusals: path-invalid, mount-unknown (none there, or none that this token may know of), not-supported (another engine). */
export async function placeOf(transport: Transport, path: string): Promise<Place> {
  const names = namesOf(path);
  const found = dataOf(await transport.ask({ method: 'GET', path: `${mountsPath}/${encoded(names)}` }));
  const root = textOf(found, 'path');
  if (root === '') throw new Refusal('mount-unknown');
  const mount = mountFrom(root, found);
  if (mount === undefined) throw new Refusal('not-supported');
  // WHY looked at: what is written below the mount must be what was asked for.
  if (!mount.names.every((name, at) => names[at] === name)) throw new Refusal('mount-unknown');
  return { mount, names: names.slice(mount.names.length) };
}
