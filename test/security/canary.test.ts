// Every secret here is a string that exists nowhere else. After a long day in the window none of them may be found but in the one reveal reply that was asked for
// and in the write-only requests that the person typed. SECURITY(canary) is the sum of all the other rules.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PowerNews } from '../../electron/core/ports.ts';
import { identities } from '../fakes/fixtures.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp } from '../ui/app-page.ts';
import { argumentsOf, descendants, encoded, environmentOf, everythingOf, expectNone, heapOf, inMemoryOf, textsBelow } from './search.ts';
import { copied, hidden, liveThroughADay, shown, typed, type Day } from './session.ts';

const [identity] = identities;
const valuesOf = (kind: Readonly<Record<string, string>>): readonly string[] => Object.values(kind);
/** The private key that opens everything is a secret too, and stands in the environment of this program. */
const never = [...[hidden, copied].flatMap(valuesOf).flatMap(encoded), identity];
const all = [...never, ...[shown, typed].flatMap(valuesOf).flatMap(encoded)];
/** What the strings that no page may ever have held begin with. */
const prefixes = ['canary-hid', 'canary-cop', identity.slice(0, 40)].flatMap(encoded);
const callOf = (request: string): string => (JSON.parse(request) as { readonly call?: string }).call ?? 'event';

describe.skipIf(!(await hasBrowser()))('SECURITY(canary) after a long day', () => {
  let day: Day;
  let browserFolder: string | undefined;
  let tell: (news: PowerNews) => void = () => undefined;
  let close: () => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    const app = await openApp({ ports: (ports) => ({ ...ports, power: { idleSeconds: () => 0, watch: (listener) => { tell = listener; return () => undefined; } } }) });
    close = () => app.close();
    day = await liveThroughADay(app);
    browserFolder = descendants().map((pid) => /--user-data-dir=([^\0]+)/.exec(argumentsOf(pid))?.[1]).find((found) => found !== undefined);
  });
  afterAll(async () => { await close(); });

  it('the day was real: everything was shown, copied, typed, made and saved', () => {
    const asked = new Set(day.app.wire.map(({ request }) => callOf(request)));
    for (const call of ['revealEntry', 'copyEntry', 'setEntry', 'addEntry', 'renameEntry', 'duplicateEntry', 'removeEntries', 'moveEntries', 'undoChange', 'redoChange', 'listLines', 'spliceLines', 'listHistory', 'findTwins', 'compareDisk', 'rebaseDraft', 'saveFile']) expect(asked).toContain(`sops.${call}`);
    expect(day.app.wire.find(({ request, answer }) => request.includes('sops.listHistory') && answer?.includes('"found"'))).toBeDefined();
    expect(day.app.fake.copied).toEqual(valuesOf(copied));
    for (const value of [...valuesOf(shown), ...valuesOf(typed).filter((text) => text !== typed.mine)]) expect(day.looks.some(({ page, allowed }) => allowed.includes(value) && page.includes(value)) || value === shown.last, value).toBe(true);
  });
  it('the wire: one reveal reply each, and what was typed', () => {
    const carrying = (value: string): readonly string[] => [...new Set(day.app.wire.flatMap(({ request, answer }) => [
      ...(encoded(value).some((secret) => request.includes(secret)) ? [`request ${callOf(request)}`] : []), ...(encoded(value).some((secret) => answer?.includes(secret) === true) ? [`answer ${callOf(request)}`] : []),
    ]))];
    for (const [name, value] of Object.entries({ ...hidden, ...copied, ...(day.made === undefined ? {} : { made: day.made }) })) expect(carrying(value), name).toEqual([]);
    for (const [name, value] of Object.entries(shown)) {
      expect(carrying(value), name).toEqual(['answer sops.revealEntry']);
      expect(day.app.wire.filter(({ answer }) => answer?.includes(value) === true), name).toHaveLength(1);
    }
    const calls: Readonly<Record<string, string>> = { added: 'addEntry', line: 'spliceLines' };
    // What is only half typed goes to the core too, where it is kept over a lock; it comes back only to the field, on a call of its own.
    for (const [name, value] of Object.entries(typed)) expect(carrying(value).filter((call) => call !== 'request sops.setUnfinished'), name).toEqual([`request sops.${calls[name] ?? 'setEntry'}`]);
    expectNone('the wire', day.app.wire.map(({ request, answer }) => request + (answer ?? '')).join('\n'), [identity]);
  });
  it('the page, at every stop: nodes, attributes, fields, shadows, title, address, what is read aloud', () => {
    expect(day.looks.length).toBeGreaterThan(25);
    for (const { where, page, allowed } of day.looks) expectNone(where, page, [...all, ...(day.made === undefined ? [] : [day.made])].filter((secret) => !allowed.some((value) => encoded(value).includes(secret))));
  });
  it('what the page put on the clipboard by itself, and what it dragged', async () => {
    const out = day.handedOut.join('\n');
    expect(out).toMatch(/T_HIDDEN=\{\{coffre:/);
    expect(day.handedOut).toContain('Coffre');
    expectNone('the clipboard and the drag', out, all);
    const read = await day.app.page.evaluate(() => navigator.clipboard.readText().then((text) => text, () => 'may not be read'));
    expectNone('the clipboard as the page reads it', read, all);
  });
  it('the heap of the page’s scripts never held what was not shown', async () => {
    const heap = await heapOf(day.app.page);
    for (const known of ['UNTOUCHED', 'T_HIDDEN', shown.last]) expect(heap.includes(known), `the search finds ${known}`).toBe(true);
    expectNone('the heap', heap, [...never, ...prefixes, ...(day.made === undefined ? [] : [day.made])]);
  });
  it('nor did the memory of any process of the browser', () => {
    const needles = [...prefixes, ...(day.made === undefined ? [] : [day.made])].map((text) => Buffer.from(text, 'latin1'));
    const control = [Buffer.from(shown.last), Buffer.from(shown.last, 'utf16le')];
    const read = descendants().flatMap((pid) => {
      const found = inMemoryOf(pid, [...needles, ...control]);
      return found === undefined ? [] : [{ process: /--type=([\w-]+)/.exec(argumentsOf(pid))?.[1] ?? 'main', found }];
    });
    if (read.length === 0) {
      console.warn('!! SKIPPED: the memory of the browser: this user may not read it');
      return;
    }
    expect(read.some(({ found }) => found.has(needles.length) || found.has(needles.length + 1)), 'the search finds what is shown now').toBe(true);
    expect(read.flatMap(({ process: name, found }) => [...found].filter((index) => index < needles.length).map((index) => `${name} holds ${needles[index]?.toString('latin1').slice(0, 12) ?? ''}`))).toEqual([]);
  });
  it('nothing is readable any more once the person has left', async () => {
    const { page } = day.app;
    expect(await everythingOf(page)).toContain(typed.line);
    tell('screen-locked');
    await expect.poll(() => page.locator('.secret-value').count()).toBe(0);
    await expect.poll(async () => (await everythingOf(page)).includes(typed.line)).toBe(false);
    expectNone('the page', await everythingOf(page), all);
    // WHY without that line: the browser's own memory of the last typing keeps its text node until something else is typed. Nothing of ours holds it.
    expectNone('the heap', await heapOf(page), all.filter((secret) => !encoded(typed.line).includes(secret)));
    // The browser asks about what is pending; the person leaves all the same.
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => { void dialog.accept(); });
    await page.reload();
    await page.getByRole('treeitem').first().waitFor();
    expectNone('the page that came back', await everythingOf(page), all);
    expectNone('its heap', await heapOf(page), all);
  });
  it('storage of the page', async () => {
    const found = await day.app.page.evaluate(async () => ({
      local: Object.entries(localStorage), session: Object.entries(sessionStorage), cookie: document.cookie, databases: await indexedDB.databases(), caches: await caches.keys(), history: JSON.stringify(history.state),
    }));
    expect(found).toEqual({ local: [], session: [], cookie: '', databases: [], caches: [], history: 'null' });
  });
  it('the console, and every address that was refused', () => {
    expectNone('the console', day.app.consoleLines.join('\n'), all);
    expectNone('the refused addresses', day.app.refused.join('\n'), all);
  });
  it('arguments and environment of the browser and its children', () => {
    const seen = descendants().map((pid) => `${argumentsOf(pid)}\n${environmentOf(pid)}`);
    expect(seen.some((text) => text.includes('--user-data-dir='))).toBe(true);
    expectNone('a child process', seen.join('\n'), all);
  });
  it('the browser’s own data folder, open', () => {
    expect(browserFolder).toBeDefined();
    const texts = textsBelow(browserFolder ?? '');
    expect(texts.length).toBeGreaterThan(0);
    for (const { path, text } of texts) expectNone(path, text, all);
  });
  it('what is exported of the log: lines, a table, the archive with its verifier', async () => {
    const { home, core, fake } = day.app;
    for (const format of ['jsonl', 'csv', 'bundle']) {
      const out = join(home, `exported.${format}`);
      fake.chosenSaveFiles.push(out);
      // Two that follow at once are refused.
      await day.app.page.waitForTimeout(400);
      const answer = JSON.parse(await core.router.handle(JSON.stringify({ call: 'audit.saveExport', input: { format } }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true })) as { readonly ok: boolean };
      expect(answer).toMatchObject({ ok: true });
      const text = readFileSync(out, 'latin1');
      expect(text).toContain('.env.text#T_SHOWN');
      expectNone(`the export as ${format}`, text, all);
    }
  });
  it('home, profile, audit log, temporary folders and logs; and after closing no browser folder is left', async () => {
    const { home, project } = day.app;
    const made = join(home, '..');
    const clear = (path: string): readonly string[] => (path.endsWith('.env.local') ? all.filter((secret) => secret !== hidden.clear) : all);
    for (const { path, text } of textsBelow(made)) expectNone(path, text, clear(path));
    const audit = readFileSync(join(home, '.config/coffre/audit/audit.jsonl'), 'utf8');
    expect(audit.match(/"sops\.revealEntry"|revealEntry/g)?.length ?? 0).toBeGreaterThanOrEqual(valuesOf(shown).length);
    expect(readdirSync(project).toSorted()).toEqual(['.env', '.env.local', '.env.sibling', '.env.text', '.env.two', '.git']);
    await day.app.context.close();
    await day.app.core.dispose();
    for (const { path, text } of textsBelow(made)) expectNone(path, text, clear(path));
    await day.app.close();
    expect(existsSync(browserFolder ?? '')).toBe(false);
    expect(existsSync(made)).toBe(false);
  });
  it('the search itself finds what is there', () => {
    for (const secret of encoded(hidden.untouched)) expect(() => { expectNone('a file', `x${secret}y`, all); }).toThrow();
    expect(inMemoryOf(String(process.pid), [Buffer.from(hidden.untouched)])?.has(0) ?? true).toBe(true);
  });
});
