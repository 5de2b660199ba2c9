// Encrypting a clear file in French, in the dark, in a small window; and without an identity.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encryptedForOther, openApp } from './app-page.ts';
import { speakFrench } from './draft-by-wire.ts';
import { clear, encryptPage, rules } from './encrypt-page.ts';

describe.skipIf(!(await hasBrowser()))('encrypting for everybody', () => {
  const at = encryptPage();

  it('speaks French, in the dark, in a small window', async () => {
    const { app, axe, open } = at();
    await app.page.setViewportSize({ width: 960, height: 640 });
    await open({ '.sops.yaml': rules });
    await speakFrench(app);
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await app.page.getByText('Rouvert avec votre clé').waitFor();
    expect(await axe()).toEqual([]);
    for (const said of ['Aucune règle de', 'Qui peut l’ouvrir', 'Chiffrer et remplacer', 'Historique git']) expect(await app.page.getByRole('main').innerText()).toContain(said);
  });
});

describe.skipIf(!(await hasBrowser()))('encrypting without an identity', () => {
  it('keeps the clear file: the button says why', async () => {
    const app = await openApp({ withoutIdentity: true });
    await app.openProject({ '.env': clear, 'other.env': await encryptedForOther(['A', 'x']) });
    await app.treeItem('.env').click();
    await app.page.getByRole('button', { name: 'Encrypt…' }).click();
    await app.page.getByText('No identity of this computer is among them', { exact: false }).waitFor();
    await app.page.getByText('No identity of this computer opens it').waitFor();
    const button = app.page.getByRole('button', { name: 'Encrypt and replace' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await app.page.getByRole('radio', { name: /Keep it beside/ }).check();
    await app.page.getByRole('button', { name: 'Encrypt', exact: true }).click();
    await app.treeItem('.env.encrypted').waitFor();
    expect(readFileSync(join(app.project, '.env'), 'utf8')).toBe(clear);
    await app.close();
  });
});
