// What an import means: a file of the repository, a package, or nothing that exists.
import { posix } from 'node:path';
import type { Tree } from '../tree.ts';

export type Target = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'package'; readonly name: string } | { readonly kind: 'missing' };

/** `@scope/name/deep` → `@scope/name`; `node:fs/promises` stays. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Resolves one import of `from`. Imports carry their extension, so there is nothing to guess. */
export function resolveImport(tree: Tree, from: string, specifier: string): Target {
  if (!specifier.startsWith('.') && !specifier.startsWith('/')) return { kind: 'package', name: packageName(specifier) };
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  return tree.has(path) || path.startsWith('dist/') || path.startsWith('test/fixtures/') || path === 'package.json' ? { kind: 'file', path } : { kind: 'missing' };
}
