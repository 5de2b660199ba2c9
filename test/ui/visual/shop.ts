// The project that the pictures of the Files room show: always the same names, kinds and states. Every value is made up.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipients } from '../../fakes/fixtures.ts';
import type { AppPage } from '../app-page.ts';
import { encrypted, encryptedForOther } from '../app-page.ts';
import { changeDraft } from '../draft-by-wire.ts';

/** Opens the project, with nothing chosen in it. */
export async function openShop(app: AppPage): Promise<void> {
  await app.openProject({
    'apps/api/.env': 'PORT=8080\nAPI_TOKEN=made-up-for-pictures\n',
    'apps/api/.env.production': await encrypted(
      { comment: 'Runtime' }, ['NODE_ENV', 'production'], ['PORT', '8080'], ['LOG_LEVEL', 'info'], ['PUBLIC_BASE_URL', 'https://shop.example'],
      { comment: 'Database' }, ['DATABASE_URL', 'postgres://app:made-up@db.example/shop'], ['DATABASE_PASSWORD', 'made-up-password-for-pictures'], ['DATABASE_POOL_MAX', '20'], ['DATABASE_SSL', 'true'],
      { comment: 'Payments' }, ['STRIPE_SECRET_KEY', 'made-up-token-for-pictures-51'], ['STRIPE_PRICE_TABLE', '{"basic":900,"team":2900}'], ['LEGACY_API_TOKEN', 'changeme'],
    ),
    'apps/api/.env.staging': await encrypted(['STRIPE_SECRET_KEY', 'made-up-token-for-pictures-52']),
    'apps/web/.env.local': 'PASSWORD=made-up\n',
    'infra/backup.enc.env': await encryptedForOther(['BACKUP_KEY', 'made-up']),
    '.sops.yaml': `creation_rules:\n  - path_regex: apps/.*\\.env\n    age: ${recipients[0]}\n`,
  });
}

/** Opens the file of production, and waits until what comes later is there. */
export async function openProduction(app: AppPage): Promise<void> {
  await openShop(app);
  await app.openFile('.env.production');
  await app.row('LEGACY_API_TOKEN').waitFor();
}

/** The same with one value changed, one key removed: two drafts. */
export async function openDrafts(app: AppPage): Promise<void> {
  await openProduction(app);
  await app.act('Edit', 'LOG_LEVEL');
  await app.page.keyboard.type('debug');
  await app.page.keyboard.press('Enter');
  await app.act('Delete', 'LEGACY_API_TOKEN');
  await app.pending(2);
}

/** A file that another program wrote while one value was changed here: both versions by key. */
export async function openConflict(app: AppPage): Promise<void> {
  await app.openProject({ '.env.production': await encrypted(['LOG_LEVEL', 'info'], ['STRIPE_SECRET_KEY', 'made-up-1'], ['SENTRY_DSN', 'https://made-up.example/1'], ['PORT', '8080']) });
  await app.openFile('.env.production');
  const draft = await changeDraft(app, '.env.production');
  await draft.set('STRIPE_SECRET_KEY', 'made-up-2');
  await draft.set('LOG_LEVEL', 'debug');
  await app.pending(2);
  writeFileSync(join(app.project, '.env.production'), await encrypted(['LOG_LEVEL', 'info'], ['STRIPE_SECRET_KEY', 'made-up-3'], ['SENTRY_DSN', 'https://made-up.example/2'], ['PORT', '8080'], ['REGION', 'eu']));
  await app.page.getByRole('button', { name: 'Look at both' }).click();
  await app.page.getByRole('heading', { name: 'Two versions of .env.production' }).waitFor();
}

/** The file that nobody here can open, with the places that were searched; the last of them lies elsewhere on each computer, and takes another number of lines. */
export async function openWithoutKey({ page, treeItem }: AppPage): Promise<void> {
  await treeItem('backup.enc.env').click();
  const places = page.getByRole('table', { name: 'Keys found on this computer' });
  await places.waitFor();
  await places.locator('tr:last-child th').locator('.mono').or(places.locator('tr:last-child th.mono')).first().evaluate((cell) => { cell.textContent = '~/.config/sops/age/keys.txt'; });
}
