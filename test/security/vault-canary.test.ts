// An hour in the Vault room, on a real server: no value and no token may be found anywhere but where the person asked for it, and the server's own audit device must show no value read that nobody asked for. SECURITY(canary) as for the files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { atHome, openWindow, passphrase, profileHome, type ProfileWindow } from '../ui/profile-page.ts';
import { begin, vaultPage } from '../ui/vault-page.ts';
import { hasVault, startVault, within, type VaultServer } from '../servers/vault-server.ts';
import { argumentsOf, descendants, encoded, environmentOf, everythingOf, expectNone, heapOf, textsBelow } from './search.ts';

/** Never asked for: on the server alone. */
const hidden = { beside: 'canary-hid-vault-1a5f', other: 'canary-hid-vault-2b91', removed: 'canary-hid-vault-3c77', older: 'canary-hid-vault-4dc0', plain: 'canary-hid-vault-5e03' };
const shown = 'canary-sho-vault-6f8b';
const copied = 'canary-cop-vault-7a21';
const typed = { saved: 'canary-typ-vault-8b44', wrong: 'canary-typ-token-9c65' };
const callOf = (request: string): string => (JSON.parse(request) as { readonly call?: string }).call ?? 'event';

describe.skipIf(!hasVault() || !(await hasBrowser()))('SECURITY(canary) after an hour in the Vault room', () => {
  const home = profileHome();
  let vault: VaultServer;
  let app: ProfileWindow;
  let close: () => Promise<void> = () => Promise.resolve();
  let token = '';
  /** Opens the secret once. */
  let sharing = '';
  let kv = '';
  let browserFolder: string | undefined;
  const looks: { readonly where: string; readonly page: string; readonly allowed: readonly string[] }[] = [];
  /** What the server wrote down: the values that were read until each stop. */
  const reads: (readonly [where: string, paths: readonly string[]])[] = [];
  let heap = '';
  const everything = (): readonly string[] => [...Object.values(hidden), shown, copied, ...Object.values(typed), token, sharing].flatMap(encoded);

  beforeAll(async () => {
    vault = await startVault();
    [kv] = [await vault.mount(2)];
    const plain = await vault.mount(1);
    await vault.api('POST', `${kv}/data/team/app`, { data: { SHOWN: hidden.older } });
    await vault.api('POST', `${kv}/data/team/app`, { data: { SHOWN: shown, COPIED: copied, EDITED: hidden.beside, BESIDE: hidden.beside, REMOVED: hidden.removed } });
    await vault.api('POST', `${kv}/data/team/other`, { data: { OTHER: hidden.other } });
    await vault.api('POST', `${plain}/legacy`, { PLAIN: hidden.plain });
    token = String(within((await vault.api('POST', 'auth/token/create', { policies: ['root'], ttl: '2h' })).body, 'auth', 'client_token'));
    const log = join(vault.folder, 'audit.log');
    const { status } = await vault.api('PUT', 'sys/audit/file', { type: 'file', options: { file_path: log } });
    if (status !== 204) throw new Error(`no audit device: ${String(status)}`);

    app = await openWindow(home);
    ({ close } = atHome(home, app));
    const room = vaultPage(app);
    const look = async (where: string, ...allowed: readonly string[]): Promise<void> => {
      looks.push({ where, page: await everythingOf(app.now()), allowed });
      const requests = readFileSync(log, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown).filter((line) => within(line, 'type') === 'request' && within(line, 'request', 'operation') === 'read');
      // An engine without versions has its secrets right below it; the look whether it lists all by itself is none of a value.
      reads.push([where, requests.map((line) => String(within(line, 'request', 'path'))).filter((path) => path.includes('/data/') || (path.startsWith(`${plain}/`) && path !== `${plain}/`))]);
    };
    await begin(app);
    await app.button('New connection').click();
    await app.now().getByLabel('Name', { exact: true }).fill('shop');
    await app.now().getByLabel('Address', { exact: true }).fill(vault.address);
    await app.now().getByLabel('Token', { exact: true }).fill(typed.wrong);
    await app.button('Save and sign in').click();
    await app.now().getByRole('alert').getByText('The token is not valid any more').waitFor();
    await app.now().getByLabel('Token', { exact: true }).fill(token);
    await app.button('Save and sign in').click();
    await app.now().getByRole('tree', { name: 'Secrets of shop' }).waitFor();
    await look('signed in');
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('oth');
    await app.now().getByRole('tree', { name: 'Secrets that match' }).getByRole('treeitem', { name: `${kv}/team/other` }).waitFor();
    await app.button('Clear the search').click();
    await room.open(`${kv}/team/other`);
    await room.row('OTHER').waitFor();
    await room.open(`${kv}/team/app`);
    await look('a secret');

    await room.row('SHOWN').getByRole('rowheader').click();
    await app.now().keyboard.press(' ');
    await room.row('SHOWN').getByText(shown).waitFor();
    await look('one value shown', shown);
    await app.now().keyboard.press(' ');
    await room.row('SHOWN').getByText(shown).waitFor({ state: 'detached' });
    // The core gives no second value right after one.
    await app.now().waitForTimeout(400);
    await room.row('COPIED').getByRole('rowheader').click();
    await app.now().keyboard.press('Control+c');
    await room.row('COPIED').getByText('copied', { exact: false }).waitFor();
    await look('one value copied');

    await room.type('EDITED', typed.saved);
    await look('while it is typed', typed.saved);
    await room.row('REMOVED').getByRole('rowheader').click();
    await app.now().keyboard.press('Delete');
    await app.now().getByText('2 changes not saved').waitFor();
    await app.now().keyboard.press('Control+s');
    await app.now().getByRole('dialog', { name: 'Review 2 changes' }).waitFor();
    // What is not saved yet stays in its field, behind the question.
    await look('the review', typed.saved);
    await app.now().keyboard.press('Control+s');
    await app.now().getByText('Saved as version 3').first().waitFor();
    await app.now().getByText('3 kept').waitFor();
    await look('saved');
    await app.button('More about app').click();
    await app.now().getByRole('menuitem', { name: 'Delete the current version' }).click();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await app.heading('Version 3 is deleted').waitFor();
    await app.button('Take version 3 back').first().click();
    await room.row('EDITED').waitFor();
    await look('deleted and taken back');
    await app.now().getByRole('tab', { name: 'JSON' }).click();
    await app.now().getByRole('grid', { name: 'app as JSON' }).getByRole('rowheader', { name: 'BESIDE' }).waitFor();
    await look('as JSON');
    await app.now().getByRole('tab', { name: 'Metadata' }).click();
    await app.now().getByText('Nobody wrote anything about this secret yet.').waitFor();
    await look('its metadata');
    await room.act('Compare version 1 with the current one').click();
    await app.now().getByRole('dialog', { name: 'Version 1 and version 3' }).getByRole('rowheader', { name: 'SHOWN' }).waitFor();
    await look('two versions');
    await app.now().keyboard.press('Escape');
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    await app.button('Share once').click();
    await app.button('Copy a token').click();
    await app.now().getByText('It opens once within', { exact: false }).waitFor();
    sharing = app.fake.clipboard ?? '';
    await look('shared once');
    await app.now().keyboard.press('Escape');
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    heap = await heapOf(app.now());
    browserFolder = descendants().map((pid) => /--user-data-dir=([^\0]+)/.exec(argumentsOf(pid))?.[1]).find((found) => found !== undefined);
  }, 120_000);
  afterAll(async () => {
    await close();
    await vault.end();
  });

  it('the server wrote down a read for each value that was shown, copied and edited, for both versions that were compared, for what was shared, and none besides', () => {
    const counts = reads.map(([where, paths]) => [where, paths.length]);
    expect(counts).toEqual([['signed in', 0], ['a secret', 0], ['one value shown', 1], ['one value copied', 2], ['while it is typed', 3], ['the review', 3], ['saved', 3], ['deleted and taken back', 3], ['as JSON', 3], ['its metadata', 3], ['two versions', 5], ['shared once', 6]]);
    expect([...new Set(reads.flatMap(([, paths]) => paths))]).toEqual([`${kv}/data/team/app`]);
  });
  it('the wire: one reply with the value that was shown, one request with what was typed, and nothing else', () => {
    const carrying = (value: string): readonly string[] => [...new Set(app.wire.flatMap(({ request, answer }) => [
      ...(encoded(value).some((secret) => request.includes(secret)) ? [`request ${callOf(request)}`] : []), ...(encoded(value).some((secret) => answer?.includes(secret) === true) ? [`answer ${callOf(request)}`] : []),
    ]))];
    for (const [name, value] of Object.entries({ ...hidden, copied, sharing })) expect(carrying(value), name).toEqual([]);
    expect(carrying(shown)).toEqual(['answer vault.revealField']);
    expect(carrying(typed.saved).filter((call) => call !== 'request vault.setDraft')).toEqual(['request vault.saveFields']);
    expect(carrying(typed.wrong)).toEqual(['request vault.login']);
    expect(carrying(token)).toEqual(['request vault.login']);
    expect(sharing).toMatch(/^hvs\./);
    expect(app.fake.copied).toEqual([copied, sharing]);
  });
  it('the page, at every stop, and the heap of its scripts', () => {
    expect(looks.length).toBeGreaterThan(7);
    for (const { where, page, allowed } of looks) expectNone(where, page, everything().filter((secret) => !allowed.some((value) => encoded(value).includes(secret))));
    for (const { page, allowed } of looks) for (const value of allowed) expect(page.includes(value)).toBe(true);
    expect(heap.includes('EDITED')).toBe(true);
    expectNone('the heap', heap, [...Object.values(hidden), copied, sharing].flatMap(encoded));
  });
  it('storage, console, refused addresses, arguments and environment, the browser’s own folder and what is temporary', async () => {
    const found = await app.now().evaluate(async () => ({ local: Object.entries(localStorage), session: Object.entries(sessionStorage), cookie: document.cookie, databases: await indexedDB.databases(), caches: await caches.keys() }));
    expect(found).toEqual({ local: [], session: [], cookie: '', databases: [], caches: [] });
    expectNone('the console', app.consoleLines.join('\n'), everything());
    // WHY none at all: the core alone speaks to the server.
    expect(app.refused).toEqual([]);
    const seen = descendants().map((pid) => `${argumentsOf(pid)}\n${environmentOf(pid)}`);
    expect(seen.some((text) => text.includes('--user-data-dir='))).toBe(true);
    // The server was started by us with a token of its own.
    expectNone('a child process', seen.join('\n'), everything());
    // Beside it lie the temporary folder and that of the session, with whatever a crash would leave.
    const own = join(browserFolder ?? '', '../..');
    expect(own).toContain('coffre-host-test-');
    const texts = textsBelow(own);
    expect(texts.length).toBeGreaterThan(0);
    for (const { path, text } of texts) expectNone(path, text, everything());
  });
  it('nothing is readable after a lock, and nothing lies in a file: profile, index of paths, audit log, logs', async () => {
    const before = app.now();
    home.tell('screen-locked');
    await app.renewed(before);
    await app.now().getByLabel('Passphrase', { exact: true }).waitFor();
    expectNone('the lock screen', await everythingOf(app.now()), everything());
    expectNone('its heap', await heapOf(app.now()), everything());
    const texts = textsBelow(home.folder);
    const all = texts.map(({ text }) => text).join('\n');
    expect(all).toContain('team/app#SHOWN');
    for (const { path, text } of texts) expectNone(path, text, [...everything(), passphrase]);
  });
});
