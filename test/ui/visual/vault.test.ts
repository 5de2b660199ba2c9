// The Vault room beside its pictures: the form, with a test that failed. Secrets are looked at in vault-look: a real server gives them dates of its own.
import { describe } from 'vitest';
import { hasBrowser, type LaunchOptions } from '../../host/launch.ts';
import { atHome, openWindow, profileHome, type OpenedAtHome } from '../profile-page.ts';
import { begin, failForm } from '../vault-page.ts';
import { visualOf } from './visual.ts';

async function open(same: LaunchOptions): Promise<OpenedAtHome> {
  const home = profileHome();
  const app = await openWindow(home, same);
  return atHome(home, app);
}

describe.skipIf(!(await hasBrowser()))('the Vault room', () => {
  visualOf('vault-form', open, ({ app }) => app.now(), async ({ app }) => {
    await begin(app);
    await failForm(app);
  }, { hide: ['.step-time'] });
});
