// Door of the room “app”: what a window asks about the program itself. Must never name a path outside the places of identities.
import type { Layout } from '../../../shared/ipc/app.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { searchPlaces } from '../age/index.ts';
import type { KeptIdentities, Ports } from '../ports.ts';

const platforms = ['linux', 'darwin', 'win32'] as const;

/** Builds the calls of the room. */
export function appHandlers(ports: Ports, kept: KeptIdentities): Handlers<AppContract>['app'] {
  let layout: Layout | undefined;
  return {
    setLayout(next) {
      layout = next;
      return {};
    },
    getLayout: () => (layout === undefined ? {} : { layout }),
    async describe() {
      const places = [...await searchPlaces(ports), ...await kept.places('quiet')];
      const { version, host, sandboxed, systemLanguage, contentProtection } = ports.about;
      const platform = platforms.find((known) => known === ports.about.platform) ?? 'other';
      return { version, host, sandboxed, systemLanguage, platform, contentProtection: { ...contentProtection }, folderDialog: { ...ports.dialogs.chooseFolderAbility }, clipboard: { ...ports.clipboard.ability }, identities: places.map(({ place, state, identities }) => ({ place, state, count: identities.length })) };
    },
  };
}
