// The ways to name a secret elsewhere: as a path, on a command line, in a request, as a reference. Names only, never a value.
import type { Mount } from './tree-store.ts';

export type CopyWay = 'path' | 'cli' | 'api' | 'reference' | 'env';

/** As a shell takes one word. */
const quoted = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);
const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
/** A name that a shell takes for a variable. */
const variable = (field: string): string => field.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');

export interface Named {
  readonly address: string;
  readonly path: string;
  readonly mount: Mount;
  readonly fields: readonly string[];
}

export function copyAs(way: CopyWay, { address, path, mount, fields }: Named): string {
  const inside = path.slice(mount.path.length);
  const engine = mount.path.slice(0, -1);
  if (way === 'path') return path;
  if (way === 'cli') return `vault kv get -mount=${quoted(engine)} ${quoted(inside)}`;
  if (way === 'api') return `${address.replace(/\/+$/, '')}/v1/${encoded(engine)}/${mount.version === 2 ? 'data/' : ''}${encoded(inside)}`;
  const reference = `vault://${encoded(path)}`;
  if (way === 'reference') return reference;
  return fields.map((field) => `${variable(field)}=${reference}#${encodeURIComponent(field)}`).join('\n');
}
