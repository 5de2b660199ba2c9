// A file that no identity here opens: where identities were looked for, what lies in each place, whether it fits, and the way to who can open it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { hasKeygen, sshKey } from '../fakes/real-age.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';
import { speakFrench } from './draft-by-wire.ts';

describe.skipIf(!(await hasBrowser()) || !hasKeygen)('a file without a key', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    mkdirSync(join(app.home, '.ssh'));
    sshKey(join(app.home, '.ssh/id_ed25519'), 'ed25519', { passphrase: 'canary-places-word' });
    mkdirSync(join(app.home, '.config/sops/age'), { recursive: true });
    writeFileSync(join(app.home, '.config/sops/age/keys.txt'), 'canary-places-nonsense\n');
    await app.openProject({ '.env.theirs': await encryptDotenv([['TOKEN', 'canary-places-value']], [recipients[1]], new Date('2026-01-02T03:04:05Z')) });
  });
  afterEach(async () => { await app.close(); });
  const axe = (): Promise<readonly string[]> => axeFindings(app.page);
  const rows = async (name: string): Promise<readonly string[]> => (await app.page.getByRole('table', { name }).getByRole('row').allInnerTexts()).slice(1).map((text) => text.replaceAll(/\s+/g, ' ').replaceAll(app.home, '~').trim());

  it('says by place what was found and why it does not fit; once the right one lies there, it opens', async () => {
    const { page } = app;
    await app.treeItem('.env.theirs').click();
    await page.getByText('No identity here opens this file').waitFor();
    await expect.poll(() => rows('Keys found on this computer')).toEqual([
      'does not open it ~/.ssh/id_ed25519 asks for its passphrase', 'does not open it SOPS_AGE_KEY 1 age identity', 'not set SOPS_AGE_KEY_FILE', 'cannot be used ~/.config/sops/age/keys.txt there, but it cannot be read as an identity',
    ]);
    expect(await axe()).toEqual([]);
    expect(await page.content()).not.toMatch(/canary-places|AGE-SECRET-KEY/);
    await page.getByRole('button', { name: 'Who can open it…' }).click();
    await page.getByRole('heading', { name: '.env.theirs' }).waitFor();
    await page.getByText('No name').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    writeFileSync(join(app.home, '.config/sops/age/keys.txt'), `${identities[1]}\n`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('grid', { name: 'Keys of .env.theirs' }).waitFor();
  });

  it('in French, in the dark, in a small window, looked up anew with each try', async () => {
    const { page } = app;
    await page.setViewportSize({ width: 960, height: 640 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await speakFrench(app);
    await app.treeItem('.env.theirs').click();
    await page.getByText('Aucune identité d’ici n’ouvre ce fichier').waitFor();
    await expect.poll(() => rows('Clés trouvées sur cet ordinateur')).toContain('non défini SOPS_AGE_KEY_FILE');
    writeFileSync(join(app.home, '.config/sops/age/keys.txt'), `${identities[0]}\n`);
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await expect.poll(() => rows('Clés trouvées sur cet ordinateur')).toContain('ne l’ouvre pas ~/.config/sops/age/keys.txt 1 identité age');
    expect(await axe()).toEqual([]);
  });
});
