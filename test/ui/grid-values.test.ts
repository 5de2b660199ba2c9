// Values in the grid by keyboard alone: the large field for PEM and JSON, and values that the core makes, which the window never sees.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identities } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

const oldPem = '-----BEGIN CERTIFICATE-----\nY2FuYXJ5LW9sZC1wZW0=\n-----END CERTIFICATE-----';
const newPem = '-----BEGIN CERTIFICATE-----\nY2FuYXJ5LW5ldy1wZW0=\n-----END CERTIFICATE-----';

describe.skipIf(!(await hasBrowser()))('values in the grid', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['CA_CERT', oldPem], ['PRICES', '{"canary-grid-json": 1}'], ['TOKEN', 'canary-grid-token']) });
    await app.openFile('.env');
    await app.row('CA_CERT').getByRole('rowheader').click();
  });
  afterEach(async () => { await app.close(); });

  const press = (...keys: readonly string[]): Promise<void> => keys.reduce((before, key) => before.then(() => app.page.keyboard.press(key)), Promise.resolve());
  const dialog = (name: string) => app.page.getByRole('dialog', { name });
  const field = (name: string) => app.page.getByRole('textbox', { name: `New value of ${name}` });
  const onRow = async (name: string): Promise<void> => { await expect.poll(() => app.row(name).evaluate((row) => row === document.activeElement)).toBe(true); };
  const saved = (): string => sopsDecrypt(join(app.project, '.env'), identities[0] ?? '').stdout.toString('utf8');
  const page = (): Promise<string> => app.page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('textarea, input')].map((input) => (input as HTMLInputElement).value).join());

  it('edits a value of several lines in a large field that begins empty, and checks it', async () => {
    await press('Enter');
    await dialog('Value of CA_CERT').waitFor();
    await expect.poll(() => field('CA_CERT').evaluate((area) => area === document.activeElement)).toBe(true);
    expect(await field('CA_CERT').inputValue()).toBe('');
    expect(app.wire.some(({ request }) => request.includes('revealEntry'))).toBe(false);
    await app.page.keyboard.insertText(newPem.replace('END CERTIFICATE', 'END KEY'));
    await dialog('Value of CA_CERT').getByText('PEM: the END in line 3 has another label than its BEGIN').waitFor();
    await dialog('Value of CA_CERT').getByText(/Line 3, column \d+ of 3 lines/).waitFor();
    await field('CA_CERT').fill(newPem);
    await dialog('Value of CA_CERT').getByText('Well-formed PEM, 1 block').waitFor();
    await press('Control+Enter');
    await expect.poll(() => dialog('Value of CA_CERT').count()).toBe(0);
    await onRow('CA_CERT');
    await app.pending(1);
    expect(await page()).not.toContain('Y2FuYXJ5');
    await app.save(1, '.env');
    if (sopsPath !== undefined) expect(saved()).toContain(`CA_CERT=${newPem.replaceAll('\n', '\\n')}\n`);
  });

  it('asks before it leaves what was typed, and keeps it unless told otherwise', async () => {
    await press('ArrowDown', 'Enter');
    await app.page.keyboard.insertText('{"a": [1, 2,]}');
    await dialog('Value of PRICES').getByText('Not JSON from line 1, column 13 on').waitFor();
    await press('Escape');
    const question = app.page.getByRole('alertdialog', { name: 'Leave what you typed?' });
    await question.waitFor();
    await press('Escape');
    await expect.poll(() => question.count()).toBe(0);
    expect(await field('PRICES').inputValue()).toBe('{"a": [1, 2,]}');
    await field('PRICES').press('Escape');
    await question.getByRole('button', { name: 'Leave it' }).press('Enter');
    await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0);
    await onRow('PRICES');
    expect(await app.page.getByText('not saved').count()).toBe(0);
    expect(await page()).not.toContain('[1, 2,]');
  });

  it('fills the field with the value only when asked, and counts leaving it alone as no change', async () => {
    await press('ArrowDown', 'Enter');
    await dialog('Value of PRICES').getByRole('button', { name: 'Reveal to edit' }).press('Enter');
    await expect.poll(() => field('PRICES').inputValue()).toBe('{"canary-grid-json": 1}');
    expect(app.wire.filter(({ request }) => request.includes('revealEntry'))).toHaveLength(1);
    await dialog('Value of PRICES').getByText('Valid JSON').waitFor();
    await press('Escape');
    await expect.poll(() => dialog('Value of PRICES').count()).toBe(0);
    await expect.poll(page).not.toContain('canary-grid-json');
    expect(await app.page.getByText('not saved').count()).toBe(0);
  });

  it('leaves what is typed in the fields themselves, and writes it nowhere into the page', async () => {
    const markup = (): Promise<string> => app.page.evaluate(() => document.documentElement.outerHTML);
    await press('End', 'Enter');
    await field('TOKEN').pressSequentially('canary-typed-inline');
    expect(await markup()).not.toContain('canary-typed');
    await press('Escape', 'Home', 'Enter');
    await field('CA_CERT').pressSequentially('canary-typed-large');
    expect(await markup()).not.toContain('canary-typed');
    await press('Control+Enter');
    await app.pending(1);
    await app.page.getByRole('button', { name: 'Add key' }).press('Enter');
    await app.page.getByRole('textbox', { name: 'Value', exact: true }).pressSequentially('canary-typed-new');
    expect(await markup()).not.toContain('canary-typed');
  });

  it('shows white space over the field without the value in another place', async () => {
    await press('Enter');
    await field('CA_CERT').fill('canary grid\t\u00a0end ');
    await dialog('Value of CA_CERT').getByRole('checkbox', { name: 'Show white space' }).press('Space');
    const marks = app.page.locator('.paper-marks');
    await marks.waitFor();
    expect(await marks.textContent()).toBe('      ·    →°   ·');
    expect(await app.page.evaluate(() => document.documentElement.outerHTML)).not.toContain('canary grid');
    expect(await marks.evaluate((pre) => getComputedStyle(pre).fontFamily + getComputedStyle(pre).lineHeight)).toBe(await field('CA_CERT').evaluate((area) => getComputedStyle(area).fontFamily + getComputedStyle(area).lineHeight));
  });

  it('lets the core make a value by recipe: none crosses, and sops reads what was made', async () => {
    await press('End', 'Control+g');
    const generate = dialog('Generate a value for TOKEN');
    await generate.getByText('190 bits').waitFor();
    await generate.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Hex' });
    await generate.getByText('256 bits').waitFor();
    await generate.getByRole('textbox', { name: 'Bytes' }).fill('16');
    await press('Tab');
    await generate.getByText('128 bits').waitFor();
    await generate.getByRole('button', { name: 'Generate', exact: true }).press('Enter');
    await app.pending(1);
    await onRow('TOKEN');
    const asked = app.wire.filter(({ request }) => request.includes('setEntry'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.request).toContain('"kind":"hex","bytes":16');
    await app.save(1, '.env');
    if (sopsPath === undefined) return;
    const made = /TOKEN=([0-9a-f]{32})\n/.exec(saved())?.[1];
    expect(made).toBeDefined();
    expect(app.wire.some(({ request, answer }) => request.includes(made ?? '?') || answer?.includes(made ?? '?') === true)).toBe(false);
  });

  it('makes the value of a new key, too', async () => {
    const { page: window } = app;
    await window.getByRole('button', { name: 'Add key' }).press('Enter');
    await window.keyboard.type('SESSION_ID');
    await window.getByRole('button', { name: 'Generate a value' }).press('Enter');
    await dialog('Generate a value for SESSION_ID').getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'UUID' });
    await dialog('Generate a value for SESSION_ID').getByRole('button', { name: 'Generate', exact: true }).press('Enter');
    await window.getByText('To be generated: UUID').waitFor();
    await expect.poll(() => window.getByRole('textbox', { name: 'Name' }).evaluate((input) => input === document.activeElement)).toBe(true);
    await press('Enter');
    await onRow('SESSION_ID');
    await app.save(1, '.env');
    if (sopsPath !== undefined) expect(saved()).toMatch(/SESSION_ID=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n/);
  });
});
