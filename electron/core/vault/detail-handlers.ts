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
    async destroyVersions(at, context) {
      context.about(await reach.subject(at, at.path));
      await reach.agreed(at, at.path, 'destroy');
      return reach.on(at, context.role, ({ client }) => client.destroy(at.path, at.versions));
    },
    async destroySecret(at, context) {
      context.about(await reach.subject(at, at.path));
      await reach.agreed(at, at.path, 'destroy');
      return reach.on(at, context.role, ({ client }) => client.destroyAll(at.path));
    },
    async getMetadata(at, context) {
      context.about(await reach.subject(at, at.path));
      return reach.on(at, context.role, async ({ client }) => {
        const { custom, ...more } = await client.metadata(at.path);
        return { ...more, custom: toEntries(custom) };
      });
    },
    async saveMetadata(at, context) {
      context.about(await reach.subject(at, at.path));
      await reach.agreed(at, at.path, 'write');
      const { seen, wanted: { maxVersions, casRequired, deleteAfter, custom } } = at;
      const wanted: Partial<Settings> = {
        ...(maxVersions === undefined ? {} : { maxVersions }), ...(casRequired === undefined ? {} : { casRequired }), ...(deleteAfter === undefined ? {} : { deleteAfter }), ...(custom === undefined ? {} : { custom: fromEntries(custom) }),
      };
      return reach.on(at, context.role, ({ client }) => client.setMetadata(at.path, { ...seen, custom: fromEntries(seen.custom) }, wanted));
    },
    async listCapabilities(at, context) {
      const [first = ''] = at.paths;
      context.about(await reach.subject(at, at.paths.length === 1 ? first : ''));
      return reach.on(at, context.role, async ({ client }) => ({ allowed: [...await client.capabilities(at.paths) ?? []] }));
    },
  };
}
