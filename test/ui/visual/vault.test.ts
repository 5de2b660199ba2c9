// The Vault room beside its pictures: the form, with a test that failed. Secrets are looked at in vault-look: a real server gives them dates of its own.
import { describe } from 'vitest';
import { hasBrowser, type LaunchOptions } from '../../host/launch.ts';
import { openWindow, profileHome, type ProfileWindow } from '../profile-page.ts';
import { begin } from '../vault-page.ts';
import { visualOf } from './visual.ts';

interface Opened {
  readonly app: ProfileWindow;
  close(): Promise<void>;
}
async function open(same: LaunchOptions): Promise<Opened> {
  const home = profileHome();
  const app = await openWindow(home, same);
  return {
    app,
    async close() {
      await app.close();
      home.remove();
    },
  };
}

describe.skipIf(!(await hasBrowser()))('the Vault room', () => {
  visualOf('vault-form', open, ({ app }) => app.now(), async ({ app }) => {
    await begin(app);
    await app.button('New connection').click();
    await app.now().getByLabel('Name', { exact: true }).fill('production-eu');
    await app.now().getByLabel('Address', { exact: true }).fill('http://127.0.0.1:1');
    await app.now().getByLabel('Sign in with').selectOption('AppRole');
    await app.now().getByText('Production', { exact: true }).click();
    await app.button('Test').click();
    await app.now().getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
  }, { hide: ['.step-time'] });
});
