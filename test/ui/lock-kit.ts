// A window with a profile and a project of three files, locked and unlocked again in the middle of work, for specs.
import { beforeEach } from 'vitest';
import { weEncrypt } from '../core/sops/crypto-kit.ts';
import { encrypted } from './app-page.ts';
import { lockActs, passphrase, profileSpecs, type LockActs, type ProfileSpecs } from './profile-page.ts';
import { shop } from './tree-page.ts';

/** For what comes back after an unlock: the core opens files first, and gives a text to a window that is looked at. */
export const slow = { timeout: 15_000 };

export interface LockSpecs extends ProfileSpecs, LockActs {
  treeItem(name: RegExp): ReturnType<ReturnType<ProfileSpecs['app']['now']>['getByRole']>;
  openFile(name: RegExp): Promise<void>;
}

/** For the specs of the suite that calls it: each begins unlocked. */
export function lockSpecs(): LockSpecs {
  const specs = profileSpecs();
  const { app, open } = specs;
  beforeEach(async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-where-saved'], ['OTHER', 'x'], ['THIRD', 'y']), 'deep/more.env': await encrypted(['A', 'b']), 'deep/shop.enc.json': await weEncrypt('json', JSON.stringify(shop)), 'plain.env': 'CLEAR=canary-where-clear\n' });
  });
  const treeItem = (name: RegExp): ReturnType<LockSpecs['treeItem']> => app.now().getByRole('treeitem', { name });
  return {
    ...specs, ...lockActs(app), treeItem,
    async openFile(name) {
      await treeItem(name).click();
      await app.now().getByRole('rowheader').first().waitFor();
    },
  };
}
