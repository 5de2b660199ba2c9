// Metadata, rights and the end of one secret.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Settings } from '../backends/index.ts';
import type { Reach } from './reach.ts';

type DetailCall = 'destroyVersions' | 'destroySecret' | 'getMetadata' | 'saveMetadata' | 'listCapabilities';
interface Entry {
  readonly name: string;
  readonly text: string;
}

const fromEntries = (custom: readonly Entry[]): Settings['custom'] => Object.fromEntries(custom.map(({ name, text }) => [name, text]));
const toEntries = (custom: Settings['custom']): Entry[] => Object.entries(custom).map(([name, text]) => ({ name, text })).toSorted((a, b) => (a.name < b.name ? -1 : 1));

export function detailHandlers(reach: Reach): Pick<Handlers<AppContract>['vault'], DetailCall> {
  return {
    destroyVersions: (at, context) => reach.change(at, context, 'destroy', ({ client }) => client.destroy(at.path, at.versions)),
    destroySecret: (at, context) => reach.change(at, context, 'destroy', ({ client }) => client.destroyAll(at.path)),
    getMetadata: (at, context) => reach.look(at, context, async ({ client }) => {
      const { custom, ...more } = await client.metadata(at.path);
      return { ...more, custom: toEntries(custom) };
    }),
    saveMetadata(at, context) {
      const { seen, wanted: { maxVersions, casRequired, deleteAfter, custom } } = at;
      const wanted: Partial<Settings> = {
        ...(maxVersions === undefined ? {} : { maxVersions }), ...(casRequired === undefined ? {} : { casRequired }), ...(deleteAfter === undefined ? {} : { deleteAfter }), ...(custom === undefined ? {} : { custom: fromEntries(custom) }),
      };
      return reach.change(at, context, 'write', ({ client }) => client.setMetadata(at.path, { ...seen, custom: fromEntries(seen.custom) }, wanted));
    },
    listCapabilities(at, context) {
      const [first = ''] = at.paths;
      return reach.look({ ...at, path: at.paths.length === 1 ? first : '' }, context, async ({ client }) => ({ allowed: [...await client.capabilities(at.paths) ?? []] }));
    },
  };
}
