// Typing for a Vault over a lock, for specs: a secret that is open, the fields that are typed in, and what the server has in the end.
import { lockActs, type LockActs, type ProfileSpecs } from './profile-page.ts';
import { put, shopSpecs, type ShopSpecs } from './vault-page.ts';

export const typed = 'canary-typed-over-lock';
export const slow = { timeout: 15_000 };

export interface TypedSpecs extends Omit<ShopSpecs, 'start'>, LockActs {
  field(name: string): ReturnType<ReturnType<ProfileSpecs['app']['now']>['getByRole']>;
  pending(count: string): ReturnType<ReturnType<ProfileSpecs['app']['now']>['getByText']>;
  /** As the server has it. */
  saved(name: string): Promise<unknown>;
  /** A profile, a connection, and this secret in view. */
  start(name: string, data: Readonly<Record<string, string>>): Promise<void>;
}

/** For the specs of the suite that calls it. */
export function typedSpecs(): TypedSpecs {
  const specs = shopSpecs();
  const { app, shop } = specs;
  return {
    ...specs, ...lockActs(app),
    field: (name) => app.now().getByRole('textbox', { name: `New value of ${name}` }),
    pending: (count) => app.now().getByText(`${count} not saved`).first(),
    saved: async (name) => (await shop.server.api('GET', `${shop.kv}/data/${name}`)).body,
    async start(name, data) {
      await put(shop, name, data);
      await specs.start(name);
    },
  };
}
