// Somebody who has a key of PGP only, in the window: named, and removed like anybody else.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, peoplePage, rules, sealed, team } from './people-page.ts';

const fingerprint = 'FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4';
/** A file with an entry of PGP beside the key of Anna; what an entry holds is under no seal. */
const withPgp = async (): Promise<string> => `${(await sealed(anna)).toString('utf8')}sops_pgp__list_0__map_created_at=2026-01-02T03:04:05Z\nsops_pgp__list_0__map_enc=-----BEGIN PGP MESSAGE-----\\n\\nhF4D\\n-----END PGP MESSAGE-----\nsops_pgp__list_0__map_fp=${fingerprint}\n`;
const files = async () => ({ ...await team(), '.sops.yaml': `${rules}  # both ways\n  - path_regex: ^pgp/\n    age: ${anna}\n    pgp: ${fingerprint}\n`, 'pgp/.env.both': await withPgp() });

describe.skipIf(!(await hasBrowser()))('somebody with a key of PGP', () => {
  const at = peoplePage(files);

  it('has a key of PGP only: is named, and removed from every file and rule like anybody else', async () => {
    const { app, read, people, rows } = at();
    const { page } = app;
    await people(/no name|No name/);
    await page.getByRole('option', { name: /No name/ }).click();
    await page.getByRole('button', { name: 'Give it a name' }).click();
    const dialog = page.getByRole('dialog', { name: 'A person and their key' });
    await dialog.getByLabel('Name').fill('Paula');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Paula', exact: true }).waitFor();
    expect(read('.coffre/people.yaml')).toContain(fingerprint);
    await page.getByRole('button', { name: 'Remove from the project…' }).click();
    await expect.poll(() => rows()).toEqual(['new data key pgp/.env.both − Paula 1 recipient left', 'rule changed .sops.yaml − Paula comments kept']);
    await page.getByRole('button', { name: 'Remove and mark 2', exact: true }).click();
    await page.getByText('2 files changed').first().waitFor();
    expect([read('pgp/.env.both'), read('.sops.yaml')].filter((text) => text.includes(fingerprint))).toEqual([]);
    expect(read('.sops.yaml')).toContain('# both ways');
  });
});
