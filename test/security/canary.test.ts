// Every secret here is a string that exists nowhere else. After a session that opens, reveals, copies, edits, adds, removes and saves, none of them may be found
// but in the one reveal reply that was asked for and in the write-only requests that the person typed. SECURITY(canary) is the sum of all the other rules.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { hasBrowser, launch, type Launched } from '../host/launch.ts';

const [identity] = identities;
const stored = { ALPHA_TOKEN: 'canary-a1-5f0c', BETA_URL: 'https://u:canary-b2-91de@h/x', GAMMA_PEM: '-----BEGIN X-----\ncanary-c3-77aa\n-----END X-----', DELTA_PASSWORD: 'canary-d4-03bc' };
const comment = 'OLD_TOKEN=canary-e5-c0de';
const typed = { edited: 'canary-f6-edit', added: 'canary-g7-adds' };
const marks = ['canary-a1-5f0c', 'canary-b2-91de', 'canary-c3-77aa', 'canary-d4-03bc', 'canary-e5-c0de', typed.edited, typed.added];
const encoded = (mark: string): readonly string[] => [mark, Buffer.from(mark).toString('hex'), Buffer.from(mark).toString('base64').slice(0, -4), encodeURIComponent(mark), Buffer.from(mark, 'utf16le').toString('latin1')];
/** The private key that opens everything is a secret too, and stands in the environment of this program. */
const all = [...marks.flatMap(encoded), identity];

const browser = await hasBrowser();

/** Every file below a folder, as bytes in latin1; what vanishes meanwhile held nothing that stays. */
function textsBelow(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    try {
      return [{ path, text: readFileSync(path, 'latin1') }];
    } catch {
      return [];
    }
  });
}
function expectNone(what: string, text: string, wanted: readonly string[] = all): void {
  for (const secret of wanted) expect(text.includes(secret), `${what} holds ${secret.slice(0, 9)}…`).toBe(false);
}
/** This process's descendants, by /proc. */
function descendants(): readonly string[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      return [[pid, readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')[1] ?? ''] as const];
    } catch {
      return [];
    }
  });
  const found = new Set([String(process.pid)]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(String(process.pid));
  return [...found];
}

