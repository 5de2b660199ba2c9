// Door of the room “vault”: what a person does with secrets on a Vault, and the connections that the profile keeps. Must never hold a value longer than it takes to hand it on, nor speak to an address that the person did not give.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import type { PolicyValues } from '../policy/index.ts';
import type { Emit, Ports } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { connectionHandlers } from './connection-handlers.ts';
import { detailHandlers } from './detail-handlers.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createIndexes } from './index-handlers.ts';
import { createLinks } from './links.ts';
import { createLoginPages } from './login-pages.ts';
import { createReach } from './reach.ts';
import { readSaved } from './saved.ts';
import { secretHandlers } from './secret-handlers.ts';
import { createWrapping } from './wrapping-handlers.ts';

export interface VaultDeps {
  readonly ports: Pick<Ports, 'environment' | 'clock' | 'sinks' | 'asking' | 'browser' | 'dialogs' | 'log'>;
  readonly rules: () => Promise<PolicyValues>;
  /** Refusal: locked. */
  readonly store: () => SealedStore;
  readonly clipboard: Pick<ClipboardRoom, 'copy'>;
  /** How long a revealed value may stay on the screen, in milliseconds. */
  readonly hideAfterMs: () => number;
  readonly emit: Emit<AppEvents>;
}
export interface VaultRoom {
  readonly handlers: Handlers<AppContract>['vault'];
  /** What was typed and is not saved, to be put away at a lock. */
  readonly parking: Drafts['parking'];
  /** Changes that are not saved. */
  pendingTotal(): number;
  /** Wipes the drafts in memory: they are sealed now. */
  clear(): void;
  /** Wipes the tokens in memory, and lets go of the connections: a lock. */
  forget(): void;
  /** Ends the connections. */
  dispose(): Promise<void>;
}

export function createVault({ ports, rules, store, clipboard, hideAfterMs, emit }: VaultDeps): VaultRoom {
  const changed = (): void => { emit({ name: 'vault.changed', payload: {} }); };
  const links = createLinks({ ports, rules, store, changed });
  const pages = createLoginPages({ browser: ports.browser, clipboard, changed });
  const reach = createReach({ ports, rules, links });
  const indexes = createIndexes({ clock: ports.clock, store, links, reach, emit, log: (line) => { ports.log(line); } });
  const drafts = createDrafts({ reach, isSaved: async (connection) => (await readSaved(store())).some((one) => one.connection === connection), hideAfterMs, changed() { emit({ name: 'vault.draftsChanged', payload: {} }); } });
  const wrapping = createWrapping({ reach, clipboard, hideAfterMs });
  function forget(): void {
    // SECURITY(unwrapped-ends-with-lock): what a wrapping token opened is nowhere else, and goes all the same.
    wrapping.forget();
    indexes.forget();
    pages.forget();
    links.forget();
  }
  return {
    handlers: { ...connectionHandlers({ ports, store, links, pages, changed, left(connection) { indexes.forget(connection); }, removed(connection) { drafts.drop(connection); } }), ...secretHandlers({ ports, clipboard, reach, drafts, hideAfterMs }), ...detailHandlers(reach), ...wrapping.handlers, ...indexes.handlers, ...drafts.handlers },
    parking: drafts.parking, pendingTotal: () => drafts.count(),
    clear() { drafts.forget(); },
    forget,
    async dispose() {
      drafts.forget();
      forget();
      await links.dispose();
      await reach.dispose();
    },
  };
}
