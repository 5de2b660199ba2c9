// Puts the licences of all that ships into the page, once the modules of every bundle are known.
import type { Plugin } from 'vite';
import { shippedLicences } from './licences.ts';

/** The name that stands for them in the page's source; see renderer/features/settings/shipped-licences.ts. */
const name = 'SHIPPED_LICENCES';
const asSource = (ids: Iterable<string>): string => JSON.stringify(JSON.stringify(shippedLicences(ids)));

/** Adds the modules of a bundle to `ids`. */
export const collectModules = (ids: Set<string>): Plugin => ({
  name: 'collect-modules',
  renderChunk(_code, { moduleIds }) {
    for (const id of moduleIds) ids.add(id);
    return null;
  },
});

/** For the page's bundle. `elsewhere`: the modules of the others. Fails the build where nothing asks for them. */
export function putLicences(elsewhere: ReadonlySet<string>): Plugin {
  let done = false;
  return {
    name: 'put-licences',
    renderChunk(code, _chunk, _options, { chunks }) {
      if (!code.includes(name)) return null;
      done = true;
      const source = asSource([...elsewhere, ...Object.values(chunks).flatMap(({ moduleIds }) => moduleIds)]);
      return { code: code.replace(name, () => source), map: null };
    },
    generateBundle() {
      if (!done) throw new Error('no part of the page shows the licences');
    },
  };
}

/** While a page is being developed nothing is bundled: what lies in the checkout, and what runs beside it. */
export const licencesInDevelopment = (): Readonly<Record<string, string>> => ({ [name]: asSource([]) });