describe.skipIf(!browser)('SECURITY(canary) after a whole session', () => {
  let folder: string;
  let home: string;
  let at: Launched;
  let browserFolder: string | undefined;
  const row = (name: string) => at.page.getByRole('row').filter({ has: at.page.getByRole('rowheader', { name, exact: true }) });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coffre-canary-'));
    home = join(folder, 'home');
    mkdirSync(join(home, 'shop'), { recursive: true });
    writeFileSync(join(home, 'shop/.env'), await encryptDotenv([{ comment }, ...Object.entries(stored)], [recipients[0]], new Date()));
    at = await launch({ home, env: { SOPS_AGE_KEY: identity }, recordWire: true });
    at.fake.chosenFolders.push(join(home, 'shop'));
    const { page } = at;
    await page.getByRole('button', { name: 'Open a folder' }).click();
    await page.getByRole('treeitem', { name: /\.env/ }).click();
    await row('ALPHA_TOKEN').waitFor();

    await row('ALPHA_TOKEN').hover();
    await page.getByRole('button', { name: 'Reveal ALPHA_TOKEN' }).click();
    await page.getByText(stored.ALPHA_TOKEN).waitFor();
    await page.getByRole('button', { name: 'Hide ALPHA_TOKEN' }).click();
    await page.getByText(stored.ALPHA_TOKEN).waitFor({ state: 'detached' });

    await page.waitForTimeout(350);
    await page.getByRole('button', { name: 'Copy BETA_URL' }).click();
    await page.getByText(/copied/).first().waitFor();

    await row('DELTA_PASSWORD').hover();
    await page.getByRole('button', { name: 'Edit DELTA_PASSWORD' }).click();
    await page.getByRole('textbox', { name: 'New value of DELTA_PASSWORD' }).fill(typed.edited);
    await page.keyboard.press('Enter');
    await page.getByText('1 changed').waitFor();

    await page.getByRole('button', { name: 'Add key' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('ADDED_KEY');
    await page.getByRole('textbox', { name: 'Value' }).fill(typed.added);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('1 added').waitFor();

    await row('GAMMA_PEM').hover();
    await page.getByRole('button', { name: 'Delete GAMMA_PEM' }).click();
    await page.getByText('1 removed').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/Saved 3 changes/).waitFor();

    const main = descendants().map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    }).find((line) => line.includes('--user-data-dir='));
    browserFolder = /--user-data-dir=([^\0]+)/.exec(main ?? '')?.[1];
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('the session was real: revealed, copied and saved', () => {
    expect(at.fake.copied).toEqual([stored.BETA_URL]);
    expect(readFileSync(join(home, 'shop/.env'), 'utf8')).toMatch(/^ADDED_KEY=ENC\[/m);
    expect(at.wire.length).toBeGreaterThan(10);
  });
  it('the wire: one reveal reply, and what was typed', () => {
    const holding = at.wire.flatMap(({ request, answer }) => [
      ...(all.some((secret) => request.includes(secret)) ? [`request ${(JSON.parse(request) as { call?: string }).call ?? 'event'}`] : []),
      ...(answer !== undefined && all.some((secret) => answer.includes(secret)) ? [`answer ${(JSON.parse(request) as { call?: string }).call ?? ''}`] : []),
    ]);
    expect(holding.toSorted()).toEqual(['answer sops.revealEntry', 'request sops.addEntry', 'request sops.setEntry']);
    const reply = at.wire.find(({ request }) => request.includes('sops.revealEntry'))?.answer ?? '';
    expect(marks.filter((mark) => reply.includes(mark))).toEqual(['canary-a1-5f0c']);
  });
  it('the page: its text, its attributes, its fields and its address', async () => {
    expectNone('the DOM', await at.page.content());
    expectNone('the fields', JSON.stringify(await at.page.evaluate(() => [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value))));
    expectNone('the address', at.page.url());
    expectNone('the accessibility tree', await at.page.locator('body').ariaSnapshot());
  });
  it('storage of the page', async () => {
    const found = await at.page.evaluate(async () => ({
      local: Object.entries(localStorage), session: Object.entries(sessionStorage), cookie: document.cookie, databases: await indexedDB.databases(), caches: await caches.keys(), history: JSON.stringify(history.state),
    }));
    expect(found).toEqual({ local: [], session: [], cookie: '', databases: [], caches: [], history: 'null' });
  });
  it('the console, and every address that was refused', () => {
    expectNone('the console', at.consoleLines.join('\n'));
    expectNone('the refused addresses', at.refused.join('\n'));
  });
  it('arguments and environment of the browser and its children', () => {
    const seen = descendants().map((pid) => {
      try {
        return `${readFileSync(`/proc/${pid}/cmdline`, 'latin1')}\n${readFileSync(`/proc/${pid}/environ`, 'latin1')}`;
      } catch {
        // A process that ended, or one of another user's: its parent was looked at.
        return '';
      }
    });
    expect(seen.some((text) => text.includes('--user-data-dir='))).toBe(true);
    expectNone('a child process', seen.join('\n'));
  });
  it('the browser’s own data folder, open', () => {
    expect(browserFolder).toBeDefined();
    const texts = textsBelow(browserFolder ?? '');
    expect(texts.length).toBeGreaterThan(0);
    for (const { path, text } of texts) expectNone(path, text);
  });
  it('home, profile, temporary folders and logs; and after closing no browser folder is left', async () => {
    const temporary = join(at.home, '..');
    for (const { path, text } of [...textsBelow(folder), ...textsBelow(temporary)]) expectNone(path, text);
    expect(existsSync(join(home, '.config/coffre/audit/audit.jsonl'))).toBe(true);
    await at.close();
    expect(existsSync(browserFolder ?? '')).toBe(false);
    for (const { path, text } of textsBelow(folder)) expectNone(path, text);
    expect(readdirSync(join(home, 'shop')).toSorted()).toEqual(['.env']);
  });
  it('the search itself finds what is there', () => {
    expect(() => { expectNone('a file', `x${marks[0] ?? ''}y`); }).toThrow();
  });
});
