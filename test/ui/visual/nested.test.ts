// Nested files, and files that are one value, beside their pictures. To add one: as in screens.test.ts.
import { describe } from 'vitest';
import { weEncrypt } from '../../core/sops/crypto-kit.ts';
import { hasBrowser } from '../../host/launch.ts';
import type { AppPage } from '../app-page.ts';
import { speakFrench } from '../draft-by-wire.ts';
import { visual } from './visual.ts';

const cluster = {
  name: 'shop', replicas: 3, ratio: 0.25, debug: false, owner: null,
  database: { host: 'db.example', password: 'made-up-password-for-pictures', pool: { max: 20, hosts: ['made-up-one', 'made-up-two'] } },
  tokens: { stripe: 'made-up-token-for-pictures-51', price_table: '{"basic":900,"team":2900}', ca: '-----BEGIN CERTIFICATE-----\nbWFkZSB1cA==\n-----END CERTIFICATE-----\n' },
  labels: {}, users: [{ name: 'made-up', admin: true }],
};

async function openCluster(app: AppPage): Promise<void> {
  await app.openProject({
    'infra/cluster.enc.json': await weEncrypt('json', JSON.stringify(cluster)),
    'infra/service.enc.ini': await weEncrypt('ini', '; who calls\n[client]\nname = made-up\ntoken = made-up-token-for-pictures-52\n[server]\nport = 8080\n'),
    'infra/backup.enc.bin': await weEncrypt('binary', 'made up'),
  });
  await app.openFile('cluster.enc.json');
  await app.row('replicas').waitFor();
}

/** A folded branch, a new one, a changed number, another type, and a list that is deleted. */
async function openDrafts(app: AppPage): Promise<void> {
  const { page } = app;
  await openCluster(app);
  await app.row('users').getByRole('rowheader').click();
  await page.keyboard.press('Delete');
  await app.row('replicas').getByRole('rowheader').click();
  await page.keyboard.press('Enter');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await app.row('ratio').getByRole('rowheader').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Type…' }).click();
  await page.getByRole('menuitem', { name: 'text', exact: true }).click();
  await app.row('pool').getByRole('rowheader').click();
  await page.keyboard.press('Control+d');
  await app.row('pool_COPY').waitFor();
  await app.row('tokens').getByRole('rowheader').click();
  await page.keyboard.press('ArrowLeft');
}

describe.skipIf(!(await hasBrowser()))('the screens of nested files', () => {
  visual('nested', openCluster);
  visual('nested-drafts', openDrafts);
  visual('nested-small', openDrafts, { size: { width: 960, height: 640 } });
  visual('nested-french', async (app) => {
    await openDrafts(app);
    await speakFrench(app);
    await app.page.getByRole('columnheader', { name: 'Valeur' }).waitFor();
  });
  visual('nested-add', async (app) => {
    await openCluster(app);
    await app.row('pool').getByRole('rowheader').click();
    await app.page.keyboard.press('Control+Shift+A');
    const form = app.page.getByRole('group', { name: 'New entry' });
    await form.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'whole number' });
    await form.getByRole('textbox', { name: 'Name' }).fill('max');
    await form.getByRole('textbox', { name: 'Value' }).fill('twenty');
    await form.getByRole('textbox', { name: 'Value' }).press('Enter');
    await app.page.getByRole('alert').waitFor();
  });
  visual('nested-choice', async (app) => {
    await openCluster(app);
    await app.row('debug').getByRole('rowheader').click();
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('group', { name: 'New value of debug' }).waitFor();
  });
  visual('nested-menu', async (app) => {
    await openCluster(app);
    await app.row('database').getByRole('rowheader').click();
    await app.page.keyboard.press('Shift+F10');
    await app.page.getByRole('menuitem', { name: 'Move to…' }).waitFor();
  }, { of: '.menu' });
  visual('nested-move', async (app) => {
    await openCluster(app);
    await app.row('host').getByRole('rowheader').click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: 'Move to…' }).click();
    await app.page.getByRole('dialog').waitFor();
  }, { of: '.dialog' });
  visual('nested-review', async (app) => {
    await openDrafts(app);
    await app.review();
    await app.page.getByText('Type: number → text').waitFor();
  });
  visual('nested-sections', async (app) => {
    await openCluster(app);
    await app.openFile('service.enc.ini');
    await app.row('server').waitFor();
  });
  visual('whole-file', async (app) => {
    await openCluster(app);
    await app.treeItem('backup.enc.bin').click();
    await app.page.getByText('A file that is encrypted as a whole').waitFor();
  });
  visual('nested-documents', async (app) => {
    await app.openProject({ 'many.enc.yaml': await weEncrypt('yaml', 'kind: service\nport: 8080\nsince: 2026-03-04T10:20:30Z\n---\n# who may call\nkind: account\nroles:\n  - reader\n  - writer\n---\nkind: note\n') });
    await app.openFile('many.enc.yaml');
    await app.page.getByRole('rowheader').first().waitFor();
  });
});
