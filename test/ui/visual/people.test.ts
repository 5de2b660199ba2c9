// Encrypting a clear file, and who can open what, beside their pictures. To add one: as in screens.test.ts.
import { describe } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { hasBrowser } from '../../host/launch.ts';
import type { AppPage } from '../app-page.ts';
import { speakFrench } from '../draft-by-wire.ts';
import { openWithoutKey } from './shop.ts';
import { visual } from './visual.ts';

const [you, lead] = recipients;
const ci = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPU0sZtfBNi4CPWzPwJrZ3R8yBSmzBmHTIZKj5FBkMm9';
const small = { size: { width: 960, height: 640 } };
const sealed = (...who: readonly string[]): Promise<Buffer> => encryptDotenv([['DATABASE_PASSWORD', 'made-up'], ['STRIPE_SECRET_KEY', 'made-up-2']], [...who], new Date('2026-01-02T03:04:05Z'));

async function openTeam(app: AppPage): Promise<void> {
  await app.openProject({
    '.sops.yaml': `creation_rules:\n  # production and staging\n  - path_regex: apps/.*/\\.env\\.(production|staging)$\n    key_groups:\n      - age:\n          - ${you} # Developer, payments\n          - ${lead} # Team lead\n  # the servers\n  - path_regex: infra/.*\\.env$\n    age: ${lead}\n`,
    '.coffre/people.yaml': `people:\n  - name: Developer, payments\n    since: 2025-01-07\n    keys: [${you}]\n  - name: Team lead\n    since: 2024-09-01\n    keys: [${lead}]\n`,
    'apps/api/.env': '# developers\nDATABASE_PASSWORD=made-up\nAPI_TOKEN=made-up-for-pictures\nPORT=8080\nLOG_LEVEL=info\n',
    'apps/api/.env.production': await sealed(you, lead),
    'apps/api/.env.staging': await sealed(you, lead),
    'apps/web/.env.production': await sealed(you, lead, ci),
    'apps/worker/.env.production': await sealed(you),
    'infra/backup.enc.env': await sealed(lead),
  });
}
async function openEncrypt(app: AppPage): Promise<void> {
  await openTeam(app);
  await app.treeItem('.env').click();
  await app.page.getByRole('button', { name: 'Encrypt…' }).click();
  await app.page.getByText('Opened again with your key').waitFor();
  await app.page.getByText('This folder is no git repository.').waitFor();
}
async function openPeople(app: AppPage): Promise<void> {
  await openTeam(app);
  await app.page.getByRole('button', { name: 'More for this project' }).click();
  await app.page.getByRole('menuitem', { name: 'People…' }).click();
  await app.page.getByRole('option', { name: /Team lead/ }).click();
  await app.page.getByRole('heading', { name: 'Team lead' }).waitFor();
}
async function openRemoval(app: AppPage): Promise<void> {
  await openPeople(app);
  await app.page.getByRole('button', { name: 'Remove from the project…' }).click();
  await app.page.getByRole('button', { name: /^Remove and mark/ }).waitFor();
  await app.page.getByRole('row').nth(3).waitFor();
}

describe.skipIf(!(await hasBrowser()))('encrypting and people', () => {
  visual('encrypt', openEncrypt);
  visual('encrypt-small', openEncrypt, small);
  visual('encrypt-widen', async (app) => {
    await openEncrypt(app);
    await app.page.getByRole('radio', { name: /^Widen rule 1/ }).check();
    await app.page.getByText('Encrypted for 2 recipients').waitFor();
    await app.page.getByLabel('Lines that change in .sops.yaml').waitFor();
  });
  visual('encrypt-french', async (app) => {
    await openEncrypt(app);
    await speakFrench(app);
    await app.page.getByText('Rouvert avec votre clé').waitFor();
  });
  visual('no-key', async (app) => {
    await openTeam(app);
    await openWithoutKey(app);
  });
  visual('people', openPeople);
  visual('people-file', async (app) => {
    await openPeople(app);
    await app.page.getByRole('button', { name: /apps\/worker/ }).or(app.page.getByRole('button', { name: /apps\/web/ })).first().click();
    await app.page.getByText('not in the rule').waitFor();
  });
  visual('people-removal', openRemoval);
  visual('people-removal-small', openRemoval, small);
  visual('people-removal-french', async (app) => {
    await openRemoval(app);
    await speakFrench(app);
    await app.page.getByText('essai à blanc', { exact: false }).waitFor();
  });
});
