// The Vault room for specs: a real Vault with a few secrets, a profile, and the room as a person finds it.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startVault, type VaultServer } from '../servers/vault-server.ts';
import { passphrase, profileSpecs, standIn, type ProfileSpecs, type ProfileWindow } from './profile-page.ts';

export { hasVault } from '../servers/vault-server.ts';

export const canary = 'canary-vault-value-7f3a';

export interface Shop {
  readonly server: VaultServer;
  /** The engine with versions, and the one without. */
  readonly kv: string;
  readonly plain: string;
}

/** Writes a version of a secret as somebody else would. */
export async function put({ server, kv }: Shop, path: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  const { status } = await server.api('POST', `${kv}/data/${path}`, { data });
  if (status !== 200) throw new Error(`not written: ${String(status)}`);
}

export async function openShop(): Promise<Shop> {
  const server = await startVault();
  const shop = { server, kv: await server.mount(2), plain: await server.mount(1) };
  await put(shop, 'payments/stripe', { secret_key: 'canary-old', account: 'acct-1' });
  await put(shop, 'payments/stripe', { secret_key: canary, account: 'acct-2', endpoint: 'https://hooks.example.test' });
  await put(shop, 'payments/mail', { password: 'canary-mail' });
  await put(shop, 'payments', { note: 'canary-folder-and-secret' });
  await put(shop, 'team/app', { token: 'canary-app' });
  await server.api('POST', `${shop.plain}/legacy`, { password: 'canary-legacy' });
  return shop;
}

/** Fills the form with a server that is not there, and tries it. */
export async function failForm(app: Pick<ProfileWindow, 'now' | 'button'>): Promise<void> {
  await app.button('New connection').click();
  await app.now().getByLabel('Name', { exact: true }).fill('production-eu');
  await app.now().getByLabel('Address', { exact: true }).fill('http://127.0.0.1:1');
  await app.now().getByLabel('Sign in with').selectOption('AppRole');
  await app.now().getByText('Production', { exact: true }).click();
  await app.button('Test').click();
  await app.now().getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
}

export interface VaultPage {
  enter(): Promise<void>;
  /** Makes a connection by the form, and logs in. */
  connect(name: string, address: string, token: string): Promise<void>;
  item(name: string | RegExp): Locator;
  unfold(name: string): Promise<void>;
  /** Unfolds what a path lies in, and opens the secret. */
  open(path: string): Promise<void>;
  row(field: string): Locator;
  act(name: string): Locator;
  /** Types a new value for a field. */
  type(field: string, value: string): Promise<void>;
}

export function vaultPage(app: Pick<ProfileWindow, 'now'>): VaultPage {
  const page = (): Page => app.now();
  const self: VaultPage = {
    async enter() {
      await page().keyboard.press('Control+2');
      await page().locator('.rail-item[aria-current="page"]', { hasText: 'Vault' }).waitFor();
    },
    async connect(name, address, token) {
      await page().getByRole('button', { name: 'New connection' }).first().click();
      await page().getByLabel('Name', { exact: true }).fill(name);
      await page().getByLabel('Address', { exact: true }).fill(address);
      await page().getByLabel('Token', { exact: true }).fill(token);
      await page().getByRole('button', { name: 'Save and sign in' }).click();
      await page().getByRole('tree', { name: `Secrets of ${name}` }).waitFor();
    },
    item: (name) => page().getByRole('treeitem', { name: typeof name === 'string' ? new RegExp(`^${name}(?: ?,|$)`) : name }),
    async unfold(name) {
      const item = self.item(name).and(page().locator('[aria-expanded]'));
      if ((await item.getAttribute('aria-expanded')) === 'false') await item.click();
    },
    async open(path) {
      const parts = path.split('/');
      for (const folder of parts.slice(0, -1)) await self.unfold(folder);
      const name = parts.at(-1) ?? '';
      await self.item(name).and(page().locator(':not([aria-expanded])')).click();
      await page().getByRole('heading', { name, level: 1 }).waitFor();
      await page().getByRole('grid', { name: `Fields of ${name}` }).waitFor();
    },
    row: (field) => page().locator('.field-row').filter({ has: page().getByRole('rowheader', { name: field, exact: true }) }),
    act: (name) => page().getByRole('button', { name, exact: true }),
    async type(field, value) {
      await self.row(field).getByRole('rowheader').click();
      await self.act(`Edit ${field}`).click();
      await page().getByRole('textbox', { name: `New value of ${field}` }).fill(value);
    },
  };
  return self;
}

/** A profile, and the room. */
export async function begin(app: Pick<ProfileWindow, 'opened' | 'ask' | 'now'>): Promise<void> {
  await app.opened();
  await app.ask('create', { value: passphrase, keychain: false });
  await vaultPage(app).enter();
}

export interface ShopSpecs extends ProfileSpecs {
  readonly shop: Shop;
  readonly vault: VaultPage;
  /** A profile, a connection as root, and this secret of the engine with versions in view. */
  start(path: string): Promise<void>;
}

/** For the specs of the suite that calls it: one Vault for all of them, and a computer of its own for each. */
export function shopSpecs(): ShopSpecs {
  const specs = profileSpecs();
  const vault = vaultPage(specs.app);
  let made: Shop | undefined;
  beforeAll(async () => { made = await openShop(); }, 60_000);
  afterAll(async () => { await made?.server.end(); });
  const shop = standIn(() => {
    if (made === undefined) throw new Error('no server yet');
    return made;
  });
  return {
    ...specs, shop, vault,
    async start(path) {
      await specs.open();
      await begin(specs.app);
      await vault.connect('shop', shop.server.address, shop.server.root);
      await vault.open(`${shop.kv}/${path}`);
    },
  };
}
