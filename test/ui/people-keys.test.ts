// New data keys and letting somebody into chosen files in the window, and the entries of key services, which are shown and kept as they are.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, bob, peoplePage, sealed, team } from './people-page.ts';

const arn = 'arn:aws:kms:eu-west-1:123456789012:key/canary-people-kms';
/** A file with an entry of AWS beside the key of Anna; what an entry holds is under no seal. */
const withAws = async (): Promise<string> => `${(await sealed(anna)).toString('utf8')}sops_kms__list_0__map_arn=${arn}\nsops_kms__list_0__map_aws_profile=\nsops_kms__list_0__map_created_at=2026-01-02T03:04:05Z\nsops_kms__list_0__map_enc=AQICAHcanary\n`;
const files = async () => ({ ...await team(), 'aws/.env.both': await withAws() });
const valuesOf = (text: string): string => text.split('\n').slice(0, 2).join('\n');

describe.skipIf(!(await hasBrowser()))('keys of files', () => {
  const at = peoplePage(files);

  it('gives one file a new data key, then all of them, once somebody agreed; whoever could open them still can', async () => {
    const { app, read, who, people, rows, axe } = at();
    const { page } = app;
    await people();
    await page.getByRole('radiogroup', { name: 'Look by' }).getByText('Files').click();
    await page.getByRole('treeitem', { name: /prod\/\.env\.one/ }).click();
    await page.getByRole('button', { name: 'New data key…' }).click();
    await expect.poll(() => rows()).toEqual(['new data key prod/.env.one 2 recipients left']);
    const before = read('prod/.env.one');
    app.fake.agrees = false;
    await page.getByRole('button', { name: 'Make new data keys' }).click();
    await page.getByText('Nothing was changed').waitFor();
    expect(read('prod/.env.one')).toBe(before);
    app.fake.agrees = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Make new data keys' }).click();
    await page.getByText('1 file changed').first().waitFor();
    expect([valuesOf(read('prod/.env.one')) === valuesOf(before), who('prod/.env.one')]).toEqual([false, [anna, bob]]);
    await page.getByRole('button', { name: 'More for these people' }).click();
    await page.getByRole('menuitem', { name: 'New data keys for all files…' }).click();
    await expect.poll(() => rows()).toEqual([
      expect.stringMatching(/^stays aws\/\.env\.both recipient not supported/), expect.stringMatching(/^stays other\/\.env\.own no key/),
      'new data key other/.env.mine 2 recipients left', 'new data key prod/.env.one 2 recipients left', 'new data key prod/.env.two 1 recipient left',
    ]);
    expect(await axe()).toEqual([]);
    const all = ['other/.env.mine', 'prod/.env.one', 'prod/.env.two'].map((name) => [name, valuesOf(read(name))] as const);
    await page.getByRole('button', { name: 'Make new data keys' }).click();
    await page.getByText('3 files changed').first().waitFor();
    expect(all.filter(([name, values]) => valuesOf(read(name)) === values)).toEqual([]);
    expect([who('other/.env.mine'), who('other/.env.own'), who('prod/.env.two')]).toEqual([[anna, bob], [bob], [anna]]);
  });

  it('lets somebody into the files that are chosen, and into no others', async () => {
    const { app, who, people, rows, axe } = at();
    const { page } = app;
    await people();
    await page.getByRole('option', { name: /Bob/ }).click();
    await page.getByRole('button', { name: 'Let into files…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Let Bob into files' });
    await dialog.getByRole('checkbox', { name: /prod\/\.env\.two/ }).check();
    expect(await axe()).toEqual([]);
    await dialog.getByRole('button', { name: 'See what changes' }).click();
    await expect.poll(() => rows()).toEqual(['same data key prod/.env.two + Bob 2 recipients left']);
    await page.getByRole('button', { name: 'Let in', exact: true }).click();
    await page.getByText('1 file changed').first().waitFor();
    expect([who('prod/.env.two'), who('aws/.env.both')]).toEqual([[anna, bob], [anna]]);
  });

  it('shows the entry of a key service, lets nobody in by it, and keeps it through an edit', async () => {
    const { app, read, people } = at();
    const { page } = app;
    const before = read('aws/.env.both').split('\n').filter((line) => line.startsWith('sops_kms'));
    await people(/arn:aws/);
    await page.getByRole('option', { name: /arn:aws/ }).click();
    await page.getByText('Can open 1 of 5 files').waitFor();
    const letIn = page.getByRole('button', { name: 'Let into files…' });
    expect(await letIn.evaluate((button) => [button.getAttribute('aria-disabled'), document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent])).toEqual(['true', 'A key of a key service is let in by the rules, not from here.']);
    await page.getByRole('button', { name: 'Back to the files' }).click();
    await app.openFile('.env.both');
    await app.act('Edit', 'NAME');
    await page.keyboard.type('other');
    await page.keyboard.press('Enter');
    await app.save(1, '.env.both');
    expect(read('aws/.env.both').split('\n').filter((line) => line.startsWith('sops_kms'))).toEqual(before);
  });
});
