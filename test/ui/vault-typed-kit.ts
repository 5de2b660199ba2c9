// Typing for a Vault over a lock, for specs: a secret that is open, the fields that are typed in, and what the server has in the end.
import { afterAll, beforeAll } from 'vitest';
import { passphrase, profileSpecs, type ProfileSpecs } from './profile-page.ts';
import { begin, openShop, put, vaultPage, type Shop, type VaultPage } from './vault-page.ts';

export const typed = 'canary-typed-over-lock';
export const slow = { timeout: 15_000 };

export interface TypedSpecs extends ProfileSpecs {
  readonly vault: VaultPage;
  shop(): Shop;
  field(name: string): ReturnType<ReturnType<ProfileSpecs['app']['now']>['getByRole']>;
  pending(count: string): ReturnType<ReturnType<ProfileSpecs['app']['now']>['getByText']>;
  /** As the server has it. */
  saved(name: string): Promise<unknown>;
  /** A profile, a connection, and this secret in view. */
  start(name: string, data: Readonly<Record<string, string>>): Promise<void>;
  /** Settles when the page that `act` locked is gone and its successor asks to be unlocked. */
  locked(act?: () => Promise<void> | void): Promise<void>;
  unlock(): Promise<void>;
}

/** For the specs of the suite that calls it. */
export function typedSpecs(): TypedSpecs {
  const specs = profileSpecs();
  const { app, open } = specs;
  const vault = vaultPage(app);
  let shop: Shop | undefined;
  const there = (): Shop => {
    if (shop === undefined) throw new Error('no server yet');
    return shop;
  };
  beforeAll(async () => { shop = await openShop(); }, 60_000);
  afterAll(async () => { await shop?.server.end(); });
  return {
    ...specs, vault, shop: there,
    field: (name) => app.now().getByRole('textbox', { name: `New value of ${name}` }),
    pending: (count) => app.now().getByText(`${count} not saved`).first(),
    saved: async (name) => (await there().server.api('GET', `${there().kv}/data/${name}`)).body,
    async start(name, data) {
      await put(there(), name, data);
      await open();
      await begin(app);
      await vault.connect('shop', there().server.address, there().server.root);
      await vault.open(`${there().kv}/${name}`);
    },
    async locked(act = () => app.now().keyboard.press('Control+l')) {
      const before = app.now();
      await Promise.resolve(act()).catch(() => undefined);
      await app.renewed(before);
      await app.heading('Locked').waitFor();
    },
    unlock: () => app.type('Passphrase', passphrase),
  };
}
